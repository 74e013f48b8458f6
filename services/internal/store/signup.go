package store

import (
	"context"

	"xinjumin/models"
)

// InsertSignups adds the rows of a batch; a person who is on the list already
// makes it ErrDuplicate.
func (tx *Tx) InsertSignups(ctx context.Context, rows []models.Signup) error {
	return inPowersOfTwo(rows, func(part []models.Signup) error { return tx.create(ctx, &part) })
}

// Signup reads one sign-up, whoever asks.
func (q queries) Signup(ctx context.Context, id models.ID) (models.Signup, error) {
	return take[models.Signup](ctx, q, "id = ?", id)
}

// LiveSignups gives those of the keys (models.SignupLiveKey) that are taken.
func (q queries) LiveSignups(ctx context.Context, keys [][]byte) (map[string]bool, error) {
	var found [][]byte
	err := q.db.WithContext(ctx).Model(&models.Signup{}).Where("live_key IN ?", inList(keys)).Pluck("live_key", &found).Error
	taken := make(map[string]bool, len(found))
	for _, k := range found {
		taken[string(k)] = true
	}
	return taken, translate(err)
}

// SignupOf reads a person's live sign-up for an activity, ErrNotFound without.
func (q queries) SignupOf(ctx context.Context, activity, person models.ID) (models.Signup, error) {
	return take[models.Signup](ctx, q, "live_key = ?", models.SignupLiveKey(activity, person))
}

// WaitingBefore counts who waits before a place in the queue.
func (q queries) WaitingBefore(ctx context.Context, activity models.ID, queueNo int64) (int64, error) {
	return count[models.Signup](ctx, q, "activity_id = ? AND state = ? AND queue_no < ?", activity, models.SignupWaiting, queueNo)
}

// FirstWaiting reads the next n of the queue, in order.
func (tx *Tx) FirstWaiting(ctx context.Context, activity models.ID, n int64) ([]models.Signup, error) {
	var rows []models.Signup
	err := tx.db.WithContext(ctx).Where("activity_id = ? AND state = ?", activity, models.SignupWaiting).
		Order("queue_no").Limit(int(n)).Find(&rows).Error
	return rows, translate(err)
}

// MoveSignup takes a sign-up from the state that was read to that of s, with
// its live key, offer and end; ErrNotAffected when it is not there any more.
func (tx *Tx) MoveSignup(ctx context.Context, from models.SignupState, s models.Signup) error {
	var key any // NULL; an empty BLOB would be a value of the unique key
	if s.LiveKey != nil {
		key = s.LiveKey
	}
	return tx.exec1(ctx, `UPDATE signups SET state = ?, live_key = ?, offer_expires_at = ?, ended_at = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`,
		s.State, key, s.OfferExpiresAt, s.EndedAt, tx.Now, s.ID, from, s.Version)
}

// LivePeople lists who is on the list of an activity.
func (tx *Tx) LivePeople(ctx context.Context, activity models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := tx.db.WithContext(ctx).Model(&models.Signup{}).
		Where("activity_id = ? AND live_key IS NOT NULL", activity).Order("queue_no").Pluck("person_id", &ids).Error
	return ids, translate(err)
}

// CancelSignups ends every live sign-up of an activity and counts them.
func (tx *Tx) CancelSignups(ctx context.Context, activity models.ID) (int64, error) {
	return tx.exec(ctx, `UPDATE signups SET state = ?, live_key = NULL, offer_expires_at = NULL, ended_at = ?, version = version + 1, updated_at = ?
		WHERE activity_id = ? AND live_key IS NOT NULL`, models.SignupCancelled, tx.Now, tx.Now, activity)
}

// signupRow is a sign-up with what the list of its owner shows beside it.
type signupRow struct {
	models.Signup
	Position int64
	Title    string
	Kind     models.ActivityKind
	Place    string
	StartsAt models.Instant
	EndsAt   models.Instant
	Stage    models.ActivityState
	Shown    models.Moderation
}

