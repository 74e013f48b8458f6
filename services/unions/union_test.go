package unions_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/union"
)

type cardJSON struct {
	MembershipID   models.ID          `json:"membership_id"`
	OrganizationID models.ID          `json:"organization_id"`
	MemberNo       string             `json:"member_no"`
	Standing       string             `json:"standing"`
	Transfers      []scene.Membership `json:"transfers"`
	Before         []struct {
		MemberNo  string `json:"member_no"`
		EndReason string `json:"end_reason"`
	} `json:"before"`
}

type offerJSON struct {
	State string `json:"state"`
	Items []struct {
		Organization scene.Organization `json:"organization"`
		Reason       string             `json:"reason"`
		TakesMembers bool               `json:"takes_members"`
	} `json:"items"`
}

func cardOf(c *apptest.Client) cardJSON {
	var card cardJSON
	c.Get("/me/union-card").Want(http.StatusOK).JSON(&card)
	return card
}

func offerOf(c *apptest.Client) offerJSON {
	var offer offerJSON
	c.Get("/me/union-offer").Want(http.StatusOK).Contains("12351").JSON(&offer)
	return offer
}

// transfer asks and gives the id.
func transfer(c *apptest.Client, to models.ID) models.ID {
	return c.Post(fmt.Sprintf("/memberships/%s/union-transfers", cardOf(c).MembershipID),
		map[string]any{"to_organization_id": to}).Want(http.StatusCreated).ID()
}

// From the offer at sign-up to the union of a new job: one membership, which
// follows the work.
func TestUnionFromOfferToNewJob(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		li := env.Verified("li")
		if got := offerOf(li); got.State != "untold" || len(got.Items) != 0 {
			t.Errorf("nothing told: %+v", got)
		}
		scene.Consent(li, models.PurposeEmployment).Want(http.StatusOK)
		li.Put("/me", map[string]any{"region_code": scene.Waishan}).Want(http.StatusOK)
		li.Put("/me/profile", map[string]any{"employment_status": "employed", "employer_name": "绍兴某某制衣厂(普通合伙)"}).
			Want(http.StatusOK)
		if got := offerOf(li); got.State != "open" || len(got.Items) != 1 || got.Items[0].Organization.ID != l.own ||
			got.Items[0].Reason != "employer_name" || !got.Items[0].TakesMembers {
			t.Errorf("by name: %+v", got)
		}
		li.Get("/me/union-card").Reason(http.StatusNotFound, "union.no_card")

		id := li.Post(scene.OrganizationPath(l.own, "union-applications"),
			scene.UnionForm("employment", "contract", "work_kind", "601", "employer_name", "某某制衣厂",
				"started_on", "2026-03-01", "statement", "厂里加班没有补贴")).Want(http.StatusCreated).Contains("居住登记时办理").ID()
		l.ownChair.Get(scene.OrganizationPath(l.own, "union-applications")).Want(http.StatusOK).Contains("某某制衣厂").
			Contains(id.String()).Lacks("加班")
		l.ownChair.Get("/union-applications/" + id.String()).Want(http.StatusOK).Contains("厂里加班没有补贴").
			Contains(`"started_on":"2026-03-01"`)
		l.otherChair.Get("/union-applications/"+id.String()).Reason(http.StatusNotFound, "request.not_found")
		if apptest.Holds(env.Dump(), "厂里加班没有补贴") {
			t.Error("the statement is stored readable")
		}
		l.ownChair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Want(http.StatusOK)
		first := cardOf(li)
		if !strings.HasSuffix(first.MemberNo, "-000002") || first.OrganizationID != l.own ||
			first.Standing != "active" || len(first.Before) != 0 {
			t.Errorf("card: %+v", first)
		}
		if got := offerOf(li); got.State != "member" {
			t.Errorf("offered to a member: %+v", got)
		}

		// The membership follows the job; the union there answers.
		asked := transfer(li, l.other)
		if got := cardOf(li); len(got.Transfers) != 1 || got.Transfers[0].ID != asked {
			t.Errorf("a transfer that waits: %+v", got)
		}
		l.otherChair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("把会籍转入轻纺公司工会")
		l.otherChair.Get(scene.OrganizationPath(l.other, "union-transfers")).Want(http.StatusOK).
			Contains(asked.String()).Contains("某某制衣厂工会")
		l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/refuse", asked), scene.Reason("请先办好入职")).
			Want(http.StatusOK).Contains("请先办好入职")
		asked = transfer(li, l.other)
		li.Post(fmt.Sprintf("/union-transfers/%s/withdraw", asked), nil).Want(http.StatusOK).Contains(`"withdrawn"`)
		asked = transfer(li, l.other)
		l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).Want(http.StatusOK).
			Contains(`"accepted"`)
		second := cardOf(li)
		if second.OrganizationID != l.other || second.MemberNo == first.MemberNo || len(second.Before) != 1 ||
			second.Before[0].MemberNo != first.MemberNo || second.Before[0].EndReason != "transferred" {
			t.Errorf("after the transfer: %+v", second)
		}
		l.ownChair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("会籍已从某某制衣厂工会转出")

		// Without a job the federation above keeps it, under the same number.
		retain := fmt.Sprintf("/memberships/%s/retain", second.MembershipID)
		li.Post(retain, scene.Reason("laid_off")).Reason(http.StatusConflict, "union.no_federation")
		l.affiliate(l.otherChair, l.other)
		li.Post(retain, scene.Reason("laid_off")).Want(http.StatusCreated)
		kept := cardOf(li)
		if kept.OrganizationID != l.federation || kept.Standing != "retained" || kept.MemberNo != second.MemberNo {
			t.Errorf("retained: %+v", kept)
		}
		asked = transfer(li, l.own)
		l.ownChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).Want(http.StatusOK)
		if got := cardOf(li); got.OrganizationID != l.own || got.Standing != "active" ||
			!strings.HasSuffix(got.MemberNo, "-000003") || len(got.Before) != 3 {
			t.Errorf("with a new job: %+v", got)
		}
		for _, org := range []models.ID{l.own, l.other, l.federation} {
			scene.CheckCounts(env, org)
		}
		for action, n := range map[string]int{
			"union.apply":             1,
			"union_transfer.ask":      4,
			"union_transfer.accept":   2,
			"union_transfer.refuse":   1,
			"union_transfer.withdraw": 1,
			"union.retain":            1,
		} {
			if got := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'done'",
				action); got != n {
				t.Errorf("%s: %d audit rows, want %d", action, got, n)
			}
		}
	})
}

