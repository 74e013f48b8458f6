package routes_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

type cardJSON struct {
	MembershipID   models.ID   `json:"membership_id"`
	OrganizationID models.ID   `json:"organization_id"`
	MemberNo       string      `json:"member_no"`
	Standing       string      `json:"standing"`
	Transfers      []spellJSON `json:"transfers"`
	Before         []struct {
		MemberNo  string `json:"member_no"`
		EndReason string `json:"end_reason"`
	} `json:"before"`
}

type offerJSON struct {
	State string `json:"state"`
	Items []struct {
		Organization bodyJSON `json:"organization"`
		Reason       string   `json:"reason"`
		TakesMembers bool     `json:"takes_members"`
	} `json:"items"`
}

// labour is a county with unions: two of units, a joint one of the village, and
// the federation of the town.
type labour struct {
	*apptest.Env
	own, other, joint, federation           models.ID
	ownChair, otherChair, jointChair, above *apptest.Client
}

func newLabour(t *testing.T, env *apptest.Env) *labour {
	t.Helper()
	// A federation is approved from above its own level.
	env.GrantRegion(env.SignIn("admin of "+waishan), models.RoleRegionAdmin, city)
	l := &labour{Env: env, ownChair: env.Verified("own chair"), otherChair: env.Verified("other chair"),
		jointChair: env.Verified("joint chair"), above: env.Verified("federation chair")}
	found := func(c *apptest.Client, name, subtype string, more ...any) models.ID {
		return foundBody(t, env, c, draftOf(name, append(more, "kind", "union", "subtype", subtype)...))
	}
	l.own = found(l.ownChair, "某某制衣厂工会", "own", "employer_name", "绍兴某某制衣厂（普通合伙）", "term_years", 3)
	l.other = found(l.otherChair, "轻纺公司工会", "own", "employer_name", "轻纺公司", "employer_code", "91350100M000100Y43")
	l.joint = found(l.jointChair, "外山村联合工会", "joint")
	l.federation = found(l.above, "城南街道工会联合会", "federation", "region_code", chengnan)
	return l
}

func unionForm(more ...any) map[string]any {
	form := map[string]any{"channel": "registration", "employment": "gig", "statement": "我自愿加入工会。"}
	for i := 0; i+1 < len(more); i += 2 {
		form[more[i].(string)] = more[i+1]
	}
	return form
}

func unionAt(org models.ID, rest string) string {
	return fmt.Sprintf("/organizations/%s/%s", org, rest)
}

// unite makes c a member of a union with a form.
func unite(c, chair *apptest.Client, union models.ID) models.ID {
	id := c.Post(unionAt(union, "union-applications"), unionForm()).Want(http.StatusCreated).ID()
	chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Want(http.StatusOK)
	return id
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
	return c.Post(fmt.Sprintf("/memberships/%s/union-transfers", cardOf(c).MembershipID), map[string]any{"to_organization_id": to}).Want(http.StatusCreated).ID()
}

// affiliate puts a union under the federation.
func (l *labour) affiliate(chair *apptest.Client, union models.ID) {
	l.Helper()
	chair.Post(unionAt(union, "parent"), map[string]any{"parent_id": l.federation}).Want(http.StatusOK)
	l.above.Post(unionAt(union, "parent/accept"), nil).Want(http.StatusOK).Contains(l.federation.String())
}

