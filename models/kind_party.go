package models

// partyBranch: a branch of the Party (中国共产党支部工作条例（试行）). One formal tie a
// person, many participations (组织关系一方隶属、参加多重组织生活).
var partyBranch = KindPolicy{
	ZH: "党支部", EN: "Party branch", Head: RoleBranchSecretary,
	Subtypes: []SubtypeWords{
		{BranchOrdinary, "党支部", "Party branch"}, {BranchTemporary, "临时党支部", "Temporary Party branch"},
		{BranchFloating, "流动党支部", "Branch of floating Party members"}, {BranchJoint, "联合党支部", "Joint Party branch"},
	},
	Forms: []LegalForm{FormSubGroup}, Places: [2]RegionLevel{LevelTown, LevelVillage}, Approver: LevelTown,
	Founders: PartyBranchMin, MinAge: VoteAge,
	Terms: [2]int{3, 5}, Exclusive: "party", Elsewhere: ErrPartyTieElsewhere, Check: checkBranch, May: mayBranch,
	Admits: func(_ Organization, f ProfileFacts) error {
		if f.PoliticalStatus != "" && !f.PartyMember() {
			return ErrPartyMembersOnly
		}
		return nil
	},
}

// Bounds of a branch (支部工作条例 4, 5): from three full members on; below, a
// joint branch of at most five units.
const (
	PartyBranchMin       = 3
	PartyJointUnits      = 5
	PartyBranchUsualMost = 50
	PartyCommitteeFrom   = 7 // full members from whom a branch has a committee
)

// checkBranch: what is temporary says until when; nothing else does.
func checkBranch(o Organization) []FieldError {
	switch {
	case o.Subtype == BranchTemporary && o.EndsOn == nil:
		return []FieldError{BodyField("/ends_on", "required", "临时党支部请填写结束日期",
			"A temporary branch has a day on which it ends")}
	case o.Subtype != BranchTemporary && o.EndsOn != nil:
		return []FieldError{BodyField("/ends_on", "forbidden", "只有临时组织才有结束日期",
			"Only a temporary organization has a day on which it ends")}
	}
	return nil
}

// mayBranch: a temporary branch neither admits nor disciplines members, collects
// no dues, elects nobody, and its officers are appointed by who approved it.
func mayBranch(o Organization, c Capability) error {
	if o.Subtype != BranchTemporary {
		return nil
	}
	switch c {
	case MayElect, MayDecide:
		return ErrTemporaryNoElections
	case MayCollectDues:
		return ErrTemporaryNoDues
	case MayAdmit:
		return ErrTemporaryNoAdmissions
	case MayAppoint:
		return ErrTemporaryAppointed
	case MayHaveSubGroups:
		return ErrCapability
	}
	return nil
}

// Refusals of Party branches.
var (
	ErrTemporaryNoElections = NewError(CodeConflict, "party_branch.temporary_no_elections", "临时党支部不进行选举和表决，可以征求意见",
		"A temporary branch holds no elections and no binding votes; it may consult")
	ErrTemporaryNoDues = NewError(CodeConflict, "party_branch.temporary_no_dues", "临时党支部不收党费，党费交给组织关系所在的党支部",
		"A temporary branch collects no dues: they go to the branch of the formal tie")
	ErrTemporaryNoAdmissions = NewError(CodeConflict, "party_branch.temporary_no_admissions",
		"临时党支部不发展党员，由组织关系所在的党支部办理", "A temporary branch admits nobody to the Party: the branch of the formal tie does")
	ErrTemporaryAppointed = NewError(CodeForbidden, "party_branch.temporary_appointed", "临时党支部的书记、委员由批准成立的组织任命",
		"The officers of a temporary branch are appointed by who approved it")
	ErrPartyMembersOnly = NewError(CodeForbidden, "party_branch.members_only", "党支部只接收中共党员和预备党员",
		"A Party branch takes members of the Party only")
	ErrPartyTieElsewhere = NewError(CodeConflict, "party_branch.tie_elsewhere", "组织关系已在另一个党支部，请先转出；也可以不转组织关系，报到参加组织生活",
		"The formal tie is with another branch: transfer it, or register to take part without it")
)
