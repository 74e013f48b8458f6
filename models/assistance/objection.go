package assistance

import "xinjumin/models"

// Objection is what a person says against a session at a desk. One per
// session; the superiors of the officer answer it.
type Objection struct {
	ID         models.ID `gorm:"primaryKey"`
	SessionID  models.ID
	RegionCode models.RegionCode `pii:"none"` // of the desk
	State      ObjectionState    `pii:"none"`
	Reason     string            `pii:"words"`
	RecordedBy *models.ID        // the officer who wrote it down for who has no account
	Outcome    Outcome           `pii:"none"`
	Answer     string            `pii:"words"`
	ResolvedBy *models.ID
	ResolvedAt *models.Instant
	CreatedAt  models.Instant `gorm:"autoCreateTime:false"`
}

// TableName spells the noun.
func (Objection) TableName() string { return "desk_objections" }

// ObjectionState is open → resolved.
type ObjectionState string

// The states.
const (
	ObjectionOpen     ObjectionState = "open"
	ObjectionResolved ObjectionState = "resolved"
)

var deskObjectionStateWords = models.Words[ObjectionState]{
	{ObjectionOpen, "待处理", "Open"},
	{ObjectionResolved, "已答复", "Answered"},
}

// Text gives the plain words of a state.
func (s ObjectionState) Text() (zh, en string) {
	return deskObjectionStateWords.Or(s, ObjectionResolved)
}

// All gives every value in order.
func (ObjectionState) All() []ObjectionState { return deskObjectionStateWords.All() }

// Outcome is what the superior found; empty while it is open.
type Outcome string

// The outcomes.
const (
	ObjectionUpheld    Outcome = "upheld"
	ObjectionDismissed Outcome = "dismissed"
)

var deskOutcomeWords = models.Words[Outcome]{
	{ObjectionUpheld, "异议成立", "Upheld"},
	{ObjectionDismissed, "异议不成立", "Not upheld"},
}

// Text gives the plain words of an outcome.
func (o Outcome) Text() (zh, en string) { return deskOutcomeWords.Of(o) }

// All gives every value in order.
func (Outcome) All() []Outcome { return deskOutcomeWords.All() }

// Refusals around objections.
var (
	ErrObjected = models.NewError(models.CodeConflict, "desk.objected", "对这次代办已经提出过异议",
		"There is an objection to this session already")
	ErrObjectLate = models.NewError(models.CodeConflict, "desk.objection_late", "已超过提出异议的期限",
		"The time for an objection is over")
	ErrObjectOwn = models.NewError(models.CodeForbidden, "desk.objection_own", "请由未参与这次代办的人员办理",
		"Somebody who had no part in the session must do this")
	ErrObjectClosed = models.NewError(models.CodeConflict, "desk.objection_closed", "这个异议已经答复",
		"The objection is answered")
)
