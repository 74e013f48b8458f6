package models

// columnWords are what columns of the register of personal data are called to
// the person, by table.column or for every table by column alone. A column that
// only the machine needs is an empty text.
var columnWords = map[string]string{
	"id": "", "version": "", "epoch": "", "queue_no": "", "next_queue_no": "", "next_event_seq": "", "seq": "", "person_id": "",
	"session_id": "", "identity_id": "", "request_id": "", "app_id": "", "merged_into": "", "kind": "类别", "state": "状态", "subject": "", "subject_id": "",
	"created_at": "建立时间", "updated_at": "最近更新", "expires_at": "有效期至", "starts_at": "开始时间", "ends_at": "结束时间",
	"ended_at": "结束时间", "end_reason": "结束原因", "starts_on": "开始日期", "ends_on": "结束日期", "created_by": "建立人", "ended_by": "结束人",
	"organization_id": "组织", "committee_id": "调解委员会", "activity_id": "活动", "poll_id": "投票", "dispute_id": "纠纷编号",
	"region_code": "地区", "name": "名称", "title": "标题", "text": "内容", "message": "留言", "note": "备注", "reason": "原因", "role": "职务",

	"persons.state": "账号状态", "persons.nickname": "昵称", "persons.verification": "实名核实", "persons.verification_reason": "核实未通过的原因",
	"persons.name": "姓名", "persons.id_number": "身份证件号码", "persons.phone": "手机号码", "persons.birth_day": "出生日期", "persons.sex": "性别",
	"persons.education": "文化程度", "persons.employment": "就业情况", "persons.origin_code": "户籍地", "persons.region_code": "现居住地",
	"persons.insured": "在本地参加社会保险", "persons.posting_banned_until": "限制发布至", "persons.account_banned_until": "限制使用至", "moderation": "内容审核", "persons.claimed_at": "提交重复证件号码的时间", "persons.created_at": "注册时间",
	"profiles.address": "住址", "profiles.employment_status": "就业情况", "profiles.work_kind": "工种", "profiles.employer_code": "单位统一社会信用代码",
	"profiles.employer_name": "工作单位", "profiles.political_status": "政治面貌", "profiles.ethnicity": "民族", "profiles.permit_state": "居住证",
	"profiles.registered_on": "居住登记日期", "profile_skills.code": "技能",
	"consents.purpose": "用途", "consents.number": "", "consents.given_at": "同意时间", "consents.ended_at": "撤回时间", "consents.end_reason": "撤回方式",
	"officer_id": "经办人", "reporter_id": "", "author_id": "", "owner_id": "", "case_id": "", "carried_from": "", "target_id": "", "deleted_at": "删除时间",
	"desk_sessions.way": "确认方式", "desk_sessions.officer_key": "", "desk_sessions.person_key": "", "desk_sessions.code_tries": "", "desk_sessions.confirmed_by": "确认人",
	"desk_sessions.confirmed_at": "确认时间", "desk_sessions.person_id": "代谁办理", "desk_objections.recorded_by": "记录人", "desk_objections.outcome": "处理结果",
	"desk_objections.answer": "答复", "desk_objections.resolved_by": "答复人", "desk_objections.resolved_at": "答复时间", "desk_objections.reason": "异议内容",
	"disclosures.number": "编号", "disclosures.what": "查看的内容", "disclosures.reference": "依据文号", "disclosures.requested_by": "申请人", "disclosures.decided_by": "批准人",
	"disclosures.decided_at": "批准时间", "disclosures.decision_reason": "", "disclosures.read_at": "查看时间", "disclosures.reason": "理由",
	"contact_reveals.actor_id": "查看人", "contact_reveals.membership_id": "", "contact_reveals.day": "", "contact_reveals.reason": "理由", "contact_reveals.created_at": "查看时间",
	"reports.words": "投诉内容", "reports.reported_on": "投诉日期", "reports.no_of_day": "", "reports.reason": "投诉原因",
	"moderation_cases.target_kind": "被投诉的内容", "moderation_cases.snapshot": "当时的内容", "moderation_cases.report_count": "", "moderation_cases.due_at": "",
	"moderation_cases.desk_code": "", "moderation_cases.decided_by": "处理人", "moderation_cases.decided_at": "处理时间", "moderation_cases.decided_level": "",
	"moderation_cases.decision_reason": "处理理由", "moderation_cases.appealed_at": "申诉时间", "moderation_cases.appeal": "申诉内容",
	"moderation_cases.reviewed_by": "复核人", "moderation_cases.reviewed_at": "复核时间", "moderation_cases.review_reason": "复核理由",
	"bans.scope": "限制范围", "bans.imposed_by": "决定人", "bans.lifted_at": "解除时间", "bans.lifted_by": "解除人", "bans.lift_reason": "解除理由", "bans.id_number": "身份证件号码",
	"files.purpose": "用途", "files.kind": "类型", "files.moderation": "审核", "files.name": "文件名", "files.size": "大小（字节）", "files.thumb_size": "", "files.width": "", "files.height": "",
	"files.subject_kind": "", "files.attached_at": "使用时间",
	"audit_events.on_behalf_of": "代谁办理", "audit_events.desk_session_id": "",
	"wechat_identities.open_id": "微信编号（openid）", "wechat_identities.union_id": "微信统一编号（unionid）", "wechat_identities.created_at": "绑定时间",
	"sessions.device": "设备", "sessions.created_at": "登录时间", "sessions.last_used_at": "最近使用", "sessions.revoked_at": "退出时间", "sessions.revoke_reason": "退出原因",
	"data_exports.created_at": "申请时间", "data_exports.read_count": "查看次数", "data_exports.last_read_at": "最近查看",

	"role_grants.scope_kind": "范围", "role_grants.granted_by": "任命人", "role_grants.delegated_from": "", "role_grants.end_reason": "免职理由",
	"role_offers.offered_by": "任命人", "role_offers.delegated_from": "", "role_offers.renews": "", "role_offers.ends_on": "任期至",
	"role_hand_overs.grant_id": "", "role_hand_overs.person_id": "交接人", "role_hand_overs.successor_id": "接手人", "role_hand_overs.asked_by": "发起人", "role_hand_overs.note": "留言",
	"approvals.proposed_by": "提出人", "approvals.approved_by": "批准人", "approvals.approved_at": "批准时间",

	"organizations.subtype": "类型", "organizations.display_name": "称呼", "organizations.legal_form": "组织形式", "organizations.intended_form": "申请的形式",
	"organizations.credit_code": "统一社会信用代码", "organizations.registered_on": "登记日期", "organizations.parent_id": "上级组织", "organizations.base": "所在地类型",
	"organizations.employer_name": "所在单位", "organizations.employer_code": "单位统一社会信用代码", "organizations.origin_code": "老家", "organizations.ends_on": "结束日期",
	"organizations.term_years": "每届任期（年）", "organizations.term_ends_on": "本届任期至", "organizations.migrant_count": "新居民会员人数", "organizations.unit_count": "单位会员数",
	"organizations.min_migrant_percent": "新居民比例下限", "organizations.join_form": "入会问题", "organizations.approved_at": "批准时间", "organizations.end_reason": "结束原因",
	"memberships.tie": "关系", "memberships.standing": "身份类别", "memberships.member_no": "会员编号", "memberships.source": "加入方式", "memberships.answers": "入会回答",
	"memberships.invited_by": "邀请人", "memberships.expires_at": "邀请有效期至", "memberships.dues_until": "会费（党费）交至",
	"organizations.introduction": "简介", "organizations.capacity": "人数上限", "organizations.member_count": "会员人数",
	"memberships.side": "身份", "memberships.message": "申请留言", "memberships.decided_by": "审批人", "memberships.decided_at": "审批时间",
	"memberships.decision_reason": "审批意见", "memberships.joined_at": "入会时间", "memberships.created_at": "申请时间",
	"activities.description": "介绍", "activities.place": "地点", "activities.signup_opens_at": "报名开始", "activities.signup_closes_at": "报名截止",
	"activities.capacity": "名额", "activities.seats_taken": "已报名", "activities.waiting_count": "候补人数",
	"signups.note": "报名备注", "signups.offer_expires_at": "空位保留至", "signups.created_at": "报名时间",
	"polls.question": "问题", "polls.mode": "方式", "polls.opens_at": "开始投票", "polls.closes_at": "结束投票", "polls.roll_count": "名册人数",
	"polls.roll_sealed_at": "名册封存时间", "polls.cast_count": "投票人数", "poll_roll_entries.voted": "是否已投票",

	"disputes.number": "编号", "disputes.filed_by": "申请人", "disputes.category": "类别", "disputes.source": "来源", "disputes.statement": "事情经过",
	"disputes.amount_fen": "涉及金额（分）", "disputes.reason": "结束原因", "disputes.applied_at": "申请时间", "disputes.accepted_at": "受理时间",
	"disputes.assigned_at": "指派时间", "disputes.taken_at": "调解员接手时间", "disputes.due_on": "办理期限", "disputes.created_at": "",
	"dispute_parties.side": "哪一方", "dispute_parties.kind": "类型", "dispute_parties.name": "姓名", "dispute_parties.contact": "联系方式",
	"dispute_mediators.is_lead": "是否主办", "dispute_mediators.assigned_by": "指派人", "dispute_mediators.assigned_at": "指派时间", "dispute_mediators.taken_at": "接手时间",
	"dispute_events.kind": "事项", "dispute_events.actor_id": "办理人", "dispute_events.audience": "", "dispute_events.note": "说明", "dispute_events.created_at": "时间",

	"notices.kind": "", "notices.params": "", "notices.created_at": "时间", "notices.read_at": "阅读时间",
	"rosters.file_id": "", "rosters.sheet": "工作表", "rosters.header_row": "表头所在行", "rosters.mapping": "", "rosters.import_as": "导入为", "rosters.run_id": "",
	"rosters.step": "", "rosters.rows_done": "", "rosters.row_count": "行数", "rosters.bad_count": "有误的行数", "rosters.added_count": "新增人数",
	"rosters.known_count": "名单上已有人数", "rosters.member_count": "已是会员人数", "rosters.claimed_count": "已认领人数", "rosters.blocker": "不能导入的原因",
	"rosters.blocked_at": "位置", "rosters.checked_at": "核对时间", "rosters.imported_at": "导入时间",
	"roster_entries.roster_id": "", "roster_entries.row_no": "所在行", "roster_entries.side": "身份", "roster_entries.id_number": "身份证件号码",
	"roster_entries.membership_id": "", "roster_entries.decided_at": "答复时间",
	"desk_sessions.officer_id": "协管员",
	"desk_sessions.end_reason": "结束原因",
	"desk_sessions.created_at": "发起时间", "desk_sessions.ended_by": "结束人",
	"desk_objections.session_id":    "",
	"desk_objections.created_at":    "提出时间",
	"desk_registrations.officer_id": "登记的协管员", "desk_registrations.created_at": "登记时间",
	"audit_events.at": "时间", "audit_events.actor_id": "操作人", "audit_events.action": "操作", "audit_events.object": "", "audit_events.object_id": "",
	"audit_events.outcome": "结果", "audit_events.reason": "", "audit_events.detail": "", "audit_events.region_code": "地区", "audit_events.organization_id": "组织",
}

// ColumnText gives what a column is called to the person; empty for what only
// the machine needs. known is false for a column without words.
func ColumnText(table, column string) (zh string, known bool) {
	if zh, known = columnWords[table+"."+column]; known {
		return zh, true
	}
	zh, known = columnWords[column]
	return zh, known
}