// People whom the offer names, and when it is silent.
func TestUnionOffer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		wang := env.Verified("wang")
		tell := func(status string, more ...any) {
			body := map[string]any{"employment_status": status, "employer_name": nil, "employer_code": nil}
			for i := 0; i+1 < len(more); i += 2 {
				body[more[i].(string)] = more[i+1]
			}
			wang.Put("/me/profile", body).Want(http.StatusOK)
		}
		want := func(what, state, reason string, org models.ID, takes bool) {
			t.Helper()
			got := offerOf(wang)
			if got.State != state || (reason == "") != (len(got.Items) == 0) {
				t.Errorf("%s: %+v", what, got)
			} else if reason != "" && (got.Items[0].Reason != reason || got.Items[0].Organization.ID != org ||
				got.Items[0].TakesMembers != takes) {
				t.Errorf("%s: %+v", what, got)
			}
		}
		scene.Consent(wang, models.PurposeEmployment).Want(http.StatusOK)
		tell("student")
		want("a student", "no_wages", "", models.ID{}, false)
		tell("gig")
		want("from nowhere", "open", "", models.ID{}, false)
		wang.Put("/me", map[string]any{"region_code": scene.Waishan}).Want(http.StatusOK)
		want("by the village", "open", "place", l.joint, true)
		tell("employed", "employer_code", "91350100M000100Y43", "employer_name", "绍兴某某制衣厂（普通合伙）")
		want("the code goes before the name", "open", "employer_code", l.other, true)
		tell("employed", "employer_name", "没有工会的厂")
		wang.Put("/me", map[string]any{"region_code": scene.Chengnan}).Want(http.StatusOK)
		want("in the town", "open", "federation", l.federation, false)

		wang.Post("/me/union-offer/decline", nil).Want(http.StatusOK).Contains(`"declined"`)
		wang.Post("/me/union-offer/decline", nil).Want(http.StatusOK)
		want("declined", "declined", "", models.ID{}, false)
		env.Clock.Add(union.OfferPause - time.Millisecond)
		wang = env.SignIn("wang")
		want("the last moment", "declined", "", models.ID{}, false)
		env.Clock.Add(time.Millisecond)
		want("asked again", "open", "federation", l.federation, false)
		env.Exec("UPDATE persons SET birth_day = '2012-05-01' WHERE id = ?", wang.PersonID)
		want("fifteen", "too_young", "", models.ID{}, false)
		wang.Delete("/me/consents/employment").Want(http.StatusOK)
		want("without consent", "untold", "", models.ID{}, false)
	})
}

