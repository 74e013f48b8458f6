package branch

import (
	"time"
	"unicode/utf8"

	"xinjumin/models"
)

// MeetingState is where a meeting stands.
type MeetingState string

// States: planned → held → minutes_final, planned → cancelled.
const (
	MeetingPlanned   MeetingState = "planned"
	MeetingHeld      MeetingState = "held"
	MeetingFinal     MeetingState = "minutes_final"
	MeetingCancelled MeetingState = "cancelled"
)

// Meeting is a meeting of a Party branch. What is on its agenda, what was said
// and resolved is sealed.
type Meeting struct {
	ID               models.ID `gorm:"primaryKey"`
	OrganizationID   models.ID
	Kind             MeetingKind  `pii:"none"`
	State            MeetingState `pii:"none"`
	StartsAt         models.Instant
	EndsAt           models.Instant
	Place            string `pii:"words"`
	ChairID          models.ID
	RecorderID       models.ID
	AgendaSealed     []byte `pii:"sensitive"`
	MinutesSealed    []byte `pii:"sensitive"` // a draft while held, then final
	ResolutionSealed []byte `pii:"sensitive"`
	FinalAt          *models.Instant
	FinalBy          *models.ID
	Corrections      int64
	CreatedBy        models.ID
	Version          int64
	CreatedAt        models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt        models.Instant `gorm:"autoUpdateTime:false"`
}

// MeetingCorrection keeps what final minutes said before they were corrected.
type MeetingCorrection struct {
	ID               models.ID `gorm:"primaryKey"`
	MeetingID        models.ID
	No               int64
	MinutesSealed    []byte `pii:"sensitive"` // as they were
	ResolutionSealed []byte `pii:"sensitive"`
	ReasonSealed     []byte `pii:"sensitive"`
	CorrectedBy      models.ID
	CreatedAt        models.Instant `gorm:"autoCreateTime:false"`
}

// AttendanceState tells whether somebody came.
type AttendanceState string

// The states; expected is not known yet.
const (
	AttendanceExpected AttendanceState = "expected"
	AttendancePresent  AttendanceState = "present"
	AttendanceAbsent   AttendanceState = "absent"
	AttendanceLeave    AttendanceState = "leave"
)

// Attendance is one person of those expected (应到) at a meeting.
type Attendance struct {
	MeetingID models.ID       `gorm:"primaryKey"`
	PersonID  models.ID       `gorm:"primaryKey"`
	Voter     bool            // had a vote when the meeting was called
	State     AttendanceState `pii:"sensitive"`
	MarkedBy  *models.ID
	MarkedAt  *models.Instant
}

// TableName tells the mapper where it lies.
func (Attendance) TableName() string { return "meeting_attendances" }

// AttendanceCounts are 应到 and 实到, and those with a vote among them.
type AttendanceCounts struct {
	Expected, Present, Absent, Leave int64
	Voters, VotersPresent            int64
}

// MeetingRoles may call meetings and keep their record.
func MeetingRoles() []models.Role {
	return []models.Role{models.RoleBranchSecretary, models.RoleViceChair, models.RoleSecretaryGeneral,
		models.RoleOrganizer}
}

// Bounds of a meeting. A person who is there may say so from a while before it begins.
const (
	MeetingPlaceMax      = 100
	MeetingAgendaMax     = 2000
	MeetingMinutesMax    = 10000
	MeetingResolutionMax = 4000
	MeetingExpectedMax   = 5000
	MeetingMaxLength     = 12 * time.Hour
	CheckInEarly         = time.Hour
)

// MeetingPlan is what a meeting is called as; texts are cleaned.
type MeetingPlan struct {
	Kind       MeetingKind
	StartsAt   models.Instant
	EndsAt     models.Instant
	Place      string
	Agenda     string
	ChairID    models.ID
	RecorderID models.ID
	Expected   []models.ID // of a group meeting: who is in the group
}

// Check tells what is wrong with a plan.
func (p MeetingPlan) Check() []models.FieldError {
	var bad []models.FieldError
	add := func(pointer, code, zh, en string) { bad = append(bad, models.BodyField(pointer, code, zh, en)) }
	if n := utf8.RuneCountInString(p.Place); n < 1 || n > MeetingPlaceMax {
		add("/place", "length", "请填写地点，不超过100个字", "Name the place, at most 100 characters")
	}
	if n := utf8.RuneCountInString(p.Agenda); n < 1 || n > MeetingAgendaMax {
		add("/agenda", "length", "请填写议题，不超过2000个字", "Give the agenda, at most 2000 characters")
	}
	if p.EndsAt <= p.StartsAt || p.EndsAt.Sub(p.StartsAt) > MeetingMaxLength {
		add("/ends_at", "order", "结束时间应在开始之后12小时以内", "The end must be within twelve hours after the start")
	}
	if (p.Kind == MeetingGroup) != (len(p.Expected) > 0) {
		add("/expected_ids", "group", "只有党小组会需要选择参加的人", "Only a group meeting names who is expected, and it must")
	}
	return bad
}

