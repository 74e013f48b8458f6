package httpapi

// aboutZH is the description of the whole document.
const aboutZH = "面向新居民的服务：组织、纠纷调解、活动报名、民主议事。请求被拒绝时，回答为 application/problem+json（RFC 9457），" +
	"附固定的原因代码 code；给人看的说明为中文，Accept-Language 优先英文的为英文。"

// pipelineWords are the Chinese texts of what the pipeline itself documents:
// statuses, headers, shared parameters and fields, problems.
var pipelineWords = map[string]string{ //nolint:gosec // words about credentials, and none of them
	"OK":                                    "成功",
	"JSON pointer of what is to be written": "还需要填写的内容的位置（JSON 指针）",
	"The code that a refusal would have":    "现在去做会得到的原因代码",
	"What is the caller's to do and cannot be done now":       "属于本人、但现在还不能做的事",
	"Which parts are missing, where the act asks for several": "还缺哪几项",
	"Created":                         "已创建",
	"No Content":                      "成功，没有内容",
	"Partial Content":                 "部分内容",
	"Not Modified":                    "没有变化",
	"Bad Request":                     "请求格式有误",
	"Unauthorized":                    "没有登录，或登录已失效",
	"Forbidden":                       "没有权限",
	"Not Found":                       "没有找到，或无权知道它存在",
	"Conflict":                        "与当前状态冲突",
	"Precondition Failed":             "版本已变化",
	"Request Entity Too Large":        "提交的内容太大",
	"Unsupported Media Type":          "不支持的内容类型",
	"Requested Range Not Satisfiable": "所要的范围不存在",
	"Unprocessable Entity":            "提交的内容有误",
	"Too Many Requests":               "请求太频繁",
	"Internal Server Error":           "系统出错",
	"Service Unavailable":             "暂时无法提供服务",

	"Access token of POST /auth/…, valid for 10 minutes": "由 POST /auth/… 得到的访问令牌，10分钟内有效",
	"Seconds to wait":        "需要等待的秒数",
	"The content":            "文件内容",
	"Opaque id":              "编号，不含其他含义",
	"12-digit division code": "12位区划代码",
	"RFC 3339; answers are UTC with milliseconds":              "RFC 3339 格式的时刻；回答为协调世界时，精确到毫秒",
	"Calendar day in Asia/Shanghai":                            "北京时间的日期",
	"Items per page":                                           "每页条数",
	"next_cursor of the page before":                           "上一页回答中的 next_cursor",
	"Cursor of the next page; null on the last one":            "下一页的游标，最后一页为空值",
	"Version of the resource, for If-Match and If-None-Match":  "内容的版本，用于 If-Match 和 If-None-Match",
	"ETag that the change is based on; another version is 412": "修改所依据的 ETag，版本不同时回答 412",
	"Another one for another answer, for If-None-Match":        "回答不同则不同，用于 If-None-Match",
	"ETag at hand; when it still holds the answer is 304":      "手头的 ETag，仍然有效时回答 304",
	"Makes a retry safe: the same key with the same body gives the first answer again, for 24 hours": "使重试安全：" +
		"24小时内，同样的键加同样的内容得到第一次的回答",
	"Session at an assisted desk in which an officer acts for a person: the call is made in that " +
		"person's name and both are recorded": "协管员代办的编号：以本人的名义调用，本人和协管员都记录在案",
	"One file with its purpose, in any order (wx.uploadFile: name \"file\", formData {purpose})": "一个文件及其用途，" +
		"先后不限（wx.uploadFile：name 为 \"file\"，formData 为 {purpose}）",
	"What the file is for":                                  "文件的用途",
	"The file; its name and declared type are not believed": "文件；文件名和声明的类型不作依据",

	"Names the kind of problem":  "问题的种类",
	"For developers, in English": "供开发人员看的英文说明",
	"HTTP status":                "HTTP 状态码",
	"For the person in front of the screen: plain Chinese, or English with Accept-Language: en; of " +
		"wrong fields the sentence of the first, where it is a whole one": "给屏幕前的人看：填错栏目时为第一处错误的说明，" +
		"通俗中文，带 Accept-Language: en 时为英文",
	"Names this one answer":                                        "这一次回答的编号",
	problemCodeDoc:                                                 "所有的拒绝原因。以后的版本会增加：客户端遇到不认识的，显示 detail 的内容",
	"Stable reason, noun.reason; branch on this":                   "固定的原因代码，程序据此判断",
	"Also in X-Request-Id; quote it when asking for help":          "同 X-Request-Id，求助时请提供",
	"Wrong fields, at most 20":                                     "有误的字段，最多20个",
	"JSON Pointer when in is body, else the name of the parameter": "in 为 body 时是 JSON 指针，否则是参数名",
	"Where the field is":                                           "字段所在的位置",
	"Stable code of the fault":                                     "固定的错误代码",
	"For the person in front of the screen":                        "给屏幕前的人看的说明",
}

// What an operation says of the same request sent twice, in Chinese (Once).
const (
	onceZH  = "重复提交："
	againZH = "%d 分钟内，同一个人在同一路径提交同样的内容，得到第一次的结果（Idempotency-Replayed: true），不会重复创建。" +
		"确实需要两份的，请稍后再提交、改动内容，或者每次自带不同的 Idempotency-Key。"
	untilZH = "执行 %s 之后再提交，算新的一份。"
)
