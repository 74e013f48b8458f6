package mediation_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

type lifeView struct {
	State      string
	TermEndsOn string `json:"term_ends_on"`
	Acts       []string
	Missing    []struct{ Kind, Text string }
	Seats      []struct {
		PersonID models.ID `json:"person_id"`
		Kind     string
		Head     bool
		State    string
	}
	Filings []struct {
		ID      models.ID
		Reason  string
		DueOn   string `json:"due_on"`
		Overdue bool
		FiledOn *string `json:"filed_on"`
	}
}

func (v lifeView) missing() string {
	var out []string
	for _, m := range v.Missing {
		out = append(out, m.Kind)
	}
	return strings.Join(out, " ")
}

func (v lifeView) filings() string {
	var out []string
	for _, f := range v.Filings {
		said := f.Reason + " " + f.DueOn
		if f.Overdue {
			said += " overdue"
		}
		if f.FiledOn != nil {
			said += " filed"
		}
		out = append(out, said)
	}
	return strings.Join(out, "; ")
}

func committeePath(id models.ID, rest string) string {
	return "/mediation-committees/" + id.String() + rest
}

func lifeOf(who *apptest.Client, id models.ID) (v lifeView) {
	who.Get(committeePath(id, "")).Want(200).JSON(&v)
	return v
}

// A committee has three to nine members, one of them a woman and one the head, and as many
// appointed mediators as its work takes; the page says what is missing.
func TestCommittee_composition(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin := env.SignIn("admin")
		env.GrantRegion(admin, models.RoleRegionAdmin, county)
		people := make([]*apptest.Client, 11)
		ids := make([]models.ID, len(people))
		for i := range people {
			people[i] = env.Verified(fmt.Sprint("p", i))
			ids[i] = people[i].PersonID
			env.Exec("UPDATE persons SET sex = 1 WHERE id = ?", ids[i])
		}
		body := func(mediators []models.ID) map[string]any {
			return map[string]any{"name": "外山村调委会", "region_code": village, "head_id": ids[0], "mediators": mediators}
		}
		admin.Post("/mediation-committees", body(ids[1:10])).Reason(422, "request.invalid").Contains("/mediators")
		id := admin.Post("/mediation-committees", body(ids[1:3])).Want(201).ID()
		accept := func(who ...*apptest.Client) {
			t.Helper()
			for _, p := range who {
				p.Post(committeePath(id, "/accept"), nil).Want(200)
			}
		}
		misses := func(want string) {
			t.Helper()
			if got := lifeOf(admin, id).missing(); got != want {
				t.Errorf("%q is missing, want %q", got, want)
			}
		}
		misses("head members woman")
		accept(people[1], people[2])
		misses("head members woman")
		accept(people[0])
		misses("woman") // three men
		name := func(i int, more map[string]any) *apptest.Response {
			more["person_id"] = ids[i]
			return admin.Post(committeePath(id, "/mediators"), more)
		}
		env.Exec("UPDATE persons SET sex = 2 WHERE id IN (?, ?)", ids[3], ids[4])
		name(3, map[string]any{"kind": "appointed", "head": true}).Reason(422, "request.invalid").Contains("/kind")
		name(3, map[string]any{"kind": "appointed"}).Want(201)
		accept(people[3])
		misses("woman") // an appointed mediator is no member
		name(4, map[string]any{"kind": "member"}).Want(201)
		if v := lifeOf(admin, id); v.State != "forming" || v.filings() != "" {
			t.Errorf("%+v", v)
		}
		people[4].Post(committeePath(id, "/accept"), nil).Want(200).Contains(`"state":"active"`)
		misses("")
		if got := lifeOf(admin, id).filings(); got != "formation 2027-01-05" {
			t.Errorf("filings %q", got)
		}
		for i := 5; i < 10; i++ {
			name(i, map[string]any{}).Want(201) // a member, when nothing is said: five to nine
		}
		name(10, map[string]any{}).Reason(409, "committee.members_full")
		name(10, map[string]any{"head": true}).Reason(409, "committee.members_full")
		name(3, map[string]any{"head": true}).Reason(409, "committee.members_full") // would become a member
		name(10, map[string]any{"kind": "appointed"}).Want(201)
		people[4].Post(committeePath(id, "/leave"), nil).Want(200)
		misses("woman") // and the committee goes on
		name(3, map[string]any{"head": true}).Want(201)
		people[3].Post(committeePath(id, "/accept"), nil).Want(200).Contains(`"state":"active"`)
		misses("")
		for _, s := range lifeOf(people[3], id).Seats {
			if want := map[models.ID]string{ids[10]: "appointed"}[s.PersonID]; s.Kind != "member" && s.Kind != want {
				t.Errorf("%+v", s)
			}
		}
		people[0].Get(committeePath(id, "")).Want(200).Contains(`"filings":[{`)
		if v := lifeOf(env.SignIn("stranger"), id); len(v.Missing)+len(v.Filings)+len(v.Seats) > 0 {
			t.Errorf("a stranger reads %+v", v)
		}
	})
}

