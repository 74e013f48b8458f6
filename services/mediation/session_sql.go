package mediation

import (
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// seenSessions begins a query for the sessions that the actor may see: the committee of a
// case all of them, a party the mediations.
func seenSessions(ctx context.Context, q store.Reader, actor models.Actor) *store.Query {
	s := sightOf(actor)
	where, args := s.where()
	return q.Query(ctx).Table("dispute_sessions AS x").Select("x.*").
		Joins("JOIN disputes AS d ON d.id = x.dispute_id").Where(where, args...).Where(seenSession, s.person)
}

// listSessions lists the sessions of a case that the actor may see, the latest first.
func listSessions(ctx context.Context, q store.Reader, actor models.Actor, id models.ID, page models.Page) (
	models.List[dispute.Session], error) {
	db := seenSessions(ctx, q, actor).Where("x.dispute_id = ?", id)
	if c := page.After; c != nil {
		db = db.Where("(x.starts_at < ? OR (x.starts_at = ? AND x.id < ?))", c.Key, c.Key, c.ID)
	}
	var rows []dispute.Session
	err := db.Order("x.starts_at DESC, x.id DESC").Limit(page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, page.Size(), func(s dispute.Session) models.Cursor {
		return models.Cursor{Key: int64(s.StartsAt), ID: s.ID}
	}), store.Translate(err)
}

// nextSessions lists the one session of a case that the actor may see and that is planned
// next.
func nextSessions(ctx context.Context, q store.Reader, actor models.Actor, id models.ID, now models.Instant) (
	[]dispute.Session, error) {
	var rows []dispute.Session
	err := seenSessions(ctx, q, actor).Where("x.dispute_id = ? AND x.state = 'planned' AND x.ends_at > ?", id, now).
		Order("x.starts_at, x.id").Limit(1).Find(&rows).Error
	return rows, store.Translate(err)
}

// seenSessionOf reads a session of a case that the actor may see; else store.ErrNotFound.
func seenSessionOf(ctx context.Context, q store.Reader, actor models.Actor, id, session models.ID) (dispute.Session,
	error) {
	var row dispute.Session
	err := seenSessions(ctx, q, actor).Where("x.dispute_id = ? AND x.id = ?", id, session).Take(&row).Error
	return row, store.Translate(err)
}

// sittingNo counts the mediations of a case that were held until this one, itself among
// them.
func sittingNo(ctx context.Context, q store.Reader, s dispute.Session) (int64, error) {
	return store.Count[dispute.Session](ctx, q, `dispute_id = ? AND kind = 'mediation' AND state = 'held'
		AND starts_at <= ?`, s.DisputeID, s.StartsAt)
}

// readSession reads a session whose case the caller has locked.
func readSession(ctx context.Context, q store.Reader, id models.ID) (dispute.Session, error) {
	return store.Take[dispute.Session](ctx, q, "id = ?", id)
}

// listSessionRecords gives the records of sessions that the caller may read.
func listSessionRecords(ctx context.Context, q store.Reader, sessions []models.ID) (
	map[models.ID]dispute.SessionRecord, error) {
	out := map[models.ID]dispute.SessionRecord{}
	if len(sessions) == 0 {
		return out, nil
	}
	rows, err := store.Find[dispute.SessionRecord](q, q.Query(ctx).Where("id IN ?", sessions))
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, err
}

// takeSlots takes the time of a planned session of everybody whom it needs, quarter by
// quarter in one order for all, so that two that clash do not wait for each other in a
// ring. dispute.ErrSessionClash names the first quarter that somebody has given already,
// and neither who that is nor to what.
func takeSlots(ctx context.Context, tx *store.Tx, s dispute.Session, holders []models.ID) error {
	slices.SortFunc(holders, func(a, b models.ID) int { return slices.Compare(a[:], b[:]) })
	holders = slices.Compact(holders)
	for _, slot := range s.Slots() {
		rows := make([]dispute.SessionSlot, len(holders))
		for i, h := range holders {
			rows[i] = dispute.SessionSlot{HolderID: h, Slot: slot, SessionID: s.ID}
		}
		err := tx.Create(ctx, &rows)
		if errors.Is(err, store.ErrDuplicate) {
			zh, en := dispute.SlotStart(slot).Spoken()
			return dispute.ErrSessionClash.With(models.BodyField("/starts_at", "clash", zh+"已有安排",
				en+" is taken"))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// moveSession writes when and where a planned session is of the version that was read,
// and gives its time back; else store.ErrNotAffected.
func moveSession(ctx context.Context, tx *store.Tx, s dispute.Session) error {
	err := tx.Exec1(ctx, `UPDATE dispute_sessions SET starts_at = ?, ends_at = ?, place_sealed = ?, room = ?,
		by_video = ?, version = version + 1, updated_at = ? WHERE id = ? AND version = ? AND state = 'planned'`,
		s.StartsAt, s.EndsAt, s.PlaceSealed, s.Room, s.ByVideo, tx.Now, s.ID, s.Version)
	if err != nil {
		return err
	}
	_, err = tx.ExecN(ctx, "DELETE FROM dispute_session_slots WHERE session_id = ?", s.ID)
	return err
}

// endSession ends a planned session of the version that was read, and gives its time
// back; else store.ErrNotAffected.
func endSession(ctx context.Context, tx *store.Tx, s dispute.Session, to dispute.SessionState) error {
	err := tx.Exec1(ctx, `UPDATE dispute_sessions SET state = ?, ended_at = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND version = ? AND state = 'planned'`, to, tx.Now, tx.Now, s.ID, s.Version)
	if err != nil {
		return err
	}
	_, err = tx.ExecN(ctx, "DELETE FROM dispute_session_slots WHERE session_id = ?", s.ID)
	return err
}

// cancelSessions calls off what is planned in a locked case, and tells what that was.
func cancelSessions(ctx context.Context, tx *store.Tx, id models.ID) ([]dispute.Session, error) {
	rows, err := store.Find[dispute.Session](tx, tx.Query(ctx).Where("dispute_id = ? AND state = 'planned'", id))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if err := endSession(ctx, tx, row, dispute.SessionCancelled); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// freeSlots gives the time back that planned sessions of a locked case have taken of
// somebody who leaves it.
func freeSlots(ctx context.Context, tx *store.Tx, id, person models.ID) error {
	_, err := tx.ExecN(ctx, `DELETE FROM dispute_session_slots WHERE holder_id = ? AND session_id IN
		(SELECT s.id FROM dispute_sessions s WHERE s.dispute_id = ?)`, person, id)
	return err
}
