package models

// The family of associations: what new residents found among themselves, alone
// or together with cadres of the village.

var associationForms = []LegalForm{FormFiled, FormRegistered, FormInternal}

var harmonyAssociation = KindPolicy{
	ZH: "和谐促进会", EN: "Harmony promotion association", Head: RoleChair, Forms: associationForms,
	Places: [2]RegionLevel{LevelCounty, LevelVillage}, Approver: LevelTown, Founders: 3, Charter: true, Units: true,
	ExOfficio: true, Terms: [2]int{1, 5}, Parents: []OrganizationKind{KindHarmonyAssociation}, Check: checkAssociation,
	May: mayAssociation,
}

var fellowship = KindPolicy{
	ZH: "新居民联谊会", EN: "New residents' fellowship", Head: RoleChair, Forms: associationForms,
	Places: [2]RegionLevel{LevelCounty, LevelVillage}, Approver: LevelTown, Founders: 3, Charter: true, Units: true,
	ExOfficio: true, Terms: [2]int{1, 5}, Parents: []OrganizationKind{KindFellowship}, Check: checkAssociation,
	May: mayAssociation,
}

var council = KindPolicy{
	ZH: "新市民理事会", EN: "New citizens' council", Head: RoleChair, HeadText: [2]string{"理事长", "chair of the council"},
	Forms: associationForms, Places: [2]RegionLevel{LevelTown, LevelVillage}, Approver: LevelTown, Founders: 3,
	Charter: true, Units: true, ExOfficio: true, Terms: [2]int{1, 5}, Check: checkAssociation, May: mayAssociation,
	Exclusive: "council", Elsewhere: ErrMembershipVillageElsewhere,
}

var hometownGroup = KindPolicy{
	ZH: "同乡小组", EN: "Hometown group", Head: RoleChair, HeadText: [2]string{"组长", "leader"},
	Forms: []LegalForm{FormFiled, FormInternal}, Places: [2]RegionLevel{LevelTown, LevelVillage},
	Approver: LevelVillage, Founders: 3,
	Terms: [2]int{1, 5}, Parents: []OrganizationKind{KindHarmonyAssociation, KindFellowship, KindCouncil},
	Check: func(o Organization) []FieldError {
		if o.OriginCode == nil {
			return []FieldError{BodyField("/origin_code", "required", "请选择是哪里的老乡",
				"Choose the home place of its members")}
		}
		return nil
	},
}

// checkAssociation: what is inside a unit names the unit.
func checkAssociation(o Organization) []FieldError {
	if o.IntendedForm == FormInternal && o.EmployerName == "" {
		return []FieldError{BodyField("/employer_name", "required", "单位内部组织请填写单位名称", "Name the unit in which it is")}
	}
	return nil
}

// mayAssociation: a registered social group sets up no regional branches (条例 17);
// groups inside its own place are open to it, see SubGroupOf.
func mayAssociation(_ Organization, c Capability) error {
	if c == MayAdmit {
		return ErrCapability
	}
	return nil
}
