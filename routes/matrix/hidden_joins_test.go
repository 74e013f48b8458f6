package matrix_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// Two views of different sight must not be joined by hand: where one view hides
// who did something, no other view of the same reader may give the person beside an
// instant, an id, or the time inside an id, that stands in the first.

// secretAct ties a person to a thing in a way that readers may not learn of.
type secretAct struct {
	name    string
	who     string
	readers []string
	do      func(w *accessFixture, who *apptest.Client)
	thing   func(w *accessFixture) models.ID // the id of what was done, or of what it was done to
}

var staffHere = []string{"platform", "admin@here", "officer@here", "auditor@here"}

var secretActs = []secretAct{
	{"a complaint about an activity", "invitee@here", staffHere,
		func(w *accessFixture, who *apptest.Client) {
			who.Post("/reports", scene.Complaint("activity", w.here.course)).Want(http.StatusCreated)
		},
		func(w *accessFixture) models.ID {
			return w.id("SELECT id FROM moderation_cases WHERE target_kind = 'activity' AND author_id = ?",
				w.here.chair)
		}},
	{"a complaint about a person", "organizer@here", staffHere,
		func(w *accessFixture, who *apptest.Client) {
			member := w.subjectsNamed("member@here")[0].client
			who.Post("/reports", scene.Complaint("person", member.PersonID)).Want(http.StatusCreated)
		},
		func(w *accessFixture) models.ID {
			return w.id("SELECT id FROM moderation_cases WHERE target_kind = 'person' AND author_id = ?",
				w.subjectsNamed("member@here")[0].client)
		}},
	{"a registration at a Party branch", "applicant@here", staffHere,
		func(w *accessFixture, _ *apptest.Client) {
			w.here.chair.Post(fmt.Sprintf("/party-registrations/%s/confirm", w.here.party.registration),
				nil).Want(http.StatusOK)
		},
		func(w *accessFixture) models.ID { return w.here.party.branch }},
	{"a case of mediation", "guest@here", staffHere,
		func(w *accessFixture, who *apptest.Client) {
			who.Post("/disputes", scene.Filing(w.here.village)).Want(http.StatusCreated)
		},
		func(w *accessFixture) models.ID {
			return w.id("SELECT dispute_id FROM dispute_parties WHERE person_id = ?",
				w.subjectsNamed("guest@here")[0].client)
		}},
}

var (
	someInstant = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`)
	someID      = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
)

// marks gives what rows can be joined by: instants, ids, and the instants in ids of
// version 7.
func marks(text string) []string {
	out := append(someInstant.FindAllString(text, -1), someID.FindAllString(text, -1)...)
	for _, id := range someID.FindAllString(text, -1) {
		if id[14] == '7' {
			out = append(out, "the instant in "+id[:13])
		}
	}
	return out
}

// view is one thing that one answer shows: an item of a list, or the whole answer.
type view struct {
	route string
	text  string
}

// views gives everything that a reader can be shown here.
func (w *accessFixture) views(reader subject, things ...models.ID) []view {
	var out []view
	for _, r := range w.readings([]subject{reader}) {
		out = append(out, split(r.route.ID, w.call(r.cell).Body)...)
	}
	events := reader.client.Get("/audit-events?limit=100")
	out = append(out, split("listAuditEvents", events.Body)...)
	for _, id := range things {
		out = append(out, split("readModerationCase", reader.client.Get(fmt.Sprintf("/moderation/%s", id)).Body)...)
	}
	return out
}

func split(route string, answer []byte) []view {
	var list struct {
		Items []json.RawMessage `json:"items"`
	}
	if json.Unmarshal(answer, &list) != nil || list.Items == nil {
		return []view{{route, string(answer)}}
	}
	var out []view
	for _, item := range list.Items {
		out = append(out, view{route, string(item)})
	}
	return out
}

// joins names the pairs of views by which a reader ties the person to the thing. What
// both showed before the act does not count.
func joins(views []view, known map[string]bool, person, thing string) []string {
	var out []string
	about := map[string]string{} // mark → the view that shows it beside the thing
	for _, v := range views {
		if strings.Contains(v.text, thing) {
			if strings.Contains(v.text, person) {
				out = append(out, v.route+" shows both")
			}
			for _, m := range marks(v.text) {
				about[m] = v.route
			}
		}
	}
	for _, v := range views {
		if !strings.Contains(v.text, person) {
			continue
		}
		for _, m := range marks(v.text) {
			if beside, ok := about[m]; ok && !known[m] {
				out = append(out, fmt.Sprintf("%s shows the person and %s the thing beside %s", v.route, beside, m))
			}
		}
	}
	return out
}

func TestHiddenActs_viewsDoNotJoin(t *testing.T) {
	eachFixture(t, func(t *testing.T, w *accessFixture) {
		snapshot := takeSnapshot(w.Env)
		for _, secret := range secretActs {
			who := w.subjectsNamed(secret.who)[0].client
			known := map[string]map[string]bool{}
			readers := w.subjectsNamed(secret.readers...)
			for _, r := range readers {
				seen := map[string]bool{}
				for _, v := range w.views(r) {
					for _, m := range marks(v.text) {
						seen[m] = true
					}
				}
				known[r.String()] = seen
			}
			w.Clock.Add(3217 * time.Millisecond)
			secret.do(w, who)
			thing := secret.thing(w)
			for _, r := range readers {
				found := joins(w.views(r, thing), known[r.String()], who.PersonID.String(), thing.String())
				slices.Sort(found)
				for _, f := range slices.Compact(found) {
					t.Errorf("%s: %s learns who it was: %s", secret.name, r, f)
				}
			}
			snapshot.restore()
		}
	})
}
