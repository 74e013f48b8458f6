package models

// The League and the women's federation: organizations whose statutes are national.

// Ages of the League (团章: 14 to 28; who holds an office stays on).
const LeagueAgeMax = 28

var youthLeague = KindPolicy{
	ZH: "团支部", EN: "Youth League branch", Head: RoleBranchSecretary,
	Forms: []LegalForm{FormSubGroup}, Places: [2]RegionLevel{LevelTown, LevelVillage}, Approver: LevelTown, Founders: 3,
	MinAge: MinAge,
	Terms:  [2]int{2, 5}, Exclusive: "youth_league", Elsewhere: ErrLeagueElsewhere,
	Admits: func(_ Organization, f ProfileFacts) error {
		if f.Age > LeagueAgeMax {
			return ErrLeagueAge
		}
		return nil
	},
}

// womensFederation takes registrations, not applications: there is no individual
// membership to ask for; who is a woman is welcome (妇女权益保障法 73, 74).
var womensFederation = KindPolicy{
	ZH: "妇联", EN: "Women's federation", Head: RoleChair, HeadText: [2]string{"主席", "chair"},
	Forms: []LegalForm{FormSubGroup}, Places: [2]RegionLevel{LevelTown, LevelVillage}, Approver: LevelTown, Founders: 3,
	Terms: [2]int{3, 5}, Registers: true,
	Admits: func(_ Organization, f ProfileFacts) error {
		if f.Sex == SexMale {
			return ErrWomenOnly
		}
		return nil
	},
	May: func(_ Organization, c Capability) error {
		if c == MayAdmit || c == MayCollectDues {
			return ErrCapability
		}
		return nil
	},
}

// Refusals of both.
var (
	ErrLeagueAge = NewError(CodeForbidden, "youth_league.age", "团支部接收14至28周岁的青年",
		"The League takes people from 14 to 28")
	ErrLeagueElsewhere = NewError(CodeConflict, "youth_league.elsewhere", "团组织关系已在另一个团支部，请先转出",
		"The tie to the League is with another branch: transfer it first")
	ErrLeagueOnly = NewError(CodeConflict, "youth_league.only", "该组织不是团支部",
		"The organization is no branch of the League")
	ErrRegisterInstead = NewError(CodeConflict, "womens_federation.register", "加入妇联不用申请，登记后就可以参加：请点“登记”",
		"The women's federation takes no applications: register, and you belong (POST "+
			"/organizations/{id}/registrations)")
	ErrNoRegistration = NewError(CodeConflict, "organization.no_registration", "这类组织需要申请加入，不办理登记",
		"Organizations of this kind take applications, not registrations")
	ErrWomenOnly = NewError(CodeForbidden, "womens_federation.women_only", "妇联面向妇女登记",
		"The women's federation registers women")
)

// LeagueMin is how many members a branch of the League has at least.
const LeagueMin = 3

// Register gives the membership of somebody who registers with an organization that takes no
// applications; it is active at once. The caller holds the organization's row.
func Register(o Organization, person ID, now Instant) (Membership, error) {
	if err := o.AcceptsApplications(); err != nil {
		return Membership{}, err
	}
	if !o.Kind.Policy().Registers {
		return Membership{}, ErrNoRegistration
	}
	return Membership{
		OrganizationID: o.ID, PersonID: person, State: MembershipActive, Side: SideMigrant, QueueNo: o.NextQueueNo,
		Tie: TieFormal, Source: ByRegistration, Answers: "[]", LiveKey: MembershipKey(o.ID, person), JoinedAt: &now,
		Version: 1, CreatedAt: now, UpdatedAt: now,
	}, nil
}

// LeagueLeaver is a member of a League branch who is 28 or older: the branch
// talks with them about leaving (团章: 年满28周岁，没有担任团内职务，应办理离团手续). Nobody is
// removed by the product.
type LeagueLeaver struct {
	Membership
	Nickname    string
	HoldsOffice bool
}

// LeagueStatus is what a branch's secretary is shown.
type LeagueStatus struct {
	Organization Organization
	BelowMin     bool
	Leavers      List[LeagueLeaver]
}

// LeagueCutoff gives the latest birthday of somebody who is 28 on a day, to be
// compared as text like VoteCutoff.
func LeagueCutoff(on Day) Day { return on.YearsBefore(LeagueAgeMax) }

// NoticeRegistered tells the heads of an organization that somebody registered, and the
// person that it is done.
const (
	NoticeRegistered   NoticeKind = "membership.registered"
	NoticeRegisteredBy NoticeKind = "membership.registered_by"
)
