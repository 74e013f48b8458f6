package models

// OrganizationKind is what sort of organization it is. Its words and rules are a
// KindPolicy; what a single organization is called is data of the organization.
type OrganizationKind string

// The kinds.
const (
	KindHarmonyAssociation OrganizationKind = "harmony_association" // 和谐促进会
	KindFellowship         OrganizationKind = "fellowship"          // 新居民联谊会
	KindVillagerGroup      OrganizationKind = "villager_group"      // 新村民小组
	KindCouncil            OrganizationKind = "council"             // 新市民理事会
	KindPartyBranch        OrganizationKind = "party_branch"        // 党支部
	KindUnion              OrganizationKind = "union"               // 工会
	KindYouthLeague        OrganizationKind = "youth_league"        // 团支部
	KindWomensFederation   OrganizationKind = "womens_federation"   // 妇联
	KindHometownGroup      OrganizationKind = "hometown_group"      // 同乡小组
)

// Subtype tells organizations of one kind apart whose rules differ; empty where a kind
// has none.
type Subtype string

// The subtypes of Party branches and of unions.
const (
	BranchOrdinary  Subtype = "ordinary"   // 党支部
	BranchTemporary Subtype = "temporary"  // 临时党支部
	BranchFloating  Subtype = "floating"   // 流动党支部
	BranchJoint     Subtype = "joint"      // 联合党支部
	UnionOwn        Subtype = "own"        // 单位工会
	UnionJoint      Subtype = "joint"      // 联合工会, of two units or more
	UnionFederation Subtype = "federation" // 工会联合会、总工会
)

// KindPolicy is the rules of one kind of organization: data, and a few functions where
// data does not reach. There is one file for each family of kinds.
type KindPolicy struct {
	ZH, EN   string
	Head     Role           // who leads it; an organization never loses its last one
	HeadText [2]string      // what the head is called there, where it is not the usual word
	Subtypes []SubtypeWords // the first is the default; none: the kind has no subtypes
	Forms    []LegalForm    // what founders may ask for; the first is the default
	Places   [2]RegionLevel // the highest and the lowest level of its place
	Approver RegionLevel    // the lowest level whose administrator approves it
	Founders int            // how many sign its founding, the founder included
	// Registers marks a kind that nobody applies to: people register, and belong
	// at once.
	Registers bool
	Charter   bool               // it has a charter (章程) of its own
	Units     bool               // units belong to it besides people (团体会员)
	ExOfficio bool               // its head may be one by another post, say the secretary of the village
	MinAge    int                // of its members
	Terms     [2]int             // the shortest and the longest term of its organs, in years; the longest is the default
	Parents   []OrganizationKind // of which kinds the organization above may be; none: it has none above
	// Exclusive names what a person may be in only once, over all organizations that
	// share the name; empty: any number of them.
	Exclusive string
	// Elsewhere is the refusal where Exclusive is taken.
	Elsewhere *Error
	// Admits refuses somebody who cannot belong to an organization of this kind, by what
	// they have told; what is not told is for the reviewer to ask.
	Admits func(o Organization, f ProfileFacts) error
	// May refuses what an organization of this kind does not do, besides what its legal
	// form forbids; nil: nothing more.
	May func(o Organization, c Capability) error
	// Check tells what is wrong with a draft, besides what is wrong with any;
	// nil: nothing more.
	Check func(o Organization) []FieldError
}

// SubtypeWords is a subtype with its plain words.
type SubtypeWords struct {
	Subtype Subtype
	ZH, EN  string
}

// kindPolicies is filled by the files of the families.
var kindPolicies = map[OrganizationKind]KindPolicy{
	KindHarmonyAssociation: harmonyAssociation,
	KindFellowship:         fellowship,
	KindCouncil:            council,
	KindHometownGroup:      hometownGroup,
	KindVillagerGroup:      villagerGroup,
	KindPartyBranch:        partyBranch,
	KindUnion:              union,
	KindYouthLeague:        youthLeague,
	KindWomensFederation:   womensFederation,
}

