package bench

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/poll"
)

// --- sign-up -------------------------------------------------------------------

type signupAsk struct {
	who  bearer
	note string
}

type signupDone struct {
	row      activity.Signup
	position int64
	activity activity.Activity
}

var liveQuery = remember(func(n int) string {
	return "SELECT live_key FROM signups WHERE live_key IN " + marks(1, n)
})

var signupInsert = remember(func(rows int) string {
	return `INSERT INTO signups (id, activity_id, person_id, state, queue_no, live_key, note, offer_expires_at,
		ended_at, version, created_at, updated_at)
		VALUES ` + marks(rows, 12)
})

const (
	lockActivityQuery = "SELECT " + activityColumns + " FROM activities WHERE id = ?"
	seatsQuery        = `UPDATE activities SET seats_taken = ?, waiting_count = ?, next_queue_no = ?, updated_at = ?
		WHERE id = ? AND seats_taken = ? AND waiting_count = ? AND next_queue_no = ? AND capacity >= ?`
)

func (f *floor) signupQueries() []string {
	all := []string{lockActivityQuery + f.lock(), seatsQuery}
	for _, n := range sizes(256) {
		all = append(all, liveQuery(n), signupInsert(n), auditInsert(n), noticeInsert(n))
	}
	return all
}

// createSignup is POST /activities/{id}/signups.
func (f *floor) createSignup(c *fiber.Ctx) error {
	who, err := f.signedIn(context.Background(), c)
	if err != nil {
		return err
	}
	id, err := idOf(c)
	if err != nil {
		return err
	}
	var in struct {
		Note string `json:"note"`
	}
	if err := json.Unmarshal(c.Request().Body(), &in); err != nil {
		return fiber.ErrBadRequest
	}
	done, err := f.signups.do(id, signupAsk{who, in.Note})
	if err != nil {
		return err
	}
	return send(c, fiber.StatusCreated, appendSignup(make([]byte, 0, 1024), done))
}

type signupCall = gathered[signupAsk, signupDone]

func (f *floor) signUp(ctx context.Context, id models.ID, calls []*signupCall) error {
	return f.inTx(ctx, &f.signSet, f.signupQueries, func(tx *floorTx) error {
		var a activity.Activity
		if err := scanActivity(one(tx.query(ctx, lockActivityQuery+f.lock(), id[:])), &a); err != nil {
			return notFound(err)
		}
		was := a
		keys := make([]any, len(calls), 2*len(calls))
		for i, c := range calls {
			keys[i] = activity.SignupLiveKey(id, c.req.who.person)
		}
		all := padded(keys)
		rows, err := tx.query(ctx, liveQuery(len(all)), all...)
		if err != nil {
			return err
		}
		live := map[string]bool{}
		for rows.Next() {
			var key []byte
			if err := rows.Scan(&key); err != nil {
				return err
			}
			live[string(key)] = true
		}
		if err := rows.Close(); err != nil {
			return err
		}
		var signups, events, notices []any
		for i, c := range calls {
			key := keys[i].([]byte)
			switch {
			case live[string(key)]:
				c.err = fiber.ErrConflict
				continue
			case a.State != activity.Published || tx.now < a.SignupOpensAt || tx.now >= a.SignupClosesAt:
				c.err = fiber.ErrConflict
				continue
			}
			live[string(key)], c.err = true, nil
			signups, events, notices = enter(tx, &a, c, key, signups, events, notices)
		}
		if err := insertMany(ctx, tx, signupInsert, 12, signups); err != nil {
			return err
		}
		if err := expect1(tx.exec(ctx, seatsQuery, a.SeatsTaken, a.WaitingCount, a.NextQueueNo, int64(tx.now),
			id[:], was.SeatsTaken, was.WaitingCount, was.NextQueueNo, a.SeatsTaken)); err != nil {
			return err
		}
		if err := insertMany(ctx, tx, auditInsert, 13, events); err != nil {
			return err
		}
		return insertMany(ctx, tx, noticeInsert, 9, notices)
	})
}

