package services

import (
	"fmt"
	"slices"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/assistance"
	"xinjumin/models/branch"
	"xinjumin/models/complaint"
	"xinjumin/models/dispute"
	"xinjumin/models/match"
	"xinjumin/models/poll"
	"xinjumin/models/roster"
	"xinjumin/models/union"
	"xinjumin/models/upload"
)

// Enumeration is a code type of models with its values and their words, in order.
// Type is its name in the program, such as poll.State; a list without a key is
// shown nowhere as a list.
type Enumeration struct {
	Type string
	models.CodeList
}

func code[T interface {
	comparable
	Text() (zh, en string)
	All() []T
}](key, zh, en string) Enumeration {
	var zero T
	e := Enumeration{fmt.Sprintf("%T", zero), models.CodeList{Key: key, ZH: zh, EN: en}}
	for _, one := range zero.All() {
		zh, en := one.Text()
		e.Entries = append(e.Entries, models.CodeEntry{Code: fmt.Sprint(one), ZH: zh, EN: en})
	}
	return e
}

// Enumerations gives every code type; app/architecture_codes_test.go finds one that
// is missing here. The routes of code lists publish them, refusals say their words
// in the place of keys, and tests compare them with the enums of the document and
// with the CHECKs of both dialects.
func Enumerations() []Enumeration { return enumerations }

