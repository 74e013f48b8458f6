package notifications

import "xinjumin/models"

// No params.
var _ = register(Templates{
	models.NoticeSessionBrowser: {
		ZH: Text{"您的账号在电脑上登录了", "您刚才用手机确认，在一台电脑上登录了。最长8小时，30分钟不用会自动退出。如果不是您本人操作，请马上在“登录设备”里让它退出。"},
		EN: Text{"Your account has signed in on a computer", "You confirmed it on your phone just now. It ends after " +
			"eight hours, or after 30 minutes without use. If this was not you, end it at once in your signed-in devices."},
	},
	models.NoticeSessionReused: {
		ZH: Text{"一次登录已被安全退出", "我们发现这次登录的凭证被重复使用，为保护您的账号已让它退出。如果不是您本人操作，请查看“登录设备”。"},
		EN: Text{"A sign-in was ended for safety", "Its token was used twice, so we ended it to protect your " +
			"account. If this was not you, check your signed-in devices."},
	},
})
