package models

// villagerGroup is the group of new villagers under a village (新村民小组), set up
// by the village itself. Somebody belongs to one village only.
var villagerGroup = KindPolicy{
	ZH: "新村民小组", EN: "New villagers' group", Head: RoleChair, HeadText: [2]string{"组长", "leader"},
	Forms: []LegalForm{FormSubGroup}, Places: [2]RegionLevel{LevelVillage, LevelVillage}, Approver: LevelVillage,
	Founders: 3, ExOfficio: true,
	Terms: [2]int{1, 5}, Exclusive: "villager_group", Elsewhere: ErrMembershipVillageElsewhere,
	May: func(_ Organization, c Capability) error {
		if c == MayAdmit || c == MayCollectDues {
			return ErrCapability
		}
		return nil
	},
}
