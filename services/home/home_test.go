package home_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

const county = "330602000000"

type screen struct {
	ToDo []struct {
		Kind      string     `json:"kind"`
		KindText  string     `json:"kind_text"`
		Subject   string     `json:"subject"`
		SubjectID *models.ID `json:"subject_id"`
		Title     *string    `json:"title"`
		Verb      string     `json:"verb"`
		Count     int        `json:"count"`
		DueOn     *string    `json:"due_on"`
	} `json:"to_do"`
	Next *struct {
		Title            string `json:"title"`
		OrganizationName string `json:"organization_name"`
	} `json:"next_activity"`
	Polls []struct {
		ID    models.ID `json:"id"`
		Voted bool      `json:"voted"`
	} `json:"open_polls"`
	Organizations []struct {
		Name    string   `json:"name"`
		Offices []string `json:"offices"`
	} `json:"organizations"`
	Roles []struct {
		Role       models.Role        `json:"role"`
		RegionCode *models.RegionCode `json:"region_code"`
		RegionName string             `json:"region_name"`
	} `json:"roles"`
	Unread int `json:"unread"`
}

func home(c *apptest.Client) (s screen) {
	c.Get("/home").Want(200).JSON(&s)
	return s
}

// lines tells what waits, each as its kind, number and title.
func (s screen) lines() string {
	var out []string
	for _, t := range s.ToDo {
		title := "-"
		if t.Title != nil {
			title = *t.Title
		}
		out = append(out, fmt.Sprintf("%s %d %s", t.Kind, t.Count, title))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// The first screen tells each what waits for them in each of their roles, and nobody
// what waits for others.
func TestHome_whatWaits(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		const committee = "外山村人民调解委员会"
		admin, head, first, second := env.SignIn("admin"), env.Verified("head"), env.Verified("first"),
			env.Verified("second")
		env.GrantRegion(admin, models.RoleRegionAdmin, county)
		who := map[string]*apptest.Client{"admin": admin, "head": head, "first": first, "second": second,
			"applicant": env.SignIn("applicant"), "stranger": env.SignIn("stranger")}
		demand := func(moment string, want map[string]string) {
			t.Helper()
			for name, c := range who {
				if got := home(c).lines(); got != want[name] {
					t.Errorf("%s: for %s waits %q, want %q", moment, name, got, want[name])
				}
			}
		}
		demand("before anything", nil)

		id := admin.Post("/mediation-committees", map[string]any{"name": committee, "region_code": scene.Waishan,
			"head_id": head.PersonID, "mediators": []models.ID{first.PersonID, second.PersonID}}).Want(201).ID()
		seat := "answer_seat 1 " + committee
		demand("a committee is named", map[string]string{"head": seat, "first": seat, "second": seat})
		scene.AcceptSeats(id, head, first, second)
		demand("all have accepted", nil)

		filed := who["applicant"].Post("/disputes", scene.Filing(scene.Waishan)).Want(201).ID()
		who["applicant"].Anew().Post("/disputes", scene.Filing(scene.Waishan)).Want(201)
		demand("two cases are filed", map[string]string{"head": "accept_disputes 2 " + committee})
		path := "/disputes/" + filed.String()
		head.Post(path+"/accept", map[string]any{}).Want(200)
		demand("one is accepted", map[string]string{
			"head": "accept_disputes 1 " + committee + "; assign_disputes 1 " + committee})
		head.Post(path+"/assign", map[string]any{"mediator_id": first.PersonID, "lead": true}).Want(200)
		demand("it is assigned", map[string]string{"head": "accept_disputes 1 " + committee,
			"first": "take_dispute 1 调330602-2026-000001"})
		line := home(first).ToDo[0]
		if line.Subject != "dispute" || *line.SubjectID != filed || line.Verb != "take" || line.DueOn == nil ||
			line.KindText == "" {
			t.Errorf("%+v", line)
		}
		scene.Consents(head, filed)
		first.Post(path+"/"+line.Verb, scene.NoTie).Want(200)
		demand("it is taken", map[string]string{"head": "accept_disputes 1 " + committee})
	})
}

