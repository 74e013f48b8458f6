package bench

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"xinjumin/models"
)

// TestFloorDoesTheSame keeps the comparison honest: the floor gives the answers
// of the API and leaves as many rows behind.
func TestFloorDoesTheSame(t *testing.T) {
	for _, engine := range engines() {
		t.Run(string(engine), func(t *testing.T) {
			w := newWorld(t, engine, 1000, 40)
			// The own row of each writing request is another person's, so that
			// both sides do the same to the same object.
			one, two := w.people[0], w.people[1]
			organization := w.freeOrganization(one, two)
			course := newActivity(t, w.db, organization, 1)
			poll := newPoll(t, w.db, organization, w.people)
			for _, c := range []struct{ name, method, path, body string }{
				{"point read", http.MethodGet, "/activities/" + w.course.String(), ""},
				{"list", http.MethodGet, "/activities?limit=20", ""},
				{"application", http.MethodPost, "/organizations/" + organization.String() + "/applications",
					`{"message":"我想\"加入\""}`},
				{"sign-up", http.MethodPost, "/activities/" + course.String() + "/signups", `{"note":"带工具"}`},
				{"sign-up behind", http.MethodPost, "/activities/" + newActivity(t, w.db, organization, 0+1).String() +
					"/signups", `{}`},
				{"ballot", http.MethodPost, "/polls/" + poll.String() + "/ballots", `{"choice":2}`},
			} {
				if c.name == "sign-up behind" { // both wait
					w.ask(sideAPI, c.method, c.path, c.body, w.people[2])
				}
				before := w.rows()
				status, got := w.ask(sideAPI, c.method, c.path, c.body, one)
				between := w.rows()
				floorStatus, floorGot := w.ask(sideFloor, c.method, c.path, c.body, two)
				after := w.rows()
				if status != floorStatus || status >= 300 {
					t.Errorf("%s: the API says %d %s, the floor %d %s", c.name, status, got, floorStatus, floorGot)
				}
				a, b := decode(t, got), decode(t, floorGot)
				if c.method == http.MethodPost {
					unlike(a)
					unlike(b)
				}
				delete(a, "next_cursor") // the API's is sealed
				delete(b, "next_cursor")
				if c.name == "sign-up" { // one seat: the second waits
					for _, m := range []map[string]any{a, b} {
						delete(m, "state")
						delete(m, "state_text")
						delete(m, "position")
					}
				}
				if c.name == "sign-up behind" {
					delete(a, "position")
					delete(b, "position")
				}
				if !reflect.DeepEqual(a, b) {
					t.Errorf("%s:\nAPI   %s\nfloor %s", c.name, got, floorGot)
				}
				if grown, floorGrown := growth(before, between),
					growth(between, after); !maps.Equal(grown, floorGrown) {
					t.Errorf("%s: the API adds %v, the floor %v", c.name, grown, floorGrown)
				}
			}
		})
	}
}

// freeOrganization is one that none of the people has to do with.
func (w *world) freeOrganization(people ...person) models.ID {
	w.Helper()
	for _, organization := range w.organizations {
		n := 0
		for _, p := range people {
			n += w.count("SELECT COUNT(*) FROM memberships WHERE live_key = ?",
				models.MembershipKey(organization, p.id))
		}
		if n == 0 {
			return organization
		}
	}
	w.Fatal("no organization is left")
	return models.ID{}
}

func (w *world) rows() map[string]int {
	n := map[string]int{}
	for _, table := range []string{"memberships", "signups", "ballots", "notices", "audit_events", "idempotency_keys",
		"jobs"} {
		n[table] = w.count("SELECT COUNT(*) FROM " + table)
	}
	n["marks"] = w.count("SELECT COUNT(*) FROM poll_roll_entries WHERE voted = 1")
	return n
}

func growth(before, after map[string]int) map[string]int {
	grown := map[string]int{}
	for table, n := range after {
		if n -= before[table]; n != 0 {
			grown[table] = n
		}
	}
	return grown
}

func (w *world) ask(side, method, path, body string, as person) (int, []byte) {
	w.Helper()
	req, err := http.NewRequest(method, "http://"+w.addr(side)+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+as.token)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		w.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		w.Fatal(err)
	}
	return res.StatusCode, text
}

func decode(t *testing.T, text []byte) map[string]any {
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		t.Errorf("%v: %s", err, text)
	}
	return m
}

// unlike drops what differs between any two requests.
func unlike(m map[string]any) {
	for _, name := range []string{"id", "queue_no", "applied_at", "created_at"} {
		delete(m, name)
	}
}
