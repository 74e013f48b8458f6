package notifications

import "xinjumin/models/poll"

// Params: organization (its name), poll (its title), opens_at, closes_at; for a
// cancelled one also reason. None
// tells whether or how anybody voted.
var _ = register(Templates{
	poll.NoticeRollPublished: {
		ZH: Text{"{organization}将举行投票：{poll}", "投票名册已公布，您在名册上。开始投票时会再通知您。"},
		EN: Text{"{organization} will hold a poll: {poll}",
			"The roll is published and you are on it. You will be told when voting begins."},
	},
	poll.NoticeOpened: {
		ZH: Text{"投票开始：{poll}", "{organization}的投票已经开始。每人一票，无记名，投出后不能修改。"},
		EN: Text{"Voting has begun: {poll}",
			"The poll of {organization} is open. One secret vote each; it cannot be changed."},
	},
	poll.NoticeClosed: {
		ZH: Text{"投票结果已公布：{poll}", "{organization}的投票已经结束，点开可查看结果。"},
		EN: Text{"Result published: {poll}", "The poll of {organization} is over; open it to see the result."},
	},
	poll.NoticeCancelled: {
		ZH: Text{"投票已取消：{poll}", "{organization}的投票已经取消，没有结果，已投的票作废。原因：{reason}"},
		EN: Text{"Poll cancelled: {poll}",
			"The poll of {organization} was cancelled: there is no result, and ballots that were " +
				"cast count for nothing. " +
				"Reason: {reason}"},
	},
})
