package notifications

import "xinjumin/models/branch"

// Params: organization (name of the branch); of meetings also meeting,
// meeting_en (the kind) and when. Nobody is named: a notice may be read over a
// shoulder.
var _ = register(Templates{
	branch.NoticeRegistrationSubmitted: {
		ZH: Text{"有党员向{organization}报到", "请核对后确认，或说明原因退回。"},
		EN: Text{"Somebody reports to {organization}", "Please check and confirm it, or return it with a reason."},
	},
	branch.NoticeRegistrationConfirmed: {
		ZH: Text{"报到已确认", "{organization}已确认您的报到。您可以参加组织生活；组织关系没有变，表决和选举在组织关系所在的党支部进行。"},
		EN: Text{"Registration confirmed", "{organization} has confirmed it. You take part in its life; your " +
			"formal tie stays where it is, and so does your vote."},
	},
	branch.NoticeRegistrationReturned: {
		ZH: Text{"报到被退回", "{organization}退回了您的报到，请点开查看原因。"},
		EN: Text{"Registration returned", "{organization} has returned it; open it to see why."},
	},
	branch.NoticeRegistrationEnded: {
		ZH: Text{"一份报到已结束", "在{organization}的报到已经结束。"},
		EN: Text{"A registration has ended", "A registration with {organization} has ended."},
	},
	branch.NoticeTransferDue: {
		ZH: Text{"外出已满六个月，请考虑转接组织关系", "您在{organization}登记的外出时间已满180天。能转组织关系的，请联系两边党支部办理转接；暂时不能转的，继续参加组织生活，并向原党支部报告。"},
		EN: Text{"Away for six months: think of transferring the formal tie",
			"180 days have passed since the day that you registered with {organization}. Where the tie can be " +
				"transferred, please ask both branches; where it cannot, go on taking part and report to your " +
				"home branch."},
	},
	branch.NoticeTransferDueBranch: {
		ZH: Text{"有流动党员外出已满六个月", "{organization}有一名流动党员外出已满180天，能转组织关系的，请协助办理转接。"},
		EN: Text{"A floating member has been away for six months",
			"A floating member registered with {organization} has been away for 180 days; please help to transfer " +
				"the formal tie where that is possible."},
	},
	branch.NoticeTransferRequested: {
		ZH: Text{"有一份组织关系转接要办理", "请{organization}核对介绍信后接收，或说明原因不接收。"},
		EN: Text{"A transfer of a formal tie is waiting",
			"{organization} is asked to check the letter and accept it, or to refuse with a reason."},
	},
	branch.NoticeTransferAccepted: {
		ZH: Text{"组织关系已转接", "您的组织关系已从{organization}转出。"},
		EN: Text{"Formal tie transferred", "Your formal tie has left {organization}."},
	},
	branch.NoticeTransferRefused: {
		ZH: Text{"组织关系没有转成", "您的组织关系仍在{organization}，请点开查看原因。"},
		EN: Text{"Formal tie not transferred", "Your formal tie stays with {organization}; open it to see why."},
	},
	branch.NoticeTransferLeft: {
		ZH: Text{"一名党员的组织关系已转出", "{organization}的一份转接已经办结。"},
		EN: Text{"A formal tie has left", "A transfer from {organization} is complete."},
	},
	branch.NoticeStandingChanged: {
		ZH: Text{"党员类别已登记", "{organization}登记了您的党员类别，请点开核对；有误请联系书记。"},
		EN: Text{"Your standing was recorded",
			"{organization} has recorded your standing; please check it, and tell the secretary when it is wrong."},
	},
	branch.NoticeMeetingCalled: {
		ZH: Text{"{organization}通知：{meeting}", "{when}开会，地点和议题请点开查看。不能参加请提前请假。"},
		EN: Text{"{organization}: {meeting_en}",
			"It begins on {when}; open it for place and agenda. If you cannot come, please say so before."},
	},
	branch.NoticeMeetingChanged: {
		ZH: Text{"{meeting}有变动", "{organization}的会议改为{when}，地点请点开查看。"},
		EN: Text{"Changed: {meeting_en}", "The meeting of {organization} is now on {when}; open it for the place."},
	},
	branch.NoticeMeetingCancelled: {
		ZH: Text{"{meeting}取消", "{organization}原定{when}的会议不开了。"},
		EN: Text{"Cancelled: {meeting_en}", "The meeting of {organization} on {when} is called off."},
	},
})
