package desk

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/store"
)

// insertDeskSession opens a session. One whose time is over gives its keys free
// first; a live one of the officer or the person is ErrDuplicate.
func insertDeskSession(ctx context.Context, tx *store.Tx, d *assistance.Session) error {
	return tx.Create(ctx, d)
}

// listStaleDeskSessions lists sessions of the officer or the person that hold a key
// and have run out of time.
func listStaleDeskSessions(ctx context.Context, tx *store.Tx, officer, person models.ID) ([]assistance.Session, error) {
	return store.Find[assistance.Session](tx, tx.Query(ctx).
		Where("(officer_key = ? OR person_key = ?) AND expires_at <= ?", officer, person, tx.Now))
}

// listOpenDeskSessions lists the sessions that nobody has ended, of a person as
// officer or as the one concerned.
func listOpenDeskSessions(ctx context.Context, q store.Reader, person models.ID) ([]assistance.Session, error) {
	return store.Find[assistance.Session](q, q.Query(ctx).Where("officer_key = ? OR person_key = ?", person, person).
		Order("id"))
}

// readLiveDeskSession finds the session that holds the officer's key.
func readLiveDeskSession(ctx context.Context, q store.Reader, officer models.ID) (assistance.Session, error) {
	return store.Take[assistance.Session](ctx, q, "officer_key = ?", officer)
}

// lockDeskSession reads a session and holds the row until the transaction ends.
func lockDeskSession(ctx context.Context, tx *store.Tx, id models.ID) (assistance.Session, error) {
	return store.LockRow[assistance.Session](ctx, tx, id)
}

// readDeskSession reads one session.
func readDeskSession(ctx context.Context, q store.Reader, id models.ID) (assistance.Session, error) {
	return store.Take[assistance.Session](ctx, q, "id = ?", id)
}

// confirmDeskSession lets the officer begin; ErrNotAffected when the session
// does not wait any longer.
func confirmDeskSession(ctx context.Context, tx *store.Tx, id, by models.ID, until models.Instant) error {
	return tx.Exec1(ctx, `UPDATE desk_sessions
		SET state = ?, confirmed_by = ?, confirmed_at = ?, expires_at = ?
		WHERE id = ? AND state = ? AND expires_at > ? AND officer_id <> ?`, assistance.Active, by, tx.Now, until, id,
		assistance.Waiting, tx.Now, by)
}

// missDeskCode counts a wrong code.
func missDeskCode(ctx context.Context, tx *store.Tx, id models.ID) error {
	return tx.Exec1(ctx, `UPDATE desk_sessions SET code_tries = code_tries + 1
		WHERE id = ? AND state = ?`, id, assistance.Waiting)
}

// endDeskSession ends a live session and gives its keys free; ErrNotAffected
// when it has ended. by is nil when nobody did it.
func endDeskSession(ctx context.Context, tx *store.Tx, id models.ID, at models.Instant, by *models.ID,
	why assistance.End) error {
	return tx.Exec1(ctx, `UPDATE desk_sessions
		SET state = ?, officer_key = NULL, person_key = NULL, ended_at = ?, ended_by = ?, end_reason = ?
		WHERE id = ? AND state <> ?`, assistance.Ended, at, by, why, id, assistance.Ended)
}

// isCodeGuessed reports whether a session of the person was ended for wrong codes
// since an instant.
func isCodeGuessed(ctx context.Context, q store.Reader, person models.ID, since models.Instant) (bool, error) {
	n, err := store.Count[assistance.Session](ctx, q, "person_id = ? AND created_at >= ? AND end_reason = ?", person,
		since, assistance.EndCode)
	return n > 0, err
}

// hasWeChat reports whether a person has an account of WeChat.
func hasWeChat(ctx context.Context, q store.Reader, person models.ID) (bool, error) {
	has, err := listWithWeChat(ctx, q, []models.ID{person})
	return len(has) > 0, err
}

// listWithWeChat gives those of the people who have an account of WeChat.
func listWithWeChat(ctx context.Context, q store.Reader, people []models.ID) ([]models.ID, error) {
	var has []models.ID
	err := q.Query(ctx).Table("wechat_identities").Where("person_id IN ?", store.InList(people)).
		Pluck("person_id", &has).Error
	return has, store.Translate(err)
}

// countRefusedSince counts the refusals of one act that an actor got since an
// instant.
func countRefusedSince(ctx context.Context, q store.Reader, actor models.ID, action models.Action, reason string,
	since models.Instant) (int64, error) {
	return store.Count[models.AuditEvent](ctx, q, `actor_id = ? AND at >= ? AND action = ? AND outcome = ?
		AND reason = ?`,
		actor, since, action.String(), models.OutcomeRefused, reason)
}

// deskSight selects the people who see a session from the side of the desk: its officer, those
// asked for the second look, and the superiors of the place. This is the only
// place that says so.
func deskSight(a models.Actor) (string, []any) {
	cond, args := "officer_id = ?", []any{a.PersonID}
	if places := a.Regions(models.RoleOfficer); len(places) > 0 {
		in, more := store.WithinSubtrees("region_code", places)
		cond += " OR way = ? AND (" + in + ")"
		args = append(append(args, assistance.Officers), more...)
	}
	if places := a.Regions(models.RoleRegionAdmin, models.RolePlatformAdmin); len(places) > 0 {
		in, more := store.WithinSubtrees("region_code", places)
		cond += " OR " + in
		args = append(args, more...)
	}
	// Nobody sees there what was done in their own name: that is in their own list.
	return "(" + cond + ") AND person_id <> ?", append(args, a.PersonID)
}

// listDeskSessions lists what the actor sees from the side of the desk, the newest
// first.
func listDeskSessions(ctx context.Context, q store.Reader, a models.Actor,
	page models.Page) (models.List[assistance.Session], error) {
	sight, args := deskSight(a)
	return deskSessions(ctx, q, sight, args, page)
}

// listOwnDeskSessions lists the sessions in the name of a person, the newest first.
func listOwnDeskSessions(ctx context.Context, q store.Reader, person models.ID,
	page models.Page) (models.List[assistance.Session], error) {
	return deskSessions(ctx, q, "person_id = ?", []any{person}, page)
}

func deskSessions(ctx context.Context, q store.Reader, sight string, args []any,
	page models.Page) (models.List[assistance.Session], error) {
	db := q.Query(ctx).Where(sight, args...)
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[assistance.Session](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(d assistance.Session) models.Cursor {
		return models.Cursor{Key: int64(d.CreatedAt), ID: d.ID}
	}), err
}

// readSeenDeskSession reads a session that the actor sees from the side of the desk.
func readSeenDeskSession(ctx context.Context, q store.Reader, a models.Actor, id models.ID) (assistance.Session,
	error) {
	sight, args := deskSight(a)
	return store.Take[assistance.Session](ctx, q, "id = ? AND "+sight, append([]any{id}, args...)...)
}

// listDeskActs lists what was done in a session, in order, at most limit.
func listDeskActs(ctx context.Context, q store.Reader, desk models.ID, limit int) ([]models.AuditEvent, error) {
	return store.Find[models.AuditEvent](q, q.Query(ctx).Where("desk_session_id = ?", desk).Order("at, id").
		Limit(limit))
}
