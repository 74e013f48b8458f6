package governance

// words are the Chinese texts of this area's fields and parameters, each behind the English one.
var words = [][2]string{
	{"A consultation binds nobody", "征求意见的投票没有约束力"},
	{"All options anew", "重新填写全部选项"},
	{"Ballots, once the poll is closed", "投票截止后的选票数"},
	{"Different answers", "各不相同的选项"},
	{"End", "截止时间"},
	{"From when on none is; at most 90 days later", "从这一时刻起不再接受投票，最多90天之后"},
	{"From when on votes are taken", "从这一时刻起接受投票"},
	{"No ballot is taken from this instant on", "从这一时刻起不再接受投票"},
	{"Number of the option", "选项的序号"},
	{"Only detached is served", "只支持 detached"},
	{"Only the polls of this organization", "只查这个组织的投票"},
	{"Options with the most votes: several at a tie, none without ballots", "得票最多的选项：票数相同时有几个，没有选票时为空"},
	{"Organization that holds the poll", "举行投票的组织"},
	{"People who may vote", "有权投票的人数"},
	{"Poll", "投票的编号"},
	{"Question", "问题"},
	{"SHA-256 over the sorted ids of the roll, once it is sealed", "名册封存后，对排序后的人员编号计算的 SHA-256"},
	{"Shown to the person alone", "只有本人看得到"},
	{"Start", "开始时间"},
	{"Title", "标题"},
	{"What a ballot names", "选票上填的序号"},
	{"What comes of it", "投票的用途"},
	{"What comes of it. A temporary Party branch only consults; in a Party branch only full members with " +
		"their formal tie there decide and elect",
		"投票的用途。临时党支部只能征求意见；党支部的表决和选举只限组织关系在本支部的正式党员"},
	{"Whether one has voted; how is not known to anybody", "本人是否已投票；投了什么谁也不知道"},
	{"blocked: the texts are withheld, the vote goes on", "blocked：文字内容不显示，投票继续进行"},
	{"detached: secret, person and choice are stored apart", "detached：无记名，投票人和选择分开保存"},
}
