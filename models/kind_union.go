package models

// union: trade unions, a tree from the city down to the enterprise (工会法 11, 12).
// Whoever lives mainly on wages may join, at whatever unit (3); a membership
// follows the job, and one is active at a time.
var union = KindPolicy{
	ZH: "工会", EN: "Trade union", Head: RoleUnionChair,
	Subtypes: []SubtypeWords{
		{UnionOwn, "单位工会", "Union of a unit"}, {UnionJoint, "联合工会", "Joint union"},
		{UnionFederation, "工会联合会", "Federation of unions"},
	},
	Forms: []LegalForm{FormSubGroup, FormRegistered}, Places: [2]RegionLevel{LevelCity, LevelVillage},
	Approver: LevelTown, Founders: 3, Units: true, MinAge: WorkAge,
	Terms: [2]int{3, 5}, Parents: []OrganizationKind{KindUnion}, Exclusive: "union", Elsewhere: ErrUnionElsewhere,
	Check: checkUnion,
	Admits: func(_ Organization, f ProfileFacts) error {
		if f.Employment != "" && !f.Employment.WageWorker() {
			return ErrUnionWageWorkers
		}
		return nil
	},
	May: func(o Organization, c Capability) error {
		if c == MayAdmit || o.Subtype == UnionFederation && c == MayTakeMembers {
			return ErrCapability
		}
		return nil
	},
}

// Bounds of a union (工会法 11, 14).
const (
	UnionCommitteeFrom = 25  // members from whom it must have a committee
	UnionJointUnits    = 2   // units that a joint union has at least
	UnionFullTimeFrom  = 200 // workers from whom its chair may be full-time
	UnionCallShare     = 3   // one member in so many may call a meeting (17)
)

// checkUnion: a union of a unit names it; a federation lies above villages.
func checkUnion(o Organization) []FieldError {
	switch {
	case o.Subtype == UnionOwn && o.EmployerName == "":
		return []FieldError{BodyField("/employer_name", "required", "单位工会请填写单位名称", "The union of a unit names it")}
	case o.Subtype == UnionFederation && o.RegionCode.Level() == LevelVillage:
		return []FieldError{BodyField("/region_code", "region", "工会联合会设在镇街以上", "A federation is of a town or above")}
	case o.Subtype != UnionFederation && o.RegionCode.Level() < LevelTown:
		return []FieldError{OrganizationRegionField()}
	case o.TermYears != 3 && o.TermYears != 5: // 工会法 16
		return []FieldError{BodyField("/term_years", "enum", "工会委员会每届任期三年或者五年",
			"A term of a union committee has three or five years")}
	}
	return nil
}

// Refusals of unions.
var (
	ErrUnionWageWorkers = NewError(CodeForbidden, "union.wage_workers_only", "工会接收以工资收入为主要生活来源的劳动者，包括平台接单的劳动者",
		"A union takes people who live mainly on wages, also from platforms")
	ErrUnionElsewhere = NewError(CodeConflict, "union.elsewhere", "您已是另一个工会的会员，换了单位可以转会",
		"You are a member of another union: a membership follows the job by transfer")
)