func enter(
	tx *floorTx, a *activity.Activity, c *signupCall, key []byte, signups, events, notices []any,
) (s, e, n []any) {
	person := c.req.who.person
	row := activity.Signup{ID: newID(), ActivityID: a.ID, PersonID: person, State: activity.SignupRegistered,
		QueueNo: a.NextQueueNo, Note: c.req.note, CreatedAt: tx.now}
	a.NextQueueNo++
	kind := "signup.registered"
	params := map[string]string{"activity": a.Title, "when": a.StartsAt.Time().In(models.Shanghai).Format("1月2日15:04"),
		"when_en": a.StartsAt.Time().In(models.Shanghai).Format("2 January, 15:04")}
	c.res = signupDone{}
	if a.SeatsTaken < a.Capacity && a.WaitingCount == 0 {
		a.SeatsTaken++
	} else {
		a.WaitingCount++
		row.State, kind, c.res.position = activity.SignupWaiting, "signup.waiting", a.WaitingCount
		params["position"] = strconv.FormatInt(a.WaitingCount, 10)
	}
	c.res.row, c.res.activity = row, *a
	text, _ := json.Marshal(params)
	detail, _ := json.Marshal(map[string]string{"state": string(row.State)})
	eventID, noticeID := newID(), newID()
	signups = append(signups, row.ID[:], a.ID[:], person[:], string(row.State), row.QueueNo, key, row.Note, nil, nil,
		1, int64(tx.now), int64(tx.now))
	events = append(events, eventID[:], int64(tx.now), person[:], c.req.who.session[:], "signup.create", "signup",
		row.ID[:],
		string(a.RegionCode), a.OrganizationID[:], "done", "", "", string(detail))
	notices = append(notices, noticeID[:], person[:], kind, "activity", a.ID[:], string(text), nil, int64(tx.now), nil)
	return signups, events, notices
}

func appendSignup(b []byte, d signupDone) []byte {
	text, _ := d.row.State.Text()
	b = appendID(append(b, `{"id":`...), d.row.ID)
	b = appendText(append(b, `,"state":`...), string(d.row.State))
	b = appendText(append(b, `,"state_text":`...), text)
	if b = append(b, `,"position":`...); d.position > 0 {
		b = strconv.AppendInt(b, d.position, 10)
	} else {
		b = append(b, "null"...)
	}
	b = appendText(append(b, `,"note":`...), d.row.Note)
	b = appendInstant(append(b, `,"offer_expires_at":null,"created_at":`...), d.row.CreatedAt)
	b = appendID(append(b, `,"ended_at":null,"activity":{"id":`...), d.activity.ID)
	b = appendText(append(b, `,"title":`...), d.activity.Title)
	b = appendText(append(b, `,"place":`...), d.activity.Place)
	b = appendInstant(append(b, `,"starts_at":`...), d.activity.StartsAt)
	b = appendInstant(append(b, `,"ends_at":`...), d.activity.EndsAt)
	b = appendText(append(b, `,"state":`...), string(d.activity.State))
	return append(b, `},"acts":["cancel"],"not_yet":[]}`...)
}

// --- ballots -------------------------------------------------------------------

type ballotAsk struct {
	person models.ID
	choice int64
}

const pollColumns = `p.id, p.organization_id, p.title, p.question, p.mode, p.state, p.opens_at, p.closes_at,
	p.roll_count, p.roll_hash, p.roll_sealed_at,
	p.cast_count, p.created_by, p.version, p.created_at, p.updated_at`

const rightQuery = "SELECT " + pollColumns + `, (SELECT COUNT(*) FROM poll_options o
	WHERE o.poll_id = p.id) AS options, (SELECT e.voted FROM poll_roll_entries e
	WHERE e.poll_id = p.id AND e.person_id = ?) AS voted
	FROM polls p WHERE p.id = ?`

const lockPollQuery = "SELECT " + pollColumns + " FROM polls p WHERE p.id = ?"

var marksQuery = remember(func(n int) string {
	return "SELECT poll_id, person_id, voted FROM poll_roll_entries WHERE poll_id = ? AND person_id IN " + marks(1, n)
})

var voteQuery = remember(func(n int) string {
	return "UPDATE poll_roll_entries SET voted = 1 WHERE poll_id = ? AND voted = 0 AND person_id IN " + marks(1, n)
})

var ballotInsert = remember(func(rows int) string {
	return "INSERT INTO ballots (id, poll_id, choice) VALUES " + marks(rows, 3)
})

func (f *floor) ballotQueries() []string {
	all := []string{lockPollQuery + f.lock()}
	for _, n := range sizes(128) {
		all = append(all, marksQuery(n), voteQuery(n), ballotInsert(n), auditInsert(n))
	}
	return all
}

func scanPoll(scan func(into ...any) error, p *poll.Poll, more ...any) error {
	return scan(append([]any{&p.ID, &p.OrganizationID, &p.Title, &p.Question, &p.Mode, &p.State, &p.OpensAt,
		&p.ClosesAt, &p.RollCount, &p.RollHash,
		&p.RollSealedAt, &p.CastCount, &p.CreatedBy, &p.Version, &p.CreatedAt, &p.UpdatedAt}, more...)...)
}