// From the offer at sign-up to the union of a new job: one membership, which
// follows the work.
func TestUnionFromOfferToNewJob(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newLabour(t, env)
		li := env.Verified("li")
		if got := offerOf(li); got.State != "untold" || len(got.Items) != 0 {
			t.Errorf("nothing told: %+v", got)
		}
		give(li, models.PurposeEmployment).Want(http.StatusOK)
		li.Put("/me", map[string]any{"region_code": waishan}).Want(http.StatusOK)
		li.Put("/me/profile", map[string]any{"employment_status": "employed", "employer_name": "绍兴某某制衣厂(普通合伙)"}).Want(http.StatusOK)
		if got := offerOf(li); got.State != "open" || len(got.Items) != 1 || got.Items[0].Organization.ID != l.own || got.Items[0].Reason != "employer_name" || !got.Items[0].TakesMembers {
			t.Errorf("by name: %+v", got)
		}
		li.Get("/me/union-card").Reason(http.StatusNotFound, "union.no_card")

		id := li.Post(unionAt(l.own, "union-applications"), unionForm("employment", "contract", "work_kind", "601", "employer_name", "某某制衣厂",
			"started_on", "2026-03-01", "statement", "厂里加班没有补贴")).Want(http.StatusCreated).Contains("居住登记时办理").ID()
		l.ownChair.Get(unionAt(l.own, "union-applications")).Want(http.StatusOK).Contains("某某制衣厂").Contains(id.String()).Lacks("加班")
		l.ownChair.Get("/union-applications/" + id.String()).Want(http.StatusOK).Contains("厂里加班没有补贴").Contains(`"started_on":"2026-03-01"`)
		l.otherChair.Get("/union-applications/"+id.String()).Reason(http.StatusNotFound, "request.not_found")
		if apptest.Holds(env.Dump(), "厂里加班没有补贴") {
			t.Error("the statement is stored readable")
		}
		l.ownChair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Want(http.StatusOK)
		first := cardOf(li)
		if !strings.HasSuffix(first.MemberNo, "-000002") || first.OrganizationID != l.own || first.Standing != "active" || len(first.Before) != 0 {
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
		l.otherChair.Get(unionAt(l.other, "union-transfers")).Want(http.StatusOK).Contains(asked.String()).Contains("某某制衣厂工会")
		l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/refuse", asked), reason("请先办好入职")).Want(http.StatusOK).Contains("请先办好入职")
		asked = transfer(li, l.other)
		li.Post(fmt.Sprintf("/union-transfers/%s/withdraw", asked), nil).Want(http.StatusOK).Contains(`"withdrawn"`)
		asked = transfer(li, l.other)
		l.otherChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).Want(http.StatusOK).Contains(`"accepted"`)
		second := cardOf(li)
		if second.OrganizationID != l.other || second.MemberNo == first.MemberNo || len(second.Before) != 1 || second.Before[0].MemberNo != first.MemberNo || second.Before[0].EndReason != "transferred" {
			t.Errorf("after the transfer: %+v", second)
		}
		l.ownChair.Get("/notifications?limit=1").Want(http.StatusOK).Contains("会籍已从某某制衣厂工会转出")

		// Without a job the federation above keeps it, under the same number.
		retain := fmt.Sprintf("/memberships/%s/retain", second.MembershipID)
		li.Post(retain, reason("laid_off")).Reason(http.StatusConflict, "union.no_federation")
		l.affiliate(l.otherChair, l.other)
		li.Post(retain, reason("laid_off")).Want(http.StatusCreated)
		kept := cardOf(li)
		if kept.OrganizationID != l.federation || kept.Standing != "retained" || kept.MemberNo != second.MemberNo {
			t.Errorf("retained: %+v", kept)
		}
		asked = transfer(li, l.own)
		l.ownChair.Post(fmt.Sprintf("/union-transfers/%s/accept", asked), nil).Want(http.StatusOK)
		if got := cardOf(li); got.OrganizationID != l.own || got.Standing != "active" || !strings.HasSuffix(got.MemberNo, "-000003") || len(got.Before) != 3 {
			t.Errorf("with a new job: %+v", got)
		}
		for _, org := range []models.ID{l.own, l.other, l.federation} {
			checkCounts(t, env, org)
		}
		for action, n := range map[string]int{"union.apply": 1, "union_transfer.ask": 4, "union_transfer.accept": 2, "union_transfer.refuse": 1, "union_transfer.withdraw": 1, "union.retain": 1} {
			if got := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'done'", action); got != n {
				t.Errorf("%s: %d audit rows, want %d", action, got, n)
			}
		}
	})
}

