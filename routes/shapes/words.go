package shapes

// Words are the Chinese texts of fields and parameters that several areas have, each behind
// the English one.
var Words = [][2]string{
	{"The scene of the code, in any case", "二维码的场景值，不分大小写"},
	{"Of a small JPEG", "缩小的 JPEG 图片"},
	{"For <image src>; empty when the picture is blocked", "用于显示图片；图片被屏蔽时为空"},
	{"Of the office", "办公电话"},
	{"A JSON object of states, counts and codes", "由状态、数量和代码组成的 JSON 对象"},
	{"As on the card", "与身份证一致"},
	{"Case", "纠纷的编号"},
	{"Division", "区划"},
	{"In the subtree of this division", "在这个区划及其下级"},
	{"Last day of the term", "任期的最后一天"},
	{"List work_kind", "代码表 work_kind"},
	{"Masked", "只显示一部分"},
	{"Membership", "会员关系的编号"},
	{"Only these", "只查这一种"},
	{"Organization", "组织的编号"},
	{"Present place", "现居住地"},
	{"The latest first", "最近的在前"},
	{"The member reads it", "会员看得到"},
	{"The person concerned reads it", "当事人看得到"},
	{"The person reads it", "本人看得到"},
	{"Transfer", "转接的编号"},
	{"Unified social credit code (GB 32100)", "统一社会信用代码（GB 32100）"},
	{"Where", "地点"},
	{BlockedDoc, "被屏蔽的原因，供负责的人查看；没有屏蔽时为空"},
	{"Why it was refused", "不接收的原因"},
	{"Why it was rejected", "未获批准的原因"},
}
