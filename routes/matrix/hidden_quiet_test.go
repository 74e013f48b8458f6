package matrix_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// quietAct is an act that somebody close by may not learn of.
type quietAct struct {
	name string
	from []string // who may not
	do   func(w *accessFixture)
	in   string // the one route that may show it
}

var quietActs = []quietAct{
	{"an invitation is held back from somebody who does not want to be found", []string{"newcomer"},
		func(w *accessFixture) {
			who := w.subjectsNamed("newcomer")[0].client.PersonID
			w.here.chair.Post(fmt.Sprintf("/organizations/%s/invitations", w.here.org),
				map[string]any{"person_id": who}).Want(http.StatusCreated)
		}, ""},
	{"the invited no longer want to be found", []string{"chair@here", "secretary@here"},
		func(w *accessFixture) {
			w.subjectsNamed("invitee@here")[0].client.Delete("/me/consents/be_found").Want(http.StatusOK)
		}, ""},
	{"somebody complains about an activity", []string{"chair@here", "organizer@here", "member@here"},
		func(w *accessFixture) {
			w.subjectsNamed("invitee@here")[0].client.Post("/reports",
				scene.Complaint("activity", w.here.course)).Want(http.StatusCreated)
		}, ""},
	{"somebody complains about a person", []string{"member@here", "secretary@here"},
		func(w *accessFixture) {
			member := w.subjectsNamed("member@here")[0].client.PersonID
			w.here.chair.Post("/reports", scene.Complaint("person", member)).Want(http.StatusCreated)
		}, ""},
	{"somebody votes", []string{"chair@here", "secretary@here", "organizer@here", "admin@here", "platform"},
		func(w *accessFixture) {
			w.subjectsNamed("member@here")[0].client.Post(fmt.Sprintf("/polls/%s/ballots", w.here.poll),
				scene.Ballot(1)).Want(http.StatusCreated)
		}, "readPollTurnout"},
	{"a branch confirms somebody", []string{"secretary@here", "organizer@here", "party@here"},
		func(w *accessFixture) {
			w.here.chair.Post(fmt.Sprintf("/party-registrations/%s/confirm", w.here.party.registration),
				nil).Want(http.StatusOK)
		}, ""},
	{"a branch calls a meeting", []string{"secretary@here", "admin@here", "applicant@here"},
		func(w *accessFixture) {
			w.here.chair.Post(fmt.Sprintf("/organizations/%s/meetings", w.here.party.branch),
				w.calls(w.here)).Want(http.StatusCreated)
		}, ""},
	{"a committee takes up a case", []string{"chair@here", "member@here", "applicant@here"},
		func(w *accessFixture) {
			w.here.head.Post(fmt.Sprintf("/disputes/%s/accept", w.here.fresh), nil).Want(http.StatusOK)
		}, ""},
	{"a head proposes to remove somebody else", []string{"member@here", "organizer@here"},
		func(w *accessFixture) {
			other := w.id("SELECT id FROM memberships WHERE live_key IS NOT NULL AND person_id = ?",
				w.Verified("voter 0"+w.here.name))
			w.here.chair.Post(fmt.Sprintf("/memberships/%s/removal", other),
				scene.Reason("联系不上")).Want(http.StatusCreated)
		}, ""},
}

// TestHiddenActs_closeBy does what people close by may not learn of, each alone.
func TestHiddenActs_closeBy(t *testing.T) {
	eachFixture(t, func(t *testing.T, w *accessFixture) {
		w.Exec("UPDATE polls SET state = 'open', opens_at = ? WHERE id = ?", int64(w.Clock.Now()), w.here.poll)
		w.Exec("UPDATE persons SET region_code = ? WHERE id = ?", w.here.village,
			w.subjectsNamed("newcomer")[0].client.PersonID)
		w.Clock.Add(2 * time.Second)
		snapshot := takeSnapshot(w.Env)
		for _, quiet := range quietActs {
			all := w.readings(w.subjectsNamed(quiet.from...))
			before := w.looks(all)
			quiet.do(w)
			after := w.looks(all)
			for _, i := range changed(before, after, false) {
				if all[i].route.ID != quiet.in {
					t.Errorf("%s: it shows in %s:\n%s\n%s", quiet.name, all[i], before[i], after[i])
				}
			}
			snapshot.restore()
		}
	})
}

// eachFixture runs a test on the fixture of the matrix, on each engine.
func eachFixture(t *testing.T, run func(t *testing.T, w *accessFixture)) {
	kept := theKeptFixture(t)
	apptest.Each(t, func(t *testing.T, env *apptest.Env) { run(t, kept.in(t, env)) }, kept.option(t, nil))
}
