package notifications

import "xinjumin/models"

// No params.
var _ = register(Templates{
	models.NoticeSessionReused: {
		ZH: Text{"一次登录已被安全退出", "我们发现这次登录的凭证被重复使用，为保护您的账号已让它退出。如果不是您本人操作，请查看“登录设备”。"},
		EN: Text{"A sign-in was ended for safety", "Its token was used twice, so we ended it to protect your " +
			"account. If this was not you, check your signed-in devices."},
	},
})
