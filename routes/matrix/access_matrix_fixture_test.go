package matrix_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/complaint"
)

// subject is somebody who calls every route. Those of a place hold their part
// there and nowhere else.
type subject struct {
	kind     string
	like     string // the kind that rules take them for, where they do not name theirs
	place    *place // nil for those who belong nowhere
	beside   bool   // has no part in the place, only close by
	over     bool   // has the same part in both places
	client   *apptest.Client
	verified bool
	banned   complaint.BanScope
	dead     string // the reason key of a token that proves nothing any longer
	roles    []models.Role
}

func (s subject) String() string {
	if s.place == nil {
		return s.kind
	}
	return s.kind + "@" + s.place.name
}

// place is one county with a town, a village, and something of every noun. Two
// are alike; a third has only ids of what does not exist.
type place struct {
	name                                    string
	canary                                  string // in every text there that is not public
	village, town, county                   string
	org, draft, committee                   models.ID
	office, grant, offer, reign, session    models.ID
	membership, application                 models.ID
	file                                    models.ID // of the applicant
	course, sketch, signup                  models.ID
	poll, plan, desk                        models.ID
	dispute, fresh, otherSide, document     models.ID
	agreement, item, piece, sitting         models.ID
	complaint, ban                          models.ID
	chair, head, mediator, admin, applicant *apptest.Client
	candidate, pending                      *apptest.Client
	founding                                foundingPlace
	joining                                 joiningPlace
	party                                   partyPlace
	roster                                  rosterPlace
	matching                                matchingPlace
	union                                   unionPlace
	ripe                                    ripePlace // of once_test.go
}

// accessFixture is what the matrix walks: subjects, two places, and nowhere.
type accessFixture struct {
	*apptest.Env
	subjects    []subject
	here, there *place
	nowhere     *place
	extra       *apptest.Client
}

func newAccessFixture(t *testing.T, env *apptest.Env) *accessFixture {
	t.Helper()
	w := &accessFixture{Env: env}
	old := env.Verified("stale")
	env.Clock.Add(models.AccessLife + models.ClockLeeway)
	w.add(subject{kind: "visitor", client: env.Visitor()})
	w.add(subject{kind: "newcomer", client: env.SignIn("newcomer")})
	w.add(subject{kind: "stranger", client: env.Verified("stranger"), verified: true})
	platform := env.Verified("platform")
	env.GrantRegion(platform, models.RolePlatformAdmin, scene.Country)
	w.add(subject{kind: "platform", client: platform, verified: true, roles: []models.Role{models.RolePlatformAdmin}})
	w.extra = env.Verified("extra")
	w.here = w.settle(&place{name: "here", village: scene.Waishan, town: scene.Chengnan, county: scene.Yuecheng})
	w.there = w.settle(&place{name: "there", canary: canary, village: "330603001030", town: "330603001000",
		county: scene.Keqiao})
	w.nowhere = w.absent()
	w.daysProposed()
	w.bystanders()
	w.gone(old)
	return w
}

func (w *accessFixture) add(s subject) { w.subjects = append(w.subjects, s) }

// person makes a verified subject of a place.
func (w *accessFixture) person(p *place, kind string, roles ...models.Role) *apptest.Client {
	w.Helper()
	c := w.Verified(kind + " of " + p.name)
	w.add(subject{kind: kind, place: p, client: c, verified: true, roles: roles})
	return c
}

// settle gives a place its people and something of every noun.
func (w *accessFixture) settle(p *place) *place {
	w.Helper()
	p.admin = w.person(p, "admin", models.RoleRegionAdmin)
	w.GrantRegion(p.admin, models.RoleRegionAdmin, models.RegionCode(p.county))
	officer := w.person(p, "officer", models.RoleOfficer)
	w.GrantRegion(officer, models.RoleOfficer, models.RegionCode(p.town))
	w.organizations(p)
	w.events(p)
	w.cases(p)
	w.offices(p)
	p.desk = officer.Post("/desk/sessions",
		map[string]any{"region_code": p.village, "person_id": p.pending.PersonID}).Want(http.StatusCreated).ID()
	w.complaints(p)
	w.settleFounding(p)
	w.settleJoining(p)
	w.settleParty(p)
	w.settleRoster(p)
	w.settleMatching(p)
	w.settleUnion(p)
	if p.canary != "" {
		w.Exec("UPDATE persons SET nickname = ? WHERE nickname = '' AND id IN (SELECT person_id FROM memberships "+
			"WHERE organization_id = ?)", p.canary, p.org)
	}
	return p
}

// daysProposed lets days without work wait for a signature. The proposer is no administrator any
// longer: the fixture has one.
func (w *accessFixture) daysProposed() {
	w.Helper()
	proposer := w.Verified("proposer")
	w.GrantRegion(proposer, models.RolePlatformAdmin, scene.Country)
	proposer.Put("/working-days/2027", scene.DaysOff("2027-05-03")).Want(http.StatusOK)
	w.Exec("DELETE FROM role_grants WHERE person_id = ?", proposer.PersonID)
}