// One act ends the seat of one person and asks another; who leaves sees nothing by the next
// request, and the last head of running cases goes on until the other has accepted.
func TestSeat_replaced(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		third, fourth, unverified := env.Verified("third"), env.Verified("fourth"), env.SignIn("unverified")
		held := c.to(dispute.Assigned) // by first
		replace := func(who, whom, by *apptest.Client) *apptest.Response {
			return who.Post(committeePath(c.committee, "/seats/"+whom.PersonID.String()+"/replace"),
				map[string]any{"by": by.PersonID, "reason": "工作调动"})
		}
		replace(c.head, c.first, third).Reason(403, "auth.forbidden")
		replace(c.admin, c.first, c.admin).Reason(422, "request.invalid").Contains("/by")
		replace(c.admin, c.first, c.first).Reason(422, "request.invalid").Contains("/by")
		replace(c.admin, c.first, unverified).Reason(422, "request.invalid").Contains("/by")
		replace(c.admin, c.first, c.second).Reason(409, "committee.held")
		replace(c.admin, third, fourth).Reason(409, "role.wrong_state")
		c.first.Get(at(held, "")).Want(200) // nothing of that ended a seat
		replace(c.admin, c.first, third).Want(200)
		c.first.Get(at(held, "")).Reason(404, "request.not_found")
		c.first.Get("/notifications").Want(200).Contains("工作调动")
		third.Get(at(held, "")).Reason(404, "request.not_found")
		scene.AcceptSeats(c.committee, third)
		c.head.Post(at(held, "assign"), assign(third, true)).Want(200)
		third.Get(at(held, "")).Want(200)

		replace(c.admin, c.head, fourth).Want(200)
		c.head.Get(at(held, "")).Want(200)
		if c.notices(models.NoticeSeatSuccessor, c.head) != 1 || c.notices(models.NoticeSeatEnded, c.head) != 0 {
			t.Error("the head is not told that somebody is asked")
		}
		scene.AcceptSeats(c.committee, fourth)
		c.head.Get(at(held, "")).Reason(404, "request.not_found")
		fourth.Get(at(held, "")).Want(200)
		if c.notices(models.NoticeSeatSucceeded, c.head) != 1 {
			t.Error("the head is not told that the successor has come")
		}
		for _, s := range lifeOf(fourth, c.committee).Seats {
			if s.Head != (s.PersonID == fourth.PersonID) || s.PersonID == c.head.PersonID {
				t.Errorf("%+v", s)
			}
		}
		if n := c.audits("committee.replace", "done", c.committee); n != 2 {
			t.Errorf("%d replacements in the trail", n)
		}
	})
}

