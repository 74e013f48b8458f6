package models

import "time"

// At an assisted desk (协管员代办) an officer does things in the name of a person
// who is present. The session is the permission to: opened by the officer who
// has the card before her, confirmed by the person with her own account, or,
// when she has none, by a second officer, short, and ended by either.

// DeskSession is one such permission.
type DeskSession struct {
	ID          ID `gorm:"primaryKey"`
	OfficerID   ID
	PersonID    ID
	RegionCode  RegionCode `pii:"none"` // of the desk
	State       DeskState  `pii:"none"`
	Way         DeskWay    `pii:"none"`
	OfficerKey  *ID        // one live session per officer; nil when ended
	PersonKey   *ID        // one live session per person; nil when ended
	CodeTries   int64      // wrong codes so far
	ConfirmedBy *ID        // the person, or the second officer
	ConfirmedAt *Instant
	ExpiresAt   Instant
	EndedAt     *Instant
	EndedBy     *ID
	EndReason   DeskEnd `pii:"none"`
	CreatedAt   Instant `gorm:"autoCreateTime:false"`
}

// DeskState tells where a session stands.
type DeskState string

// States: waiting → active → ended; waiting → ended.
const (
	DeskWaiting DeskState = "waiting"
	DeskActive  DeskState = "active"
	DeskEnded   DeskState = "ended"
)

var deskStateWords = Words[DeskState]{
	{DeskWaiting, "待确认", "Waits for confirmation"},
	{DeskActive, "代办中", "Under way"},
	{DeskEnded, "已结束", "Ended"},
}

// Text gives the plain words of a state.
func (s DeskState) Text() (zh, en string) { return deskStateWords.Or(s, DeskEnded) }

// All gives every value in order.
func (DeskState) All() []DeskState { return deskStateWords.All() }

// DeskWay tells who confirms.
type DeskWay string

// The two ways. A person with a WeChat account confirms herself, whatever officers
// say; only for who has none does a second officer stand in.
const (
	DeskOwn      DeskWay = "own"
	DeskOfficers DeskWay = "officers"
)

var deskWayWords = Words[DeskWay]{
	{DeskOwn, "本人确认", "Confirmed by the person"},
	{DeskOfficers, "两名协管员确认", "Confirmed by two officers"},
}

// Text gives the plain words of a way.
func (w DeskWay) Text() (zh, en string) { return deskWayWords.Or(w, DeskOfficers) }

// All gives every value in order.
func (DeskWay) All() []DeskWay { return deskWayWords.All() }

// DeskEnd tells why a session ended; empty while it is live.
type DeskEnd string

// Reasons of an end.
const (
	DeskEndOfficer DeskEnd = "officer"
	DeskEndPerson  DeskEnd = "person"
	DeskEndExpired DeskEnd = "expired"
	DeskEndCode    DeskEnd = "code"   // too many wrong codes
	DeskEndMerged  DeskEnd = "merged" // the account became part of another
)

var deskEndWords = Words[DeskEnd]{
	{DeskEndOfficer, "经办人结束", "Ended by the officer"},
	{DeskEndPerson, "本人结束", "Ended by the person"},
	{DeskEndExpired, "超时", "Its time was over"},
	{DeskEndCode, "确认码多次错误", "Too many wrong codes"},
	{DeskEndMerged, "账号合并", "The account was merged"},
}

// Text gives the plain words of why a session at the desk ended.
func (e DeskEnd) Text() (zh, en string) { return deskEndWords.Of(e) }

// All gives every value in order.
func (DeskEnd) All() []DeskEnd { return deskEndWords.All() }

// Bounds of sessions at a desk.
const (
	DeskConfirmLife = 15 * time.Minute // for the confirmation
	DeskLife        = 30 * time.Minute // from the confirmation
	DeskCodeTries   = 5
	DeskCodeRest    = 24 * time.Hour // without codes, after one that was guessed at
	DeskMissLimit   = 10             // cards without a person, per officer and DeskMissTime
	DeskMissTime    = time.Hour
	DeskObjectDays  = 30
	DeskWordsMax    = 300 // characters of an objection and of its answer
)

// DeskConfirmers are who may be the second officer.
func DeskConfirmers() []Role { return []Role{RoleOfficer, RoleRegionAdmin} }

// Live reports whether the session waits or holds at now.
func (d DeskSession) Live(now Instant) bool { return d.State != DeskEnded && now < d.ExpiresAt }

// Seen gives the session as it is at now: who runs out of time has ended, even
// if nothing has written it down yet.
func (d DeskSession) Seen(now Instant) DeskSession {
	if d.State != DeskEnded && !d.Live(now) {
		d.State, d.EndReason, d.EndedAt = DeskEnded, DeskEndExpired, &d.ExpiresAt
	}
	return d
}

// ObjectUntil is when the time for an objection is over.
func (d DeskSession) ObjectUntil() Instant {
	from := d.ExpiresAt
	if d.EndedAt != nil {
		from = *d.EndedAt
	}
	return DayOf(from).AddDays(DeskObjectDays + 1).Start()
}

