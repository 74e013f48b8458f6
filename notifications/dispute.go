package notifications

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// Params: number (of the case), committee (its name). Nothing of the case
// itself may stand here: anybody who looks over a shoulder reads it.
var _ = register(Templates{
	dispute.NoticeFiled: {
		ZH: Text{"调解申请已收到", "您的申请编号是{number}，请妥善保存。调解不收费。"},
		EN: Text{"Your dispute has been received", "Its number is {number}; please keep it. Mediation is free."},
	},
	dispute.NoticeNew: {
		ZH: Text{"有新的调解申请", "编号{number}，请尽快决定是否受理。"},
		EN: Text{"A new case", "Number {number}; please decide soon whether to accept it."},
	},
	dispute.NoticeAccepted: {
		ZH: Text{"调解申请已受理", "编号{number}的纠纷已受理，调解委员会将指派调解员。"},
		EN: Text{"The case has been accepted", "The committee will assign a mediator to case {number}."},
	},
	dispute.NoticeDeclined: {
		ZH: Text{"调解申请未受理", "编号{number}的纠纷不能由调解委员会处理。点开可查看原因，以及仲裁、诉讼、法律援助等其他途径。"},
		EN: Text{"The case was not accepted",
			"Open case {number} to see why, and which other ways there are: arbitration, court, legal aid."},
	},
	dispute.NoticeAssigned: {
		ZH: Text{"有一件纠纷指派给您", "编号{number}，请查看并接手。"},
		EN: Text{"A case was assigned to you", "Number {number}; please look at it and take it in hand."},
	},
	dispute.NoticeTaken: {
		ZH: Text{"调解员已接手", "编号{number}的纠纷已由调解员接手，请留意后续联系。"},
		EN: Text{"The mediator has taken the case",
			"Case {number} is in the hands of its mediator, who will be in touch."},
	},
	dispute.NoticeWithdrawn: {
		ZH: Text{"调解申请已撤回", "申请人撤回了编号{number}的申请。"},
		EN: Text{"The case was withdrawn", "The applicant withdrew case {number}."},
	},
	models.NoticeDisputeMediatorLeft: {
		ZH: Text{"有一件纠纷需要另派调解员", "承办编号{number}的一位调解员已不再任职，请尽快另行指派。"},
		EN: Text{"A case needs another mediator",
			"A mediator of case {number} no longer serves; please assign another one soon."},
	},
	models.NoticeCommitteeRole: {
		ZH: Text{"调解委员会开始受理", "{committee}人员已到任，您是其中一员，感谢您为邻里解忧。"},
		EN: Text{"The committee takes cases", "You serve in {committee}, which takes cases now. Thank you."},
	},
	models.NoticeSeatOffered: {
		ZH: Text{"邀请您参加{committee}", "请您担任{role}。请在14天内决定是否接受，接受后才能看到纠纷。"},
		EN: Text{"You are asked to serve in {committee}",
			"As its {role_en}. Please accept or decline within 14 days; you see cases once you accept."},
	},
	models.NoticeSeatAccepted: {
		ZH: Text{"任命已被接受", "您提名的{committee}{role}已经到任。"},
		EN: Text{"The appointment was accepted", "The {role_en} of {committee} whom you named has taken office."},
	},
	models.NoticeSeatEnded: {
		ZH: Text{"您不再担任{committee}的职务", "当地管理员已结束您在委员会的任职，您手上的纠纷由主任另行指派。原因：{reason}"},
		EN: Text{"You no longer serve in {committee}",
			"An administrator of the place has ended your seat; the head gives your cases to others. Reason: {reason}"},
	},
	models.NoticeSeatLeft: {
		ZH: Text{"{committee}有一个席位空出", "一位成员不再任职，请看看手上的纠纷是否需要另派调解员。"},
		EN: Text{"A seat of {committee} is free",
			"Somebody no longer serves; please see whether a case needs another mediator."},
	},
	models.NoticeSeatSuccessor: {
		ZH: Text{"已邀请别人接任{committee}主任", "对方接受之前请您继续履职，接受后您的任职自动结束。原因：{reason}"},
		EN: Text{"Somebody is asked to head {committee} after you",
			"Please go on until they accept; your seat ends then. Reason: {reason}"},
	},
	models.NoticeSeatSucceeded: {
		ZH: Text{"您不再担任{committee}的职务", "接任的主任已经到任，您手上的纠纷由新主任另行指派。谢谢您的工作。"},
		EN: Text{"You no longer serve in {committee}",
			"Your successor has taken office and gives your cases to others. Thank you for your work."},
	},
	models.NoticeCommitteeEnding: {
		ZH: Text{"{committee}任期还有{days}天", "任期到{day}届满，请及时换届。届满后不再受理新的纠纷，已受理的继续办理。"},
		EN: Text{"The term of {committee} ends in {days} days",
			"It ends on {day}; please renew it in time. No new case is taken after that day, and those that run go on."},
	},
	models.NoticeCommitteeRenewed: {
		ZH: Text{"{committee}已换届", "新的任期到{day}届满，您继续履职，不愿继续的可以辞去职务。"},
		EN: Text{"The term of {committee} was renewed",
			"Until {day}. You go on to serve, and may lay your seat down."},
	},
	models.NoticeSeatDeclined: {
		ZH: Text{"任命未被接受", "对方没有接受{committee}{role}的任命，请另选人选。"},
		EN: Text{"The appointment was declined",
			"The seat of {role_en} in {committee} was not accepted; please choose somebody else."},
	},
})