// castBallot is POST /polls/{id}/ballots.
func (f *floor) castBallot(c *fiber.Ctx) error {
	ctx := context.Background()
	who, err := f.signedIn(ctx, c)
	if err != nil {
		return err
	}
	id, err := idOf(c)
	if err != nil {
		return err
	}
	var in struct {
		Choice int64 `json:"choice"`
	}
	if json.Unmarshal(c.Request().Body(), &in) != nil {
		return fiber.ErrBadRequest
	}
	var p poll.Poll
	var options int64
	var voted *int64
	if err := scanPoll(one(f.query(ctx, rightQuery, who.person[:], id[:])), &p, &options, &voted); err != nil {
		return notFound(err)
	}
	switch {
	case voted == nil || !who.verified:
		return fiber.ErrForbidden
	case *voted != 0, p.State != poll.Open, now() >= p.ClosesAt:
		return fiber.ErrConflict
	case in.Choice < 1 || in.Choice > options:
		return fiber.ErrUnprocessableEntity
	}
	if _, err := f.ballots.do(id, ballotAsk{who.person, in.Choice}); err != nil {
		return err
	}
	body := appendID(append(make([]byte, 0, 128), `{"poll_id":`...), id)
	return send(c, fiber.StatusCreated, append(body, `,"voted":true}`...))
}

type ballotCall = gathered[ballotAsk, struct{}]

func (f *floor) cast(ctx context.Context, id models.ID, calls []*ballotCall) error {
	return f.inTx(ctx, &f.castSet, f.ballotQueries, func(tx *floorTx) error {
		var p poll.Poll
		if err := scanPoll(one(tx.query(ctx, lockPollQuery+f.lock(), id[:])), &p); err != nil {
			return err
		}
		if p.State != poll.Open || tx.now >= p.ClosesAt {
			return fiber.ErrConflict
		}
		people := make([]any, len(calls), 2*len(calls)+1)
		for i, c := range calls {
			people[i] = c.req.person[:]
		}
		all := padded(people)
		rows, err := tx.query(ctx, marksQuery(len(all)), append([]any{id[:]}, all...)...)
		if err != nil {
			return err
		}
		voted := map[models.ID]bool{}
		for rows.Next() {
			var poll, person models.ID
			var mark bool
			if err := rows.Scan(&poll, &person, &mark); err != nil {
				return err
			}
			voted[person] = mark
		}
		if err := rows.Close(); err != nil {
			return err
		}
		var taken []ballotAsk
		for _, c := range calls {
			if mark, onRoll := voted[c.req.person]; !onRoll || mark {
				c.err = fiber.ErrConflict
				continue
			}
			voted[c.req.person], c.err = true, nil
			taken = append(taken, c.req)
		}
		return f.countBallots(ctx, tx, p, taken)
	})
}

// countBallots writes the marks in the order of people, ballots and trail in
// the order of their random ids.
func (f *floor) countBallots(ctx context.Context, tx *floorTx, p poll.Poll, taken []ballotAsk) error {
	if len(taken) == 0 {
		return nil
	}
	type line struct {
		id   models.ID
		rest []any
	}
	slices.SortFunc(taken, func(a, b ballotAsk) int { return bytes.Compare(a.person[:], b.person[:]) })
	people := make([]any, len(taken), 2*len(taken)+1)
	ballots, events := make([]line, len(taken)), make([]line, len(taken))
	hour := int64(tx.now) - int64(tx.now)%time.Hour.Milliseconds()
	for i, t := range taken {
		people[i] = t.person[:]
		ballots[i] = line{newSecretID(), []any{p.ID[:], t.choice}}
		events[i] = line{newSecretID(), []any{hour, t.person[:], nil, "ballot.cast", "poll", p.ID[:], nil,
			p.OrganizationID[:], "done", "", "", "{}"}}
	}
	byID := func(a, b line) int { return cmp.Compare(string(a.id[:]), string(b.id[:])) }
	slices.SortFunc(ballots, byID)
	slices.SortFunc(events, byID)
	flat := func(lines []line) (out []any) {
		for _, l := range lines {
			out = append(append(out, l.id[:]), l.rest...)
		}
		return out
	}
	all := padded(people)
	n, err := tx.exec(ctx, voteQuery(len(all)), append([]any{p.ID[:]}, all...)...)
	if err == nil && n != int64(len(taken)) {
		err = fiber.ErrConflict
	}
	if err != nil {
		return err
	}
	if err := insertMany(ctx, tx, ballotInsert, 3, flat(ballots)); err != nil {
		return err
	}
	return insertMany(ctx, tx, auditInsert, 13, flat(events))
}
