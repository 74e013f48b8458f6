package scene

import (
	"regexp"
	"strings"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

// NewID gives an id, for rows that a test writes and for what does not exist.
func NewID() models.ID { return apptest.IDs().New() }

// Parameter matches the parameters in the path of a route.
var Parameter = regexp.MustCompile(`\{[a-z_]+\}`)

// ConcretePath puts something of the right shape into the path of a route.
func ConcretePath(path string) string {
	path = strings.TrimPrefix(path, httpapi.Prefix)
	return Parameter.ReplaceAllStringFunc(path, func(name string) string {
		switch name {
		case "{code}":
			return Waishan
		default:
			return "0198c0de-0000-7000-8000-000000000001"
		}
	})
}

// Reason is a decision with its reason.
func Reason(text string) map[string]any { return map[string]any{"reason": text} }

// DaysOff is a year whose days without work are these, besides the weekends.
func DaysOff(days ...string) map[string]any {
	list := make([]map[string]any, len(days))
	for i, day := range days {
		list[i] = map[string]any{"day": day, "works": false, "name": "节假日"}
	}
	return map[string]any{"days": list}
}

// NextYear is a day in a year from the start of every test.
const NextYear = "2027-11-23"

// RoleOffer offers a role over a region for a year.
func RoleOffer(to *apptest.Client, role, region string) map[string]any {
	return map[string]any{"person_id": to.PersonID, "role": role, "region_code": region, "ends_on": NextYear}
}

// StandIn asks somebody to stand in for a role; from may be empty, for at once.
func StandIn(to *apptest.Client, from, until string) map[string]any {
	standIn := map[string]any{"person_id": to.PersonID, "ends_on": until}
	if from != "" {
		standIn["starts_on"] = from
	}
	return standIn
}

// GrantOf gives the id of the one live grant of a person.
func GrantOf(env *apptest.Env, c *apptest.Client) string {
	env.Helper()
	db := env.DB()
	defer db.Close()
	var id models.ID
	const query = "SELECT id FROM role_grants WHERE person_id = ? AND ended_at IS NULL"
	if err := db.QueryRow(query, c.PersonID).Scan(&id); err != nil {
		env.Fatal(err)
	}
	return id.String()
}

// DisclosureRequest asks to read one value of a person's identity.
func DisclosureRequest(c *apptest.Client, what string) map[string]any {
	return map[string]any{"person_id": c.PersonID, "what": what, "reason": "法院来函核实", "reference": "2026民初1号"}
}

// Complaint is a complaint about something that others can see.
func Complaint(kind string, id models.ID) map[string]any {
	return map[string]any{"target_kind": kind, "target_id": id, "reason": "fraud", "words": "收了钱就联系不上人了"}
}

// Ballot votes for a choice.
func Ballot(choice int) map[string]any { return map[string]any{"choice": choice} }

// Course drafts a course of an organization, in one of its villages.
func Course(env *apptest.Env, org models.ID, village string) map[string]any {
	now := env.Clock.Now()
	return map[string]any{
		"organization_id": org, "kind": "skill", "title": "电工技能培训班", "description": "带身份证。",
		"region_code": village, "place": "文化礼堂", "capacity": 30,
		"starts_at": now.Add(72 * time.Hour), "ends_at": now.Add(75 * time.Hour),
		"signup_opens_at": now, "signup_closes_at": now.Add(48 * time.Hour),
	}
}

// Filing files a dispute with an employer, in a village.
func Filing(village string) map[string]any {
	return map[string]any{"statement": "拖欠工资", "category": "labour", "region_code": village,
		"respondent": map[string]any{"kind": "employer", "name": "某某制衣厂"}}
}

// NoTie is what a mediator declares who takes a case in hand.
var NoTie = map[string]any{"no_conflict": true}

// Consents records for every party of a case without an answer that they agree to
// mediation, by word of mouth. worker heads the committee or mediates the case.
func Consents(worker *apptest.Client, id models.ID) {
	var v struct {
		Parties []struct {
			ID      models.ID `json:"id"`
			Consent string    `json:"consent"`
		} `json:"parties"`
	}
	worker.Get("/disputes/" + id.String()).Want(200).JSON(&v)
	for _, p := range v.Parties {
		if p.Consent == "pending" {
			worker.Post("/dispute-parties/"+p.ID.String()+"/consent",
				map[string]any{"consent": "given", "way": "oral", "witness": "网格员小沈"}).Want(200)
		}
	}
}
