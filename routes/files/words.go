package files

// words are the Chinese texts of this area's fields and parameters, each behind the English one.
var words = [][2]string{
	{"0 for what is no picture", "不是图片的为0"},
	{"As in the link", "与链接一致"},
	{"Bytes, as it is stored", "保存的字节数"},
	{"File", "文件的编号"},
	{"For display only", "只供显示"},
	{"It is in use; else it goes away at expires_at", "正在使用；否则到 expires_at 清除"},
	{"Links need the access token of whom they were made for, each read is recorded: use wx.downloadFile " +
		"with the header. Other links suffice by themselves, for <image src>",
		"链接须带领取人的访问令牌，每次读取都有记录：请用 wx.downloadFile 并带请求头。其他文件凭链接即可，可用于 <image src>"},
	{"Of a small JPEG; null for what is no picture", "小图（JPEG）的链接；不是图片的为空值"},
	{"Of the content, good until url_expires_at; empty when the file is blocked",
		"内容的链接，有效期到 url_expires_at；文件被隐藏时为空"},
	{"Read the file again for fresh links", "重新查看文件可得到新链接"},
	{"What it is, by its content", "按内容判断的文件种类"},
	{"When it goes away unless it is used until then", "没有使用的，到这一时刻清除"},
	{"full or thumb, as in the link", "full 或 thumb，与链接一致"},
}
