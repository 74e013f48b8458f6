package models

// MatchReason is one reason why a body and a person may fit, in plain words.
type MatchReason struct{ Code, ZH, EN string }

// Match is how well a body fits, and why. Suggestions are automated decisions
// about people (个人信息保护法 24): each says why, and rests on nothing but its
// reasons.
type Match struct {
	Score   int
	Reasons []MatchReason
}

func (m *Match) add(score int, code, zh, en string) {
	m.Score += score
	m.Reasons = append(m.Reasons, MatchReason{code, zh, en})
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
var weighOrigin = map[RegionLevel]int{LevelProvince: 20, LevelCity: 30, LevelCounty: 40, LevelTown: 45,
	LevelVillage: 45}

// MatchOf tells whether a body may be suggested to a person, and why: by what
// the facts hold, which is what the person consents to now. unit is the folded
// name of the employer. What asks for something (a branch: the Party; a union:
// wages; the unit where it is) is suggested only to whom that is known of.
func MatchOf(f ProfileFacts, o Organization, unit string) (Match, bool) {
	var m Match
	if o.AcceptsApplications() != nil || o.Full() || o.Admits(f) != nil || !matchKind(&m, f, o) ||
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

// Full reports whether the body has no room.
func (o Organization) Full() bool { return o.Capacity != nil && o.MemberCount >= *o.Capacity }

// matchKind adds what the kind of body asks for; false where that is not known
// of the person.
func matchKind(m *Match, f ProfileFacts, o Organization) bool {
	switch o.Kind {
	case KindPartyBranch:
		if !f.PartyMember() {
			return false
		}
		m.add(weighParty, "party_member", "您填写的政治面貌是党员，可以来这里报到", "You are a member of the Party and may report here")
	case KindYouthLeague:
		if f.Age < MinAge {
			return false
		}
		m.add(weighLeague, "league_age", "您在14至28周岁之间，符合团支部的年龄", "You are of the age of the League")
	case KindUnion:
		if !f.Employment.WageWorker() {
			return false
		}
		m.add(weighWage, "wage_worker", "您以工资收入为主，可以加入工会", "You live on wages and may join a union")
	case KindWomensFederation:
		if f.Sex != SexFemale {
			return false
		}
		m.add(weighWomen, "women", "妇联为妇女服务，欢迎登记", "The federation serves women and registers them")
	case KindHometownGroup:
		if f.OriginCode == nil || o.OriginCode == nil || !o.OriginCode.Contains(*f.OriginCode) {
			return false
		}
		m.add(weighOrigin[o.OriginCode.Level()], "same_origin", "都是同一个地方的老乡",
			"Its members come from where you come from")
	}
	return true
}

// matchUnit adds the unit where a body is; false where the body is of a unit
// that the person is not known to work at.
func matchUnit(m *Match, f ProfileFacts, o Organization, unit string) bool {
	if o.AtUnit(f, unit) {
		m.add(weighEmployer, "same_employer", "就设在您的工作单位", "At the unit where you work")
		return true
	}
	return !o.OfUnit()
}

// AtUnit reports whether the body is at the unit where a person is known to
// work, by its code or by its folded name.
func (o Organization) AtUnit(f ProfileFacts, unit string) bool {
	return f.EmployerCode != "" && f.EmployerCode == o.EmployerCode || o.EmployerFolded != "" &&
		unit == o.EmployerFolded
}

// OfUnit reports whether the body is for the people of one unit only.
func (o Organization) OfUnit() bool {
	return o.Is(KindUnion, UnionOwn) || o.LegalForm == FormInternal
}

// ByPlaceOnly gives what remains of the facts for somebody who has switched
// suggestions by personal data off: where they live.
func (f ProfileFacts) ByPlaceOnly() ProfileFacts {
	return ProfileFacts{PersonID: f.PersonID, Age: -1, RegionCode: f.RegionCode}
}
