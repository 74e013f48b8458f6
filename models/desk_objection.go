package models

// DeskObjection is what a person says against a session at a desk. One per
// session; the superiors of the officer answer it.
type DeskObjection struct {
	ID         ID `gorm:"primaryKey"`
	SessionID  ID
	RegionCode RegionCode         `pii:"none"` // of the desk
	State      DeskObjectionState `pii:"none"`
	Reason     string             `pii:"words"`
	RecordedBy *ID                // the officer who wrote it down for who has no account
	Outcome    DeskOutcome        `pii:"none"`
	Answer     string             `pii:"words"`
	ResolvedBy *ID
	ResolvedAt *Instant
	CreatedAt  Instant `gorm:"autoCreateTime:false"`
}

// TableName spells the noun.
func (DeskObjection) TableName() string { return "desk_objections" }

// DeskObjectionState is open → resolved.
type DeskObjectionState string

// The states.
const (
	ObjectionOpen     DeskObjectionState = "open"
	ObjectionResolved DeskObjectionState = "resolved"
)

var deskObjectionStateWords = Words[DeskObjectionState]{
	{ObjectionOpen, "待处理", "Open"},
	{ObjectionResolved, "已答复", "Answered"},
}

// Text gives the plain words of a state.
func (s DeskObjectionState) Text() (zh, en string) {
	return deskObjectionStateWords.Or(s, ObjectionResolved)
}

// All gives every value in order.
func (DeskObjectionState) All() []DeskObjectionState { return deskObjectionStateWords.All() }

// DeskOutcome is what the superior found; empty while it is open.
type DeskOutcome string

// The outcomes.
const (
	ObjectionUpheld    DeskOutcome = "upheld"
	ObjectionDismissed DeskOutcome = "dismissed"
)

var deskOutcomeWords = Words[DeskOutcome]{
	{ObjectionUpheld, "异议成立", "Upheld"},
	{ObjectionDismissed, "异议不成立", "Not upheld"},
}

// Text gives the plain words of an outcome.
func (o DeskOutcome) Text() (zh, en string) { return deskOutcomeWords.Of(o) }

// All gives every value in order.
func (DeskOutcome) All() []DeskOutcome { return deskOutcomeWords.All() }

// Refusals around objections.
var (
	ErrDeskObjected = NewError(CodeConflict, "desk.objected", "对这次代办已经提出过异议",
		"There is an objection to this session already")
	ErrDeskObjectLate = NewError(CodeConflict, "desk.objection_late", "已超过提出异议的期限",
		"The time for an objection is over")
	ErrDeskObjectOwn = NewError(CodeForbidden, "desk.objection_own", "请由未参与这次代办的人员办理",
		"Somebody who had no part in the session must do this")
	ErrDeskObjectClosed = NewError(CodeConflict, "desk.objection_closed", "这个异议已经答复", "The objection is answered")
)