// CodeDead reports whether no code confirms this session any longer.
func (d DeskSession) CodeDead() bool { return d.CodeTries >= DeskCodeTries }

// TableName spells the noun.
func (DeskSession) TableName() string { return "desk_sessions" }

// OnBehalf is the officer who acts for a person, and the session that lets her.
type OnBehalf struct {
	OfficerID  ID
	DeskID     ID
	RegionCode RegionCode // of the desk
}

// DeskUse says what an officer asks for in a person's name.
type DeskUse struct {
	Operation string // name of the route
	Reads     bool   // it shows what others may not see, and changes nothing
}

// DeskRegistration is who registered a person that has no account: another
// officer must verify what this one wrote down.
type DeskRegistration struct {
	PersonID  ID `gorm:"primaryKey"`
	OfficerID ID
	CreatedAt Instant `gorm:"autoCreateTime:false"`
}

// TableName spells the noun.
func (DeskRegistration) TableName() string { return "desk_registrations" }

// DeskSessionView is a session as people read it. Names are masked.
type DeskSessionView struct {
	DeskSession
	OfficerName string
	PersonName  string
	Place       string // full name of the region
	Code        string // for the person alone, while it waits
	Acts        []AuditEvent
	Objection   *DeskObjection
}

// What people are told about sessions at a desk.
const (
	NoticeDeskOpened   NoticeKind = "desk.opened"
	NoticeDeskStarted  NoticeKind = "desk.started"
	NoticeDeskEnded    NoticeKind = "desk.ended"
	NoticeDeskLocked   NoticeKind = "desk.locked"
	NoticeDeskObjected NoticeKind = "desk.objected"
	NoticeDeskResolved NoticeKind = "desk.resolved"
)

// Refusals around the desk.
var (
	ErrDeskNotAllowed = NewError(CodeForbidden, "desk.not_allowed", "这件事只能由本人办理，不能代办",
		"This cannot be done for somebody else at a desk")
	ErrDeskEnded = NewError(CodeForbidden, "desk.ended", "代办已经结束，请重新发起",
		"The session at the desk has ended, or is not yours")
	ErrDeskNoMatch = NewError(CodeForbidden, "desk.no_match", "没有找到与该证件相符的人，请核对姓名和号码，或先登记",
		"No person fits this card: check name and number, or register the person")
	ErrDeskTooMany = NewError(CodeTooMany, "desk.too_many", "查询不符的次数太多，请一小时后再试",
		"Too many cards that fit nobody; wait an hour").After(DeskMissTime)
	ErrDeskOwn   = NewError(CodeForbidden, "desk.own", "不能为自己代办", "Nobody acts for themselves at a desk")
	ErrDeskStaff = NewError(CodeForbidden, "desk.staff", "此人担任管理或调解职务，请本人办理",
		"The person holds a role of the administration or mediation and acts herself")
	ErrDeskBusy = NewError(CodeConflict, "desk.busy", "您还有一个代办没有结束，请先结束",
		"You have a session under way; end it first")
	ErrDeskPersonBusy = NewError(CodeConflict, "desk.person_busy", "已有协管员正在为此人代办",
		"An officer is already acting for this person")
	ErrDeskState = NewError(CodeConflict, "desk.wrong_state", "代办的状态已经变化，请刷新后查看",
		"The session is not in a state that allows this")
	ErrDeskOwnConfirm = NewError(CodeForbidden, "desk.own_confirmation", "此人有自己的账号，请由本人确认",
		"The person has an account and confirms herself")
	ErrDeskSecond = NewError(CodeForbidden, "desk.second_officer", "请由另一位协管员核对确认",
		"Another officer must look and confirm")
	ErrDeskCode     = NewError(CodeForbidden, "desk.wrong_code", "确认码不对，请核对", "The code is wrong")
	ErrDeskCodeDead = NewError(CodeForbidden, "desk.code_dead", "确认码已失效，请由本人在小程序中确认",
		"Codes no longer work; the person confirms in the mini-program")
)

// deskActs are the words of what can be done at a desk, by audit action.
var deskActs = map[string][2]string{
	"desk.read":            {"查看本人信息", "Read the person's data"},
	"person.update":        {"修改个人资料", "Changed the profile"},
	"identity.submit":      {"提交实名信息", "Submitted the identity"},
	"membership.apply":     {"申请加入组织", "Applied to a body"},
	"membership.withdraw":  {"撤回入会申请", "Withdrew an application"},
	"signup.create":        {"报名活动", "Signed up to an activity"},
	"signup.cancel":        {"取消报名", "Cancelled a sign-up"},
	"signup.accept_offer":  {"接受候补名额", "Took an offered place"},
	"signup.decline_offer": {"放弃候补名额", "Declined an offered place"},
	"dispute.file":         {"申请调解", "Filed a dispute"},
	"desk.object":          {"记录对代办的异议", "Recorded an objection"},
}

// DeskActText gives the plain words of an act in a person's name; an act that
// is new since has its action.
func DeskActText(action string) (zh, en string) {
	if t, ok := deskActs[action]; ok {
		return t[0], t[1]
	}
	return action, action
}
