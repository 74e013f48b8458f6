package complaint

import (
	"strings"

	"xinjumin/models"
)

// TargetKind is what a complaint may be about.
type TargetKind string

// The kinds. The text of a case of mediation is confidential, so nobody outside
// can see it and complain about it.
const (
	TargetOrganization TargetKind = "organization" // name and introduction
	TargetActivity     TargetKind = "activity"     // title, description, place
	TargetPoll         TargetKind = "poll"         // title, question, options
	TargetPerson       TargetKind = "person"       // nickname and conduct
	TargetAnnouncement TargetKind = "announcement" // title and text
)

var targetKindWords = models.Words[TargetKind]{
	{TargetOrganization, "组织", "organization"},
	{TargetActivity, "活动", "activity"},
	{TargetPoll, "投票", "poll"},
	{TargetPerson, "个人", "person"},
	{TargetAnnouncement, "组织通知", "announcement"},
}

// Text gives the plain words of a kind.
func (k TargetKind) Text() (zh, en string) { return targetKindWords.Of(k) }

// All gives every value in order.
func (TargetKind) All() []TargetKind { return targetKindWords.All() }

// Target is what a complaint is about, as the reporter sees it.
type Target struct {
	Kind           TargetKind
	ID             models.ID
	RegionCode     models.RegionCode // where it is decided
	OrganizationID *models.ID
	AuthorID       *models.ID
	Texts          []string // what can be read there now
}

// Snapshot keeps what could be read, for who decides later.
func (t Target) Snapshot() string { return strings.Join(t.Texts, "\n") }

// TargetKey is the live key of a case: one open case per target.
func TargetKey(kind TargetKind, id models.ID) string { return string(kind) + ":" + id.String() }

// CaseState is where a case of moderation stands.
type CaseState string

// States: open → passed | removed; removed → appealed → upheld | overturned.
const (
	CaseOpen       CaseState = "open"
	CasePassed     CaseState = "passed"
	CaseRemoved    CaseState = "removed"
	CaseAppealed   CaseState = "appealed"
	CaseUpheld     CaseState = "upheld"
	CaseOverturned CaseState = "overturned"
)

var caseStateWords = models.Words[CaseState]{
	{CaseOpen, "待处理", "Waits for a decision"},
	{CasePassed, "未发现问题", "Nothing wrong was found"},
	{CaseRemoved, "已屏蔽", "Removed"},
	{CaseAppealed, "申诉中", "Under appeal"},
	{CaseUpheld, "申诉未通过", "The decision stands"},
	{CaseOverturned, "申诉通过，已恢复", "The decision was reversed"},
}

// Text gives the plain words of a state.
func (s CaseState) Text() (zh, en string) { return caseStateWords.Of(s) }

// All gives every value in order.
func (CaseState) All() []CaseState { return caseStateWords.All() }

// Reverted reports whether the last word on the case is that nothing was wrong.
func (s CaseState) Reverted() bool { return s == CasePassed || s == CaseOverturned }

