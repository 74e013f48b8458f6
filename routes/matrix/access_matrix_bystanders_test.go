package matrix_test

import (
	"net/http"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/complaint"
)

// The bystanders: people who come close to having a part in a place and have none,
// or have it from further up or further down. Their kinds need no word in a rule:
// like says which kind a rule takes them for, and somebody who is only beside the
// place gets what anybody from elsewhere gets.

const (
	nextTown  = "330602001000" // beside the town of here
	nextPlace = "330602005001" // beside the village of here
)

// bystanders adds them; it ends the terms of those whose term has ended.
func (w *accessFixture) bystanders() {
	w.Helper()
	w.overseers()
	w.siblings()
	w.betweenTerms()
	w.banned()
}

// overseers hold a role over a region above or below that of the place, or
// beside it.
func (w *accessFixture) overseers() {
	w.Helper()
	for _, k := range []struct {
		kind, like string
		role       models.Role
		code       models.RegionCode
		beside     bool
		over       bool
	}{
		{"city_admin", "admin", models.RoleRegionAdmin, scene.Shaoxing, false, true},
		{"town_admin", "admin", models.RoleRegionAdmin, models.RegionCode(w.here.town), false, false},
		{"next_admin", "", models.RoleRegionAdmin, nextTown, true, false},
		{"county_officer", "officer", models.RoleOfficer, models.RegionCode(w.here.county), false, false},
		{"village_officer", "officer", models.RoleOfficer, models.RegionCode(w.here.village), false, false},
		{"next_officer", "", models.RoleOfficer, nextPlace, true, false},
		{"next_auditor", "", models.RoleAuditor, nextPlace, true, false},
	} {
		c := w.Verified(k.kind)
		w.GrantRegion(c, k.role, k.code)
		w.add(subject{kind: k.kind, like: k.like, place: w.here, beside: k.beside, over: k.over, client: c,
			verified: true, roles: []models.Role{k.role}})
	}
}

// siblings lead and belong to another organization in the same village, one in the next
// village, and the next committee of the same town.
func (w *accessFixture) siblings() {
	w.Helper()
	beside := func(kind string, roles ...models.Role) *apptest.Client {
		c := w.Verified(kind)
		w.add(subject{kind: kind, place: w.here, beside: true, client: c, verified: true, roles: roles})
		return c
	}
	chair := beside("sibling_chair", models.RoleChair)
	org := w.organization(chair, "姊妹联谊会", w.here.village)
	scene.Join(beside("sibling_member"), chair, org)
	secretary := beside("sibling_secretary", models.RoleSecretaryGeneral)
	scene.Join(secretary, chair, org)
	scene.Appoint(chair, org, secretary.PersonID, "secretary_general").Want(http.StatusCreated)
	w.organization(beside("next_chair", models.RoleChair), "邻村联谊会", nextPlace)
	head := beside("next_head", models.RoleCommitteeHead, models.RoleMediator)
	mediator := beside("next_mediator", models.RoleMediator)
	scene.Committee(w.here.admin, "邻村调解委员会", nextPlace, head, mediator, w.extra)
}

// organization founds an active organization.
func (w *accessFixture) organization(chair *apptest.Client, name, village string) models.ID {
	w.Helper()
	return w.Found(chair, w.here.admin, map[string]any{"kind": "fellowship", "name": name, "region_code": village})
}

// betweenTerms makes somebody who held every role of the place until a moment
// ago, and somebody who will from tomorrow on. Both are strangers today.
func (w *accessFixture) betweenTerms() {
	w.Helper()
	for _, kind := range []string{"former", "coming"} {
		c := w.Verified(kind)
		w.everyRole(c, w.here)
		w.add(subject{kind: kind, place: w.here, client: c, verified: true})
		ends, starts := w.Clock.Now().Add(time.Second), w.Clock.Now()
		if kind == "coming" {
			starts = starts.Add(24 * time.Hour)
			ends = starts.Add(24 * time.Hour)
		}
		w.Exec("UPDATE role_grants SET starts_at = ?, ends_at = ? WHERE person_id = ?", int64(starts), int64(ends),
			c.PersonID)
	}
	w.Clock.Add(time.Second)
}

// banned adds somebody who may not post, and somebody with every role of the
// place whose account is suspended: none of the roles helps.
func (w *accessFixture) banned() {
	w.Helper()
	until := int64(w.Clock.Now().Add(30 * 24 * time.Hour))
	muted, suspended := w.Verified("muted"), w.Verified("suspended")
	w.everyRole(suspended, w.here)
	w.Exec("UPDATE persons SET posting_banned_until = ? WHERE id = ?", until, muted.PersonID)
	w.Exec("UPDATE persons SET account_banned_until = ? WHERE id = ?", until, suspended.PersonID)
	w.add(subject{kind: "muted", client: muted, verified: true, banned: complaint.BanPosting})
	w.add(subject{kind: "suspended", place: w.here, client: suspended, verified: true, banned: complaint.BanAccount})
}

// everyRole gives every role there is over a place, its organization and its committee.
func (w *accessFixture) everyRole(c *apptest.Client, p *place) {
	w.Helper()
	w.GrantRegion(c, models.RolePlatformAdmin, scene.Country)
	for _, r := range []models.Role{models.RoleRegionAdmin, models.RoleOfficer, models.RoleAuditor} {
		w.GrantRegion(c, r, models.RegionCode(p.county))
	}
	for _, r := range []models.Role{models.RoleChair, models.RoleSecretaryGeneral, models.RoleOrganizer,
		models.RoleSupervisor} {
		w.GrantOrganization(c, r, p.org)
	}
	for _, r := range []models.Role{models.RoleCommitteeHead, models.RoleMediator} {
		w.GrantCommittee(c, r, p.committee)
	}
}

// gone adds those whose access token proves nothing any longer: it has run out,
// its session is over, or its person is.
func (w *accessFixture) gone(old *apptest.Client) {
	w.Helper()
	w.add(subject{kind: "stale", client: old, verified: true, dead: "auth.token_invalid"})
	out := w.Verified("signed out")
	out.Post("/auth/logout", nil).Want(http.StatusNoContent)
	w.add(subject{kind: "signed_out", client: out, verified: true, dead: "auth.session_ended"})
	closed := w.Verified("closed")
	w.Exec("UPDATE persons SET state = 'closed', epoch = epoch + 1 WHERE id = ?", closed.PersonID)
	w.add(subject{kind: "closed", client: closed, verified: true, dead: "auth.session_ended"})
}