// What one is a member of, the applications that one decides, open polls and unread
// notices stand in the same answer.
func TestHome_ofMembersAndLeaders(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		h.Exec("UPDATE organizations SET next_queue_no = 20 WHERE id = ?", h.Org[:]) // behind the members
		scene.Apply(env.SignIn("one who applies"), h.Org)
		scene.Apply(env.SignIn("another"), h.Org)
		got := home(h.Chair)
		if !strings.HasPrefix(got.lines(), "review_applications 2 ") {
			t.Errorf("for the chair waits %q", got.lines())
		}
		poll := h.OpenPoll()
		h.Members[1] = env.SignIn(h.Members[1].Name)
		got = home(h.Members[1])
		if len(got.ToDo) != 1 || got.ToDo[0].Kind != "vote" || got.ToDo[0].Verb != "ballots" || got.ToDo[0].DueOn == nil ||
			len(got.Polls) != 1 || got.Polls[0].Voted || "/polls/"+got.Polls[0].ID.String() != poll ||
			len(got.Organizations) != 1 || got.Unread == 0 {
			t.Errorf("a member sees %+v", got)
		}
		h.Members[1].Post(poll+"/ballots", scene.Ballot(1)).Want(201)
		if got = home(h.Members[1]); len(got.ToDo) != 0 || !got.Polls[0].Voted {
			t.Errorf("after the vote: %+v", got)
		}
		if got = home(env.SignIn("a stranger")); len(got.Polls)+len(got.Organizations)+len(got.ToDo) != 0 {
			t.Errorf("a stranger sees %+v", got)
		}
		env.Visitor().Get("/home").Want(401)
	})
}

// What one may do stands beside what waits, as the list of one's own roles has it, so
// that a client needs no other call for its menu; a role that ended is gone with it.
func TestHome_roles(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 2)
		admin, officer := env.SignIn("admin"), env.SignIn("officer")
		env.GrantRegion(admin, models.RoleRegionAdmin, county)
		env.GrantRegion(officer, models.RoleOfficer, scene.Waishan)
		for name, c := range map[string]*apptest.Client{"chair": h.Chair, "admin": admin, "officer": officer} {
			var own struct {
				Items json.RawMessage `json:"items"`
			}
			var first struct {
				Roles json.RawMessage `json:"roles"`
			}
			c.Get("/me/roles").Want(200).JSON(&own)
			c.Get("/home").Want(200).JSON(&first)
			if string(own.Items) == "[]" || !bytes.Equal(own.Items, first.Roles) {
				t.Errorf("%s: the first screen has %s, the list %s", name, first.Roles, own.Items)
			}
		}
		got := home(officer).Roles
		if len(got) != 1 || got[0].Role != models.RoleOfficer || *got[0].RegionCode != scene.Waishan ||
			got[0].RegionName == "" {
			t.Errorf("the officer holds %+v", got)
		}
		admin.Post("/roles/"+scene.GrantOf(env, officer)+"/end", scene.Reason("调离")).Want(200)
		if got := home(officer).Roles; len(got) != 0 {
			t.Errorf("after the end the officer holds %+v", got)
		}
	})
}

// The next activity is the one that begins first among those with a seat.
func TestHome_nextActivity(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山村新居民联谊会"))
		who := env.SignIn("who dances")
		if home(who).Next != nil {
			t.Error("there is none yet")
		}
		for _, title := range []string{"电工班", "普法课"} {
			draft := scene.Course(env, org, scene.Waishan)
			draft["title"] = title
			id := chair.Anew().Post("/activities", draft).Want(201).ID()
			chair.Post("/activities/"+id.String()+"/publish", nil).Want(200)
			if title == "普法课" {
				continue // no sign-up
			}
			who.Post("/activities/"+id.String()+"/signups", map[string]any{}).Want(201)
		}
		got := home(who)
		if got.Next == nil || got.Next.Title != "电工班" || got.Next.OrganizationName != "外山村新居民联谊会" {
			t.Errorf("next is %+v", got.Next)
		}
	})
}

// The first screen costs the same number of statements, however much waits.
func TestHome_statementsDoNotGrow(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin, head, first, second := env.SignIn("admin"), env.Verified("head"), env.Verified("first"),
			env.Verified("second")
		env.GrantRegion(admin, models.RoleRegionAdmin, county)
		scene.Committee(admin, "外山村人民调解委员会", scene.Waishan, head, first, second)
		org := scene.Found(env, head, scene.Draft("外山村新居民联谊会"))
		sent := func() int64 {
			before := env.Server.Services.Statements()
			home(head)
			return env.Server.Services.Statements() - before
		}
		applicant := env.SignIn("applicant")
		grow := func(n int) {
			for i := range n {
				applicant.Anew().Post("/disputes", scene.Filing(scene.Waishan)).Want(201)
				scene.Apply(env.SignIn(fmt.Sprint("applicant ", n, i)), org)
			}
		}
		grow(1)
		one := sent()
		grow(5)
		if more := sent(); more != one {
			t.Errorf("%d statements, and %d with more of everything", one, more)
		}
	})
}
