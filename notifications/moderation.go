package notifications

import "xinjumin/models/complaint"

// Params: target, target_en (a kind: 活动, activity); for what was decided also
// reason; for a ban scope, scope_en, days.
var _ = register(Templates{
	complaint.NoticeOpened: {
		ZH: Text{"有一件投诉等待处理", "有人投诉了一个{target}，请在期限内处理。"},
		EN: Text{"A complaint waits for you", "Somebody complained about a {target_en}; please decide in time."},
	},
	complaint.NoticeEscalated: {
		ZH: Text{"有一件投诉逾期未处理", "一件关于{target}的投诉下级没有按期处理，请您处理。"},
		EN: Text{"A complaint is overdue",
			"A complaint about a {target_en} was not decided in time below; please decide."},
	},
	complaint.NoticeAppealed: {
		ZH: Text{"有一件申诉等待处理", "当事人对一个{target}的处理结果提出申诉，请另行审查。"},
		EN: Text{"An appeal waits for you", "The decision about a {target_en} is appealed; please look at it anew."},
	},
	complaint.NoticeRemoved: {
		ZH: Text{"您发布的内容已被屏蔽", "您的{target}内容经投诉核查已被屏蔽，原因：{reason} 如有异议，可在15天内申诉一次。"},
		EN: Text{"What you published was removed", "After complaints the content of your {target_en} was removed. " +
			"Reason: {reason} You may appeal once within 15 days."},
	},
	complaint.NoticeBanned: {
		ZH: Text{"您的账号已被{scope}{days}天",
			"您的{target}内容经投诉核查已被屏蔽，账号{scope}{days}天，原因：{reason} 您仍可查看和导出自己的信息、投票、申请调解。如有异议，可在15天内申诉一次。"},
		EN: Text{"Your account is restricted for {days} days: {scope_en}",
			"After complaints the content of your {target_en} was removed. Reason: {reason} You can still read and " +
				"export your data, vote, and ask for mediation. You may appeal once within 15 days."},
	},
	complaint.NoticeUpheld: {
		ZH: Text{"您的申诉未通过", "关于{target}的处理决定维持不变，原因：{reason}"},
		EN: Text{"Your appeal was not successful", "The decision about the {target_en} stands. Reason: {reason}"},
	},
	complaint.NoticeOverturned: {
		ZH: Text{"申诉通过，内容已恢复", "关于{target}的处理决定已被撤销，内容恢复，相关限制解除。原因：{reason}"},
		EN: Text{"The appeal was successful", "The decision about the {target_en} was reversed; what was removed " +
			"is back and restrictions have ended. Reason: {reason}"},
	},
	complaint.NoticeReportSustained: {
		ZH: Text{"您的投诉已处理", "您投诉的{target}经核查确有问题，已经处理。感谢您的监督。"},
		EN: Text{"Your complaint was right",
			"What you reported about a {target_en} was found wrong and has been dealt with. Thank you."},
	},
	complaint.NoticeReportDismissed: {
		ZH: Text{"您的投诉已处理", "您投诉的{target}经核查未发现违规。如有新的情况，可以再次投诉。"},
		EN: Text{"Your complaint was looked into",
			"Nothing wrong was found about the {target_en}. You may report again if something new happens."},
	},
	complaint.NoticeReportReversed: {
		ZH: Text{"您投诉的内容经申诉已恢复", "您投诉的{target}经申诉复查，原处理决定已被撤销。"},
		EN: Text{"A decision on your complaint was reversed",
			"On appeal the decision about the {target_en} that you reported was reversed."},
	},
	complaint.NoticeBanLifted: {
		ZH: Text{"账号限制已解除", "对您账号的限制已提前解除，原因：{reason}"},
		EN: Text{"The restriction of your account was lifted", "You may use everything again. Reason: {reason}"},
	},
})
