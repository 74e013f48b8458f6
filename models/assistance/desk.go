package assistance

import (
	"time"

	"xinjumin/models"
)

// At an assisted desk (协管员代办) an officer does things in the name of a person
// who is present. The session is the permission to: opened by the officer who
// has the card before her, confirmed by the person with her own account, or,
// when she has none, by a second officer, short, and ended by either.

// Session is one such permission.
type Session struct {
	ID          models.ID `gorm:"primaryKey"`
	OfficerID   models.ID
	PersonID    models.ID
	RegionCode  models.RegionCode `pii:"none"` // of the desk
	State       State             `pii:"none"`
	Way         Way               `pii:"none"`
	OfficerKey  *models.ID        // one live session per officer; nil when ended
	PersonKey   *models.ID        // one live session per person; nil when ended
	CodeTries   int64             // wrong codes so far
	ConfirmedBy *models.ID        // the person, or the second officer
	ConfirmedAt *models.Instant
	ExpiresAt   models.Instant
	EndedAt     *models.Instant
	EndedBy     *models.ID
	EndReason   End            `pii:"none"`
	CreatedAt   models.Instant `gorm:"autoCreateTime:false"`
}

// State tells where a session stands.
type State string

// States: waiting → active → ended; waiting → ended.
const (
	Waiting State = "waiting"
	Active  State = "active"
	Ended   State = "ended"
)

var deskStateWords = models.Words[State]{
	{Waiting, "待确认", "Waits for confirmation"},
	{Active, "代办中", "Under way"},
	{Ended, "已结束", "Ended"},
}

// Text gives the plain words of a state.
func (s State) Text() (zh, en string) { return deskStateWords.Or(s, Ended) }

// All gives every value in order.
func (State) All() []State { return deskStateWords.All() }

// Way tells who confirms.
type Way string

// The two ways. A person with a WeChat account confirms herself, whatever officers
// say; only for who has none does a second officer stand in.
const (
	Own      Way = "own"
	Officers Way = "officers"
)

var deskWayWords = models.Words[Way]{
	{Own, "本人确认", "Confirmed by the person"},
	{Officers, "两名协管员确认", "Confirmed by two officers"},
}

// Text gives the plain words of a way.
func (w Way) Text() (zh, en string) { return deskWayWords.Or(w, Officers) }

// All gives every value in order.
func (Way) All() []Way { return deskWayWords.All() }

// End tells why a session ended; empty while it is live.
type End string

// Reasons of an end.
const (
	EndOfficer End = "officer"
	EndPerson  End = "person"
	EndExpired End = "expired"
	EndCode    End = "code"   // too many wrong codes
	EndMerged  End = "merged" // the account became part of another
)

var deskEndWords = models.Words[End]{
	{EndOfficer, "经办人结束", "Ended by the officer"},
	{EndPerson, "本人结束", "Ended by the person"},
	{EndExpired, "超时", "Its time was over"},
	{EndCode, "确认码多次错误", "Too many wrong codes"},
	{EndMerged, "账号合并", "The account was merged"},
}

// Text gives the plain words of why a session at the desk ended.
func (e End) Text() (zh, en string) { return deskEndWords.Of(e) }

// All gives every value in order.
func (End) All() []End { return deskEndWords.All() }

// Bounds of sessions at a desk.
const (
	ConfirmLife = 15 * time.Minute // for the confirmation
	Life        = 30 * time.Minute // from the confirmation
	CodeTries   = 5
	CodeRest    = 24 * time.Hour // without codes, after one that was guessed at
	MissLimit   = 10             // cards without a person, per officer and DeskMissTime
	MissTime    = time.Hour
	ObjectDays  = 30
	WordsMax    = 300 // characters of an objection and of its answer
)

// Confirmers are who may be the second officer.
func Confirmers() []models.Role { return []models.Role{models.RoleOfficer, models.RoleRegionAdmin} }

// Live reports whether the session waits or holds at now.
func (d Session) Live(now models.Instant) bool { return d.State != Ended && now < d.ExpiresAt }

// Seen gives the session as it is at now: who runs out of time has ended, even
// if nothing has written it down yet.
func (d Session) Seen(now models.Instant) Session {
	if d.State != Ended && !d.Live(now) {
		d.State, d.EndReason, d.EndedAt = Ended, EndExpired, &d.ExpiresAt
	}
	return d
}

// ObjectUntil is when the time for an objection is over.
func (d Session) ObjectUntil() models.Instant {
	from := d.ExpiresAt
	if d.EndedAt != nil {
		from = *d.EndedAt
	}
	return models.DayOf(from).AddDays(ObjectDays + 1).Start()
}

// CodeDead reports whether no code confirms this session any longer.
func (d Session) CodeDead() bool { return d.CodeTries >= CodeTries }

// TableName spells the noun.
func (Session) TableName() string { return "desk_sessions" }

