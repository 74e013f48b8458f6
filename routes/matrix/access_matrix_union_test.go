package matrix_test

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The matrix of unions, the League and the women's federation. The chair of the
// place leads the union, too, and the member belongs to it.

// unionPlace is what a place has of it.
type unionPlace struct {
	org, second, federation, membership, application, transfer, call models.ID
}

// settleUnion makes it.
func (w *accessFixture) settleUnion(p *place) {
	w.Helper()
	for i := range w.subjects {
		if s := &w.subjects[i]; s.place == p && s.kind == "chair" {
			s.roles = append(s.roles, models.RoleUnionChair)
		}
	}
	u := &p.union
	u.org = w.unionOf(p, p.chair.Name, "工会 "+p.name, "joint", p.village)
	second, above := w.Verified("second union "+p.name), w.Verified("federation "+p.name)
	u.second = w.unionOf(p, second.Name, "第二工会 "+p.name, "joint", p.village)
	u.federation = w.unionOf(p, above.Name, "工会联合会 "+p.name, "federation", p.town)
	w.GrantOrganization(p.chair, models.RoleUnionChair, u.federation)
	second.Post(scene.OrganizationPath(u.second, "parent"),
		map[string]any{"parent_id": u.federation}).Want(http.StatusOK)

	member := w.SignIn("member of " + p.name)
	u.membership = scene.JoinUnion(member, p.chair, u.org)
	u.application = p.applicant.Post(scene.OrganizationPath(u.org, "union-applications"),
		scene.UnionForm("statement", "想入会"+p.canary)).Want(http.StatusCreated).ID()
	mover := w.Verified("mover " + p.name)
	moved := scene.JoinUnion(mover, second, u.second)
	u.transfer = mover.Post(fmt.Sprintf("/memberships/%s/union-transfers", moved),
		map[string]any{"to_organization_id": u.org}).Want(http.StatusCreated).ID()
	u.call = member.Post(scene.OrganizationPath(u.org, "meeting-calls"),
		map[string]any{"purpose": "讨论加班费" + p.canary}).Want(http.StatusCreated).ID()
}

func (w *accessFixture) unionOf(p *place, founder, name, subtype, region string) models.ID {
	w.Helper()
	c := w.SignIn(founder)
	id := c.Post("/organizations", map[string]any{"kind": "union", "subtype": subtype, "name": name,
		"region_code": region}).Want(http.StatusCreated).ID()
	w.CoSign(c, id)
	c.Post(fmt.Sprintf("/organizations/%s/submit", id), nil).Want(http.StatusOK)
	p.admin.Post(fmt.Sprintf("/organizations/%s/approve", id), nil).Want(http.StatusOK)
	w.Alone(c, id)
	return id
}

// absentUnion has ids of what does not exist.
func absentUnion() unionPlace {
	return unionPlace{org: scene.NewID(), second: scene.NewID(), federation: scene.NewID(), membership: scene.NewID(),
		application: scene.NewID(), transfer: scene.NewID(), call: scene.NewID()}
}

var (
	theUnion           = of(func(p *place) models.ID { return p.union.org })
	theSecondUnion     = of(func(p *place) models.ID { return p.union.second })
	theFederation      = of(func(p *place) models.ID { return p.union.federation })
	theUnionMembership = of(func(p *place) models.ID { return p.union.membership })
	theUnionForm       = of(func(p *place) models.ID { return p.union.application })
	theUnionTransfer   = of(func(p *place) models.ID { return p.union.transfer })
	theCall            = of(func(p *place) models.ID { return p.union.call })
)

var unionRows = map[string]row{
	"applyToUnion":          {at: theUnion, body: saying(scene.UnionForm()), own: "ok", other: "ok"},
	"listUnionApplications": {at: theUnion, own: "403; chair: ok", other: "403"},
	"readUnionApplication":  {at: theUnionForm, own: "404; applicant chair: ok"},
	"resubmitUnionApplication": {at: theUnionForm, body: saying(scene.UnionForm()),
		own: "404; applicant: ok; chair: 403"},
	"readUnionCard":     {own: "404; member chair: ok"},
	"readUnionOffer":    forAll,
	"declineUnionOffer": forAll,

	// Transfers: the member and those who decide in the receiving union.
	"askUnionTransfer": {at: theUnionMembership, body: func(
		_ *accessFixture, p *place,
	) any {
		return map[string]any{"to_organization_id": p.union.second}
	},
		own: "404; member: ok"},
	"listUnionTransfers":    {at: theUnion, own: "403; chair: ok", other: "403"},
	"acceptUnionTransfer":   {at: theUnionTransfer, own: "404; chair: ok"},
	"refuseUnionTransfer":   {at: theUnionTransfer, body: because, own: "404; chair: ok"},
	"withdrawUnionTransfer": {at: theUnionTransfer, own: "404; chair: 403"},
	"retainMembership": {at: theUnionMembership, body: saying(scene.Reason("laid_off")),
		own: "404; member chair: ok"},
	"retainMembers": {at: theUnion, body: saying(scene.Reason("unit_closed")), own: "403; admin: ok", other: "403"},

	// The tree is public; the second union asks the federation, whose chair the
	// chair is.
	"readUnionTree": {at: theFederation, own: "ok", other: "ok"},
	"askUnionParent": {at: theUnion, body: func(
		_ *accessFixture, p *place,
	) any {
		return map[string]any{"parent_id": p.union.federation}
	}, own: "ok", other: "403"},
	"listAskingUnions":  {at: theFederation, own: "ok", other: "403"},
	"acceptUnionParent": {at: theSecondUnion, own: "ok", other: "403"},
	"refuseUnionParent": {at: theSecondUnion, body: because, own: "ok", other: "403"},

	// What is a union's own.
	"readUnionStatus": {at: theUnion, own: "403; admin chair member: ok", other: "403"},
	"beginAppraisal": {at: theUnion, body: func(w *accessFixture, _ *place) any { return scene.AppraisalWindow(w.Env) },
		own: "403; chair: ok", other: "403"},
	"listAppraisals": {at: theUnion, own: "403; admin chair member: ok", other: "403"},
	"createMeetingCall": {at: theUnion, body: saying(map[string]any{"purpose": "讨论加班费"}), own: "ok",
		other: "ok"}, // 409: no member, or one is open
	"listMeetingCalls":  {at: theUnion, own: "403; admin chair member: ok", other: "403"},
	"signMeetingCall":   {at: theCall, own: "404; chair member: ok"},
	"answerMeetingCall": {at: theCall, body: saying(map[string]any{"meets_on": "2026-12-20"}), own: "404; chair: ok"},

	// The organization is a fellowship: whoever may ask is told 409.
	"registerWithBody": {at: theOrg, own: "ok", other: "ok"},
	"readLeagueStatus": {at: theOrg, own: "ok", other: "403"},
}
