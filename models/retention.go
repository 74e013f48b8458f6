package models

import "time"

// RetentionRule says how long the rows of a class are kept. Months are of the
// calendar of Shanghai, counted from the instant that the class names; zero
// months means that no clock ends them.
type RetentionRule struct {
	Class  Retention
	Months int
	From   string // from when it counts, for the record
	Law    string
	ZH, EN string // how long, for the person
}

// LogMonths is the floor for network logs (网络安全法: 不少于六个月). No rule of
// any class that holds logs may be shorter.
const LogMonths = 6

var retentionRules = map[Retention]RetentionRule{
	RetainAccount: {From: "the account is closed", Law: "个人信息保护法第十九条、第四十七条", ZH: "账号存续期间",
		EN: "as long as the account"},
	RetainLog: {Months: LogMonths, From: "the session has ended", Law: "网络安全法（网络日志不少于六个月）", ZH: "6个月",
		EN: "six months"},
	RetainShort: {From: "its own end, hours to half a year away", Law: "个人信息保护法第十九条", ZH: "数小时至半年",
		EN: "hours to half a year"},
	RetainInbox: {Months: 12, From: "it was written", Law: "个人信息保护法第十九条", ZH: "1年", EN: "one year"},
	// Of the trail, what is a network log goes after LogMonths, see AuditMonths.
	RetainAudit: {Months: 36, From: "the act", Law: "个人信息保护法第五十四至五十六条（处理记录至少三年）", ZH: "登录等网络日志6个月，其他3年",
		EN: "network logs six months, the rest three years"},
	// What organizations, committees and polls have done is theirs: archives end it, by hand.
	RetainActivity: {From: "the activity", Law: "个人信息保护法第四条（只留编号）", ZH: "随活动存档", EN: "with the files of the activity"},
	RetainCase: {From: "the case has ended", Law: "人民调解法第二十七条（调解工作档案）", ZH: "按调解档案管理规定",
		EN: "as the rules on mediation files say"},
	RetainElection: {From: "the poll has closed", Law: "个人信息保护法第四条（只留编号）", ZH: "随投票存档",
		EN: "with the files of the poll"},
	RetainOrganization: {From: "the membership or office has ended", Law: "个人信息保护法第四条（只留编号）", ZH: "随组织存档",
		EN: "with the files of the organization"},
	RetainReference: {ZH: "长期", EN: "as long as it is right"},
}

// RetentionRuleOf gives the rule of a class.
func RetentionRuleOf(r Retention) RetentionRule {
	rule := retentionRules[r]
	rule.Class = r
	return rule
}

// Before gives the instant before which the time of a row is over at now.
func (r RetentionRule) Before(now Instant) Instant { return MonthsBefore(now, r.Months) }

// MonthsBefore goes back whole months; where the month is shorter, to its last
// day, so that nothing goes a day early.
func MonthsBefore(now Instant, months int) Instant {
	t := now.Time().In(Shanghai)
	first := time.Date(t.Year(), t.Month()-time.Month(months), 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(),
		Shanghai)
	last := first.AddDate(0, 1, -1).Day()
	return InstantOf(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// Acts of the retention itself. They name nobody and are never emptied, because
// they allow what was.
var (
	ActionPurge      = NewAction("retention.purge", "到期清理：清理")
	ActionAuditErase = NewAction("audit.erase", "操作记录：到期清除") // an event, or a range of the log, was emptied
)

// AuditLogObject is what an erasure of a range is about.
const AuditLogObject = "audit_log"

// Kinds of audit events by how long what they say of people is kept.
const (
	AuditOfLog    = "log"
	AuditOfRecord = "record"
)

// AuditKind tells which kind of event an action is: signing in and out and what
// else is a network log, or a record of an act that must stay provable longer;
// empty for what is never emptied.
func AuditKind(action string) string {
	switch action {
	case ActionPurge.String(), ActionAuditErase.String():
		return ""
	case "session.start", "session.end", "session.revoke", "session.revoke_all", "session.reuse",
		"pairing.confirm", "pairing.refuse", "signup.create", "signup.cancel",
		"signup.accept_offer", "signup.decline_offer", "signup.offer", "signup.expire_offer", "person.update":
		return AuditOfLog
	}
	return AuditOfRecord
}

// AuditMonths is how long events of a kind are kept whole.
func AuditMonths(kind string) int {
	if kind == AuditOfLog {
		return LogMonths
	}
	return RetentionRuleOf(RetainAudit).Months
}