// Use says what an officer asks for in a person's name.
type Use struct {
	Operation string // name of the route
	Reads     bool   // it shows what others may not see, and changes nothing
}

// Registration is who registered a person that has no account: another
// officer must verify what this one wrote down.
type Registration struct {
	PersonID  models.ID `gorm:"primaryKey"`
	OfficerID models.ID
	CreatedAt models.Instant `gorm:"autoCreateTime:false"`
}

// TableName spells the noun.
func (Registration) TableName() string { return "desk_registrations" }

// SessionView is a session as people read it. Names are masked.
type SessionView struct {
	Session
	OfficerName string
	PersonName  string
	Place       string              // full name of the region
	Code        string              // for the person alone, while it waits
	Done        []models.AuditEvent // in the person's name, in order
	Choices     models.Choices
	Objection   *Objection
}

// What people are told about sessions at a desk.
const (
	NoticeOpened   models.NoticeKind = "desk.opened"
	NoticeStarted  models.NoticeKind = "desk.started"
	NoticeEnded    models.NoticeKind = "desk.ended"
	NoticeLocked   models.NoticeKind = "desk.locked"
	NoticeObjected models.NoticeKind = "desk.objected"
	NoticeResolved models.NoticeKind = "desk.resolved"
)

// Refusals around the desk.
var (
	ErrNotAllowed = models.NewError(models.CodeForbidden, "desk.not_allowed", "这件事只能由本人办理，不能代办",
		"This cannot be done for somebody else at a desk")
	ErrEnded = models.NewError(models.CodeForbidden, "desk.ended", "代办已经结束，请重新发起",
		"The session at the desk has ended, or is not yours")
	ErrNoMatch = models.NewError(models.CodeForbidden, "desk.no_match", "没有找到与该证件相符的人，请核对姓名和号码，或先登记",
		"No person fits this card: check name and number, or register the person")
	ErrNoPhone = models.NewError(models.CodeForbidden, "desk.no_phone_match",
		"没有找到绑定这个手机号的本地居民，请核对号码，或请对方在“我的—个人码”里出示个人码",
		"Nobody of this place has bound this number")
	ErrTooMany = models.NewError(models.CodeTooMany, "desk.too_many", "查询不符的次数太多，请一小时后再试",
		"Too many cards that fit nobody; wait an hour").After(MissTime)
	ErrOwn   = models.NewError(models.CodeForbidden, "desk.own", "不能为自己代办", "Nobody acts for themselves at a desk")
	ErrStaff = models.NewError(models.CodeForbidden, "desk.staff", "此人担任管理或调解职务，请本人办理",
		"The person holds a role of the administration or mediation and acts herself")
	ErrBusy = models.NewError(models.CodeConflict, "desk.busy", "您还有一个代办没有结束，请先结束",
		"You have a session under way; end it first")
	ErrPersonBusy = models.NewError(models.CodeConflict, "desk.person_busy", "已有协管员正在为此人代办",
		"An officer is already acting for this person")
	ErrState = models.NewError(models.CodeConflict, "desk.wrong_state", "代办的状态已经变化，请刷新后查看",
		"The session is not in a state that allows this")
	ErrOwnConfirm = models.NewError(models.CodeForbidden, "desk.own_confirmation", "此人有自己的账号，请由本人确认",
		"The person has an account and confirms herself")
	ErrSecond = models.NewError(models.CodeForbidden, "desk.second_officer", "请由另一位协管员核对确认",
		"Another officer must look and confirm")
	ErrCode     = models.NewError(models.CodeForbidden, "desk.wrong_code", "确认码不对，请核对", "The code is wrong")
	ErrCodeDead = models.NewError(models.CodeForbidden, "desk.code_dead", "确认码已失效，请由本人在小程序中确认",
		"Codes no longer work; the person confirms in the mini-program")
)

// deskActs are the words of what can be done at a desk, by audit action.
var deskActs = map[string][2]string{
	"desk.read":            {"查看本人信息", "Read the person's data"},
	"person.update":        {"修改个人资料", "Changed the profile"},
	"identity.submit":      {"提交实名信息", "Submitted the identity"},
	"membership.apply":     {"申请加入组织", "Applied to an organization"},
	"membership.withdraw":  {"撤回入会申请", "Withdrew an application"},
	"signup.create":        {"报名活动", "Signed up to an activity"},
	"signup.cancel":        {"取消报名", "Cancelled a sign-up"},
	"signup.accept_offer":  {"接受候补名额", "Took an offered place"},
	"signup.decline_offer": {"放弃候补名额", "Declined an offered place"},
	"dispute.file":         {"申请调解", "Filed a dispute"},
	"desk.object":          {"记录对代办的异议", "Recorded an objection"},
}

// ActText gives the plain words of an act in a person's name; an act that
// is new since has its action.
func ActText(action string) (zh, en string) {
	if t, ok := deskActs[action]; ok {
		return t[0], t[1]
	}
	return action, action
}
