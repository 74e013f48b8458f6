package notifications

import "xinjumin/models"

// Params: organization (its name); for a side also side and side_en; for a
// proposed removal also until (the last day for an objection).
var _ = register(Templates{
	models.NoticeInvitationReceived: {
		ZH: Text{"{organization}邀请您加入", "请在14天内点开查看，可以接受，也可以谢绝。"},
		EN: Text{"{organization} invites you", "Open it within 14 days; you may accept or decline."},
	},
	models.NoticeInvitationAccepted: {
		ZH: Text{"有人接受邀请，加入了{organization}", "可在会员名单中查看。"},
		EN: Text{"An invitation to {organization} was accepted", "See the list of members."},
	},
	models.NoticeMembershipWaiting: {
		ZH: Text{"{organization}人数已满，您已排队", "有人退出后，会按先后顺序自动加入，并通知您。"},
		EN: Text{"{organization} is full, you are in the queue",
			"When somebody leaves, the next in the queue comes in and is told."},
	},
	models.NoticeMembershipPassed: {
		ZH: Text{"未能加入{organization}", "轮到您时，您已不符合入会条件，或已参加同类组织，可点开查看。"},
		EN: Text{"You could not be taken into {organization}",
			"When it was your turn you no longer fitted, or belonged to such an organization; open it to see why."},
	},
	models.NoticeMembershipSide: {
		ZH: Text{"您在{organization}的身份已改为{side}", "如有不对，请联系组织负责人。"},
		EN: Text{"You are now listed in {organization} as: {side_en}",
			"If this is wrong, talk to those who lead the organization."},
	},
	models.NoticeRemovalProposed: {
		ZH: Text{"{organization}提议将您移出", "如不同意，请在{until}之前点开查看原因，并提出异议。"},
		EN: Text{"{organization} proposes to remove you",
			"If you do not agree, open it by {until}, read why, and object."},
	},
	models.NoticeRemovalObjected: {
		ZH: Text{"{organization}有一份移出异议待决定", "会员对移出提出了异议，请另一位负责人查看后决定。"},
		EN: Text{"An objection in {organization} is to be decided",
			"A member objects to a removal; another office holder decides."},
	},
	models.NoticeRemovalExecuted: {
		ZH: Text{"移出{organization}已办理", "可点开查看原因和处理结果。"},
		EN: Text{"Removed from {organization}", "Open it to see why."},
	},
	models.NoticeRemovalDropped: {
		ZH: Text{"{organization}的移出提议已撤销", "会员身份不变，可点开查看。"},
		EN: Text{"A removal from {organization} was dropped", "The membership goes on; open it to see more."},
	},
	models.NoticeAnnouncement: {
		ZH: Text{"{organization}发布了一条通知", "请点开查看。"},
		EN: Text{"{organization} has announced something", "Open it to read it."},
	},
})
