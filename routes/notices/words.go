package notices

// words are the Chinese texts of this area's fields and parameters, each behind the English one.
var words = [][2]string{
	{"100 means 100 or more", "100 表示100条或更多"},
	{"Only what is not read", "只查未读的"},
	{"What it is about: the noun", "有关的事项种类"},
	{"Which ones; absent: all; empty: none", "哪些消息；不填：全部；空列表：一条也不"},
	{"… and the id", "……及其编号"},
}
