package people

import (
	"context"
	"database/sql"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// sessionActor is what one query tells of the bearer of an access token.
type sessionActor struct {
	Session      models.Session
	PersonEpoch  int64
	PersonState  models.PersonState
	Verification models.Verification
	// A ban that is over may still stand here.
	PostingBannedUntil, AccountBannedUntil *models.Instant
	Grants                                 []models.RoleGrant // active at the instant that was asked for
}

// readSessionActor reads session, person and active roles in one keyed query, for
// each authenticated request; no session is ErrNotFound. It is written by hand
// because nothing else is asked as often.
func readSessionActor(ctx context.Context, q store.Reader, session models.ID, now models.Instant) (sessionActor,
	error) {
	var a sessionActor
	rows, err := q.Rows(ctx, `SELECT s.person_id, s.epoch, s.created_at, s.expires_at, s.revoked_at, p.epoch, p.state,
		p.verification, p.posting_banned_until, p.account_banned_until, g.id, g.role, g.scope_kind, g.region_code,
		g.organization_id, g.committee_id, g.starts_at, g.ends_at, g.delegated_from
		FROM sessions s JOIN persons p ON p.id = s.person_id
		LEFT JOIN role_grants g ON g.person_id = s.person_id AND g.ended_at IS NULL AND g.starts_at <= ?
		AND g.ends_at > ?
		WHERE s.id = ?`, now, now, session)
	if err != nil {
		return a, store.Translate(err)
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
		return a, store.Translate(err)
	}
	if !found {
		return a, store.ErrNotFound
	}
	a.Session.ID = session
	return a, nil
}

func (a *sessionActor) scan(rows *sql.Rows) error {
	var id *models.ID
	var role, kind *string
	var starts, ends *models.Instant
	var g models.RoleGrant
	err := rows.Scan(&a.Session.PersonID, &a.Session.Epoch, &a.Session.CreatedAt, &a.Session.ExpiresAt,
		&a.Session.RevokedAt,
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

// insertSession adds a session with its first refresh token.
func insertSession(ctx context.Context, tx *store.Tx, s *models.Session, t *models.RefreshToken) error {
	if err := tx.Create(ctx, s); err != nil {
		return err
	}
	return tx.Create(ctx, t)
}

// readSessionIdentity finds the WeChat identity in an app by which a session was
// started; for sessions that do not tell, the newest of the person.
func readSessionIdentity(ctx context.Context, q store.Reader, session models.ID, appID string) (models.WeChatIdentity,
	error) {
	var w models.WeChatIdentity
	err := q.Query(ctx).Table("wechat_identities w").Select("w.*").
		Joins("JOIN sessions s ON s.person_id = w.person_id").
		Where("s.id = ? AND w.app_id = ?", session, appID).
		Order("CASE WHEN w.id = s.identity_id THEN 0 ELSE 1 END, w.created_at DESC, w.id DESC").Take(&w).Error
	return w, store.Translate(err)
}

// insertRefreshToken adds the successor of a token.
func insertRefreshToken(ctx context.Context, tx *store.Tx, t *models.RefreshToken) error {
	return tx.Create(ctx, t)
}

// readRefreshToken finds a token by its hash.
func readRefreshToken(ctx context.Context, q store.Reader, hash []byte) (models.RefreshToken, error) {
	return store.Take[models.RefreshToken](ctx, q, "hash = ?", hash)
}

// lockSession reads a session and holds the row until the transaction ends.
func lockSession(ctx context.Context, tx *store.Tx, id models.ID) (models.Session, error) {
	return store.LockRow[models.Session](ctx, tx, id)
}

// useRefreshToken spends a token; ErrNotAffected when it was spent before.
func useRefreshToken(ctx context.Context, tx *store.Tx, hash []byte) error {
	return tx.Exec1(ctx, "UPDATE refresh_tokens SET used_at = ? WHERE hash = ? AND used_at IS NULL", tx.Now, hash)
}

// extendSession slides the end of a session.
func extendSession(ctx context.Context, tx *store.Tx, id models.ID, expires models.Instant) error {
	return tx.Exec1(ctx, `UPDATE sessions SET last_used_at = ?, expires_at = ?
		WHERE id = ? AND revoked_at IS NULL`, tx.Now, expires, id)
}

// revokeSession ends one session of a person; ErrNotAffected when there is no
// live one of that id.
func revokeSession(ctx context.Context, tx *store.Tx, person, id models.ID, reason models.RevokeReason) error {
	return tx.Exec1(ctx, `UPDATE sessions SET revoked_at = ?, revoke_reason = ?
		WHERE id = ? AND person_id = ? AND revoked_at IS NULL AND expires_at > ?`, tx.Now, reason, id, person, tx.Now)
}

// listLiveSessions lists the sessions of a person that may act at now, the one used
// last first. epoch is the person's.
func listLiveSessions(ctx context.Context, q store.Reader, person models.ID, epoch int64,
	now models.Instant) ([]models.Session, error) {
	var rows []models.Session
	err := q.Query(ctx).
		Where("person_id = ? AND revoked_at IS NULL AND expires_at > ? AND epoch >= ?", person, now, epoch).
		Order("last_used_at DESC, created_at DESC, id DESC").Find(&rows).Error
	return rows, store.Translate(err)
}