// OrganizationKinds lists all kinds in the order in which people are shown them.
func OrganizationKinds() []OrganizationKind {
	return []OrganizationKind{KindHarmonyAssociation, KindFellowship, KindVillagerGroup, KindCouncil, KindPartyBranch,
		KindUnion, KindYouthLeague, KindWomensFederation, KindHometownGroup}
}

// Valid reports whether the kind exists.
func (k OrganizationKind) Valid() bool { _, ok := kindPolicies[k]; return ok }

// Policy gives the rules of the kind.
func (k OrganizationKind) Policy() KindPolicy { return kindPolicies[k] }

// Text gives the plain words of the kind.
func (k OrganizationKind) Text() (zh, en string) {
	return kindPolicies[k].ZH, kindPolicies[k].EN
}

// MinAge gives the age from which an organization of this kind takes members.
func (k OrganizationKind) MinAge() int { return max(MinAge, kindPolicies[k].MinAge) }

// Head gives the role that leads an organization of this kind.
func (k OrganizationKind) Head() Role { return kindPolicies[k].Head }

// Reviewers gives the roles that decide applications to an organization of this kind.
func (k OrganizationKind) Reviewers() []Role { return []Role{k.Head(), RoleSecretaryGeneral} }

// ReviewerRoles is the union of Reviewers over all kinds. An organization only ever has
// offices of its own kind (Appoint), so the union opens nothing.
func ReviewerRoles() []Role {
	return []Role{RoleChair, RoleBranchSecretary, RoleUnionChair, RoleSecretaryGeneral}
}

// Secretive reports whether nobody outside ever learns who is in an organization of this
// kind: membership of the Party is political identity.
func (k OrganizationKind) Secretive() bool { return k == KindPartyBranch }

// subtype finds the words of a subtype of the policy.
func (p KindPolicy) subtype(s Subtype) (SubtypeWords, bool) {
	for _, w := range p.Subtypes {
		if w.Subtype == s {
			return w, true
		}
	}
	return SubtypeWords{}, false
}

// DefaultSubtype is what an organization is that names none; empty for kinds without.
func (p KindPolicy) DefaultSubtype() Subtype {
	if len(p.Subtypes) == 0 {
		return ""
	}
	return p.Subtypes[0].Subtype
}

// KindText is what an organization is called: its own label (红色党支部), or the words of
// its subtype or kind.
func (o Organization) KindText() (zh, en string) {
	p := o.Kind.Policy()
	zh, en = p.ZH, p.EN
	if w, ok := p.subtype(o.Subtype); ok {
		zh, en = w.ZH, w.EN
	}
	if o.DisplayName != "" {
		zh = o.DisplayName
	}
	return zh, en
}

// Is reports whether an organization is of a kind and, where one is named, a subtype.
func (o Organization) Is(k OrganizationKind, subtypes ...Subtype) bool {
	if o.Kind != k || len(subtypes) == 0 {
		return o.Kind == k
	}
	for _, s := range subtypes {
		if o.Subtype == s {
			return true
		}
	}
	return false
}

// AdmitsHead refuses who is known not to belong in the organization they are to lead. Who
// holds an office of the League stays on past its age (团章).
func (o Organization) AdmitsHead(f ProfileFacts) error {
	if o.Kind == KindYouthLeague {
		f.Age = min(f.Age, LeagueAgeMax)
	}
	return o.Admits(f)
}

// Admits refuses somebody who is known not to belong in the organization: younger than
// its kind takes people, or by what they have told.
func (o Organization) Admits(f ProfileFacts) error {
	if f.Age >= 0 && f.Age < o.Kind.MinAge() {
		if f.Age < MinAge {
			return ErrMembershipChild
		}
		if o.Kind == KindUnion {
			return ErrMembershipTooYoung
		}
		return ErrMembershipAge
	}
	if admits := o.Kind.Policy().Admits; admits != nil {
		return admits(o, f)
	}
	return nil
}

// All gives every kind in order.
func (OrganizationKind) All() []OrganizationKind { return OrganizationKinds() }