// MayHold refuses to say that a meeting was held before it began.
func (m Meeting) MayHold(now models.Instant) error {
	switch {
	case m.State != MeetingPlanned:
		return ErrMeetingState
	case now < m.StartsAt:
		return ErrMeetingEarly
	}
	return nil
}

// MayCheckIn refuses to be there outside the time of the meeting.
func (m Meeting) MayCheckIn(now models.Instant) error {
	switch {
	case m.State != MeetingPlanned && m.State != MeetingHeld:
		return ErrMeetingState
	case now < m.StartsAt.Add(-CheckInEarly) || now >= m.EndsAt:
		return ErrMeetingCheckIn
	}
	return nil
}

// KeptBy reports whether a person keeps the record of the meeting: who chairs or
// records it, and the offices that call meetings.
func (m Meeting) KeptBy(a models.Actor) bool {
	return a.PersonID == m.ChairID || a.PersonID == m.RecorderID ||
		a.InOrganization(m.OrganizationID, MeetingRoles()...)
}

// CheckMinutes tells what is wrong with minutes.
func CheckMinutes(minutes, resolution string, final bool) []models.FieldError {
	var bad []models.FieldError
	if n := utf8.RuneCountInString(minutes); final && n == 0 || n > MeetingMinutesMax {
		bad = append(bad, models.BodyField("/minutes", "length", "请填写会议记录，不超过10000个字",
			"Write the minutes, at most 10,000 characters"))
	}
	if utf8.RuneCountInString(resolution) > MeetingResolutionMax {
		bad = append(bad, models.BodyField("/resolution", "length", "决议不能超过4000个字",
			"The resolution must have at most 4000 characters"))
	}
	return bad
}

var meetingStateWords = models.Words[MeetingState]{
	{MeetingPlanned, "待召开", "Planned"},
	{MeetingHeld, "已召开", "Held"},
	{MeetingFinal, "记录已定稿", "Minutes final"},
	{MeetingCancelled, "已取消", "Cancelled"},
}

// Text gives the plain words of a state.
func (s MeetingState) Text() (zh, en string) { return meetingStateWords.Or(s, MeetingCancelled) }

// All gives every value in order.
func (MeetingState) All() []MeetingState { return meetingStateWords.All() }

var attendanceStateWords = models.Words[AttendanceState]{
	{AttendanceExpected, "应到", "Expected"},
	{AttendancePresent, "到会", "Present"},
	{AttendanceAbsent, "缺席", "Absent"},
	{AttendanceLeave, "请假", "On leave"},
}

// Text gives the plain words of a state.
func (s AttendanceState) Text() (zh, en string) {
	return attendanceStateWords.Or(s, AttendanceExpected)
}

// All gives every value in order.
func (AttendanceState) All() []AttendanceState { return attendanceStateWords.All() }

// Refusals around meetings.
var (
	ErrMeetingState = models.NewError(models.CodeConflict, "meeting.wrong_state", "会议当前的状态不能进行此操作，请刷新后查看",
		"The meeting is not in a state that allows this")
	ErrMeetingEarly = models.NewError(models.CodeConflict, "meeting.too_early", "会议还没有开始",
		"The meeting has not begun")
	ErrMeetingCheckIn = models.NewError(models.CodeConflict, "meeting.check_in_time", "签到从会议开始前1小时到会议结束",
		"One checks in from an hour before the start to the end")
	ErrMeetingStranger = models.NewError(models.CodeConflict, "meeting.not_of_branch", "主持人、记录人和参加人应是本支部成员",
		"Who chairs, records or is expected must be in the branch")
	ErrMeetingUninvited = models.NewError(models.CodeConflict, "meeting.not_expected", "这个人不在应到名单上",
		"The person is not among those expected")
	ErrMeetingNobody = models.NewError(models.CodeConflict, "meeting.nobody_expected", "没有应到的人，不能召开",
		"Nobody would be expected")
)

// What people are told about meetings.
const (
	NoticeMeetingCalled    models.NoticeKind = "meeting.called"
	NoticeMeetingChanged   models.NoticeKind = "meeting.changed"
	NoticeMeetingCancelled models.NoticeKind = "meeting.cancelled"
)
