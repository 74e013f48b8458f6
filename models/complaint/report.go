package complaint

import (
	"time"

	"xinjumin/models"
)

// Report (举报) is one person's complaint about something that they can see.
// Its words are sealed; whom it is about never learns who made it.
type Report struct {
	ID          models.ID `gorm:"primaryKey"`
	CaseID      models.ID
	ReporterID  models.ID
	Reason      ReportReason `pii:"none"`
	WordsSealed []byte       `pii:"words"`
	ReportedOn  models.Day
	NoOfDay     int64          // 1, 2, 3 … of this person on this day
	CreatedAt   models.Instant `gorm:"autoCreateTime:false"`
}

// ReportReason is the code of a complaint.
type ReportReason string

var reportReasons = models.Words[ReportReason]{
	{"illegal", "违法的内容", "Illegal content"},
	{"violence", "威胁、暴力", "Threats or violence"},
	{"minors", "伤害未成年人", "Harm to minors"},
	{"fraud", "诈骗、假消息", "Fraud or false information"},
	{"vulgar", "色情、下流", "Vulgar or obscene"},
	{"abuse", "骂人、看不起人", "Insults or discrimination"},
	{"privacy", "公开别人的私事", "Somebody's private data"},
	{"impersonation", "冒充别人或单位", "Impersonation"},
	{"advertising", "老发广告", "Advertising"},
	{"other", "其他", "Other"},
}

// Text gives the plain words of a reason; empty for an unknown one.
func (r ReportReason) Text() (zh, en string) { return reportReasons.Of(r) }

// Urgent reports whether harm grows by the day, so that less time is given.
func (r ReportReason) Urgent() bool {
	return r == "illegal" || r == "violence" || r == "minors" || r == "fraud"
}

// OwnReport is a complaint as who made it sees it.
type OwnReport struct {
	Report
	TargetKind TargetKind
	TargetID   models.ID
	State      CaseState
	DecidedAt  *models.Instant
}

// Refusals around complaints.
var (
	ErrReportTwice = models.NewError(models.CodeConflict, "report.already_open", "您已经投诉过这项内容，正在处理中",
		"Your complaint about this is being dealt with")
	ErrReportOwn = models.NewError(models.CodeConflict, "report.own", "不能投诉自己或自己发布的内容",
		"Nobody complains about themselves or what they published")
	ErrReportLimit = models.NewError(models.CodeTooMany, "report.daily_limit", "您今天的投诉次数已用完，请明天再试；情况紧急请拨打110",
		"No more complaints today; call 110 if it is urgent").After(24 * time.Hour)
)

// What who complained is told.
const (
	NoticeReportSustained models.NoticeKind = "report.sustained"
	NoticeReportDismissed models.NoticeKind = "report.dismissed"
	NoticeReportReversed  models.NoticeKind = "report.reversed" // on appeal
)

// All gives every value in order.
func (ReportReason) All() []ReportReason { return reportReasons.All() }
