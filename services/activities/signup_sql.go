package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/store"
)

// insertSignups adds the rows of a batch; a person who is on the list already
// makes it ErrDuplicate.
func insertSignups(ctx context.Context, tx *store.Tx, rows []activity.Signup) error {
	return store.InPowersOfTwo(rows, func(part []activity.Signup) error { return tx.Create(ctx, &part) })
}

// readSignup reads one sign-up, whoever asks.
func readSignup(ctx context.Context, q store.Reader, id models.ID) (activity.Signup, error) {
	return store.Take[activity.Signup](ctx, q, "id = ?", id)
}

// listLiveSignups gives those of the keys (models.SignupLiveKey) that are taken.
func listLiveSignups(ctx context.Context, q store.Reader, keys [][]byte) (map[string]bool, error) {
	var found [][]byte
	err := q.Query(ctx).Model(&activity.Signup{}).Where("live_key IN ?", store.InList(keys)).Pluck("live_key", &found).
		Error
	taken := make(map[string]bool, len(found))
	for _, k := range found {
		taken[string(k)] = true
	}
	return taken, store.Translate(err)
}

// readSignupOf reads a person's live sign-up for an activity, ErrNotFound without.
func readSignupOf(ctx context.Context, q store.Reader, activityID, person models.ID) (activity.Signup, error) {
	return store.Take[activity.Signup](ctx, q, "live_key = ?", activity.SignupLiveKey(activityID, person))
}

// countWaitingBefore counts everybody who waits before a place in the queue.
func countWaitingBefore(ctx context.Context, q store.Reader, activityID models.ID, queueNo int64) (int64, error) {
	return store.Count[activity.Signup](ctx, q, "activity_id = ? AND state = ? AND queue_no < ?", activityID,
		activity.SignupWaiting, queueNo)
}

// listFirstWaiting reads the next n of the queue, in order.
func listFirstWaiting(ctx context.Context, tx *store.Tx, activityID models.ID, n int64) ([]activity.Signup, error) {
	var rows []activity.Signup
	err := tx.Query(ctx).Where("activity_id = ? AND state = ?", activityID, activity.SignupWaiting).
		Order("queue_no").Limit(int(n)).Find(&rows).Error
	return rows, store.Translate(err)
}

// moveSignup takes a sign-up from the state that was read to that of s, with
// its live key, offer and end; ErrNotAffected when it is not there any more.
func moveSignup(ctx context.Context, tx *store.Tx, from activity.SignupState, s activity.Signup) error {
	var key any // NULL; an empty BLOB would be a value of the unique key
	if s.LiveKey != nil {
		key = s.LiveKey
	}
	return tx.Exec1(ctx, `UPDATE signups
		SET state = ?, live_key = ?, offer_expires_at = ?, ended_at = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`,
		s.State, key, s.OfferExpiresAt, s.EndedAt, tx.Now, s.ID, from, s.Version)
}

// listLivePeople lists everybody who is on the list of an activity.
func listLivePeople(ctx context.Context, tx *store.Tx, activityID models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := tx.Query(ctx).Model(&activity.Signup{}).
		Where("activity_id = ? AND live_key IS NOT NULL", activityID).Order("queue_no").Pluck("person_id", &ids).Error
	return ids, store.Translate(err)
}

// signupRow is a sign-up with what the list of its owner shows beside it.
type signupRow struct {
	activity.Signup
	Position int64
	Title    string
	Kind     activity.Kind
	Place    string
	StartsAt models.Instant
	EndsAt   models.Instant
	Stage    activity.State
	Shown    models.Moderation
}

// listSignupsOfPerson lists a person's own sign-ups, the newest first.
func listSignupsOfPerson(ctx context.Context, q store.Reader, person models.ID,
	page models.Page) (models.List[activity.SignupView], error) {
	db := q.Query(ctx).Table("signups s").Select(`s.*, a.title, a.kind, a.place, a.starts_at, a.ends_at,
		a.state AS stage, a.moderation AS shown, CASE WHEN s.state = 'waiting' THEN 1 + (SELECT COUNT(*)
		FROM signups w WHERE w.activity_id = s.activity_id AND w.state = 'waiting' AND w.queue_no < s.queue_no)
		ELSE 0 END AS position`).
		Joins("JOIN activities a ON a.id = s.activity_id").Where("s.person_id = ?", person)
	if c := page.After; c != nil {
		db = db.Where("s.created_at <= ? AND (s.created_at < ? OR s.id < ?)", c.Key, c.Key, c.ID)
	}
	var rows []signupRow
	err := db.Order("s.created_at DESC, s.id DESC").Limit(page.Size() + 1).Scan(&rows).Error
	views := make([]activity.SignupView, len(rows))
	for i, r := range rows {
		if r.Shown == models.ModerationBlocked {
			r.Title, r.Place = models.WithheldText, models.WithheldText
		}
		views[i] = activity.SignupView{Signup: r.Signup, Position: r.Position, Activity: activity.Activity{
			ID: r.ActivityID, Title: r.Title, Kind: r.Kind, Place: r.Place, StartsAt: r.StartsAt, EndsAt: r.EndsAt,
			State: r.Stage}}
	}
	return models.CutPage(views, page.Size(), func(v activity.SignupView) models.Cursor {
		return models.Cursor{Key: int64(v.CreatedAt), ID: v.ID}
	}), store.Translate(err)
}

// listSignupsOf lists everybody who is or was on the list of an activity, in the order of the
// queue; with a state only those. Nicknames are read by key and positions are
// counted once: in one statement, MariaDB may begin at persons and sort.
func listSignupsOf(ctx context.Context, q store.Reader, a activity.Activity, state activity.SignupState,
	page models.Page) (models.List[activity.SignupView], error) {
	db := q.Query(ctx).Where("activity_id = ?", a.ID)
	if state != "" {
		db = db.Where("state = ?", state)
	}
	if c := page.After; c != nil {
		db = db.Where("queue_no > ?", c.Key)
	}
	var rows []activity.Signup
	if err := db.Order("queue_no").Limit(page.Size() + 1).Find(&rows).Error; err != nil || len(rows) == 0 {
		return models.List[activity.SignupView]{}, store.Translate(err)
	}
	people := make([]models.ID, len(rows))
	for i, s := range rows {
		people[i] = s.PersonID
	}
	names, err := q.Nicknames(ctx, store.InList(people))
	if err != nil {
		return models.List[activity.SignupView]{}, err
	}
	waiting, err := countWaitingBefore(ctx, q, a.ID, rows[0].QueueNo)
	if err != nil {
		return models.List[activity.SignupView]{}, err
	}
	views := make([]activity.SignupView, len(rows))
	for i, s := range rows {
		views[i] = activity.SignupView{Signup: s, Nickname: names[s.PersonID], Activity: a}
		if s.State == activity.SignupWaiting {
			waiting++
			views[i].Position = waiting
		}
	}
	return models.CutPage(views, page.Size(), func(v activity.SignupView) models.Cursor {
		return models.Cursor{Key: v.QueueNo, ID: v.ID}
	}), nil
}
