package notifications

import "xinjumin/models"

// Params: organization (its name); for charters that were not approved, and for
// an organization that was stopped, resumed or dissolved, also reason; for a new name old;
// for terms and reports days or day.
var _ = register(Templates{
	models.NoticeFounderInvited: {
		ZH: Text{"有人请您一起发起{organization}", "请看看成立申请和章程。愿意一起发起就签名，不愿意可以谢绝。"},
		EN: Text{"You are asked to found {organization}",
			"Look at the draft and its charter. Sign if you want to found it with them, or decline."},
	},
	models.NoticeFounderSigned: {
		ZH: Text{"又有一位发起人签名", "有人在{organization}的成立申请上签了名。"},
		EN: Text{"Another founder has signed", "Somebody has signed the founding of {organization}."},
	},
	models.NoticeFounderWithdrawn: {
		ZH: Text{"一位发起人不参与了", "有人不参与发起{organization}。请看看签名的人还够不够。"},
		EN: Text{"A founder does not take part", "Somebody does not take part in founding {organization}. See " +
			"whether there are still enough signatures."},
	},
	models.NoticeFounderJoined: {
		ZH: Text{"{organization}已批准成立", "您是发起人，现在已经是会员了。"},
		EN: Text{"{organization} has been approved", "You founded it with others and are a member now."},
	},
	models.NoticeFounderLeftOut: {
		ZH: Text{"{organization}已批准成立", "您签过名，但现在不符合入会条件，或者已参加另一个同类组织，所以没有成为会员。"},
		EN: Text{"{organization} has been approved",
			"You signed, but cannot be a member now, or are in another such organization; so you have not become one."},
	},
	models.NoticeFounderDropped: {
		ZH: Text{"不再发起成立{organization}", "发起人删除了成立草稿，或者撤回了成立申请，您的签名不再有效。"},
		EN: Text{"{organization} is not founded",
			"Who began the founding has deleted the draft or taken the application back; your " +
				"signature no longer counts."},
	},
	models.NoticeCharterProposed: {
		ZH: Text{"{organization}要修改章程", "请核准或退回这次修改。"},
		EN: Text{"{organization} wants to change its charter", "Please approve the change, or refuse it."},
	},
	models.NoticeCharterApproved: {
		ZH: Text{"新章程已生效", "{organization}的章程修改已核准。"},
		EN: Text{"The new charter is in force", "The change of the charter of {organization} has been approved."},
	},
	models.NoticeCharterRejected: {
		ZH: Text{"章程修改没有核准", "{organization}的章程修改没有核准，原因：{reason}。原来的章程继续有效。"},
		EN: Text{"The change of the charter was refused", "{organization}: {reason}. The charter in force stays."},
	},
	models.NoticeOrganizationRegistered: {
		ZH: Text{"{organization}已登记", "组织已经正式登记，可以开展活动了。每年3月31日前要交上一年的工作报告。"},
		EN: Text{"{organization} has been registered",
			"It is a legal person now and may act. Every year by 31 March it reports on the year before."},
	},
	models.NoticeOrganizationRenamed: {
		ZH: Text{"{old}改名了", "{old}现在叫{organization}。"},
		EN: Text{"{old} has another name", "{old} is called {organization} now."},
	},
	models.NoticeOrganizationExtended: {
		ZH: Text{"{organization}的结束日期改了", "新的结束日期是{day}。"},
		EN: Text{"{organization} lasts longer", "Its last day is now {day}."},
	},
	models.NoticeOrganizationSuspended: {
		ZH: Text{"{organization}被暂停", "原因：{reason}。恢复之前不能以组织的名义活动。"},
		EN: Text{"{organization} has been suspended",
			"Reason: {reason}. Until it is resumed nothing is done in its name."},
	},
	models.NoticeOrganizationResumed: {
		ZH: Text{"{organization}已恢复", "组织可以继续活动了。说明：{reason}"},
		EN: Text{"{organization} may act again", "It has been resumed: {reason}"},
	},
	models.NoticeOrganizationDissolved: {
		ZH: Text{"{organization}已解散", "原因：{reason}。您和这个组织的关系已经结束。"},
		EN: Text{"{organization} has been dissolved", "Reason: {reason}. You no longer belong to it."},
	},
	models.NoticeTermEnding: {
		ZH: Text{"{organization}快要换届了", "本届任期还有{days}天到期，请准备换届选举。"},
		EN: Text{"The term of {organization} is ending", "It ends in {days} days: prepare the election."},
	},
	models.NoticeTermRecorded: {
		ZH: Text{"{organization}换届已登记", "新一届任期到{day}。"},
		EN: Text{"A new term of {organization} is on record", "It lasts until {day}."},
	},
	models.NoticeReportDue: {
		ZH: Text{"{organization}该交年度报告了", "请在{day}前把上一年的工作报告交给业务主管单位。"},
		EN: Text{"The yearly report of {organization} is due", "File it with the unit in charge by {day}."},
	},
})