func (w *accessFixture) organizations(p *place) {
	w.Helper()
	p.chair = w.person(p, "chair", models.RoleChair)
	body := map[string]any{"kind": "fellowship", "name": "联谊会 " + p.name, "region_code": p.village}
	found := func() models.ID {
		id := p.chair.Post("/organizations", body).Want(http.StatusCreated).ID()
		w.CoSign(p.chair, id)
		p.chair.Post(fmt.Sprintf("/organizations/%s/submit", id), nil).Want(http.StatusOK)
		return id
	}
	p.org = w.Found(p.chair, p.admin, body)
	body["name"] = "待批联谊会 " + p.name + p.canary
	p.draft = found()
	secretary := w.person(p, "secretary", models.RoleSecretaryGeneral)
	scene.Join(secretary, p.chair, p.org)
	p.office = scene.Appoint(p.chair, p.org, secretary.PersonID, "secretary_general").Want(http.StatusCreated).ID()
	organizer := w.person(p, "organizer", models.RoleOrganizer)
	scene.Join(organizer, p.chair, p.org)
	scene.Appoint(p.chair, p.org, organizer.PersonID, "organizer").Want(http.StatusCreated)
	p.membership = scene.Join(w.person(p, "member"), p.chair, p.org)
	p.applicant = w.person(p, "applicant")
	p.application = scene.Apply(p.applicant, p.org)
	p.file = scene.Upload(p.applicant, "activity_image", "me.png", scene.Drawing(8, 8)).Want(http.StatusCreated).ID()
	w.Exec("UPDATE memberships SET message = ? WHERE id = ?", p.canary, p.application)
	for i := range 6 { // a roll has a least size
		scene.Join(w.Verified(fmt.Sprint("voter ", i, p.name)), p.chair, p.org)
	}
}

func (w *accessFixture) events(p *place) {
	w.Helper()
	p.course = p.chair.Post("/activities", scene.Course(w.Env, p.org, p.village)).Want(http.StatusCreated).ID()
	sketch, plan := scene.Course(w.Env, p.org, p.village), w.ballotBox(p)
	sketch["title"], plan["question"] = fmt.Sprint("草稿", p.canary), fmt.Sprint("设在哪里", p.canary)
	p.sketch = p.chair.Post("/activities", sketch).Want(http.StatusCreated).ID()
	p.chair.Post(fmt.Sprintf("/activities/%s/publish", p.course), nil).Want(http.StatusOK)
	guest := w.person(p, "guest")
	p.signup = guest.Post(fmt.Sprintf("/activities/%s/signups", p.course),
		map[string]any{}).Want(http.StatusCreated).ID()
	p.poll = p.chair.Post("/polls", plan).Want(http.StatusCreated).ID()
	p.chair.Post(fmt.Sprintf("/polls/%s/publish-roll", p.poll), nil).Want(http.StatusOK)
	plan["title"] = "活动室另选址"
	p.plan = p.chair.Post("/polls", plan).Want(http.StatusCreated).ID()
}

func (w *accessFixture) ballotBox(p *place) map[string]any {
	now := w.Clock.Now()
	return map[string]any{"organization_id": p.org, "title": "活动室选址", "question": "设在哪里？",
		"options":  []string{"礼堂", "园区"},
		"opens_at": now.Add(time.Hour), "closes_at": now.Add(2 * time.Hour), "mode": "detached"}
}

func (w *accessFixture) cases(p *place) {
	w.Helper()
	p.head = w.person(p, "head", models.RoleCommitteeHead, models.RoleMediator)
	p.mediator = w.person(p, "mediator", models.RoleMediator)
	idle := w.person(p, "idle", models.RoleMediator)
	p.committee = scene.Committee(p.admin, "调解委员会 "+p.name, p.village, p.head, p.mediator, idle)
	party := w.person(p, "party")
	unpaid := scene.Filing(p.village)
	unpaid["statement"] = "拖欠工资" + p.canary
	p.fresh = party.Post("/disputes", unpaid).Want(http.StatusCreated).ID()
	evidence := scene.Upload(party, "evidence", p.canary, scene.Photo(8, 8)).Want(http.StatusCreated).ID()
	voice := scene.Upload(party, "voice", p.canary, scene.Recording(1)).Want(http.StatusCreated).ID()
	p.piece = evidence
	unpaid["evidence_ids"], unpaid["voice_id"] = []models.ID{evidence}, voice
	unpaid["transcript"], unpaid["transcript_lang"] = "拖欠工资"+p.canary, "zh-CN"
	p.dispute = party.Post("/disputes", unpaid).Want(http.StatusCreated).ID()
	p.head.Post(fmt.Sprintf("/disputes/%s/accept", p.dispute), nil).Want(http.StatusOK)
	p.head.Post(fmt.Sprintf("/disputes/%s/assign", p.dispute),
		map[string]any{"mediator_id": p.mediator.PersonID, "lead": true}).Want(http.StatusOK)
	var read struct {
		Parties []struct {
			ID models.ID `json:"id"`
		} `json:"parties"`
	}
	p.head.Get(fmt.Sprintf("/disputes/%s", p.dispute)).Want(http.StatusOK).JSON(&read)
	p.otherSide = read.Parties[1].ID
	p.document = p.head.Anew().Post(fmt.Sprintf("/disputes/%s/documents", p.dispute),
		map[string]any{"kind": "rights_notice"}).Want(http.StatusCreated).ID()
	first := anInquiry(w, p).(map[string]any)
	first["starts_at"], first["ends_at"] = first["starts_at"].(models.Instant).Add(-time.Hour), first["starts_at"]
	p.head.Anew().Post(fmt.Sprintf("/disputes/%s/sessions", p.dispute), first).Want(http.StatusOK)
	p.sitting = w.id("SELECT s.id FROM dispute_sessions s WHERE s.created_by = ?", p.head)
	w.settled(p, party, unpaid)
}

