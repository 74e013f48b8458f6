package models

// since is when the first texts came into force.
const since Day = "2026-11-01"

// purposes: the texts people read, as data. The fields say what goes when a
// consent is withdrawn.
var purposes = []ConsentPurpose{
	{
		Key: PurposeEmployment, Version: 1, Since: since,
		Fields: []ProfileField{FieldEmploymentStatus, FieldWorkKind, FieldEmployerCode, FieldEmployerName},
		ZH: ConsentText{
			Title:   "工作情况",
			What:    "就业状态、从事的工作、单位名称和统一社会信用代码。",
			Why:     "帮您找到可以加入的工会和同单位的组织，推荐适合您作息的活动。您申请加入的组织的负责人可以看到。",
			Keeping: "保存到您撤回同意或注销账号为止。",
			Refusal: "不填写不影响使用，只是不能按单位和职业为您推荐组织。",
		},
		EN: ConsentText{
			Title: "Work",
			What:  "Employment status, kind of work, name and unified social credit code of the employer.",
			Why: "To find unions and bodies of your workplace that you may join, and activities that fit your " +
				"hours. Leaders of a body that you apply to may see it.",
			Keeping: "Until you withdraw or close the account.",
			Refusal: "Everything works without; nothing is suggested by workplace or kind of work.",
		},
	},
	{
		Key: PurposeSkills, Version: 1, Since: since, Fields: []ProfileField{FieldSkills},
		ZH: ConsentText{
			Title:   "技能特长",
			What:    "您自己选择的技能和特长，最多十项。",
			Why:     "推荐培训、志愿服务和互助机会。您所在组织的负责人可以按技能查找。",
			Keeping: "保存到您撤回同意或注销账号为止。",
			Refusal: "不填写不影响使用，只是不能按技能为您推荐。",
		},
		EN: ConsentText{
			Title:   "Skills",
			What:    "Skills that you choose yourself, ten at most.",
			Why:     "To suggest training, volunteering and mutual help. Leaders of your bodies may search by skill.",
			Keeping: "Until you withdraw or close the account.",
			Refusal: "Everything works without; nothing is suggested by skill.",
		},
	},
	{
		Key: PurposeAddress, Version: 1, Since: since, Sensitive: true, Fields: []ProfileField{FieldAddress},
		ZH: ConsentText{
			Title:   "详细住址",
			What:    "现居住地的门牌、楼栋、房间等详细地址。所在的村（社区）另外填写，不在此项内。",
			Why:     "上门服务、上门调解和送达通知时使用。只有您请求上门服务时，经办的工作人员才能看到。",
			Keeping: "加密保存，到您撤回同意、改填新址或注销账号为止。",
			Refusal: "不填写不影响使用，需要上门服务时再告诉工作人员即可。",
		},
		EN: ConsentText{
			Title: "Address",
			What:  "House, building and room of the present place. The village is told elsewhere.",
			Why: "For visits, mediation on site and delivery. Seen by the member of staff in charge, and only " +
				"when you ask for a visit.",
			Keeping: "Sealed, until you withdraw, move or close the account.",
			Refusal: "Everything works without; tell the staff when you want a visit.",
		},
	},
	{
		Key: PurposeResidencePermit, Version: 1, Since: since, Sensitive: true,
		Fields: []ProfileField{FieldPermitState, FieldRegisteredOn},
		ZH: ConsentText{
			Title:   "居住登记和居住证",
			What:    "您自己填写的居住证状态和办理居住登记的日期。我们不向公安机关查询。",
			Why:     "提醒您何时满半年、可以咨询申领居住证和签注。只有您自己可以看到。",
			Keeping: "保存到您撤回同意或注销账号为止。",
			Refusal: "不填写不影响使用，只是没有提醒。",
		},
		EN: ConsentText{
			Title: "Residence registration and permit",
			What: "The state of your permit and the day of your registration, as you say it. " +
				"The police is not asked.",
			Why:     "To remind you when half a year is over and when the permit is to be signed. Nobody else sees it.",
			Keeping: "Until you withdraw or close the account.",
			Refusal: "Everything works without; there are no reminders.",
		},
	},
	{
		Key: PurposePoliticalStatus, Version: 1, Since: since, Sensitive: true,
		Fields: []ProfileField{FieldPoliticalStatus},
		ZH: ConsentText{
			Title:   "政治面貌",
			What:    "您的政治面貌，例如中共党员、共青团员、群众。",
			Why:     "只用来帮流动党员、团员找到可以报到的党支部、团组织。您向哪个组织报到，哪个组织的负责人才能看到。",
			Keeping: "加密保存，到您撤回同意或注销账号为止。",
			Refusal: "不填写不影响使用，党员、团员也可以直接向组织报到。",
		},
		EN: ConsentText{
			Title: "Political status",
			What:  "Your political status, such as Party member, League member or none.",
			Why: "Only to show members of Party and League which branch they may report to. Seen by the leaders " +
				"of the branch that you report to.",
			Keeping: "Sealed, until you withdraw or close the account.",
			Refusal: "Everything works without; members may report to a branch directly.",
		},
	},
	{
		Key: PurposePartyLife, Version: 1, Since: since, Sensitive: true,
		ZH: ConsentText{
			Title:   "参加党组织生活",
			What:    "您在哪个党支部报到、组织关系在哪里、联系人和活动证编号，以及参加会议的签到情况。",
			Why:     "让您报到的党支部接收您、通知您参加组织生活。只有本支部的人能看到，管理员和平台都看不到您在哪个支部。",
			Keeping: "加密保存到报到结束、撤回同意或注销账号为止；签到记录只留编号，随支部存档。",
			Refusal: "不同意就不能在这里报到，其他功能不受影响，也可以直接找党支部报到。",
		},
		EN: ConsentText{
			Title: "Life of a Party branch",
			What: "With which branch you register, where your formal tie is, whom to ask there, the number of " +
				"your certificate, and at which meetings you were.",
			Why: "So that the branch takes you in and calls you to its meetings. Seen by people of that branch " +
				"alone; neither administrators nor the platform see in which branch you are.",
			Keeping: "Sealed, until the registration ends, you withdraw or close the account; attendance is kept by " +
				"number with the files of the branch.",
			Refusal: "Without it you cannot register here; everything else works, and you may go " +
				"to the branch in person.",
		},
	},
	{
		Key: PurposeEthnicity, Version: 1, Since: since, Sensitive: true, Fields: []ProfileField{FieldEthnicity},
		ZH: ConsentText{
			Title:   "民族",
			What:    "您的民族。",
			Why:     "只用来安排节日、饮食和语言方面的照顾。不用来查找、筛选或比较任何人。",
			Keeping: "加密保存，到您撤回同意或注销账号为止。",
			Refusal: "不填写不影响使用任何功能。",
		},
		EN: ConsentText{
			Title:   "Ethnicity",
			What:    "Your ethnic group.",
			Why:     "Only to care for holidays, food and language. Nobody is searched, filtered or compared by it.",
			Keeping: "Sealed, until you withdraw or close the account.",
			Refusal: "Everything works without.",
		},
	},
	{
		Key: PurposeBeFound, Version: 1, Since: since,
		ZH: ConsentText{
			Title:   "让组织找到我",
			What:    "您的昵称、年龄段、老家所在省市、现居住的村（社区）；您另外同意的工作和技能。",
			Why:     "让您附近的新居民组织、工会的负责人在“可能适合的人”里看到您，并向您发出邀请。不显示姓名、电话和住址。",
			Keeping: "只要您没有撤回就有效；撤回后立刻不再显示。",
			Refusal: "不同意不影响使用，您可以自己查找和申请加入组织。",
		},
		EN: ConsentText{
			Title: "Let bodies find me",
			What: "Nickname, age group, province or city of origin, present village; and work and skills where " +
				"you have consented to these.",
			Why: "Leaders of bodies and unions near you see you among people who may fit and may invite you. " +
				"Name, phone and address are not shown.",
			Keeping: "Until you withdraw; after that you are not shown any more, at once.",
			Refusal: "Everything works without; you can look for bodies and apply by yourself.",
		},
	},
	{
		Key: PurposePublishHonours, Version: 1, Since: since, Publishes: true,
		ZH: ConsentText{
			Title:   "名录和荣誉公示",
			What:    "您的姓名、所在组织、获得的荣誉和事迹。",
			Why:     "在组织名录和荣誉公示中公开，所有人都能看到。",
			Keeping: "公示期满或您撤回同意后撤下；别人已经看到、转载的内容无法收回。",
			Refusal: "不同意不影响参加评选和使用，公示时不显示您的姓名。",
		},
		EN: ConsentText{
			Title: "Publication of honours",
			What:  "Your name, body, honours and what you did for them.",
			Why:   "Shown to everybody in directories and announcements of honours.",
			Keeping: "Taken down when the announcement ends or you withdraw; what others have " +
				"copied cannot be called back.",
			Refusal: "You may be nominated and use everything without; your name is not shown.",
		},
	},
}
