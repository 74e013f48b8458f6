package models

// RoleText gives the plain words of a role.
func RoleText(r Role) (zh, en string) {
	switch r {
	case RolePlatformAdmin:
		return "平台管理员", "platform administrator"
	case RoleRegionAdmin:
		return "地区管理员", "region administrator"
	case RoleOfficer:
		return "协管员", "officer"
	case RoleAuditor:
		return "审计员", "auditor"
	case RoleCommitteeHead:
		return "调委会主任", "head of the mediation committee"
	case RoleMediator:
		return "调解员", "mediator"
	}
	return OfficeText(r)
}
