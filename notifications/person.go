package notifications

import "xinjumin/models"

// No params: what was submitted is personal.
var _ = register(Templates{
	models.NoticeIdentityVerified: {
		ZH: Text{"身份核实已通过", "您的身份已经核实，现在可以参加投票和签署协议了。"},
		EN: Text{"Identity verified", "Your identity is verified; you can vote and sign agreements now."},
	},
	models.NoticeIdentityRejected: {
		ZH: Text{"身份核实未通过", "请在“我的”里查看原因，修改后重新提交。"},
		EN: Text{"Identity not verified", "See the reason under your profile, correct it and submit again."},
	},
	models.NoticeIdentityMerged: {
		ZH: Text{"新的微信账号已并入", "协管员核对证件后，把您新的微信账号并入了此账号，请重新登录。如非本人操作，请立即联系社区。"},
		EN: Text{"A new WeChat account was merged into yours",
			"An officer has seen the card and merged it; please sign in again. If that was not you, tell your " +
				"community at once."},
	},
	models.NoticeMergeProposed: {
		ZH: Text{"有一项账号合并等待您批准", "另一位管理员提议把新的微信账号并入一位管理或调解人员的账号。请与本人核对，在48小时内处理。"},
		EN: Text{"A merge of accounts waits for you",
			"Another administrator proposes to merge a new WeChat account into that of somebody with a role; ask " +
				"that person, and decide within 48 hours."},
	},
	models.NoticePhoneBound: {
		ZH: Text{"手机号已绑定", "您的账号已绑定新的手机号。如非本人操作，请立即联系社区协管员。"},
		EN: Text{"Phone number bound", "A phone number has been bound to your account. If that was not you, tell " +
			"the officer of your community at once."},
	},
	models.NoticePhoneRemoved: {
		ZH: Text{"手机号已解除绑定", "您的账号不再绑定手机号。如非本人操作，请立即联系社区协管员。"},
		EN: Text{"Phone number removed", "No phone number is bound to your account any longer. If that was not " +
			"you, tell the officer of your community at once."},
	},
})
