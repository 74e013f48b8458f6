package notifications

import "xinjumin/models"

// Params: until and until_en (when the request ends).
var _ = register(Templates{
	models.NoticeExportRequested: {
		ZH: Text{"有人申请导出您的个人数据", "如果是您本人，请在{until}前查看。如果不是，请马上在“登录设备”里退出所有设备，并联系社区协管员。"},
		EN: Text{"A copy of your data was asked for",
			"If it was you, read it before {until_en}. If not, sign out all devices now and tell the officer of " +
				"your community."},
	},
})
