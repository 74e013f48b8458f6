package store

import (
	"context"
	"errors"

	"xinjumin/models"
)

// DeskActor is what one query tells of an officer who calls in the name of
// somebody. PersonID is zero when the session is not the officer's.
type DeskActor struct {
	Session      models.Session // of the officer's sign-in
	OfficerEpoch int64
	OfficerState models.PersonState
	Desk         models.DeskSession
	PersonState  models.PersonState
	Verification models.Verification
	// A ban that is over may still stand here.
	OfficerBannedUntil, PostingBannedUntil, AccountBannedUntil *models.Instant

	Over []models.RegionCode // where the officer is one now
}

// DeskActor reads sign-in, officer, session at the desk, person and the
// officer's roles in one keyed query, for each request in somebody's name.
func (q queries) DeskActor(ctx context.Context, session, desk models.ID, now models.Instant) (DeskActor, error) {
	var a DeskActor
	rows, err := q.query(ctx, `SELECT s.person_id, s.epoch, s.expires_at, s.revoked_at, o.epoch, o.state, o.account_banned_until,
		d.id, d.person_id, d.region_code, d.state, d.expires_at, p.state, p.verification,
		p.posting_banned_until, p.account_banned_until, g.region_code
		FROM sessions s JOIN persons o ON o.id = s.person_id
		LEFT JOIN desk_sessions d ON d.id = ? AND d.officer_id = s.person_id
		LEFT JOIN persons p ON p.id = d.person_id
		LEFT JOIN role_grants g ON g.person_id = s.person_id AND g.role = ? AND g.scope_kind = ?
			AND g.ended_at IS NULL AND g.starts_at <= ? AND g.ends_at > ?
		WHERE s.id = ?`, desk, models.RoleOfficer, models.ScopeRegion, now, now, session)
	if err != nil {
		return a, translate(err)
	}
	defer func() { _ = rows.Close() }()
	found := false
	for rows.Next() {
		found = true
		var id, person *models.ID
		var region, over *models.RegionCode
		var state *models.DeskState
		var expires *models.Instant
		var personState *models.PersonState
		var verification *models.Verification
		if err := rows.Scan(&a.Session.PersonID, &a.Session.Epoch, &a.Session.ExpiresAt, &a.Session.RevokedAt, &a.OfficerEpoch, &a.OfficerState, &a.OfficerBannedUntil,
			&id, &person, &region, &state, &expires, &personState, &verification,
			&a.PostingBannedUntil, &a.AccountBannedUntil, &over); err != nil {
			return a, err
		}
		if id != nil && person != nil && personState != nil {
			a.Desk = models.DeskSession{ID: *id, OfficerID: a.Session.PersonID, PersonID: *person, RegionCode: *region, State: *state, ExpiresAt: *expires}
			a.PersonState, a.Verification = *personState, *verification
		}
		if over != nil {
			a.Over = append(a.Over, *over)
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

// InsertDeskSession opens a session. One whose time is over gives its keys free
// first; a live one of the officer or the person is ErrDuplicate.
func (tx *Tx) InsertDeskSession(ctx context.Context, d *models.DeskSession) error {
	return tx.create(ctx, d)
}

// StaleDeskSessions lists sessions of the officer or the person that hold a key
// and have run out of time.
func (tx *Tx) StaleDeskSessions(ctx context.Context, officer, person models.ID) ([]models.DeskSession, error) {
	return find[models.DeskSession](tx.queries, tx.db.WithContext(ctx).
		Where("(officer_key = ? OR person_key = ?) AND expires_at <= ?", officer, person, tx.Now))
}

// OpenDeskSessions lists the sessions that nobody has ended, of a person as
// officer or as the one concerned.
func (q queries) OpenDeskSessions(ctx context.Context, person models.ID) ([]models.DeskSession, error) {
	return find[models.DeskSession](q, q.db.WithContext(ctx).Where("officer_key = ? OR person_key = ?", person, person).Order("id"))
}

// LiveDeskSession finds the session that holds the officer's key.
func (q queries) LiveDeskSession(ctx context.Context, officer models.ID) (models.DeskSession, error) {
	return take[models.DeskSession](ctx, q, "officer_key = ?", officer)
}

// LockDeskSession reads a session and holds the row until the transaction ends.
func (tx *Tx) LockDeskSession(ctx context.Context, id models.ID) (models.DeskSession, error) {
	return lockRow[models.DeskSession](ctx, tx, id)
}

// DeskSession reads one session.
func (q queries) DeskSession(ctx context.Context, id models.ID) (models.DeskSession, error) {
	return take[models.DeskSession](ctx, q, "id = ?", id)
}

// ConfirmDeskSession lets the officer begin; ErrNotAffected when the session
// does not wait any longer.
func (tx *Tx) ConfirmDeskSession(ctx context.Context, id, by models.ID, until models.Instant) error {
	return tx.exec1(ctx, `UPDATE desk_sessions SET state = ?, confirmed_by = ?, confirmed_at = ?, expires_at = ?
		WHERE id = ? AND state = ? AND expires_at > ? AND officer_id <> ?`, models.DeskActive, by, tx.Now, until, id, models.DeskWaiting, tx.Now, by)
}

// MissDeskCode counts a wrong code.
func (tx *Tx) MissDeskCode(ctx context.Context, id models.ID) error {
	return tx.exec1(ctx, "UPDATE desk_sessions SET code_tries = code_tries + 1 WHERE id = ? AND state = ?", id, models.DeskWaiting)
}

// EndDeskSession ends a live session and gives its keys free; ErrNotAffected
// when it has ended. by is nil when nobody did it.
func (tx *Tx) EndDeskSession(ctx context.Context, id models.ID, at models.Instant, by *models.ID, why models.DeskEnd) error {
	return tx.exec1(ctx, `UPDATE desk_sessions SET state = ?, officer_key = NULL, person_key = NULL, ended_at = ?, ended_by = ?, end_reason = ?
		WHERE id = ? AND state <> ?`, models.DeskEnded, at, by, why, id, models.DeskEnded)
}

// MoveDeskSessions gives the sessions of a closed account to the one that
// replaces it, and ends what was live.
func (tx *Tx) MoveDeskSessions(ctx context.Context, from, to models.ID) error {
	if _, err := tx.exec(ctx, `UPDATE desk_sessions SET state = ?, officer_key = NULL, person_key = NULL, ended_at = ?, end_reason = ?
		WHERE person_key = ?`, models.DeskEnded, tx.Now, models.DeskEndMerged, from); err != nil {
		return err
	}
	_, err := tx.exec(ctx, "UPDATE desk_sessions SET person_id = ? WHERE person_id = ?", to, from)
	return err
}

// CodeGuessed reports whether a session of the person was ended for wrong codes
// since an instant.
func (q queries) CodeGuessed(ctx context.Context, person models.ID, since models.Instant) (bool, error) {
	n, err := count[models.DeskSession](ctx, q, "person_id = ? AND created_at >= ? AND end_reason = ?", person, since, models.DeskEndCode)
	return n > 0, err
}

// HasWeChat reports whether a person has an account of WeChat.
func (q queries) HasWeChat(ctx context.Context, person models.ID) (bool, error) {
	n, err := count[models.WeChatIdentity](ctx, q, "person_id = ?", person)
	return n > 0, err
}

// RefusedSince counts the refusals of one act that an actor got since an
// instant.
func (q queries) RefusedSince(ctx context.Context, actor models.ID, action, reason string, since models.Instant) (int64, error) {
	return count[models.AuditEvent](ctx, q, "actor_id = ? AND at >= ? AND action = ? AND outcome = ? AND reason = ?",
		actor, since, action, models.OutcomeRefused, reason)
}

// deskSight is who sees a session from the side of the desk: its officer, those
// asked for the second look, and the superiors of the place. This is the only
// place that says so.
func deskSight(a models.Actor) (string, []any) {
	cond, args := "officer_id = ?", []any{a.PersonID}
	if places := a.Regions(models.RoleOfficer); len(places) > 0 {
		in, more := withinSubtrees("region_code", places)
		cond += " OR way = ? AND (" + in + ")"
		args = append(append(args, models.DeskOfficers), more...)
	}
	if places := a.Regions(models.RoleRegionAdmin, models.RolePlatformAdmin); len(places) > 0 {
		in, more := withinSubtrees("region_code", places)
		cond += " OR " + in
		args = append(args, more...)
	}
	// Nobody sees there what was done in their own name: that is in their own list.
	return "(" + cond + ") AND person_id <> ?", append(args, a.PersonID)
}

// DeskSessions lists what the actor sees from the side of the desk, the newest
// first.
func (q queries) DeskSessions(ctx context.Context, a models.Actor, page models.Page) (models.List[models.DeskSession], error) {
	sight, args := deskSight(a)
	return q.deskSessions(ctx, sight, args, page)
}

// OwnDeskSessions lists the sessions in the name of a person, the newest first.
func (q queries) OwnDeskSessions(ctx context.Context, person models.ID, page models.Page) (models.List[models.DeskSession], error) {
	return q.deskSessions(ctx, "person_id = ?", []any{person}, page)
}

func (q queries) deskSessions(ctx context.Context, sight string, args []any, page models.Page) (models.List[models.DeskSession], error) {
	db := q.db.WithContext(ctx).Where(sight, args...)
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[models.DeskSession](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(d models.DeskSession) models.Cursor {
		return models.Cursor{Key: int64(d.CreatedAt), ID: d.ID}
	}), err
}

// SeenDeskSession reads a session that the actor sees from the side of the desk.
func (q queries) SeenDeskSession(ctx context.Context, a models.Actor, id models.ID) (models.DeskSession, error) {
	sight, args := deskSight(a)
	return take[models.DeskSession](ctx, q, "id = ? AND "+sight, append([]any{id}, args...)...)
}

// DeskActs lists what was done in a session, in order, at most limit.
func (q queries) DeskActs(ctx context.Context, desk models.ID, limit int) ([]models.AuditEvent, error) {
	return find[models.AuditEvent](q, q.db.WithContext(ctx).Where("desk_session_id = ?", desk).Order("at, id").Limit(limit))
}

// InsertDeskPerson registers a person who has no account of WeChat; a number
// that is taken is ErrDuplicate.
func (tx *Tx) InsertDeskPerson(ctx context.Context, p *models.Person, r *models.DeskRegistration) error {
	if err := tx.create(ctx, p); err != nil {
		return err
	}
	return tx.create(ctx, r)
}

// RegisteredBy tells which officer registered a person; zero: none.
func (q queries) RegisteredBy(ctx context.Context, person models.ID) (models.ID, error) {
	row, err := take[models.DeskRegistration](ctx, q, "person_id = ?", person)
	if errors.Is(err, ErrNotFound) {
		return models.ID{}, nil
	}
	return row.OfficerID, err
}
