package models

// FindablePerson is what leaders find somebody by who consented to be found
// (PurposeBeFound), in a row of its own, so that a list of two million people is
// read from an index. It is made anew in each transaction that changes what it
// rests on, and gone with the consent, the account or the present place.
// Political status, ethnicity, sex and age are not in it: nobody is looked for
// by them.
type FindablePerson struct {
	PersonID         ID               `gorm:"primaryKey"`
	Terms            int64            // FindTerms of the day
	RegionCode       RegionCode       `pii:"contact"`
	OriginProvince   RegionCode       `pii:"profile"`
	OriginCity       RegionCode       `pii:"profile"`
	OriginCounty     RegionCode       `pii:"profile"`
	EmploymentStatus EmploymentStatus `pii:"profile"`
	EmployerCode     string           `pii:"profile"`
	EmployerFolded   string           `pii:"profile"`
	UpdatedAt        Instant          `gorm:"autoUpdateTime:false"`
}

// TableName keeps the mapper from its own plural.
func (FindablePerson) TableName() string { return "findable_people" }

// FindTerms stands for the texts on which a row rests. Once one of them changes,
// rows of before show nobody until they are made anew.
func FindTerms() int64 {
	found, _ := PurposeOf(PurposeBeFound)
	work, _ := PurposeOf(PurposeEmployment)
	return found.Version*1000 + work.Version
}

// Findable gives the row of a person; ok is false for whoever is not to be
// found: without the consent, an identity that is verified (so that somebody
// answers for the name, and the age is known) and a town or village to live in.
// unit is the folded name of the employer.
func Findable(p Person, f ProfileFacts, unit string, now Instant) (row FindablePerson, ok bool) {
	if p.State != PersonActive || !f.BeFound || !f.Verified || f.Age < 0 || f.RegionCode == nil || f.RegionCode.Level() < LevelTown {
		return row, false
	}
	row = FindablePerson{PersonID: p.ID, Terms: FindTerms(), RegionCode: *f.RegionCode, EmploymentStatus: f.Employment,
		EmployerCode: f.EmployerCode, EmployerFolded: unit, UpdatedAt: now}
	if f.OriginCode != nil {
		row.OriginProvince, row.OriginCity, row.OriginCounty = f.OriginCode.Up(LevelProvince), f.OriginCode.Up(LevelCity), f.OriginCode.Up(LevelCounty)
	}
	return row, true
}

// Up gives the code of the place at a level in which this one lies; empty for
// what lies above that level, or is no code.
func (c RegionCode) Up(level RegionLevel) RegionCode {
	if !c.Valid() || c.Level() < level {
		return ""
	}
	n := levelDigits[level]
	return c[:n] + CountryCode[n:]
}

// ProspectRest is how long somebody is left alone by a body after they declined,
// were refused or left.
const ProspectRest = 180

// SeeksMembers refuses a body that does not look for people by what they have
// told. Political status is for showing a member which branch is near, and for
// nothing else (its text of consent), and the sex of a person is not in the text
// of PurposeBeFound: so Party branches and women's federations wait for those
// who come.
func (o Organization) SeeksMembers() error {
	if o.Kind == KindPartyBranch || o.Kind == KindWomensFederation {
		return ErrProspectsNot
	}
	return o.AcceptsApplications()
}

// Seeks reports whether the body may be shown a person: adults, and to a League
// branch those of its age; nobody of whom it is known that they cannot belong.
func (o Organization) Seeks(f ProfileFacts) bool {
	if f.Age < VoteAge && o.Kind != KindYouthLeague {
		return false
	}
	return o.Admits(f) == nil
}

// AgeBand is how old somebody is, as leaders see it.
func AgeBand(age int) (code, zh string) {
	switch {
	case age < MinAge:
		return "", ""
	case age < 18:
		return "14-17", "14至17岁"
	case age < 25:
		return "18-24", "18至24岁"
	case age < 35:
		return "25-34", "25至34岁"
	case age < 45:
		return "35-44", "35至44岁"
	case age < 55:
		return "45-54", "45至54岁"
	}
	return "55+", "55岁以上"
}

// Prospect is somebody who may fit a body, as its leaders see them: no name, no
// number, no village.
type Prospect struct {
	PersonID ID
	Nickname string
	Age      int
	Town     RegionCode
	Origin   RegionCode // province or city
	Reasons  []MatchReason
}

// Refusals of looking for people.
var (
	ErrProspectsNot = NewError(CodeConflict, "prospect.not_this_kind", "党支部和妇联不按个人资料找人，请把联系方式公布出来，等党员报到、妇女登记", "Party branches and women's federations do not look for people by their data: they take who comes")
)
