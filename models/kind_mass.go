package models

// The League and the women's federation: bodies whose statutes are national.

// Ages of the League (团章: 14 to 28; who holds an office stays on).
const LeagueAgeMax = 28

var youthLeague = KindPolicy{
	ZH: "团支部", EN: "Youth League branch", Head: RoleBranchSecretary,
	Forms: []LegalForm{FormSubGroup}, Places: [2]RegionLevel{LevelTown, LevelVillage}, Approver: LevelTown, Founders: 3, MinAge: MinAge,
	Terms: [2]int{2, 5}, Exclusive: "youth_league", Elsewhere: ErrLeagueElsewhere,
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
	Terms: [2]int{3, 5},
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
	ErrLeagueAge       = NewError(CodeForbidden, "youth_league.age", "团支部接收14至28周岁的青年", "The League takes people from 14 to 28")
	ErrLeagueElsewhere = NewError(CodeConflict, "youth_league.elsewhere", "团组织关系已在另一个团支部，请先转出", "The tie to the League is with another branch: transfer it first")
	ErrWomenOnly       = NewError(CodeForbidden, "womens_federation.women_only", "妇联面向妇女登记", "The women's federation registers women")
)
