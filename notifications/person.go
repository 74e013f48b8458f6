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
})
