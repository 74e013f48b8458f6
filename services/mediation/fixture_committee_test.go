package mediation_test

import (
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// Places of Shaoxing: a village, its town, its county; and others beside them.
const (
	village      = "330602005206" // 外山村
	town         = "330602005000"
	county       = "330602000000"
	otherVillage = "330603001030" // 港越社区
)

// Texts that may be stored nowhere in clear.
const (
	canaryStatement = "老板拖欠三个月工资不给canarystatement"
	canaryName      = "某某制衣厂canaryname"
	canaryTheirs    = "canarytheirs13700000000"
	canaryMine      = "canarymine13800000000"
	canaryNote      = "内部意见canarynote"
	canaryWitness   = "网格员小沈canarywitness"
)

type view struct {
	ID         models.ID `json:"id"`
	Number     string    `json:"number"`
	State      string    `json:"state"`
	Category   string    `json:"category"`
	Reason     *string   `json:"reason"`
	MyPart     string    `json:"my_part"`
	Acts       []string  `json:"acts"`
	AppliedAt  string    `json:"applied_at"`
	AcceptedAt *string   `json:"accepted_at"`
	TakenAt    *string   `json:"taken_at"`
	EndedAt    *string   `json:"ended_at"`
	DueOn      *string   `json:"due_on"`
	Version    int       `json:"version"`
	Statement  *string   `json:"statement"`
	AmountFen  *int64    `json:"amount_fen"`
	Due        *struct {
		StartsOn string `json:"starts_on"`
		DueOn    string `json:"due_on"`
	} `json:"due"`
	Committee struct {
		ID models.ID `json:"id"`
	} `json:"committee"`
	FileNo  *string `json:"file_no"`
	GoesTo  *string `json:"goes_to"`
	Parties []struct {
		ID         models.ID `json:"id"`
		Side       string    `json:"side"`
		IsMe       bool      `json:"is_me"`
		Name       *string   `json:"name"`
		Contact    *string   `json:"contact"`
		Consent    string    `json:"consent"`
		ConsentWay *string   `json:"consent_way"`
		InformedAt *string   `json:"informed_at"`
		ToldOn     *string   `json:"told_on"`
		Witness    *string   `json:"witness"`
		Scans      []struct {
			URL string `json:"url"`
		} `json:"scans"`
	} `json:"parties"`
	Mediators []struct {
		PersonID models.ID `json:"person_id"`
		Lead     bool      `json:"lead"`
		TakenAt  *string   `json:"taken_at"`
	} `json:"mediators"`
	Routes []struct {
		Kind string `json:"kind"`
	} `json:"routes"`
}

// committeeFixture is a committee with its people and an applicant.
type committeeFixture struct {
	*apptest.Env
	admin, head, first, second, applicant *apptest.Client
	committee                             models.ID
}

func newCommitteeFixture(t *testing.T, env *apptest.Env) *committeeFixture {
	t.Helper()
	c := &committeeFixture{Env: env, admin: env.SignIn("admin"), head: env.Verified("head"),
		first: env.Verified("first"), second: env.Verified("second"), applicant: env.SignIn("applicant")}
	env.GrantRegion(c.admin, models.RoleRegionAdmin, county)
	c.committee = c.create("外山村人民调解委员会", village, c.head, c.first, c.second)
	return c
}

func (c *committeeFixture) create(name, region string, head *apptest.Client, mediators ...*apptest.Client) models.ID {
	c.Helper()
	return scene.Committee(c.admin, name, region, head, mediators...)
}

// later moves the clock; everybody signs in again, for tokens are short.
func (c *committeeFixture) later(d time.Duration) {
	c.Helper()
	c.Clock.Add(d)
	for _, who := range []*apptest.Client{c.admin, c.head, c.first, c.second, c.applicant} {
		*who = *c.SignIn(who.Name)
	}
}

func filing(change ...func(map[string]any)) map[string]any {
	body := map[string]any{
		"statement": canaryStatement, "category": "labour", "region_code": village, "contact": canaryMine,
		"amount_fen": 1234500,
		"respondent": map[string]any{"kind": "employer", "name": canaryName, "contact": canaryTheirs},
	}
	for _, f := range change {
		f(body)
	}
	return body
}

func (c *committeeFixture) file() models.ID {
	c.Helper()
	return c.applicant.Anew().Post("/disputes", filing()).Want(201).ID()
}

// to brings a fresh case to a state.
func (c *committeeFixture) to(state dispute.State) models.ID {
	c.Helper()
	id := c.file()
	if state == dispute.Applied {
		return id
	}
	if state == dispute.NotAccepted {
		c.head.Post(at(id, "decline"), map[string]any{"reason": "not_civil"}).Want(200)
		return id
	}
	if state == dispute.Withdrawn {
		c.applicant.Post(at(id, "withdraw"), nil).Want(200)
		return id
	}
	c.head.Post(at(id, "accept"), map[string]any{"note": canaryNote}).Want(200)
	if state == dispute.ConsentPending {
		return id
	}
	c.agree(id)
	if state == dispute.Terminated {
		c.head.Post(at(id, "terminate"), map[string]any{"reason": "no_agreement", "goes_to": "court"}).Want(200)
	}
	if state == dispute.Assigned {
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200)
	}
	return id
}

// agree records that the other side consents, by word of mouth.
func (c *committeeFixture) agree(id models.ID) {
	c.Helper()
	c.head.Post(c.party(id, "respondent")+"/consent", said("given")).Want(200)
}

// said is what a party said by word of mouth before a witness.
func said(consent string) map[string]any {
	return map[string]any{"consent": consent, "way": "oral", "witness": canaryWitness}
}

// party gives the address of the first party on a side.
func (c *committeeFixture) party(id models.ID, side string) string {
	c.Helper()
	for _, p := range c.read(c.head, id).Parties {
		if p.Side == side {
			return "/dispute-parties/" + p.ID.String()
		}
	}
	c.Fatalf("no %s in the case", side)
	return ""
}

func at(id models.ID, verb string) string {
	if verb == "" {
		return "/disputes/" + id.String()
	}
	return "/disputes/" + id.String() + "/" + verb
}

func assign(m *apptest.Client, lead bool) map[string]any {
	return map[string]any{"mediator_id": m.PersonID, "lead": lead}
}

func (c *committeeFixture) read(who *apptest.Client, id models.ID) view {
	c.Helper()
	var v view
	who.Get(at(id, "")).Want(200).JSON(&v)
	return v
}

// respondent links a registered person to the other side of a case, as a later
// step of the product will.
func (c *committeeFixture) respondent(id models.ID, who *apptest.Client) {
	c.Helper()
	c.Exec("UPDATE dispute_parties SET person_id = ? WHERE dispute_id = ? AND side = 'respondent'", who.PersonID, id)
}

func (c *committeeFixture) audits(action, outcome string, id models.ID) int {
	c.Helper()
	return c.Count(`SELECT COUNT(*) FROM audit_events
		WHERE action = ? AND outcome = ? AND object_id = ?`, action, outcome, id)
}

func (c *committeeFixture) notices(kind models.NoticeKind, who *apptest.Client) int {
	c.Helper()
	return c.Count("SELECT COUNT(*) FROM notices WHERE kind = ? AND person_id = ?", string(kind), who.PersonID)
}
