package models

var roleWords = Words[Role]{
	{RolePlatformAdmin, "平台管理员", "platform administrator"},
	{RoleRegionAdmin, "地区管理员", "region administrator"},
	{RoleOfficer, "协管员", "officer"},
	{RoleAuditor, "审计员", "auditor"},
	{RoleChair, "会长", "chair"},
	{RoleViceChair, "副会长", "vice chair"},
	{RoleSecretaryGeneral, "秘书长", "secretary-general"},
	{RoleDirector, "理事", "director"},
	{RoleBranchSecretary, "书记", "secretary"},
	{RoleUnionChair, "工会主席", "union chair"},
	{RoleOrganizer, "活动组织者", "organizer"},
	{RoleSupervisor, "监督员", "supervisor"},
	{RoleCommitteeHead, "调委会主任", "head of the mediation committee"},
	{RoleMediator, "调解员", "mediator"},
}

// Text gives the plain words of a role.
func (r Role) Text() (zh, en string) { return roleWords.Of(r) }

// All gives every role in order.
func (Role) All() []Role { return roleWords.All() }
