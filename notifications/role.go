package notifications

import "xinjumin/models"

// Params: role, role_en, place (its full name); for ended also reason.
var _ = register(Templates{
	models.NoticeRoleProposed: {
		ZH: Text{"有一项任命等待您批准", "另一位管理员提议任命新的{role}，请在48小时内处理。"},
		EN: Text{"An appointment waits for you", "Another administrator proposes a new {role_en}; please decide within 48 hours."},
	},
	models.NoticeRoleOffered: {
		ZH: Text{"邀请您担任{place}{role}", "请在14天内决定是否接受。接受后即可开始工作。"},
		EN: Text{"You are asked to be {role_en} of {place}", "Please accept or decline within 14 days. The role begins when you accept."},
	},
	models.NoticeRoleAccepted: {
		ZH: Text{"任命已被接受", "您任命的{place}{role}已经到任。"},
		EN: Text{"The appointment was accepted", "The {role_en} of {place} whom you appointed has taken office."},
	},
	models.NoticeRoleDeclined: {
		ZH: Text{"任命未被接受", "对方没有接受{place}{role}的任命，请另选人选。"},
		EN: Text{"The appointment was declined", "The role of {role_en} of {place} was not accepted; please choose somebody else."},
	},
	models.NoticeRoleEnded: {
		ZH: Text{"您的任职已结束", "您不再担任{place}{role}，原因：{reason}"},
		EN: Text{"Your role has ended", "You are no longer {role_en} of {place}. Reason: {reason}"},
	},
})
