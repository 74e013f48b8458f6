package models

// NoticeSubject is the noun of what a notice is about, and of its id. A row keeps it as
// text: one of a newer version must not keep an inbox from opening.
type NoticeSubject string

var noticeSubjectWords = Words[NoticeSubject]{
	{"activity", "活动", "An activity"},
	{"announcement", "公告", "An announcement"},
	{"application", "入会申请", "An application"},
	{"ban", "停用", "A ban"},
	{"committee", "调解委员会", "A committee"},
	{"desk_objection", "代办异议", "An objection to assistance"},
	{"desk_session", "代办", "Assistance"},
	{"disclosure", "查看身份信息", "A look at an identity"},
	{"dispute", "纠纷", "A case"},
	{"export", "我的数据", "A copy of one's data"},
	{"identity_disclosure", "查看身份信息的申请", "A request to look at an identity"},
	{"invitation", "邀请", "An invitation"},
	{"meeting", "会议", "A meeting"},
	{"meeting_call", "要求开会", "A call for a meeting"},
	{"member_export", "导出名册的申请", "A request to export members"},
	{"moderation", "投诉处理", "Moderation"},
	{"organization", "组织", "An organization"},
	{"party_registration", "党员报到", "A registration with a branch"},
	{"party_transfer", "组织关系转接", "A transfer of Party membership"},
	{"person", "账号", "An account"},
	{"poll", "投票", "A poll"},
	{"removal", "移出成员", "A removal"},
	{"report", "投诉", "A report"},
	{"role", "职务", "A role"},
	{"roster", "名册导入", "A list"},
	{"roster_claim", "名单", "A line of a list"},
	{"session", "登录", "A session"},
	{"union_transfer", "工会会员转移", "A transfer between unions"},
	{"working_days", "放假调休安排", "Days without work of a year"},
}

// Text gives the plain words of a noun.
func (s NoticeSubject) Text() (zh, en string) { return noticeSubjectWords.Of(s) }

// All gives every value in order.
func (NoticeSubject) All() []NoticeSubject { return noticeSubjectWords.All() }
