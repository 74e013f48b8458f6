package notifications

import "xinjumin/models"

// Params: organization (its name); for approved and offices also office and
// office_en; for rejected also reason.
var _ = register(Templates{
	models.NoticeOrganizationSubmitted: {
		ZH: Text{"有组织申请成立：{organization}", "请审核这份成立申请。"},
		EN: Text{"A new organization asks for approval: {organization}", "Please review it."},
	},
	models.NoticeOrganizationApproved: {
		ZH: Text{"{organization}已批准成立", "您现在是{office}，可以处理入会申请了。"},
		EN: Text{"{organization} has been approved", "You are its {office_en}; people can apply now."},
	},
	models.NoticeOrganizationRejected: {
		ZH: Text{"成立申请未通过", "{organization}的成立申请未通过，原因：{reason}。您可以修改后再提交。"},
		EN: Text{"Not approved", "{organization} was not approved. Reason: {reason}. You may change it and " +
			"submit again."},
	},
	models.NoticeOrganizationDeleted: {
		ZH: Text{"成立申请已撤回：{organization}", "发起人撤回了这份成立申请，不用再审核。"},
		EN: Text{"Taken back: {organization}", "The founder took this application back; there is nothing to review."},
	},
	models.NoticeOfficeAppointed: {
		ZH: Text{"您被任命为{office}", "您现在是{organization}的{office}。"},
		EN: Text{"You have been appointed {office_en}", "You are now {office_en} of {organization}."},
	},
	models.NoticeOfficeOffered: {
		ZH: Text{"邀请您担任{office}", "{organization}请您担任{office}。请在14天内决定是否接受，接受后即可开始工作。"},
		EN: Text{"You are asked to be {office_en}",
			"{organization} asks you to be its {office_en}. Please accept or decline within 14 days."},
	},
	models.NoticeOfficeAccepted: {
		ZH: Text{"任命已被接受", "您提名的{organization}{office}已经到任。"},
		EN: Text{"The appointment was accepted", "The {office_en} of {organization} whom you named has taken office."},
	},
	models.NoticeOfficeDeclined: {
		ZH: Text{"任命未被接受", "对方没有接受{organization}{office}的任命，请另选人选。"},
		EN: Text{"The appointment was declined",
			"The office of {office_en} of {organization} was not accepted; please choose somebody else."},
	},
	models.NoticeOfficeEnded: {
		ZH: Text{"您的任职已结束", "您不再担任{organization}的{office}。"},
		EN: Text{"Your term has ended", "You are no longer {office_en} of {organization}."},
	},
})
