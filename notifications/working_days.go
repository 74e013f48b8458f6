package notifications

import "xinjumin/models"

// Params: year.
var _ = register(Templates{
	models.NoticeWorkingDaysProposed: {
		ZH: Text{"有一份放假调休安排等待批准", "{year}年的安排需要另一位平台管理员核对后批准，48小时内有效。"},
		EN: Text{"Days without work wait for a second signature",
			"Those of {year} need another platform administrator within 48 hours."},
	},
	models.NoticeWorkingDaysInForce: {
		ZH: Text{"放假调休安排已经执行", "您提交的{year}年安排已经批准，未办结的期限只会顺延，不会提前。"},
		EN: Text{"Days without work are in force", "Those of {year}, which you proposed. Open terms move later only."},
	},
})
