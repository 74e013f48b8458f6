package bench

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"xinjumin/models"
	"xinjumin/models/activity"
)

const activityColumns = `id, organization_id, kind, title, description, region_code, place, starts_at, ends_at,
	signup_opens_at, signup_closes_at,
	capacity, seats_taken, waiting_count, next_queue_no, state, cancel_reason, created_by, moderation, version, created_at,
	updated_at`

const (
	activityQuery = "SELECT " + activityColumns + ` FROM activities
		WHERE id = ? AND state <> ? AND moderation <> ? LIMIT 1`
	activitiesQuery = "SELECT " + activityColumns + ` FROM activities
		WHERE starts_at >= ? AND state <> ? AND moderation <> ?
		ORDER BY starts_at, id LIMIT ?`
	signupOfQuery = `SELECT id, activity_id, person_id, state, queue_no, live_key, note, offer_expires_at, ended_at,
		version, created_at, updated_at
		FROM signups WHERE live_key = ? LIMIT 1`
)

func scanActivity(scan func(into ...any) error, a *activity.Activity) error {
	return scan(&a.ID, &a.OrganizationID, &a.Kind, &a.Title, &a.Description, &a.RegionCode, &a.Place, &a.StartsAt,
		&a.EndsAt,
		&a.SignupOpensAt, &a.SignupClosesAt, &a.Capacity, &a.SeatsTaken, &a.WaitingCount, &a.NextQueueNo, &a.State,
		&a.CancelReason, &a.CreatedBy, &a.Moderation,
		&a.Version, &a.CreatedAt, &a.UpdatedAt)
}

// readActivity is GET /activities/{id} of somebody who is not on its list.
func (f *floor) readActivity(c *fiber.Ctx) error {
	ctx := context.Background()
	who, err := f.signedIn(ctx, c)
	if err != nil {
		return err
	}
	id, err := idOf(c)
	if err != nil {
		return err
	}
	var a activity.Activity
	if err := scanActivity(one(f.query(ctx, activityQuery, id[:], "draft", "blocked")), &a); err != nil {
		return notFound(err)
	}
	var s activity.Signup
	err = one(f.query(ctx, signupOfQuery, activity.SignupLiveKey(id, who.person)))(&s.ID, &s.ActivityID, &s.PersonID,
		&s.State, &s.QueueNo,
		&s.LiveKey, &s.Note, &s.OfferExpiresAt, &s.EndedAt, &s.Version, &s.CreatedAt, &s.UpdatedAt)
	if !errors.Is(err, sql.ErrNoRows) {
		return errors.Join(errors.New("the floor reads for people who are not on the list"), err)
	}
	names, err := f.namesOf(ctx, []activity.Activity{a})
	if err := errors.Join(err, f.withoutImages(ctx, id)); err != nil {
		return err
	}
	body := appendActivity(make([]byte, 0, 1024), a, names)
	return send(c, fiber.StatusOK, append(body[:len(body)-1],
		`,"acts":["sign_up"],"not_yet":[],"blocked_reason":"","images":[],"my_signup":null}`...))
}

// listActivities is GET /activities?limit=N&from=T.
func (f *floor) listActivities(c *fiber.Ctx) error {
	ctx := context.Background()
	if _, err := f.signedIn(ctx, c); err != nil {
		return err
	}
	limit := c.QueryInt("limit", 20)
	rows, err := f.query(ctx, activitiesQuery, int64(models.DayOf(now()).Start()), "draft", "blocked", limit+1)
	if err != nil {
		return err
	}
	defer rows.Close()
	all := make([]activity.Activity, 0, limit)
	for rows.Next() && len(all) < limit {
		var a activity.Activity
		if err := scanActivity(rows.Scan, &a); err != nil {
			return err
		}
		all = append(all, a)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	names, err := f.namesOf(ctx, all)
	if err != nil {
		return err
	}
	body := append(make([]byte, 0, 16<<10), `{"items":[`...)
	for n, a := range all {
		if n > 0 {
			body = append(body, ',')
		}
		body = appendActivity(body, a, names)
	}
	body = append(body, `],"next_cursor":`...)
	if len(all) == limit {
		a := all[limit-1]
		var place [24]byte
		binary.BigEndian.PutUint64(place[:], uint64(a.StartsAt))
		copy(place[8:], a.ID[:])
		body = append(body, '"')
		body = base64.RawURLEncoding.AppendEncode(body, place[:])
		body = append(body, `"}`...)
	} else {
		body = append(body, `null}`...)
	}
	return send(c, fiber.StatusOK, body)
}

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fiber.ErrNotFound
	}
	return err
}

func send(c *fiber.Ctx, status int, body []byte) error {
	c.Response().Header.SetContentType("application/json")
	return c.Status(status).Send(body)
}

// --- JSON by hand ------------------------------------------------------------

func appendActivity(b []byte, a activity.Activity, names floorNames) []byte {
	kind, _ := a.Kind.Text()
	state, _ := a.State.Text()
	b = appendID(append(b, `{"id":`...), a.ID)
	b = appendID(append(b, `,"organization_id":`...), a.OrganizationID)
	b = appendText(append(b, `,"organization_name":`...), names.organizations[a.OrganizationID])
	b = appendText(append(b, `,"kind":`...), string(a.Kind))
	b = appendText(append(b, `,"kind_text":`...), kind)
	b = appendText(append(b, `,"title":`...), a.Title)
	b = appendText(append(b, `,"description":`...), a.Description)
	b = appendText(append(b, `,"region_code":`...), string(a.RegionCode))
	b = appendText(append(b, `,"region_name":`...), names.regions[a.RegionCode])
	b = appendText(append(b, `,"place":`...), a.Place)
	b = appendInstant(append(b, `,"starts_at":`...), a.StartsAt)
	b = appendInstant(append(b, `,"ends_at":`...), a.EndsAt)
	b = appendInstant(append(b, `,"signup_opens_at":`...), a.SignupOpensAt)
	b = appendInstant(append(b, `,"signup_closes_at":`...), a.SignupClosesAt)
	b = strconv.AppendInt(append(b, `,"capacity":`...), a.Capacity, 10)
	b = strconv.AppendInt(append(b, `,"seats_left":`...), a.Capacity-a.SeatsTaken, 10)
	b = strconv.AppendInt(append(b, `,"waiting_count":`...), a.WaitingCount, 10)
	b = appendText(append(b, `,"state":`...), string(a.State))
	b = appendText(append(b, `,"state_text":`...), state)
	b = appendText(append(b, `,"cancel_reason":`...), a.CancelReason)
	b = appendText(append(b, `,"moderation":`...), string(a.Moderation))
	b = strconv.AppendInt(append(b, `,"version":`...), a.Version, 10)
	b = appendInstant(append(b, `,"created_at":`...), a.CreatedAt)
	return append(b, '}')
}

func appendID(b []byte, id models.ID) []byte {
	b, _ = id.AppendText(append(b, '"'))
	return append(b, '"')
}

func appendInstant(b []byte, i models.Instant) []byte {
	b, _ = i.AppendText(append(b, '"'))
	return append(b, '"')
}

// appendText writes a JSON text; what comes out of the database is UTF-8.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < 0x20:
			b = append(b, `\u00`...)
			b = append(b, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
