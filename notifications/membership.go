package notifications

import "xinjumin/models"

// Params: organization (its name); of what was sent back also reason.
var _ = register(Templates{
	models.NoticeMembershipApplied: {
		ZH: Text{"有人申请加入{organization}", "请尽快查看入会申请，并作出答复。"},
		EN: Text{"A new application to join {organization}", "Please look at the application and answer it."},
	},
	models.NoticeMembershipReceived: {
		ZH: Text{"入会申请已提交", "您加入{organization}的申请已收到，请等待答复。"},
		EN: Text{"Application received",
			"Your application to join {organization} has been received; please wait for the answer."},
	},
	models.NoticeMembershipApproved: {
		ZH: Text{"欢迎加入{organization}", "您的入会申请已通过。"},
		EN: Text{"Welcome to {organization}", "Your application has been approved."},
	},
	models.NoticeMembershipRejected: {
		ZH: Text{"入会申请未通过", "您加入{organization}的申请未通过，可点开查看原因。"},
		EN: Text{"Application not approved",
			"Your application to join {organization} was not approved; open it to see why."},
	},
	models.NoticeMembershipReturned: {
		ZH: Text{"入会申请需要更正", "您加入{organization}的申请被退回更正，原因：{reason}。更正后可以马上重新提交，排队位置不变。"},
		EN: Text{"Please correct your application",
			"Your application to join {organization} was sent back. Reason: {reason}. Correct it and submit it " +
				"again; your place in the queue is kept."},
	},
	models.NoticeMembershipCorrected: {
		ZH: Text{"一份入会申请已更正", "申请人更正了加入{organization}的申请，请继续审核。"},
		EN: Text{"An application was corrected",
			"The application to join {organization} was corrected; please go on with it."},
	},
	models.NoticeMembershipWithdrawn: {
		ZH: Text{"一份入会申请已撤回", "申请人撤回了加入{organization}的申请。"},
		EN: Text{"An application was withdrawn", "The applicant withdrew the application to join {organization}."},
	},
	models.NoticeMembershipLeft: {
		ZH: Text{"一名会员已退出{organization}", "可在会员名单中查看。"},
		EN: Text{"A member has left {organization}", "See the list of members."},
	},
})
