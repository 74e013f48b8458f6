package moderation

// words are the Chinese texts of this area's fields and parameters, each behind the English one.
var words = [][2]string{
	{"0 for those who are answerable for the target", "对内容负责的人看到的是0"},
	{"Ban", "限制使用的编号"},
	{"For administrators only", "只供管理员查看"},
	{"Kept with the decision", "与处理一并保存"},
	{"Left out: no ban", "不填：不限制使用"},
	{"Left out: what waits, open and appealed", "不填：待处理的和有申诉的"},
	{"Read by the administrators who decide", "供处理的管理员查看"},
	{"Read by whoever decides the appeal", "供决定申诉的人查看"},
	{"Set when it ended before its time", "提前解除的时间"},
	{"The decision it rests on; it can be appealed there", "所依据的处理决定，可在那里申诉"},
	{"This place and those below", "这个地方及其下级"},
	{"Until when an appeal is taken", "申诉的最后期限"},
	{"What could be read when the first complaint came, one text a line", "第一次投诉时可以看到的内容，每段一行"},
	{"What or whom one complains about; it must be visible to oneself", "投诉的内容或人，须是自己看得到的"},
	{"What the person concerned says; empty without an appeal", "当事人的申诉；没有申诉为空"},
	{"When the next level is told", "到这一时刻仍未处理的，通知上一级"},
	{"Where it is decided", "由哪里处理"},
	{"posting: nothing that others read; account: nothing but one's rights",
		"posting：不能发布他人看得到的内容；account：除本人的基本权利外都不能使用"},
}