// The unit is gone: all members go over at once, with their numbers.
func TestUnionMembersAreRetained(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newCountyUnions(t, env)
		var members []*apptest.Client
		for i := range 5 {
			members = append(members, env.SignIn(fmt.Sprint("worker ", i)))
			scene.JoinUnion(members[i], l.ownChair, l.own)
		}
		number := cardOf(members[0]).MemberNo
		all := scene.OrganizationPath(l.own, "retain-members")
		admin := env.SignIn("admin of " + scene.Waishan)
		l.above.Post(all, scene.Reason("unit_closed")).Reason(http.StatusForbidden, "auth.forbidden")
		admin.Post(all, scene.Reason("unit_closed")).Reason(http.StatusConflict, "union.no_federation")
		l.affiliate(l.ownChair, l.own)
		l.ownChair.Post(all, scene.Reason("unit_closed")).Reason(http.StatusForbidden, "auth.forbidden")
		l.otherChair.Post(all, scene.Reason("unit_closed")).Reason(http.StatusForbidden, "auth.forbidden")
		l.above.Post(all, scene.Reason("sold")).Want(http.StatusUnprocessableEntity)
		l.above.Post(scene.OrganizationPath(l.federation, "retain-members"), scene.Reason("unit_closed")).
			Reason(http.StatusForbidden, "auth.forbidden")
		admin.Post(scene.OrganizationPath(l.federation, "retain-members"), scene.Reason("unit_closed")).
			Reason(http.StatusConflict, "organization.not_of_its_kind")
		env.Exec("UPDATE organizations SET capacity = 3 WHERE id = ?", l.federation)
		l.above.Post(all, scene.Reason("unit_closed")).Reason(http.StatusConflict, "organization.full")
		env.Exec("UPDATE organizations SET capacity = NULL WHERE id = ?", l.federation)

		early := transfer(members[2], l.other) // has a new job already
		l.above.Post(all, scene.Reason("unit_closed")).Want(http.StatusOK).Contains(`"members":6`).Contains("单位终止或撤销")
		if got := cardOf(members[0]); got.OrganizationID != l.federation || got.Standing != "retained" ||
			got.MemberNo != number {
			t.Errorf("retained: %+v", got)
		}
		members[0].Get("/notifications?limit=1").Want(http.StatusOK).Contains("会籍现由城南街道工会联合会保留")
		l.above.Post(all, scene.Reason("unit_closed")).Reason(http.StatusConflict, "union.nobody_to_retain")
		members[0].Get("/organizations/" + l.own.String()).Want(http.StatusOK).Contains(`"suspended"`).
			Contains(`"member_count":0`)
		if n := env.Count(`SELECT COUNT(*) FROM role_grants
			WHERE organization_id = ? AND ended_at IS NULL`, l.own); n != 0 {
			t.Errorf("%d offices in a union without members", n)
		}
		// A retained member does not apply: the number goes along by transfer.
		members[1].Post(scene.OrganizationPath(l.other, "union-applications"), scene.UnionForm()).
			Reason(http.StatusConflict, "union.elsewhere")
		members[1].Post(scene.OrganizationPath(l.own, "union-applications"), scene.UnionForm()).
			Reason(http.StatusConflict, "organization.not_active")
		asked := transfer(members[1], l.other)
		l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).Want(http.StatusOK)
		if got := cardOf(members[2]); len(got.Transfers) != 1 || got.Transfers[0].ID != early {
			t.Errorf("a transfer that waited: %+v", got)
		}
		l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/accept", early), nil).Want(http.StatusOK)
		if got := cardOf(members[2]); got.OrganizationID != l.other || got.Standing != "active" {
			t.Errorf("from the federation to the new job: %+v", got)
		}
		for _, org := range []models.ID{l.own, l.other, l.federation} {
			scene.CheckCounts(env, org)
		}
	})
}
