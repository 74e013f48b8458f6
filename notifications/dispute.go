package notifications

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// Params: number (of the case), committee (its name), term and day (of a deadline), when (of a session).
// Nothing of the case itself may stand here: anybody who looks over a shoulder reads it.
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
		ZH: Text{"调解申请已受理", "编号{number}的纠纷，双方都同意调解，调解委员会已正式受理。"},
		EN: Text{"The case has been accepted", "Each side of case {number} has consented: the committee has accepted it."},
	},
	dispute.NoticeConsentAsked: {
		ZH: Text{"请您决定是否同意调解", "编号{number}的纠纷申请了调解。调解不收费、全凭自愿，请点开看看再决定。"},
		EN: Text{"Do you agree to mediation?",
			"Somebody has asked for mediation of case {number}. It is free and voluntary; please open it and decide."},
	},
	dispute.NoticeConsented: {
		ZH: Text{"一方同意调解", "编号{number}的纠纷，有一方当事人同意调解。"},
		EN: Text{"A party has consented", "A party of case {number} agrees to mediation."},
	},
	dispute.NoticeRefused: {
		ZH: Text{"一方不同意调解", "编号{number}的纠纷，有一方当事人不同意调解。"},
		EN: Text{"A party has refused", "A party of case {number} does not agree to mediation."},
	},
	dispute.NoticeStopped: {
		ZH: Text{"调解不再进行", "编号{number}的纠纷，一方当事人决定不再调解。点开可查看仲裁、诉讼、法律援助等其他途径。"},
		EN: Text{"The mediation was stopped",
			"A party of case {number} does not go on. Open it to see the other ways: arbitration, court, legal aid."},
	},
	dispute.NoticeTerminated: {
		ZH: Text{"调解已终止", "编号{number}的纠纷没有达成协议。点开可查看可以去哪里，以及仲裁、诉讼、法律援助等其他途径。"},
		EN: Text{"The mediation has ended",
			"Case {number} has ended without an agreement. Open it to see where to go and which other ways there are."},
	},
	dispute.NoticeSessionPlanned: {
		ZH: Text{"约好了见面的时间", "编号{number}的纠纷，时间是{when}，地点请点开查看。不方便的话，请联系调解员。"},
		EN: Text{"A session was arranged",
			"Of case {number}: {when_en}. Please open it to see where. Tell the mediator if you cannot come."},
	},
	dispute.NoticeSessionMoved: {
		ZH: Text{"见面的安排有变动", "编号{number}的纠纷，现在的时间是{when}，地点请点开查看。"},
		EN: Text{"A session was changed", "Of case {number}: it is {when_en} now. Please open it to see where."},
	},
	dispute.NoticeSessionCancelled: {
		ZH: Text{"见面取消了", "编号{number}的纠纷，原定{when}的见面取消，请等调解委员会联系。"},
		EN: Text{"A session was called off", "That of case {number}, {when_en}. The committee will be in touch."},
	},
	dispute.NoticeExtended: {
		ZH: Text{"调解期限延长了", "编号{number}的纠纷，双方都同意延长，最后一天改为{day}。"},
		EN: Text{"The term was extended", "Both sides of case {number} have agreed: the last day is {day} now."},
	},
	dispute.NoticeProposed: {
		ZH: Text{"调解协议写好了，等您签字", "编号{number}的纠纷，请点开看清楚内容，同意再签字。"},
		EN: Text{"An agreement waits for your signature", "Please read that of case {number} before you sign it."},
	},
	dispute.NoticeEffective: {
		ZH: Text{"调解协议已生效", "编号{number}的协议已生效，请按期履行。三十天内双方可以一起向法院申请司法确认。"},
		EN: Text{"The agreement is in effect",
			"That of case {number} is in effect. For thirty days both may ask the court together to confirm it."},
	},
	dispute.NoticePaid: {
		ZH: Text{"协议中的一项已履行", "编号{number}的协议，有一项登记为已履行；如果不对，请联系调解员。"},
		EN: Text{"An item was performed", "An item of the agreement of case {number} was recorded as done. " +
			"Please tell the mediator if it was not."},
	},
	dispute.NoticePerformed: {
		ZH: Text{"协议已全部履行", "编号{number}的纠纷办结了，感谢双方。"},
		EN: Text{"The agreement was performed", "Case {number} is settled. Thank you both."},
	},
	dispute.NoticeBreached: {
		ZH: Text{"协议到期没有履行", "编号{number}的协议登记为没有履行。点开可查看还可以去哪里。"},
		EN: Text{"The agreement was not performed", "Open case {number} to see where you can go now."},
	},
	dispute.NoticeJoinAsked: {
		ZH: Text{"有人申请以当事人身份加入", "编号{number}的纠纷，请核对是不是本人，再确认。"},
		EN: Text{"Somebody asks to join a case", "Please see whether they are the party of case {number}."},
	},
	dispute.NoticeJoined: {
		ZH: Text{"您已加入一件纠纷的调解", "编号{number}，您现在可以查看进展、自己作出决定。调解不收费、全凭自愿。"},
		EN: Text{"You are a party of a case now", "Number {number}. Mediation is free and voluntary."},
	},
	dispute.NoticeJoinRefused: {
		ZH: Text{"没有确认您的加入", "{committee}没有确认您是这件纠纷的当事人；如有疑问，请直接联系。"},
		EN: Text{"Your joining was not confirmed", "{committee} did not confirm it; please ask there."},
	},
	dispute.NoticeReleased: {
		ZH: Text{"一件纠纷不再由您办理", "主任把编号{number}的纠纷改派了，感谢您此前的工作。"},
		EN: Text{"A case is no longer yours", "The head has given case {number} to somebody else. Thank you so far."},
	},
	dispute.NoticeRecused: {
		ZH: Text{"有一位调解员回避", "编号{number}的纠纷需要另行指派调解员。"},
		EN: Text{"A mediator has left a case", "Case {number} needs another mediator."},
	},
	dispute.NoticeMessage: {
		ZH: Text{"纠纷里有新的留言", "编号{number}的纠纷有人给您留言，请点开查看。"},
		EN: Text{"A message in a case", "Somebody has written to you in case {number}."},
	},
	dispute.NoticeHandedIn: {
		ZH: Text{"纠纷里有新的材料", "编号{number}的纠纷收到了新的材料，请点开查看。"},
		EN: Text{"Something was handed in", "Case {number} has got a new piece of evidence."},
	},
	dispute.NoticeNotTaken: {
		ZH: Text{"一件纠纷没有按时接手", "编号{number}的纠纷，指派的调解员两个工作日内没有接手，请另行指派。"},
		EN: Text{"A case was not taken in time", "The mediator of case {number} has not taken it within two working " +
			"days; please assign somebody else."},
	},
	dispute.NoticeTakenBack: {
		ZH: Text{"一件纠纷已退回主任", "编号{number}的纠纷两个工作日内没有接手，已退回主任另行指派。"},
		EN: Text{"A case went back to the head", "Case {number} was not taken within two working days."},
	},
	dispute.NoticeMovedUp: {
		ZH: Text{"纠纷已移交上级调解委员会", "编号{number}的纠纷由上级调解委员会继续办理，申请的日期不变。点开可查看新的编号。"},
		EN: Text{"The case went to the committee above",
			"Case {number} goes on there, with the day of its application. Open it to see its new number."},
	},
	dispute.NoticeSentOn: {
		ZH: Text{"纠纷已转交有关部门", "编号{number}的纠纷由调解委员会转交有关部门办理。点开可查看去哪里，以及其他途径。"},
		EN: Text{"The case went to an organ", "Open case {number} to see where to go, and which other ways there are."},
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
	dispute.NoticeDeadlineNear: {
		ZH: Text{"期限快到了", "编号{number}：{term}，最后一天是{day}。"},
		EN: Text{"A term ends soon", "Case {number}: {term_en}, last day {day}."},
	},
	dispute.NoticeDeadlineOver: {
		ZH: Text{"期限已过", "编号{number}：{term}，最后一天是{day}，请尽快处理。"},
		EN: Text{"A term is over", "Case {number}: {term_en}, last day {day}; please see to it."},
	},
	dispute.NoticeDeadlineEscalated: {
		ZH: Text{"下级调解委员会有一件纠纷逾期", "编号{number}，最后一天是{day}，请督促办理。"},
		EN: Text{"A case of a committee below is overdue", "Number {number}, last day {day}; please ask about it."},
	},
	dispute.NoticeLabourOver: {
		ZH: Text{"劳动争议调解已满十五天", "编号{number}的纠纷还可以继续调解；没有达成协议的，也可以向劳动人事争议仲裁委员会申请仲裁，不收费。"},
		EN: Text{"Fifteen days of mediation are over",
			"Case {number} may go on; without an agreement you may also turn to labour arbitration, free of charge."},
	},
	dispute.NoticePartyDeadlineNear: {
		ZH: Text{"有一个期限快到了", "编号{number}：{term}，最后一天是{day}。"},
		EN: Text{"A term of yours ends soon", "Case {number}: {term_en}, last day {day}."},
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
