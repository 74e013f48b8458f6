package audits

// words are the Chinese texts of this area's fields and parameters, each behind the English one.
var words = [][2]string{
	{"A ballot has the hour only", "投票只记到小时"},
	{"What was done, in words", "办理了什么"},
	{"Empty outside a request", "不是由请求引起的为空"},
	{"How many events have a leaf", "已计入日志的记录数"},
	{"In which session", "在哪一次代办中"},
	{"In whose name an officer acted at a desk", "协管员在窗口以谁的名义办理"},
	{"Only acts bound to this division or one below it", "只查这个区划及其下级的办理"},
	{"Only acts in this organization", "只查这个组织内的办理"},
	{"Only acts of this person", "只查这个人的办理"},
	{"Only acts on this noun", "只查对这类事项的办理"},
	{"Only acts on this row", "只查对这一条的办理"},
	{"Only this act", "只查这种办理"},
	{"Public keys (signed note, Ed25519), the present one first", "公钥（signed note 格式，Ed25519），现用的在前"},
	{"RFC 6962, base64", "按 RFC 6962，base64 编码"},
	{"Reason key of a refusal", "拒绝的原因代码"},
	{"The signed text", "带签名的文本"},
	{"Who acted; null: the system or its operator", "办理的人；空值表示系统或运维人员"},
}
