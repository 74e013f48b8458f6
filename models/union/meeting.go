package union

import (
	"time"
	"unicode/utf8"

	"xinjumin/models"
)

// CallState is where a call for a meeting stands.
type CallState string

// States: open → reached → answered.
const (
	CallOpen     CallState = "open"
	CallReached  CallState = "reached"
	CallAnswered CallState = "answered"
)

var unionCallStateWords = models.Words[CallState]{
	{CallOpen, "联名中", "Being signed"},
	{CallReached, "已达三分之一，等待工会答复", "One third reached, waiting for the committee"},
	{CallAnswered, "已答复", "Answered"},
}

// Text gives the plain words of a state.
func (s CallState) Text() (zh, en string) { return unionCallStateWords.Of(s) }

// All gives every value in order.
func (CallState) All() []CallState { return unionCallStateWords.All() }

// CallTerm is how long the committee has to name the day of a meeting that
// one third of the members call for. The law names no days: this is ours.
const CallTerm = 30 * 24 * time.Hour

// MeetingCall asks for a meeting of the members (工会法 17: one third of the
// members may). A union has one that waits at a time.
type MeetingCall struct {
	ID             models.ID `gorm:"primaryKey"`
	OrganizationID models.ID
	PersonID       models.ID  // who began it
	Purpose        string     `pii:"words"`
	State          CallState  `pii:"none"`
	LiveKey        *models.ID // OrganizationID until it is answered; unique
	SignatureCount int64
	NeededCount    int64 // of one third, at the last signature
	ReachedAt      *models.Instant
	DueAt          *models.Instant // by when the committee names a day
	MeetsOn        *models.Day
	Answer         string `pii:"words"`
	AnsweredBy     *models.ID
	AnsweredAt     *models.Instant
	Version        int64
	CreatedAt      models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      models.Instant `gorm:"autoUpdateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (MeetingCall) TableName() string { return "union_meeting_calls" }

// MeetingSignature is one member's name under a call.
type MeetingSignature struct {
	CallID    models.ID      `gorm:"primaryKey"`
	PersonID  models.ID      `gorm:"primaryKey"`
	CreatedAt models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (MeetingSignature) TableName() string { return "union_meeting_signatures" }

// CallView is a call, and whether the reader signed it.
type CallView struct {
	MeetingCall
	Signed  bool
	Choices models.Choices `gorm:"-"`
}

// TableName tells the mapper where the embedded row lives.
func (CallView) TableName() string { return "union_meeting_calls" }

// PurposeMax bounds what a call says, in characters.
const PurposeMax = 300

// CallMeeting begins a call in a union; who begins it signs next.
func CallMeeting(o models.Organization, person models.ID, purpose string, now models.Instant) (MeetingCall, error) {
	switch n := utf8.RuneCountInString(purpose); {
	case o.Kind != models.KindUnion:
		return MeetingCall{}, ErrUnionsOnly
	case o.State != models.OrganizationActive:
		return MeetingCall{}, models.ErrOrganizationInactive
	case n < 2 || n > PurposeMax:
		return MeetingCall{}, models.ErrInvalid.With(models.BodyField("/purpose", "length", "请写明要讨论什么，2至300个字",
			"Say in 2 to 300 characters what it is about"))
	}
	key := o.ID
	return MeetingCall{OrganizationID: o.ID, PersonID: person, Purpose: purpose, State: CallOpen, LiveKey: &key,
		Version: 1, CreatedAt: now, UpdatedAt: now}, nil
}

// Sign counts one more member under a call and tells whether with this one a
// third of the members is reached.
func (c MeetingCall) Sign(o models.Organization, now models.Instant) (next MeetingCall, reached bool, err error) {
	if err := c.MaySign(); err != nil {
		return c, false, err
	}
	c.SignatureCount, c.NeededCount = c.SignatureCount+1, (o.MemberCount+models.UnionCallShare-1)/models.UnionCallShare
	c.Version, c.UpdatedAt = c.Version+1, now
	if c.SignatureCount >= c.NeededCount {
		due := now.Add(CallTerm)
		c.State, c.ReachedAt, c.DueAt = CallReached, &now, &due
	}
	return c, c.State == CallReached, nil
}

// Reply names the day of the meeting.
func (c MeetingCall) Reply(by models.ID, on models.Day, words string, now models.Instant) (MeetingCall, error) {
	if err := c.MayReply(); err != nil {
		return c, err
	}
	switch {
	case on < models.DayOf(now):
		return c, models.ErrInvalid.With(models.BodyField("/meets_on", "minimum", "会议日期不能早于今天", "The day has passed"))
	case utf8.RuneCountInString(words) > PurposeMax:
		return c, models.ErrInvalid.With(models.BodyField("/answer", "max_length", "答复不能超过300个字",
			"At most 300 characters"))
	}
	c.State, c.LiveKey, c.MeetsOn, c.Answer, c.AnsweredBy, c.AnsweredAt = CallAnswered, nil, &on, words, &by, &now
	c.Version, c.UpdatedAt = c.Version+1, now
	return c, nil
}

// Refusals of calls.
var (
	ErrCallOpen = models.NewError(models.CodeConflict, "meeting_call.open", "已有一份召开会议的联名，请在上面联名",
		"A call for a meeting is open already: sign that one")
	ErrCallSigned = models.NewError(models.CodeConflict, "meeting_call.signed", "您已经联名", "You have signed")
	ErrCallClosed = models.NewError(models.CodeConflict, "meeting_call.closed", "这份联名已达到人数，不再接受联名",
		"The call has enough names and takes no more")
	ErrCallNotReached = models.NewError(models.CodeConflict, "meeting_call.not_reached", "联名未达到会员的三分之一，或已经答复",
		"The call has not reached a third of the members, or has been answered")
)

// What people are told about calls. Nobody is told who signed.
const (
	NoticeCallReached  models.NoticeKind = "meeting_call.reached"  // to the chairs
	NoticeCallOverdue  models.NoticeKind = "meeting_call.overdue"  // to the chairs and those of the federation
	NoticeCallAnswered models.NoticeKind = "meeting_call.answered" // to those who signed
)
