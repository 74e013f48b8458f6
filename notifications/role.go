package notifications

import "xinjumin/models"

// Params: role, role_en, place (its full name); for ended also reason.
var _ = register(Templates{
	models.NoticeRoleProposed: {
		ZH: Text{"有一项任命等待您批准", "另一位管理员提议任命新的{role}，请在48小时内处理。"},
		EN: Text{"An appointment waits for you",
			"Another administrator proposes a new {role_en}; please decide within 48 hours."},
	},
	models.NoticeRoleOffered: {
		ZH: Text{"邀请您担任{place}{role}", "请在14天内决定是否接受。接受后即可开始工作。"},
		EN: Text{"You are asked to be {role_en} of {place}",
			"Please accept or decline within 14 days. The role begins when you accept."},
	},
	models.NoticeRoleAccepted: {
		ZH: Text{"任命已被接受", "您任命的{place}{role}已经到任。"},
		EN: Text{"The appointment was accepted", "The {role_en} of {place} whom you appointed has taken office."},
	},
	models.NoticeRoleDeclined: {
		ZH: Text{"任命未被接受", "对方没有接受{place}{role}的任命，请另选人选。"},
		EN: Text{"The appointment was declined",
			"The role of {role_en} of {place} was not accepted; please choose somebody else."},
	},
	models.NoticeRoleEnded: {
		ZH: Text{"您的任职已结束", "您不再担任{place}{role}，原因：{reason}"},
		EN: Text{"Your role has ended", "You are no longer {role_en} of {place}. Reason: {reason}"},
	},
	models.NoticeRoleEnding: {
		ZH: Text{"您的任期将在{days}天内届满", "您担任的{place}{role}即将到期，请与上级商定续任或交接。"},
		EN: Text{"Your term ends within {days} days",
			"You are {role_en} of {place}; arrange with your superior for a renewal or a hand-over."},
	},
	models.NoticeRoleEndingBelow: {
		ZH: Text{"{place}{role}的任期将在{days}天内届满", "请安排续任，或确定接任的人。"},
		EN: Text{"A term ends within {days} days: {role_en} of {place}", "Please renew it, or see to who follows."},
	},
	models.NoticeRoleRenewal: {
		ZH: Text{"邀请您继续担任{place}{role}", "请在原任期届满前决定是否接受。"},
		EN: Text{"You are asked to stay {role_en} of {place}", "Please decide before the present term ends."},
	},
	models.NoticeRoleDelegationOffered: {
		ZH: Text{"请您临时代理{place}{role}", "对方请假期间请您代理，请点开查看起止日期并决定是否接受。代理期间不能再转托他人，也不能任命他人。"},
		EN: Text{"You are asked to stand in as {role_en} of {place}",
			"Open it to see from when to when. Who stands in passes nothing on and appoints nobody."},
	},
	models.NoticeRoleDelegated: {
		ZH: Text{"{place}{role}已委托他人代理", "代理人已接受。如不合适，您可以随时结束这项代理。"},
		EN: Text{"Somebody stands in as {role_en} of {place}", "You may end it at any time."},
	},
	models.NoticeHandOverAsked: {
		ZH: Text{"请您接手{place}{role}的工作", "请点开查看未办结事项的清单，在14天内确认接手，或说明不接手。"},
		EN: Text{"You are asked to take over from the {role_en} of {place}",
			"Open the list of what is not finished and accept or decline within 14 days."},
	},
	models.NoticeHandOverBegun: {
		ZH: Text{"{place}{role}的交接已发起", "正在等待接手人确认。确认之前，工作仍由您负责。"},
		EN: Text{"The hand-over of the {role_en} of {place} has begun",
			"Until the successor accepts, the work stays yours."},
	},
	models.NoticeHandOverAccepted: {
		ZH: Text{"{place}{role}的交接已完成", "接手人已确认清单。职务本身仍需按期或另行结束。"},
		EN: Text{"The work of the {role_en} of {place} was handed over",
			"The successor accepted the list. The role itself ends by its term or separately."},
	},
	models.NoticeHandOverDeclined: {
		ZH: Text{"{place}{role}的交接未被接受", "请另选接手人。"},
		EN: Text{"The hand-over of the {role_en} of {place} was declined", "Please choose somebody else."},
	},
	models.NoticeHandOverWithdrawn: {
		ZH: Text{"{place}{role}的交接已撤回", "您不需要再处理这项交接。"},
		EN: Text{"The hand-over of the {role_en} of {place} was withdrawn", "There is nothing for you to do."},
	},
})
