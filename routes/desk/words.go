package desk

// words are the Chinese texts of this area's fields and parameters, each behind the English one.
var words = [][2]string{
	{"The whole number, as the person says it", "完整的号码，按本人所说填写"},
	{"null while it is open", "未处理时为空值"},
	{"null: none", "没有则为空值"},
	{"null while it is live; code: too many wrong codes", "进行中为空值；code：确认码错误次数过多"},
	{"Full name of the region", "地区全称"},
	{"How long after its end one may object", "结束后多少天内可以提出异议"},
	{"What was done in it, in order", "代办期间办的事，按先后排列"},
	{"Objection", "异议的编号"},
	{"Of the confirmation while it waits, then of the session", "等待时为确认的期限，确认后为代办的期限"},
	{"Of the desk", "窗口所在地"},
	{"Session at the desk", "代办的编号"},
	{"Session in one's own name", "以本人名义的代办的编号"},
	{"Somebody of the officer's own place; or name and id_number", "协管员所在地区的人；或者填 name 和 id_number"},
	{"That the person shows; a second officer sends none", "本人出示的确认码；第二名协管员确认时不填"},
	{"The officer who wrote it down for a person without an account", "为没有账号的人作记录的协管员"},
	{"The person, or the second officer", "本人，或第二名协管员"},
	{"To show to the officer; only to the person, and only while it waits", "向协管员出示的确认码；只在等待时、只有本人看得到"},
	{"What was not as one wanted", "哪里不符合自己的意思"},
	{"Where the desk is, in the officer's own place", "窗口所在地，须在协管员所辖地区"},
	{"Whether it was as the person says", "是否如本人所说"},
	{"Who confirms: the person with her own account, or, where she has none, a second officer",
		"由谁确认：本人用自己的账号，没有账号的由第二名协管员"},
}
