package notifications

import (
	"xinjumin/models"
	"xinjumin/models/union"
)

// Params: organization (its name); for refused affiliations also reason; for
// calls also due or meets_on.
var _ = register(Templates{
	union.NoticeRetained: {
		ZH: Text{"您的工会会籍已保留", "您的会籍现由{organization}保留，会员证号不变，不用交会费。找到新工作后，可以把会籍转到新单位的工会。"},
		EN: Text{"Your union membership is kept", "{organization} keeps your membership; the number stays and no " +
			"dues are asked. With a new job, transfer it to the union there."},
	},
	union.NoticeTransferAsked: {
		ZH: Text{"有会员申请把会籍转入{organization}", "请尽快查看会籍接转申请，并作出答复。"},
		EN: Text{"A transfer of a membership to {organization}", "Please look at it and answer."},
	},
	union.NoticeTransferAccepted: {
		ZH: Text{"会籍已转入{organization}", "会员证上有了新的编号，原来的编号留在记录里。"},
		EN: Text{"Your membership is now with {organization}",
			"Your card has a new number; the old one stays on record."},
	},
	union.NoticeTransferRefused: {
		ZH: Text{"会籍接转未被接收", "{organization}没有接收您的会籍，可点开查看原因。您的会籍仍在原工会。"},
		EN: Text{"The transfer was not taken",
			"{organization} did not take your membership; open it to see why. It stays where it was."},
	},
	union.NoticeTransferLeft: {
		ZH: Text{"一名会员的会籍已从{organization}转出", "会籍跟着工作走，已由新单位的工会接收。"},
		EN: Text{"A member of {organization} was transferred",
			"The membership follows the job: the union there took it over."},
	},
	union.NoticeAffiliationAsked: {
		ZH: Text{"{organization}申请归属您的工会联合会", "请查看并作出答复。"},
		EN: Text{"{organization} asks to stand under your federation", "Please look at it and answer."},
	},
	union.NoticeAffiliationAccepted: {
		ZH: Text{"{organization}已有上级工会", "归属申请已被接受。"},
		EN: Text{"{organization} now has a federation above it", "The request was accepted."},
	},
	union.NoticeAffiliationRefused: {
		ZH: Text{"归属申请未被接受", "{organization}的归属申请未被接受，原因：{reason}。"},
		EN: Text{"The request was not accepted", "The request of {organization} was not accepted. Reason: {reason}."},
	},
	union.NoticeCallReached: {
		ZH: Text{"{organization}有三分之一会员要求开会", "请在{due}前确定开会的日期并答复会员。"},
		EN: Text{"One third of the members of {organization} call a meeting", "Name the day of the meeting by {due}."},
	},
	union.NoticeCallOverdue: {
		ZH: Text{"{organization}还没有答复会员的开会要求", "三分之一会员联名要求开会，答复期限已过，请尽快处理。"},
		EN: Text{"{organization} has not answered its members",
			"One third of them call a meeting, and the time for an answer is over."},
	},
	union.NoticeCallAnswered: {
		ZH: Text{"{organization}定于{meets_on}开会", "您联名要求召开的会议已有答复，请按时参加。"},
		EN: Text{"{organization} meets on {meets_on}", "The meeting that you called for has its day."},
	},
	models.NoticeRegistered: {
		ZH: Text{"您已在{organization}登记", "欢迎参加活动，有困难可以直接找她们。"},
		EN: Text{"You are registered with {organization}", "Join in, and turn to them when you need help."},
	},
	models.NoticeRegisteredBy: {
		ZH: Text{"有姐妹在{organization}登记", "可在名单中查看。"},
		EN: Text{"Somebody registered with {organization}", "See the list of members."},
	},
})
