package models

import (
	"database/sql/driver"
	"strings"
)

// Moderation tells whether what somebody published may be shown.
type Moderation string

// The states of a published text. What nobody has objected to is pending and
// is shown; blocked is shown to who is answerable for it and to nobody else.
const (
	ModerationPending Moderation = "pending"
	ModerationPassed  Moderation = "passed"
	ModerationBlocked Moderation = "blocked"
)

var moderationWords = Words[Moderation]{
	{ModerationPending, "正常显示", "Shown"},
	{ModerationPassed, "已审核", "Passed"},
	{ModerationBlocked, "已屏蔽", "Blocked"},
}

// Text gives the plain words of what moderation says of a text.
func (m Moderation) Text() (zh, en string) { return moderationWords.Of(m) }

// All gives every value in order.
func (Moderation) All() []Moderation { return moderationWords.All() }

// Value implements driver.Valuer: a new row is pending.
func (m Moderation) Value() (driver.Value, error) { return m.Code(), nil }

// Code gives the state on the wire.
func (m Moderation) Code() string {
	if m == "" {
		return string(ModerationPending)
	}
	return string(m)
}

// WithheldText stands where a blocked text was, for who must still see the row.
const WithheldText = "（内容已被屏蔽）"

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

var targetKindWords = Words[TargetKind]{
	{TargetOrganization, "组织", "body"},
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
	ID             ID
	RegionCode     RegionCode // where it is decided
	OrganizationID *ID
	AuthorID       *ID
	Texts          []string // what can be read there now
}

// Snapshot keeps what could be read, for who decides later.
func (t Target) Snapshot() string { return strings.Join(t.Texts, "\n") }

// TargetKey is the live key of a case: one open case per target.
func TargetKey(kind TargetKind, id ID) string { return string(kind) + ":" + id.String() }

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

var caseStateWords = Words[CaseState]{
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

// ModerationCase gathers the complaints about one target until it is decided,
// and what became of the decision.
type ModerationCase struct {
	ID             ID         `gorm:"primaryKey"`
	TargetKind     TargetKind `pii:"none"`
	TargetID       ID
	RegionCode     RegionCode `pii:"none"`
	OrganizationID *ID
	AuthorID       *ID       // who is answerable for it
	Snapshot       string    `pii:"words"` // what could be read when the first complaint came
	State          CaseState `pii:"none"`
	LiveKey        *string   `pii:"none,technical"` // while it is open
	ReportCount    int64
	DueAt          Instant    // when the next level is told
	DeskCode       RegionCode `pii:"none"` // whose administrators were told last
	DecidedBy      *ID
	DecidedAt      *Instant
	DecidedLevel   RegionLevel // of the role by which it was decided
	DecisionReason string      `pii:"words"`
	AppealedAt     *Instant
	AppealSealed   []byte `pii:"words"`
	ReviewedBy     *ID
	ReviewedAt     *Instant
	ReviewReason   string `pii:"words"`
	Version        int64
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant `gorm:"autoUpdateTime:false"`
}

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
func DecideUntil(now Instant, urgent bool) Instant {
	days := DecisionDays
	if urgent {
		days = UrgentDays
	}
	return TermOfWorkingDays(DayOf(now), days).AddDays(1).Start()
}

// AppealUntil is the end of the last day for an appeal; 0 without a decision.
func (c ModerationCase) AppealUntil() Instant {
	if c.DecidedAt == nil {
		return 0
	}
	return TermOfDays(DayOf(*c.DecidedAt), AppealDays).AddDays(1).Start()
}

// MayAppeal refuses an appeal by anybody but who is answerable, a second one,
// and one that is late. Whoever may not even know of the case is ErrNotFound.
func (c ModerationCase) MayAppeal(person ID, now Instant) error {
	switch {
	case c.AuthorID == nil || *c.AuthorID != person || c.State == CaseOpen || c.State == CasePassed:
		return ErrNotFound
	case c.State != CaseRemoved:
		return ErrAppealedAlready
	case now >= c.AppealUntil():
		return ErrAppealLate
	}
	return nil
}

// ModeratorLevel gives the level at which the actor decides about a place:
// that of the widest administrator's role over it. ok is false without one.
func ModeratorLevel(a Actor, place RegionCode) (level RegionLevel, ok bool) {
	level = LevelVillage + 1
	for _, code := range a.Regions(RoleRegionAdmin, RolePlatformAdmin) {
		if code.Contains(place) && code.Level() < level {
			level, ok = code.Level(), true
		}
	}
	return level, ok
}

// Outranks reports whether the actor is a superior of every one of the grants
// over regions, so that nobody decides about an equal or about somebody above.
func Outranks(a Actor, grants []RoleGrant) bool {
	for _, g := range grants {
		if g.ScopeKind == ScopeRegion && g.RegionCode != nil && !MayGiveRole(a, g.Role, *g.RegionCode) {
			return false
		}
	}
	return true
}

// ModerationRoles lists who decides about complaints, in their regions.
func ModerationRoles() []Role { return []Role{RoleRegionAdmin, RolePlatformAdmin} }

// Refusals around moderation.
var (
	ErrModerationDecided = NewError(CodeConflict, "moderation.decided", "这件投诉已经处理过了，请刷新后查看",
		"The case has been decided")
	ErrModerationOwn = NewError(CodeForbidden, "moderation.own_report", "您投诉过这项内容，不能由您处理",
		"You complained about it yourself; somebody else decides")
	ErrModerationSuperior = NewError(CodeForbidden, "moderation.superior", "对方职级与您相同或更高，请由上级处理",
		"The person is your equal or superior; a higher level decides")
	ErrModerationSame = NewError(CodeForbidden, "moderation.same_person", "申诉应由另一位同级或上级管理员处理",
		"Another administrator of the same or a higher level decides an appeal")
	ErrNoAppeal        = NewError(CodeConflict, "moderation.no_appeal", "没有待处理的申诉", "There is no appeal to decide")
	ErrAppealedAlready = NewError(CodeConflict, "moderation.appealed", "您已经申诉过了，只能申诉一次",
		"There is one appeal, and it was made")
	ErrAppealLate = NewError(CodeConflict, "moderation.appeal_late", "已超过15天的申诉期限",
		"The 15 days for an appeal are over")
)

// What people are told about moderation.
const (
	NoticeModerationOpened     NoticeKind = "moderation.opened"     // to administrators
	NoticeModerationEscalated  NoticeKind = "moderation.escalated"  // to administrators
	NoticeModerationAppealed   NoticeKind = "moderation.appealed"   // to administrators
	NoticeModerationRemoved    NoticeKind = "moderation.removed"    // to the author
	NoticeModerationBanned     NoticeKind = "moderation.banned"     // to the author, with a ban
	NoticeModerationUpheld     NoticeKind = "moderation.upheld"     // to the author
	NoticeModerationOverturned NoticeKind = "moderation.overturned" // to the author and who decided
)
