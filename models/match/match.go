package match

import "xinjumin/models"

// Reason is one reason why an organization and a person may fit, in plain words.
type Reason struct{ Code, ZH, EN string }

// Match is how well an organization fits, and why. Suggestions are automated decisions
// about people (个人信息保护法 24): each says why, and rests on nothing but its
// reasons.
type Match struct {
	Score   int
	Reasons []Reason
}

func (m *Match) add(score int, code, zh, en string) {
	m.Score += score
	m.Reasons = append(m.Reasons, Reason{code, zh, en})
}

// What a reason weighs. A unit or a branch of one's own counts for more than a
// street.
const (
	weighEmployer = 60
	weighParty    = 50
	weighVillage  = 40
	weighWage     = 30
	weighLeague   = 25
	weighTown     = 25
	weighWomen    = 15
	weighCounty   = 10
)

// weighOrigin is by how narrow the shared home is.
var weighOrigin = map[models.RegionLevel]int{models.LevelProvince: 20, models.LevelCity: 30, models.LevelCounty: 40,
	models.LevelTown:    45,
	models.LevelVillage: 45}

// Of tells whether an organization may be suggested to a person, and why: by what
// the facts hold, which is what the person consents to now. unit is the folded
// name of the employer. What asks for something (a branch: the Party; a union:
// wages; the unit where it is) is suggested only to whom that is known of.
func Of(f models.ProfileFacts, o models.Organization, unit string) (Match, bool) {
	var m Match
	if o.AcceptsApplications() != nil || Full(o) || o.Admits(f) != nil || !matchKind(&m, f, o) ||
		!matchUnit(&m, f, o, unit) {
		return Match{}, false
	}
	if f.RegionCode != nil {
		switch NearOf(*f.RegionCode, o.RegionCode) {
		case NearVillage:
			m.add(weighVillage, "same_village", "和您住在同一个村（社区）", "In your village")
		case NearTown:
			m.add(weighTown, "same_town", "在您住的镇街", "In your town")
		case NearCounty:
			m.add(weighCounty, "same_county", "在您住的县（市、区）", "In your county")
		case NearNone:
		}
	}
	return m, len(m.Reasons) > 0
}

// Full reports whether the organization has no room.
func Full(o models.Organization) bool { return o.Capacity != nil && o.MemberCount >= *o.Capacity }

// matchKind adds what the kind of organization asks for; false where that is not known
// of the person.
func matchKind(m *Match, f models.ProfileFacts, o models.Organization) bool {
	switch o.Kind {
	case models.KindPartyBranch:
		if !f.PartyMember() {
			return false
		}
		m.add(weighParty, "party_member", "您填写的政治面貌是党员，可以来这里报到", "You are a member of the Party and may report here")
	case models.KindYouthLeague:
		if f.Age < models.MinAge {
			return false
		}
		m.add(weighLeague, "league_age", "您在14至28周岁之间，符合团支部的年龄", "You are of the age of the League")
	case models.KindUnion:
		if !f.Employment.WageWorker() {
			return false
		}
		m.add(weighWage, "wage_worker", "您以工资收入为主，可以加入工会", "You live on wages and may join a union")
	case models.KindWomensFederation:
		if f.Sex != models.SexFemale {
			return false
		}
		m.add(weighWomen, "women", "妇联为妇女服务，欢迎登记", "The federation serves women and registers them")
	case models.KindHometownGroup:
		if f.OriginCode == nil || o.OriginCode == nil || !o.OriginCode.Contains(*f.OriginCode) {
			return false
		}
		m.add(weighOrigin[o.OriginCode.Level()], "same_origin", "都是同一个地方的老乡",
			"Its members come from where you come from")
	}
	return true
}

// matchUnit adds the unit where an organization is; false where the organization is of a unit
// that the person is not known to work at.
func matchUnit(m *Match, f models.ProfileFacts, o models.Organization, unit string) bool {
	if AtUnit(o, f, unit) {
		m.add(weighEmployer, "same_employer", "就设在您的工作单位", "At the unit where you work")
		return true
	}
	return !OfUnit(o)
}

// AtUnit reports whether the organization is at the unit where a person is known to
// work, by its code or by its folded name.
func AtUnit(o models.Organization, f models.ProfileFacts, unit string) bool {
	return f.EmployerCode != "" && f.EmployerCode == o.EmployerCode || o.EmployerFolded != "" &&
		unit == o.EmployerFolded
}

// OfUnit reports whether the organization is for the people of one unit only.
func OfUnit(o models.Organization) bool {
	return o.Is(models.KindUnion, models.UnionOwn) || o.LegalForm == models.FormInternal
}

// ByPlaceOnly gives what remains of the facts for somebody who has switched
// suggestions by personal data off: where they live.
func ByPlaceOnly(f models.ProfileFacts) models.ProfileFacts {
	return models.ProfileFacts{PersonID: f.PersonID, Age: -1, RegionCode: f.RegionCode}
}