var enumerations = []Enumeration{
	code[activity.Kind]("activity_kind", "活动类型", "Kinds of activities"),
	code[activity.State]("activity_state", "活动状态", "States of an activity"),
	code[activity.SignupState]("signup_state", "报名状态", "States of a sign-up"),
	code[assistance.End]("desk_end", "代办结束的原因", "Why assistance ended"),
	code[assistance.ObjectionState]("desk_objection_state", "代办异议状态", "States of an objection"),
	code[assistance.Outcome]("desk_objection_outcome", "代办异议结果", "Outcomes of an objection"),
	code[assistance.State]("desk_state", "代办状态", "States of assistance"),
	code[assistance.Way]("desk_way", "确认方式", "Ways to confirm assistance"),
	code[branch.AttendanceState]("attendance_state", "到会情况", "Attendance"),
	code[branch.Flow]("party_flow", "党员流动方向", "Directions of registrations"),
	code[branch.MeetingKind]("meeting_kind", "会议类型", "Kinds of meetings"),
	code[branch.MeetingState]("meeting_state", "会议状态", "States of a meeting"),
	code[branch.RegistrationState]("party_registration_state", "报到状态", "States of a registration"),
	code[branch.TransferState]("party_transfer_state", "组织关系转接状态", "States of a Party transfer"),
	code[complaint.BanScope]("ban_scope", "限制范围", "What a ban closes"),
	code[complaint.CaseState]("moderation_state", "投诉处理状态", "States of a case of moderation"),
	code[complaint.ReportReason]("report_reason", "投诉原因", "Reasons of a complaint"),
	code[complaint.TargetKind]("report_target", "投诉对象", "What a complaint is about"),
	code[dispute.Audience]("dispute_audience", "可见范围", "Who sees an event of a case"),
	code[dispute.Category]("dispute_category", "纠纷类型", "Categories of disputes"),
	code[dispute.DocumentKind]("dispute_document", "文书类型", "Papers of a case"),
	code[dispute.DeadlineKind]("dispute_deadline", "办理期限类型", "Terms of a case"),
	code[dispute.MoveReason]("dispute_deadline_move", "期限变动的原因", "Why the last day of a term has moved"),
	code[dispute.DocumentState]("dispute_document_state", "文书状态", "States of a printed paper"),
	code[dispute.EventKind]("dispute_event", "办理记录类型", "Events of a case"),
	code[dispute.PartyKind]("party_kind", "当事人类型", "Kinds of parties"),
	code[dispute.PartySide]("party_side", "当事人身份", "Sides of a case"),
	code[dispute.Reason]("dispute_reason", "不予受理或终止的原因", "Why a case is declined or ended"),
	code[dispute.Source]("dispute_source", "纠纷来源", "Where a case comes from"),
	code[dispute.State]("dispute_state", "纠纷状态", "States of a case"),
	code[dispute.Place]("dispute_place", "结束后可以去的地方", "Where a committee sends the parties"),
	code[dispute.Consent]("dispute_consent", "是否同意调解", "Consents to mediation"),
	code[dispute.Way]("dispute_way", "当事人表示的方式", "How a party said something"),
	code[dispute.ToldWay]("told_way", "告知方式", "How a party was told"),
	code[dispute.SessionKind]("dispute_session_kind", "会面的种类", "What people meet for"),
	code[dispute.SessionState]("dispute_session_state", "会面的状态", "States of a session"),
	code[dispute.AgreementState]("agreement_state", "调解协议状态", "States of an agreement"),
	code[dispute.Signer]("agreement_signer", "签字盖章的人", "Who signs an agreement"),
	code[dispute.AgreementKind]("agreement_kind", "书面还是口头协议", "Whether an agreement stands on paper"),
	code[dispute.OralNeed]("oral_need", "不能用口头协议的情形", "Why an oral agreement is not enough"),
	code[dispute.RiskLevel]("risk_level", "纠纷的风险等级", "How dangerous a case is"),
	code[dispute.EndReason]("mediator_end_reason", "调解员离开的原因", "Why a mediator left a case"),
	code[dispute.Mandate]("dispute_mandate", "推选代表的权限", "Who stands for the applicants"),
	code[dispute.Organ]("dispute_organ", "移送单位", "Organs that send cases"),
	code[dispute.InvitationState]("dispute_invitation_state", "加入码状态", "States of a code into a case"),
	code[match.EligibilityAnswer]("eligibility_answer", "入会条件判断", "Answers about eligibility"),
	code[match.GapSubject]("gap_subject", "空白点类型", "What has no organization yet"),
	code[match.Near]("near", "远近", "How near something is"),
	code[models.Admission]("admission", "入会方式", "How members are admitted"),
	code[models.AnnouncementState]("announcement_state", "通知状态", "States of an announcement"),
	code[models.ApprovalKind]("approval_kind", "审批事项", "What two people open together"),
	code[models.WorkingDaysState]("working_days_state", "放假调休安排的状态", "States of the days of a year"),
	code[models.CharterState]("charter_state", "章程状态", "States of a charter"),
	code[models.CommitteeState]("committee_state", "调解委员会状态", "States of a mediation committee"),
	code[models.CommitteeLack]("committee_lack", "调解委员会的欠缺", "What a mediation committee lacks"),
	code[models.ConsentEnd]("consent_end", "同意结束的原因", "Why a consent ended"),
	code[models.ConsentState]("consent_state", "同意状态", "States of a consent"),
	code[models.DisclosedValue]("disclosed_value", "查看内容", "What is disclosed"),
	code[models.DisclosureState]("disclosure_state", "查看申请状态", "States of a disclosure"),
	code[models.EmploymentStatus]("employment", "就业状况", "Employment"),
	code[models.EndCause]("end_cause", "组织终止的原因", "Why an organization ended"),
	code[models.EndReason]("membership_end", "会员资格终止的原因", "Why a membership ended"),
	code[models.FilingReason]("filing_reason", "调解委员会备案事项", "Changes of a committee that are filed"),
	code[models.FounderState]("founder_state", "发起人状态", "States of a founder"),
	code[models.HandOverKey]("hand_over_item", "移交事项", "What is handed over"),
	code[models.HandOverState]("hand_over_state", "移交状态", "States of a hand-over"),
	code[models.LegalForm]("legal_form", "组织形式", "Legal forms"),
	code[models.MemberSide]("member_side", "会员身份", "Sides of members"),
	code[models.MemberSource]("member_source", "入会途径", "How a member came"),
	code[models.MemberStanding]("member_standing", "党员、会员类别", "Standings of members"),
	code[models.MemberTie]("member_tie", "组织关系", "Ties of members"),
	code[models.MembershipState]("membership_state", "会员状态", "States of a membership"),
	code[models.Moderation]("moderation", "内容状态", "What a check of words has found"),
	code[models.NoticeSubject]("notification_subject", "消息的对象", "What a message is about"),
	code[models.OrganizationBase]("organization_base", "组织依托", "Where people are found together"),
	code[models.OrganizationKind]("organization_kind", "组织类型", "Kinds of organizations"),
	code[models.OrganizationState]("organization_state", "组织状态", "States of an organization"),
	code[models.Outcome]("audit_outcome", "操作结果", "Outcomes of an act"),
	code[models.PII]("", "", ""),
	code[models.PairingState]("pairing_state", "电脑登录状态", "States of a pairing"),
	code[models.PermitState]("permit_state", "居住证状态", "States of a residence permit"),
	code[models.PersonState]("person_state", "账号状态", "States of an account"),
	code[models.Purpose]("consent_purpose", "同意事项", "Purposes of a consent"),
	code[models.QuestionKind]("question_kind", "入会问题的回答方式", "How a question is answered"),
	code[models.RemovalState]("removal_state", "除名状态", "States of a removal"),
	code[models.RevokeReason]("session_end", "退出登录的原因", "Why a session ended"),
	code[models.Role]("role", "角色", "Roles and offices"),
	code[models.RoleState]("role_state", "任职状态", "States of a role"),
	code[models.ShownAs]("shown_as", "任职是否公开", "How the holder of an office is shown"),
	code[models.SceneKind]("scene_kind", "扫码去向", "Where a code leads"),
	code[models.ScopeKind]("scope_kind", "任职范围", "Scopes of roles"),
	code[models.SessionKind]("session_kind", "登录方式", "Kinds of sessions"),
	code[models.SeatKind]("seat_kind", "调解委员会席位", "Kinds of seats in a committee"),
	code[models.Sex]("", "", ""), // the list of the standard is published
	code[models.ToDoKind]("to_do_kind", "待办事项", "What waits for a person"),
	code[models.ToDoSubject]("to_do_subject", "待办的对象", "What it is about"),
	code[models.Verification]("verification", "实名状态", "States of an identity"),
	code[poll.Mode]("poll_mode", "投票方式", "Modes of a poll"),
	code[poll.Purpose]("poll_purpose", "投票用途", "Purposes of a poll"),
	code[poll.State]("poll_state", "投票状态", "States of a poll"),
	code[roster.As]("roster_as", "导入为", "What a roster is imported as"),
	code[roster.EntryState]("roster_entry_state", "名单条目状态", "States of a row of a roster"),
	code[roster.Fault]("roster_fault", "名单中的问题", "Faults of a row of a roster"),
	code[roster.Field]("roster_field", "名单栏目", "Columns of a roster"),
	code[roster.State]("roster_state", "名单状态", "States of a roster"),
	code[union.CallState]("meeting_call_state", "提议开会的状态", "States of a call for a meeting"),
	code[union.Channel]("union_channel", "入会渠道", "Ways into a union"),
	code[union.Employment]("union_employment", "用工方式", "Kinds of employment"),
	code[union.OfferState]("union_offer_state", "工会邀请状态", "States of a union's offer"),
	code[union.Reason]("union_reason", "推荐这个工会的原因", "Why a union is offered"),
	code[union.RetainReason]("retain_reason", "保留会籍的原因", "Why a membership is retained"),
	code[union.TransferState]("union_transfer_state", "会籍转接状态", "States of a union transfer"),
	code[upload.Kind]("file_kind", "文件类型", "Kinds of files"),
	code[upload.Moderation]("file_moderation", "文件检查状态", "What a check of a file has found"),
	code[upload.Purpose]("file_purpose", "文件用途", "Purposes of a file"),
	code[upload.State]("file_state", "文件状态", "States of a file"),
}

// CodeLists gives what is published: the lists that people choose from, every
// enumeration of the contract that has a key, and the subtypes of each kind of
// organization that has some, under the key of the kind with _subtype behind it.
func CodeLists() []models.CodeList {
	lists := slices.Clone(models.CodeLists())
	for _, e := range Enumerations() {
		if e.Key != "" {
			lists = append(lists, e.CodeList)
		}
	}
	for _, kind := range models.OrganizationKinds() {
		zh, en := kind.Text()
		subtypes := models.CodeList{Key: string(kind) + "_subtype", ZH: zh + "的类型", EN: "Subtypes of: " + en}
		for _, s := range kind.Policy().Subtypes {
			subtypes.Entries = append(subtypes.Entries, models.CodeEntry{Code: string(s.Subtype), ZH: s.ZH, EN: s.EN})
		}
		if len(subtypes.Entries) > 0 {
			lists = append(lists, subtypes)
		}
	}
	return lists
}