// Whom the offer names, and when it is silent.
func TestUnionOffer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		l := newLabour(t, env)
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
			} else if reason != "" && (got.Items[0].Reason != reason || got.Items[0].Organization.ID != org || got.Items[0].TakesMembers != takes) {
				t.Errorf("%s: %+v", what, got)
			}
		}
		give(wang, models.PurposeEmployment).Want(http.StatusOK)
		tell("student")
		want("a student", "no_wages", "", models.ID{}, false)
		tell("gig")
		want("from nowhere", "open", "", models.ID{}, false)
		wang.Put("/me", map[string]any{"region_code": waishan}).Want(http.StatusOK)
		want("by the village", "open", "place", l.joint, true)
		tell("employed", "employer_code", "91350100M000100Y43", "employer_name", "绍兴某某制衣厂（普通合伙）")
		want("the code goes before the name", "open", "employer_code", l.other, true)
		tell("employed", "employer_name", "没有工会的厂")
		wang.Put("/me", map[string]any{"region_code": chengnan}).Want(http.StatusOK)
		want("in the town", "open", "federation", l.federation, false)

		wang.Post("/me/union-offer/decline", nil).Want(http.StatusOK).Contains(`"declined"`)
		wang.Post("/me/union-offer/decline", nil).Want(http.StatusOK)
		want("declined", "declined", "", models.ID{}, false)
		env.Clock.Add(models.UnionOfferPause - time.Millisecond)
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
		l := newLabour(t, env)
		var members []*apptest.Client
		for i := range 5 {
			members = append(members, env.SignIn(fmt.Sprint("worker ", i)))
			unite(members[i], l.ownChair, l.own)
		}
		number := cardOf(members[0]).MemberNo
		all := unionAt(l.own, "retain-members")
		admin := env.SignIn("admin of " + waishan)
		l.above.Post(all, reason("unit_closed")).Reason(http.StatusForbidden, "auth.forbidden")
		admin.Post(all, reason("unit_closed")).Reason(http.StatusConflict, "union.no_federation")
		l.affiliate(l.ownChair, l.own)
		l.ownChair.Post(all, reason("unit_closed")).Reason(http.StatusForbidden, "auth.forbidden")
		l.otherChair.Post(all, reason("unit_closed")).Reason(http.StatusForbidden, "auth.forbidden")
		l.above.Post(all, reason("sold")).Want(http.StatusUnprocessableEntity)
		l.above.Post(unionAt(l.federation, "retain-members"), reason("unit_closed")).Reason(http.StatusForbidden, "auth.forbidden")
		admin.Post(unionAt(l.federation, "retain-members"), reason("unit_closed")).Reason(http.StatusConflict, "organization.not_of_its_kind")
		env.Exec("UPDATE organizations SET capacity = 3 WHERE id = ?", l.federation)
		l.above.Post(all, reason("unit_closed")).Reason(http.StatusConflict, "organization.full")
		env.Exec("UPDATE organizations SET capacity = NULL WHERE id = ?", l.federation)

		early := transfer(members[2], l.other) // has a new job already
		l.above.Post(all, reason("unit_closed")).Want(http.StatusOK).Contains(`"members":6`).Contains("单位终止或撤销")
		if got := cardOf(members[0]); got.OrganizationID != l.federation || got.Standing != "retained" || got.MemberNo != number {
			t.Errorf("retained: %+v", got)
		}
		members[0].Get("/notifications?limit=1").Want(http.StatusOK).Contains("会籍现由城南街道工会联合会保留")
		l.above.Post(all, reason("unit_closed")).Reason(http.StatusConflict, "union.nobody_to_retain")
		members[0].Get("/organizations/" + l.own.String()).Want(http.StatusOK).Contains(`"suspended"`).Contains(`"member_count":0`)
		if n := env.Count("SELECT COUNT(*) FROM role_grants WHERE organization_id = ? AND ended_at IS NULL", l.own); n != 0 {
			t.Errorf("%d offices in a union without members", n)
		}
		// A retained member does not apply: the number goes along by transfer.
		members[1].Post(unionAt(l.other, "union-applications"), unionForm()).Reason(http.StatusConflict, "union.elsewhere")
		members[1].Post(unionAt(l.own, "union-applications"), unionForm()).Reason(http.StatusConflict, "organization.not_active")
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
			checkCounts(t, env, org)
		}
	})
}

// appraisalWindow lets members answer for a week from in an hour on.
func appraisalWindow(env *apptest.Env) map[string]any {
	opens := env.Clock.Now().Add(time.Hour)
	return map[string]any{"opens_at": opens, "closes_at": opens.Add(7 * 24 * time.Hour)}
}
