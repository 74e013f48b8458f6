package notifications

import "xinjumin/models/activity"

// Params: activity (its title), when and when_en (its start); for a place in
// the queue position, for an offer until and until_en; for a cancelled one reason.
var _ = register(Templates{
	activity.NoticeSignupRegistered: {
		ZH: Text{"报名成功：{activity}", "{when}开始，请按时参加。如不能参加，请提前取消，把名额让给别人。"},
		EN: Text{"You are registered: {activity}",
			"It starts on {when_en}. If you cannot come, please cancel so that somebody else can."},
	},
	activity.NoticeSignupWaiting: {
		ZH: Text{"已进入候补：{activity}", "名额已满，您排在候补第{position}位。有空位时会通知您。"},
		EN: Text{"You are on the waiting list: {activity}",
			"All seats are taken; you are number {position} in the queue. You will be told when a seat is free."},
	},
	activity.NoticeSignupOffered: {
		ZH: Text{"有空位了：{activity}", "请在{until}前确认参加，过时空位将让给下一位。"},
		EN: Text{"A seat is free: {activity}",
			"Please confirm before {until_en}; after that the seat goes to the next."},
	},
	activity.NoticeSignupExpired: {
		ZH: Text{"确认时间已过：{activity}", "空位已让给下一位。如仍想参加，可以重新报名。"},
		EN: Text{"The offer has expired: {activity}", "The seat went to the next. You can sign up again."},
	},
	activity.NoticeChanged: {
		ZH: Text{"活动有变动：{activity}", "时间或地点已改，现定于{when}开始，请点开查看。"},
		EN: Text{"Changed: {activity}", "The time or place has changed; it now starts on {when_en}. Open it to see."},
	},
	activity.NoticeCancelled: {
		ZH: Text{"活动已取消：{activity}", "原定{when}开始的活动不再举行，您的报名已取消。原因：{reason}"},
		EN: Text{"Cancelled: {activity}",
			"The activity planned for {when_en} will not take place; your sign-up has ended. Reason: {reason}"},
	},
})
