package match

import "xinjumin/models"

// ProspectRest is how long somebody is left alone by an organization after they declined,
// were refused or left.
const ProspectRest = 180

// SeeksMembers refuses an organization that does not look for people by what they have
// told. Political status is for showing a member which branch is near, and for
// nothing else (its text of consent), and the sex of a person is not in the text
// of PurposeBeFound: so Party branches and women's federations wait for those
// who come.
func SeeksMembers(o models.Organization) error {
	if o.Kind == models.KindPartyBranch || o.Kind == models.KindWomensFederation {
		return ErrProspectsNot
	}
	return o.AcceptsApplications()
}

// Seeks reports whether the organization may be shown a person: adults, and to a League
// branch those of its age; nobody of whom it is known that they cannot belong.
func Seeks(o models.Organization, f models.ProfileFacts) bool {
	if f.Age < models.VoteAge && o.Kind != models.KindYouthLeague {
		return false
	}
	return o.Admits(f) == nil
}

// AgeBand is how old somebody is, as leaders see it.
func AgeBand(age int) (code, zh string) {
	switch {
	case age < models.MinAge:
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

// Prospect is somebody who may fit an organization, as its leaders see them: no name, no
// number, no village.
type Prospect struct {
	PersonID models.ID
	Nickname string
	Age      int
	Town     models.RegionCode
	Origin   models.RegionCode // province or city
	Reasons  []Reason
}

// Refusals of looking for people.
var (
	ErrProspectsNot = models.NewError(models.CodeConflict, "prospect.not_this_kind",
		"党支部和妇联不按个人资料找人，请把联系方式公布出来，等党员报到、妇女登记",
		"Party branches and women's federations do not look for people by their data: they take who comes")
)