// settled brings another case to an agreement in effect.
func (w *accessFixture) settled(p *place, party *apptest.Client, filing map[string]any) {
	w.Helper()
	delete(filing, "evidence_ids")
	delete(filing, "voice_id")
	delete(filing, "transcript")
	delete(filing, "transcript_lang")
	today := models.DayOf(w.Clock.Now())
	s := scene.InEffect(party, w.SignIn(p.head.Name), p.mediator, filing, today, today.AddDays(30))
	p.agreement, p.item = s.Agreement, s.Items[0]
}

func (w *accessFixture) committee(p *place, more *apptest.Client) map[string]any {
	return map[string]any{"name": "调解委员会 " + p.name, "region_code": p.village, "head_id": p.head.PersonID,
		"mediators": []models.ID{p.mediator.PersonID, more.PersonID}}
}

// offices makes a role that is held, one that is offered, and somebody whose
// identity is under review.
func (w *accessFixture) offices(p *place) {
	w.Helper()
	auditor := w.person(p, "auditor", models.RoleAuditor)
	accepted := p.admin.Post("/roles", scene.RoleOffer(auditor, "auditor", p.town)).Want(http.StatusCreated).ID()
	auditor.Post(fmt.Sprintf("/roles/%s/accept", accepted), nil).Want(http.StatusOK)
	p.grant = accepted
	p.reign = w.id("SELECT id FROM role_grants WHERE role = 'region_admin' AND person_id = ?", p.admin)
	p.session = w.id("SELECT id FROM sessions WHERE person_id = ?", p.chair)
	p.candidate = w.person(p, "candidate")
	p.offer = p.admin.Post("/roles", scene.RoleOffer(p.candidate, "officer", p.village)).Want(http.StatusCreated).ID()
	p.pending = w.SignIn("pending of " + p.name)
	w.Exec("UPDATE persons SET verification = 'pending', region_code = ? WHERE id = ?", p.village, p.pending.PersonID)
	w.add(subject{kind: "pending", place: p, client: p.pending})
}

// id reads one id of a person's row.
func (w *accessFixture) id(query string, c *apptest.Client) models.ID {
	w.Helper()
	db := w.DB()
	defer db.Close()
	var id models.ID
	if err := db.QueryRow(query, c.PersonID).Scan(&id); err != nil {
		w.Fatal(err)
	}
	return id
}

// absent is a place whose ids nobody has ever given out.
func (w *accessFixture) absent() *place {
	ghost := func() *apptest.Client { return &apptest.Client{PersonID: scene.NewID()} }
	return &place{
		name: "nowhere", village: "990000000000", town: "990000000000", county: "990000000000", org: scene.NewID(),
		draft: scene.NewID(), committee: scene.NewID(), office: scene.NewID(), grant: scene.NewID(),
		offer: scene.NewID(), reign: scene.NewID(), session: scene.NewID(), membership: scene.NewID(),
		application: scene.NewID(), file: scene.NewID(), course: scene.NewID(), sketch: scene.NewID(),
		signup: scene.NewID(), poll: scene.NewID(), plan: scene.NewID(), desk: scene.NewID(), dispute: scene.NewID(),
		otherSide: scene.NewID(), agreement: scene.NewID(), item: scene.NewID(), document: scene.NewID(),
		sitting: scene.NewID(), piece: scene.NewID(),
		fresh: scene.NewID(), complaint: scene.NewID(), ban: scene.NewID(), chair: ghost(), head: ghost(),
		mediator: ghost(), admin: ghost(), applicant: ghost(), candidate: ghost(), pending: ghost(),
		founding: absentFounding(), joining: absentJoining(), party: absentParty(), roster: absentRoster(),
		matching: absentMatching(), union: absentUnion(),
	}
}

// holds reports whether the subject has one of the roles anywhere.
func (s subject) holds(roles []models.Role) bool {
	return slices.ContainsFunc(s.roles, func(r models.Role) bool { return slices.Contains(roles, r) })
}