// SignupsOfPerson lists a person's own sign-ups, the newest first.
func (q queries) SignupsOfPerson(ctx context.Context, person models.ID, page models.Page) (models.List[models.SignupView], error) {
	db := q.db.WithContext(ctx).Table("signups s").Select(`s.*, a.title, a.kind, a.place, a.starts_at, a.ends_at, a.state AS stage, a.moderation AS shown,
		CASE WHEN s.state = 'waiting' THEN 1 + (SELECT COUNT(*) FROM signups w
			WHERE w.activity_id = s.activity_id AND w.state = 'waiting' AND w.queue_no < s.queue_no) ELSE 0 END AS position`).
		Joins("JOIN activities a ON a.id = s.activity_id").Where("s.person_id = ?", person)
	if c := page.After; c != nil {
		db = db.Where("s.created_at <= ? AND (s.created_at < ? OR s.id < ?)", c.Key, c.Key, c.ID)
	}
	var rows []signupRow
	err := db.Order("s.created_at DESC, s.id DESC").Limit(page.Size() + 1).Scan(&rows).Error
	views := make([]models.SignupView, len(rows))
	for i, r := range rows {
		if r.Shown == models.ModerationBlocked {
			r.Title, r.Place = models.WithheldText, models.WithheldText
		}
		views[i] = models.SignupView{Signup: r.Signup, Position: r.Position, Activity: models.Activity{
			ID: r.ActivityID, Title: r.Title, Kind: r.Kind, Place: r.Place, StartsAt: r.StartsAt, EndsAt: r.EndsAt, State: r.Stage}}
	}
	return models.CutPage(views, page.Size(), func(v models.SignupView) models.Cursor {
		return models.Cursor{Key: int64(v.CreatedAt), ID: v.ID}
	}), translate(err)
}

// SignupsOf lists who is or was on the list of an activity, in the order of the
// queue; with a state only those. Nicknames are read by key and positions are
// counted once: in one statement, MariaDB may begin at persons and sort.
func (q queries) SignupsOf(ctx context.Context, a models.Activity, state models.SignupState, page models.Page) (models.List[models.SignupView], error) {
	db := q.db.WithContext(ctx).Where("activity_id = ?", a.ID)
	if state != "" {
		db = db.Where("state = ?", state)
	}
	if c := page.After; c != nil {
		db = db.Where("queue_no > ?", c.Key)
	}
	var rows []models.Signup
	if err := db.Order("queue_no").Limit(page.Size() + 1).Find(&rows).Error; err != nil || len(rows) == 0 {
		return models.List[models.SignupView]{}, translate(err)
	}
	people := make([]models.ID, len(rows))
	for i, s := range rows {
		people[i] = s.PersonID
	}
	names, err := q.nicknames(ctx, inList(people))
	if err != nil {
		return models.List[models.SignupView]{}, err
	}
	waiting, err := q.WaitingBefore(ctx, a.ID, rows[0].QueueNo)
	if err != nil {
		return models.List[models.SignupView]{}, err
	}
	views := make([]models.SignupView, len(rows))
	for i, s := range rows {
		views[i] = models.SignupView{Signup: s, Nickname: names[s.PersonID], Activity: a}
		if s.State == models.SignupWaiting {
			waiting++
			views[i].Position = waiting
		}
	}
	return models.CutPage(views, page.Size(), func(v models.SignupView) models.Cursor {
		return models.Cursor{Key: v.QueueNo, ID: v.ID}
	}), nil
}

// inList repeats the last value up to a power of two, so that an IN list has a
// handful of texts and not one for each length; they are kept prepared.
func inList[T any](values []T) []T {
	n := 1
	for n < len(values) {
		n *= 2
	}
	out := append(make([]T, 0, n), values...)
	for len(out) > 0 && len(out) < n {
		out = append(out, values[len(values)-1])
	}
	return out
}
