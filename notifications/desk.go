package notifications

import "xinjumin/models/assistance"

// Params: place (full name of the desk's region); for ended count, acts,
// acts_en; for resolved outcome, outcome_en.
var _ = register(Templates{
	assistance.NoticeOpened: {
		ZH: Text{"协管员请求为您代办", "{place}的协管员请求当面为您代办事项。您在场才可以确认，可打开查看确认码；如果不是您本人在办，请拒绝。"},
		EN: Text{"An officer asks to act for you", "An officer of {place} asks to act for you at the desk. Confirm " +
			"only if you are there; open this to see the code. Refuse if it is not you."},
	},
	assistance.NoticeStarted: {
		ZH: Text{"代办已经开始", "{place}的协管员正在为您代办，您可以随时结束。"},
		EN: Text{"An officer acts for you now",
			"An officer of {place} acts for you at the desk. You may end it at any time."},
	},
	assistance.NoticeEnded: {
		ZH: Text{"代办已经结束", "{place}的协管员为您办理了{count}件事：{acts}。请核对，如有异议可在30天内提出。"},
		EN: Text{"The officer has finished", "An officer of {place} did {count} things in your name: {acts_en}. " +
			"Please check; you may object within 30 days."},
	},
	assistance.NoticeLocked: {
		ZH: Text{"代办确认码多次输错", "在{place}为您代办的确认码多次输错，代办已取消。如果不是您本人在办，请联系社区。"},
		EN: Text{"Wrong codes at a desk", "Codes for acting for you at {place} were wrong several times; it was " +
			"called off. If that was not you, tell your community."},
	},
	assistance.NoticeObjected: {
		ZH: Text{"收到对代办的异议", "有人对{place}的一次代办提出异议，请核实并答复。"},
		EN: Text{"An objection to acts at a desk",
			"Somebody objects to what was done at the desk of {place}. Please look into it and answer."},
	},
	assistance.NoticeResolved: {
		ZH: Text{"您的异议已答复", "您对{place}代办的异议已答复：{outcome}。请打开查看说明。"},
		EN: Text{"Your objection was answered",
			"Your objection to acts at the desk of {place} was answered: {outcome_en}. Open this to read why."},
	},
})
