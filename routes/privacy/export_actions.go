package privacy

import "strings"

// actionWords puts an action of the trail into words: what it was about and
// what was done. An action that is newer than these words is shown as it is.
func actionWords(action string) string {
	if zh := wholeActions[action]; zh != "" {
		return zh
	}
	noun, verb, _ := strings.Cut(action, ".")
	if actionNouns[noun] == "" || actionVerbs[verb] == "" {
		return action
	}
	return actionNouns[noun] + "：" + actionVerbs[verb]
}

// wholeActions are those that two words would not tell.
var wholeActions = map[string]string{
	"session.start": "登录", "session.end": "退出登录", "session.revoke": "退出一台设备", "session.revoke_all": "退出所有设备",
	"session.reuse": "登录凭证被重复使用，已安全退出", "identity.read_reviews": "查看待核实名单", "identity.import": "名单核实",
	"ballot.cast": "投票（不记录选了什么）", "contact.reveal": "查看会员手机号码", "sealed.unreadable": "加密数据无法读取",
	"membership.leave": "退出组织", "account.close": "注销账号", "account.settle": "注销账号：收尾", "person.update": "修改个人信息",
	"export.request": "申请导出个人数据", "export.read": "查看导出的个人数据", "desk.open": "开始代办", "desk.confirm": "确认代办",
	"desk.end":    "结束代办",
	"desk.expire": "代办超时结束", "desk.read": "代办时查看资料", "desk.register": "代为登记", "desk.object": "对代办提出异议",
	"desk.resolve": "答复异议",
}

var actionNouns = map[string]string{
	"account": "账号", "activity": "活动", "ban": "账号限制", "committee": "调解委员会", "consent": "个人信息同意", "contact": "联系方式",
	"desk":       "代办",
	"disclosure": "身份信息查看", "dispute": "纠纷调解", "export": "个人数据导出", "file": "文件", "identity": "实名核实",
	"member_export": "会员名册导出",
	"membership":    "入会", "moderation": "内容审核", "office": "组织职务", "organization": "组织", "person": "个人信息",
	"phone": "手机号码", "poll": "投票",
	"profile": "个人资料", "region": "区划", "report": "投诉", "role": "职务", "session": "登录", "signup": "活动报名", "zone": "功能区",
	"retention": "到期清理",
}

var actionVerbs = map[string]string{
	"accept": "接受", "accept_offer": "确认候补名额", "appeal": "申诉", "apply": "申请", "appoint": "任命", "approve": "通过",
	"assign": "指派", "bind": "绑定",
	"cancel": "取消", "close": "结束", "close_signup": "截止报名", "create": "新建", "decline": "不接受", "decline_offer": "放弃候补名额",
	"delegate": "委托代理",
	"delete":   "删除", "draft": "起草", "end": "结束", "expire_offer": "候补名额过期", "file": "申请", "finish": "完成",
	"forged": "伪造", "give": "同意",
	"grant": "授予", "lift": "解除", "merge": "合并账号", "offer": "提供", "open": "开始", "overturn": "改判", "pass": "通过",
	"publish":      "发布",
	"publish_roll": "公布名册", "purge": "清理", "read": "查看", "reject": "不通过", "remove": "删除", "renew": "延长",
	"request": "申请", "resolve": "答复",
	"revise": "修改", "start": "开始", "submit": "提交", "take": "接手", "update": "修改", "uphold": "维持", "upload": "上传",
	"withdraw": "撤回",
}
