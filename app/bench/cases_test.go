package bench

import (
	"fmt"
	"math/rand/v2"
	"net/http"

	"xinjumin/models"
)

const (
	sideAPI   = "API"
	sideFloor = "floor"
)

// scenario is one row of the table.
type scenario struct {
	name, title string
	bar         float64 // of the median ratio of requests per second
	// lap prepares one lap of either side and gives what to send and what must
	// hold after it.
	lap func(w *world) (v volley, check func(o outcome) error)
}

// scenarios of a world. Numbers of requests are per lap.
func scenarios() []scenario {
	pairs := &applications{}
	return []scenario{
		{"read", "point read: GET /activities/{id}", 0.6, func(w *world) (volley, func(outcome) error) {
			return reading(w, "/activities/"+w.course.String())
		}},
		{"list", "list of 20: GET /activities?limit=20", 0.6, func(w *world) (volley, func(outcome) error) {
			return reading(w, "/activities?limit=20")
		}},
		{"insert", "insert, unique key: POST /organizations/{id}/applications", 0.7, pairs.lap},
		{"race", "sign-up race, 200 seats: POST /activities/{id}/signups", 0.7, race},
		{"ballot", "secret ballots: POST /polls/{id}/ballots", 0.7, vote},
	}
}

// reading asks the same of 64 people for a while.
func reading(w *world, path string) (volley, func(outcome) error) {
	return volley{
			Method: http.MethodGet,
			Paths:  []string{path},
			Tokens: tokens(w.people[:64]),
			Conns:  32,
			Millis: *lapMillis,
		},
		func(o outcome) error { return only(o, http.StatusOK) }
}

func tokens(people []person) []string {
	all := make([]string, len(people))
	for i, p := range people {
		all[i] = p.token
	}
	return all
}

func only(o outcome, status int) error {
	if o.Lost > 0 || o.N == 0 || o.Statuses[status] != o.N {
		return fmt.Errorf("%d answers %v, %d lost; %s", o.N, o.Statuses, o.Lost, o.Odd)
	}
	return nil
}

// applications hands out pairs of a person and an organization that were never used, in
// an order that spreads over the organizations.
type applications struct {
	pairs [][2]int
	next  int
}

const applicationsPerLap = 1200

func (a *applications) lap(w *world) (volley, func(outcome) error) {
	if a.pairs == nil {
		a.pairs = freePairs(w)
	}
	if len(a.pairs) < a.next+applicationsPerLap {
		w.Fatal("the population is too small for so many laps")
	}
	v := volley{
		Method: http.MethodPost,
		Bodies: []string{`{"message":"我在外山村住了三年，想加入。"}`},
		Conns:  32,
		Total:  applicationsPerLap,
	}
	for _, p := range a.pairs[a.next : a.next+applicationsPerLap] {
		v.Tokens = append(v.Tokens, w.people[p[0]].token)
		v.Paths = append(v.Paths, "/organizations/"+w.organizations[p[1]].String()+"/applications")
	}
	a.next += applicationsPerLap
	return v, func(o outcome) error { return only(o, http.StatusCreated) }
}

func freePairs(w *world) [][2]int {
	rows, err := w.db.Query("SELECT live_key FROM memberships WHERE live_key IS NOT NULL")
	if err != nil {
		w.Fatal(err)
	}
	defer rows.Close()
	used := map[string]bool{}
	for rows.Next() {
		var key []byte
		if err := rows.Scan(&key); err != nil {
			w.Fatal(err)
		}
		used[string(key)] = true
	}
	var pairs [][2]int
	for i, p := range w.people {
		for j, organization := range w.organizations {
			if !used[string(models.MembershipKey(organization, p.id))] {
				pairs = append(pairs, [2]int{i, j})
			}
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	return pairs
}

// race sends everybody to one course with 200 seats; each person once.
func race(w *world) (volley, func(outcome) error) {
	const seats = 200
	course := newActivity(w, w.db, w.organizations[0], seats)
	v := volley{Method: http.MethodPost, Paths: []string{"/activities/" + course.String() + "/signups"},
		Tokens: tokens(w.people),
		Bodies: []string{`{"note":"带工具"}`}, Conns: 500, Total: len(w.people)}
	return v, func(o outcome) error {
		if err := only(o, http.StatusCreated); err != nil {
			return err
		}
		in := w.count("SELECT COUNT(*) FROM signups WHERE activity_id = ? AND state = 'registered'", course[:])
		waiting := w.count(`SELECT COUNT(DISTINCT queue_no) FROM signups
			WHERE activity_id = ? AND state = 'waiting'`, course[:])
		if in != seats || waiting != len(w.people)-seats {
			return fmt.Errorf("%d have a seat and %d wait, of %d", in, waiting, len(w.people))
		}
		return nil
	}
}

// vote lets everybody vote once.
func vote(w *world) (volley, func(outcome) error) {
	poll := newPoll(w, w.db, w.organizations[0], w.people)
	v := volley{
		Method: http.MethodPost,
		Paths:  []string{"/polls/" + poll.String() + "/ballots"},
		Tokens: tokens(w.people),
		Conns:  128,
		Total:  len(w.people),
	}
	for choice := 1; choice <= 5; choice++ {
		v.Bodies = append(v.Bodies, fmt.Sprintf(`{"choice":%d}`, choice))
	}
	return v, func(o outcome) error {
		if err := only(o, http.StatusCreated); err != nil {
			return err
		}
		ballots := w.count("SELECT COUNT(*) FROM ballots WHERE poll_id = ?", poll[:])
		marked := w.count("SELECT COUNT(*) FROM poll_roll_entries WHERE poll_id = ? AND voted = 1", poll[:])
		if ballots != len(w.people) || marked != ballots {
			return fmt.Errorf("%d ballots and %d marks of %d people", ballots, marked, len(w.people))
		}
		return nil
	}
}