// Sixty and thirty days before its end a term is told of; when it is over the committee takes
// no new case and goes on with those that run, until it is renewed.
func TestCommittee_renewed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		c.admin.Post(committeePath(c.committee, "/renew"), nil).Reason(409, "committee.renew_early")
		later := func(day models.Day) {
			c.later(time.Duration(day.Start()-env.Clock.Now()) * time.Millisecond)
			c.admin = env.SignIn("admin on " + string(day)) // the role of the first is over
			env.GrantRegion(c.admin, models.RoleRegionAdmin, county)
			env.RunJobs()
		}
		told := func(want int) {
			t.Helper()
			if n := c.notices(models.NoticeCommitteeEnding, c.head); n != want {
				t.Errorf("the head was told %d times, want %d", n, want)
			}
		}
		later("2029-09-23")
		told(0)
		later("2029-09-24")
		told(1)
		if c.notices(models.NoticeCommitteeEnding, c.admin) != 1 {
			t.Error("the administrator is not told")
		}
		later("2029-10-24")
		told(2)
		held := c.to(dispute.Accepted)
		later("2029-11-24")
		c.applicant.Anew().Post("/disputes", filing()).Reason(409, "dispute.no_committee")
		c.head.Post(at(held, "assign"), assign(c.first, true)).Want(200)
		c.first.Post(at(held, "take"), scene.NoTie).Want(200)
		if v := lifeOf(c.admin, c.committee); v.State != "ended" ||
			fmt.Sprint(v.Acts) != "[end_seats renew record_filings]" {
			t.Errorf("%+v", v)
		}
		c.head.Post(committeePath(c.committee, "/renew"), nil).Want(403)
		c.admin.Post(committeePath(c.committee, "/renew"), nil).Want(200).Contains(`"term_ends_on":"2032-11-24"`)
		c.admin.Post(committeePath(c.committee, "/renew"), nil).Reason(409, "committee.renew_early")
		c.applicant.Anew().Post("/disputes", filing()).Want(201)
		if v := lifeOf(c.head, c.committee); v.State != "active" || !strings.Contains(v.filings(), "renewal 2030-01-") {
			t.Errorf("%+v", v)
		}
		if c.notices(models.NoticeCommitteeRenewed, c.first) != 1 {
			t.Error("a mediator is not told")
		}
		if n := env.Count("SELECT COUNT(*) FROM role_grants WHERE committee_id = ? AND ends_at = ?", c.committee,
			int64(models.Day("2033-11-25").Start())); n != 4 {
			t.Errorf("%d grants go on", n)
		}
	})
}

// A committee that an organization sets up takes cases only once its filing is on record;
// what is overdue waits on the first screen of the administrator.
func TestCommittee_filed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		founder := env.Verified("founder")
		org := scene.Found(env, founder, scene.Draft("外山村和谐促进会"))
		head, first, second := env.Verified("their head"), env.Verified("their first"), env.Verified("their second")
		body := map[string]any{"name": "和谐促进会调委会", "region_code": village, "head_id": head.PersonID,
			"mediators": []models.ID{first.PersonID, second.PersonID}, "organization_id": models.ID{9}}
		c.admin.Post("/mediation-committees", body).Reason(422, "request.invalid").Contains("/organization_id")
		body["organization_id"] = org
		id := c.admin.Post("/mediation-committees", body).Want(201).Contains("外山村和谐促进会").ID()
		scene.AcceptSeats(id, head, first, second)
		v := lifeOf(c.admin, id)
		if v.State != "forming" || v.missing() != "filing" || v.filings() != "formation 2027-01-05" {
			t.Fatalf("%+v", v)
		}
		record := func(who *apptest.Client, committee models.ID, day string) *apptest.Response {
			return who.Post(committeePath(committee, "/filings/"+v.Filings[0].ID.String()+"/record"),
				map[string]any{"filed_on": day, "filed_with": "越城区司法局", "number": "备2026-7"})
		}
		today := string(models.DayOf(env.Clock.Now()))
		record(head, id, today).Reason(403, "auth.forbidden")
		record(c.admin, c.committee, today).Reason(409, "committee.filed")
		record(c.admin, id, "2099-01-01").Reason(422, "request.invalid").Contains("/filed_on")
		record(c.admin, id, today).Want(200).Contains(`"state":"active"`)
		record(c.admin, id, today).Reason(409, "committee.filed")
		if c.notices(models.NoticeCommitteeRole, first) != 1 {
			t.Error("who serves is not told that the committee takes cases")
		}

		c.later(90 * 24 * time.Hour)
		line := "record_filings"
		c.admin.Get("/home").Want(200).Contains(line).Contains("外山村人民调解委员会").Lacks("和谐促进会调委会")
		c.head.Get("/home").Want(200).Lacks(line)
		if v := lifeOf(c.admin, c.committee); v.filings() != "formation 2027-01-05 overdue" {
			t.Errorf("%+v", v)
		}
		c.first.Post(committeePath(c.committee, "/leave"), nil).Want(200)
		c.second.Post(committeePath(c.committee, "/leave"), nil).Want(200)
		if n := env.Count("SELECT COUNT(*) FROM committee_filings WHERE committee_id = ? AND reason = 'seats'",
			c.committee); n != 1 {
			t.Errorf("%d rows for two changes before a filing", n)
		}
		env.SignIn("their second").Delete(scene.ClosePath).Want(200)
		if v := lifeOf(c.admin, id); !strings.HasPrefix(v.filings(), "seats ") {
			t.Errorf("a closed account is no change to be filed: %+v", v)
		}
	})
}
