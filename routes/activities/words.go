package activities

// words are the Chinese texts of this area's fields and parameters, each behind the English one.
var words = [][2]string{
	{"A word to the organizers", "写给活动组织者的话"},
	{"Activity", "活动的编号"},
	{"Counts changes by organizers, not sign-ups", "活动组织者修改的次数，不计报名"},
	{"Never below the seats that are taken; new seats are offered to those who wait", "不得少于已占用的名额；新增名额让给候补"},
	{"No sign-up is taken from this instant on", "从这一时刻起不再接受报名"},
	{"Not after starts_at", "不晚于 starts_at"},
	{"Only activities of this kind", "只查这种活动"},
	{"Only lines in this state", "只查这种状态的"},
	{"Only of this organization", "只查这个组织的"},
	{"Organization that holds it", "举办的组织"},
	{"Place in the queue, 1 is next; null unless waiting", "候补的位置，1 为下一个；不在候补中的为空值"},
	{"Seats that nobody holds; an offered seat is held", "没有人占用的名额；递补中的名额视为已占用"},
	{"Sign-up", "报名的编号"},
	{"Starts then or later; without it, today or later", "此时或以后开始的；不填为今天及以后"},
	{"The caller's live sign-up; absent without one", "本人现有的报名；没有则不出现"},
	{"This division and everything below it", "这个区划及其下级"},
	{"Until when an offered seat is kept", "递补名额保留到何时"},
	{"Where it takes place", "举办地点所在的区划"},
	{"pending: nobody has objected; blocked: shown to those who are answerable only",
		"pending：没有人提出异议；blocked：只有对其负责的人看得到"},
}
