package store

import (
	"context"
	"database/sql"

	"xinjumin/models"
)

// SessionActor is what one query tells of the bearer of an access token.
type SessionActor struct {
	Session      models.Session
	PersonEpoch  int64
	PersonState  models.PersonState
	Verification models.Verification
	// A ban that is over may still stand here.
	PostingBannedUntil, AccountBannedUntil *models.Instant
	Grants                                 []models.RoleGrant // active at the instant that was asked for
}

// SessionActor reads session, person and active roles in one keyed query, for
// each authenticated request; no session is ErrNotFound. It is written by hand
// because nothing else is asked as often.
func (q queries) SessionActor(ctx context.Context, session models.ID, now models.Instant) (SessionActor, error) {
	var a SessionActor
	rows, err := q.query(ctx, `SELECT s.person_id, s.epoch, s.created_at, s.expires_at, s.revoked_at, p.epoch, p.state, p.verification,
		p.posting_banned_until, p.account_banned_until,
		g.id, g.role, g.scope_kind, g.region_code, g.organization_id, g.committee_id, g.starts_at, g.ends_at, g.delegated_from
		FROM sessions s JOIN persons p ON p.id = s.person_id
		LEFT JOIN role_grants g ON g.person_id = s.person_id AND g.ended_at IS NULL AND g.starts_at <= ? AND g.ends_at > ?
		WHERE s.id = ?`, now, now, session)
	if err != nil {
		return a, translate(err)
	}
	defer func() { _ = rows.Close() }()
	found := false
	for rows.Next() {
		found = true
		if err := a.scan(rows); err != nil {
			return a, err
		}
	}
	if err := rows.Err(); err != nil {
		return a, translate(err)
	}
	if !found {
		return a, ErrNotFound
	}
	a.Session.ID = session
	return a, nil
}

func (a *SessionActor) scan(rows *sql.Rows) error {
	var id *models.ID
	var role, kind *string
	var starts, ends *models.Instant
	var g models.RoleGrant
	err := rows.Scan(&a.Session.PersonID, &a.Session.Epoch, &a.Session.CreatedAt, &a.Session.ExpiresAt, &a.Session.RevokedAt,
		&a.PersonEpoch, &a.PersonState, &a.Verification, &a.PostingBannedUntil, &a.AccountBannedUntil,
		&id, &role, &kind, &g.RegionCode, &g.OrganizationID, &g.CommitteeID, &starts, &ends, &g.DelegatedFrom)
	if err != nil || id == nil {
		return err
	}
	g.ID, g.PersonID = *id, a.Session.PersonID
	g.Role, g.ScopeKind = models.Role(*role), models.ScopeKind(*kind)
	g.StartsAt, g.EndsAt = *starts, *ends
	a.Grants = append(a.Grants, g)
	return nil
}

// InsertSession adds a session with its first refresh token.
func (tx *Tx) InsertSession(ctx context.Context, s *models.Session, t *models.RefreshToken) error {
	if err := tx.create(ctx, s); err != nil {
		return err
	}
	return tx.create(ctx, t)
}

// SessionIdentity finds the WeChat identity in an app by which a session was
// started; for sessions that do not tell, the newest of the person.
func (q queries) SessionIdentity(ctx context.Context, session models.ID, appID string) (models.WeChatIdentity, error) {
	var w models.WeChatIdentity
	err := q.db.WithContext(ctx).Table("wechat_identities w").Select("w.*").
		Joins("JOIN sessions s ON s.person_id = w.person_id").
		Where("s.id = ? AND w.app_id = ?", session, appID).
		Order("CASE WHEN w.id = s.identity_id THEN 0 ELSE 1 END, w.created_at DESC, w.id DESC").Take(&w).Error
	return w, translate(err)
}

// InsertRefreshToken adds the successor of a token.
func (tx *Tx) InsertRefreshToken(ctx context.Context, t *models.RefreshToken) error {
	return tx.create(ctx, t)
}

// RefreshToken finds a token by its hash.
func (q queries) RefreshToken(ctx context.Context, hash []byte) (models.RefreshToken, error) {
	return take[models.RefreshToken](ctx, q, "hash = ?", hash)
}

// LockSession reads a session and holds the row until the transaction ends.
func (tx *Tx) LockSession(ctx context.Context, id models.ID) (models.Session, error) {
	return lockRow[models.Session](ctx, tx, id)
}

// UseRefreshToken spends a token; ErrNotAffected when it was spent before.
func (tx *Tx) UseRefreshToken(ctx context.Context, hash []byte) error {
	return tx.exec1(ctx, "UPDATE refresh_tokens SET used_at = ? WHERE hash = ? AND used_at IS NULL", tx.Now, hash)
}

// ExtendSession slides the end of a session.
func (tx *Tx) ExtendSession(ctx context.Context, id models.ID, expires models.Instant) error {
	return tx.exec1(ctx, "UPDATE sessions SET last_used_at = ?, expires_at = ? WHERE id = ? AND revoked_at IS NULL", tx.Now, expires, id)
}

// RevokeSession ends one session of a person; ErrNotAffected when there is no
// live one of that id.
func (tx *Tx) RevokeSession(ctx context.Context, person, id models.ID, reason models.RevokeReason) error {
	return tx.exec1(ctx, `UPDATE sessions SET revoked_at = ?, revoke_reason = ?
		WHERE id = ? AND person_id = ? AND revoked_at IS NULL AND expires_at > ?`, tx.Now, reason, id, person, tx.Now)
}

// LiveSessions lists the sessions of a person that may act at now, the one used
// last first. epoch is the person's.
func (q queries) LiveSessions(ctx context.Context, person models.ID, epoch int64, now models.Instant) ([]models.Session, error) {
	var rows []models.Session
	err := q.db.WithContext(ctx).
		Where("person_id = ? AND revoked_at IS NULL AND expires_at > ? AND epoch >= ?", person, now, epoch).
		Order("last_used_at DESC, created_at DESC, id DESC").Find(&rows).Error
	return rows, translate(err)
}
