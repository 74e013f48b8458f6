package notifications

import "xinjumin/models"

// Params: what and what_en (of which value or list); for rejected and for what
// the person concerned is told also reason; for a number also organization.
var _ = register(Templates{
	models.NoticeDisclosureRequested: {
		ZH: Text{"有一项查看申请等待您批准", "有人申请查看{what}，请核对理由，在48小时内决定。"},
		EN: Text{"A request waits for your approval",
			"Somebody asks to see a {what_en}; check the reason and decide within 48 hours."},
	},
	models.NoticeDisclosureApproved: {
		ZH: Text{"您的查看申请已批准", "您可以在24小时内查看一次{what}。"},
		EN: Text{"Your request was approved", "You may read the {what_en} once within 24 hours."},
	},
	models.NoticeDisclosureRejected: {
		ZH: Text{"您的查看申请未获批准", "{what}不予查看，原因：{reason}"},
		EN: Text{"Your request was rejected", "The {what_en} is not shown. Reason: {reason}"},
	},
	models.NoticeDisclosureRead: {
		ZH: Text{"您的{what}被工作人员查看", "经两人批准，工作人员查看了您的{what}，理由：{reason}。如有疑问，请向社区或上级反映。"},
		EN: Text{"Staff has seen your {what_en}",
			"Two people approved it. Reason: {reason}. If you have doubts, ask your community or its superiors."},
	},
	models.NoticeContactRevealed: {
		ZH: Text{"{organization}查看了您的手机号码", "理由：{reason}。如有疑问，请向组织负责人或社区反映。"},
		EN: Text{"{organization} has seen your phone number",
			"Reason: {reason}. If you have doubts, ask its head or your community."},
	},
})