// Case gathers the complaints about one target until it is decided,
// and what became of the decision.
type Case struct {
	ID             models.ID  `gorm:"primaryKey"`
	TargetKind     TargetKind `pii:"none"`
	TargetID       models.ID
	RegionCode     models.RegionCode `pii:"none"`
	OrganizationID *models.ID
	AuthorID       *models.ID // who is answerable for it
	Snapshot       string     `pii:"words"` // what could be read when the first complaint came
	State          CaseState  `pii:"none"`
	LiveKey        *string    `pii:"none,technical"` // while it is open
	ReportCount    int64
	DueAt          models.Instant    // when the next level is told
	DeskCode       models.RegionCode `pii:"none"` // whose administrators were told last
	DecidedBy      *models.ID
	DecidedAt      *models.Instant
	DecidedLevel   models.RegionLevel // of the role by which it was decided
	DecisionReason string             `pii:"words"`
	AppealedAt     *models.Instant
	AppealSealed   []byte `pii:"words"`
	ReviewedBy     *models.ID
	ReviewedAt     *models.Instant
	ReviewReason   string `pii:"words"`
	Version        int64
	CreatedAt      models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      models.Instant `gorm:"autoUpdateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Case) TableName() string { return "moderation_cases" }

// Terms of moderation.
const (
	DecisionDays   = 3  // working days until the next level is told
	UrgentDays     = 1  // the same for what is dangerous
	AppealDays     = 15 // days to appeal, from the day after the decision
	AppealWordsMax = 500
	ReportsPerDay  = 20
	ReportWordsMax = 500
)

// DecideUntil is the end of the last day on which a case that came in at now is
// to be decided before the next level is told.
func DecideUntil(c models.Calendar, now models.Instant, urgent bool) models.Instant {
	days := DecisionDays
	if urgent {
		days = UrgentDays
	}
	return c.TermOfWorkingDays(models.DayOf(now), days).AddDays(1).Start()
}

// AppealUntil is the end of the last day for an appeal; 0 without a decision.
func (c Case) AppealUntil(cal models.Calendar) models.Instant {
	if c.DecidedAt == nil {
		return 0
	}
	return cal.TermOfDays(models.DayOf(*c.DecidedAt), AppealDays).AddDays(1).Start()
}

// MayAppeal refuses an appeal by anybody but who is answerable, a second one,
// and one that is late. Whoever may not even know of the case is ErrNotFound.
func (c Case) MayAppeal(cal models.Calendar, person models.ID, now models.Instant) error {
	switch {
	case c.AuthorID == nil || *c.AuthorID != person || c.State == CaseOpen || c.State == CasePassed:
		return models.ErrNotFound
	case c.State != CaseRemoved:
		return ErrAppealedAlready
	case now >= c.AppealUntil(cal):
		return ErrAppealLate
	}
	return nil
}

// ModeratorLevel gives the level at which the actor decides about a place:
// that of the widest administrator's role over it. ok is false without one.
func ModeratorLevel(a models.Actor, place models.RegionCode) (level models.RegionLevel, ok bool) {
	level = models.LevelVillage + 1
	for _, code := range a.Regions(models.RoleRegionAdmin, models.RolePlatformAdmin) {
		if code.Contains(place) && code.Level() < level {
			level, ok = code.Level(), true
		}
	}
	return level, ok
}

// Outranks reports whether the actor is a superior of every one of the grants
// over regions, so that nobody decides about an equal or about somebody above.
func Outranks(a models.Actor, grants []models.RoleGrant) bool {
	for _, g := range grants {
		if g.ScopeKind == models.ScopeRegion && g.RegionCode != nil && !models.MayGiveRole(a, g.Role, *g.RegionCode) {
			return false
		}
	}
	return true
}

// Refusals around moderation.
var (
	ErrDecided = models.NewError(models.CodeConflict, "moderation.decided", "这件投诉已经处理过了，请刷新后查看",
		"The case has been decided")
	ErrOwn = models.NewError(models.CodeForbidden, "moderation.own_report", "您投诉过这项内容，不能由您处理",
		"You complained about it yourself; somebody else decides")
	ErrSuperior = models.NewError(models.CodeForbidden, "moderation.superior", "对方职级与您相同或更高，请由上级处理",
		"The person is your equal or superior; a higher level decides")
	ErrSame = models.NewError(models.CodeForbidden, "moderation.same_person", "申诉应由另一位同级或上级管理员处理",
		"Another administrator of the same or a higher level decides an appeal")
	ErrNoAppeal = models.NewError(models.CodeConflict, "moderation.no_appeal", "没有待处理的申诉",
		"There is no appeal to decide")
	ErrAppealedAlready = models.NewError(models.CodeConflict, "moderation.appealed", "您已经申诉过了，只能申诉一次",
		"There is one appeal, and it was made")
	ErrAppealLate = models.NewError(models.CodeConflict, "moderation.appeal_late", "已超过15天的申诉期限",
		"The 15 days for an appeal are over")
)

// What people are told about moderation.
const (
	NoticeOpened     models.NoticeKind = "moderation.opened"     // to administrators
	NoticeEscalated  models.NoticeKind = "moderation.escalated"  // to administrators
	NoticeAppealed   models.NoticeKind = "moderation.appealed"   // to administrators
	NoticeRemoved    models.NoticeKind = "moderation.removed"    // to the author
	NoticeBanned     models.NoticeKind = "moderation.banned"     // to the author, with a ban
	NoticeUpheld     models.NoticeKind = "moderation.upheld"     // to the author
	NoticeOverturned models.NoticeKind = "moderation.overturned" // to the author and who decided
)
