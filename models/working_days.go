package models

// WorkingDays is one arrangement of a year: proposed by one platform administrator,
// in force once another one has signed it (package approval).
type WorkingDays struct {
	ID        ID `gorm:"primaryKey"`
	Year      int64
	Days      string           `pii:"none"` // JSON of []SpecialDay
	State     WorkingDaysState `pii:"none"`
	LiveKey   *string          `pii:"none,technical"` // of year and state, but once it is replaced
	Version   int64            // counts the arrangements of the year
	CreatedAt Instant          `gorm:"autoCreateTime:false"`
	InForceAt *Instant
}

// TableName keeps the name of the table.
func (WorkingDays) TableName() string { return "working_days" }

// WorkingDaysState tells where an arrangement stands.
type WorkingDaysState string

// The states: proposed → in_force → replaced; a proposal is replaced by the next one.
const (
	WorkingDaysProposed WorkingDaysState = "proposed"
	WorkingDaysInForce  WorkingDaysState = "in_force"
	WorkingDaysReplaced WorkingDaysState = "replaced"
)

var workingDaysWords = Words[WorkingDaysState]{
	{WorkingDaysProposed, "等待另一位管理员批准", "Waits for a second signature"},
	{WorkingDaysInForce, "执行中", "In force"},
	{WorkingDaysReplaced, "已被替换", "Replaced"},
}

// Text gives the plain words of a state.
func (s WorkingDaysState) Text() (zh, en string) { return workingDaysWords.Of(s) }

// All gives every value in order.
func (WorkingDaysState) All() []WorkingDaysState { return workingDaysWords.All() }

// ApproveWorkingDays puts the days of a year in force; the subject is the arrangement.
const ApproveWorkingDays ApprovalKind = "working_days"

// JobMoveDeadlines moves open terms after days were put in force; the subject is the
// arrangement.
const JobMoveDeadlines = "deadlines.move"

// What platform administrators are told about the days of a year.
const (
	NoticeWorkingDaysProposed NoticeKind = "working_days.proposed" // to the others
	NoticeWorkingDaysInForce  NoticeKind = "working_days.in_force" // to who proposed them
)
