package models

import (
	"time"
	"unicode/utf8"
)

// UnionCallState is where a call for a meeting stands.
type UnionCallState string

// States: open → reached → answered.
const (
	CallOpen     UnionCallState = "open"
	CallReached  UnionCallState = "reached"
	CallAnswered UnionCallState = "answered"
)

var unionCallStateWords = Words[UnionCallState]{
	{CallOpen, "联名中", "Being signed"},
	{CallReached, "已达三分之一，等待工会答复", "One third reached, waiting for the committee"},
	{CallAnswered, "已答复", "Answered"},
}

// Text gives the plain words of a state.
func (s UnionCallState) Text() (zh, en string) { return unionCallStateWords.Of(s) }

// All gives every value in order.
func (UnionCallState) All() []UnionCallState { return unionCallStateWords.All() }

// UnionCallTerm is how long the committee has to name the day of a meeting that
// one third of the members call for. The law names no days: this is ours.
const UnionCallTerm = 30 * 24 * time.Hour

// UnionMeetingCall asks for a meeting of the members (工会法 17: one third of the
// members may). A union has one that waits at a time.
type UnionMeetingCall struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	PersonID       ID             // who began it
	Purpose        string         `pii:"words"`
	State          UnionCallState `pii:"none"`
	LiveKey        *ID            // OrganizationID until it is answered; unique
	SignatureCount int64
	NeededCount    int64 // of one third, at the last signature
	ReachedAt      *Instant
	DueAt          *Instant // by when the committee names a day
	MeetsOn        *Day
	Answer         string `pii:"words"`
	AnsweredBy     *ID
	AnsweredAt     *Instant
	Version        int64
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant `gorm:"autoUpdateTime:false"`
}

// UnionMeetingSignature is one member's name under a call.
type UnionMeetingSignature struct {
	CallID    ID      `gorm:"primaryKey"`
	PersonID  ID      `gorm:"primaryKey"`
	CreatedAt Instant `gorm:"autoCreateTime:false"`
}

// UnionCallView is a call, and whether the reader signed it.
type UnionCallView struct {
	UnionMeetingCall
	Signed bool
}

// TableName tells the mapper where the embedded row lives.
func (UnionCallView) TableName() string { return "union_meeting_calls" }

// PurposeMax bounds what a call says, in characters.
const PurposeMax = 300

// CallMeeting begins a call in a union; who begins it signs next.
func CallMeeting(o Organization, person ID, purpose string, now Instant) (UnionMeetingCall, error) {
	switch n := utf8.RuneCountInString(purpose); {
	case o.Kind != KindUnion:
		return UnionMeetingCall{}, ErrUnionOnly
	case o.State != OrganizationActive:
		return UnionMeetingCall{}, ErrOrganizationInactive
	case n < 2 || n > PurposeMax:
		return UnionMeetingCall{}, ErrInvalid.With(BodyField("/purpose", "length", "请写明要讨论什么，2至300个字",
			"Say in 2 to 300 characters what it is about"))
	}
	key := o.ID
	return UnionMeetingCall{OrganizationID: o.ID, PersonID: person, Purpose: purpose, State: CallOpen, LiveKey: &key,
		Version: 1, CreatedAt: now, UpdatedAt: now}, nil
}

// Sign counts one more member under a call and tells whether with this one a
// third of the members is reached.
func (c UnionMeetingCall) Sign(o Organization, now Instant) (next UnionMeetingCall, reached bool, err error) {
	if c.State != CallOpen {
		return c, false, ErrCallClosed
	}
	c.SignatureCount, c.NeededCount = c.SignatureCount+1, (o.MemberCount+UnionCallShare-1)/UnionCallShare
	c.Version, c.UpdatedAt = c.Version+1, now
	if c.SignatureCount >= c.NeededCount {
		due := now.Add(UnionCallTerm)
		c.State, c.ReachedAt, c.DueAt = CallReached, &now, &due
	}
	return c, c.State == CallReached, nil
}

// Reply names the day of the meeting.
func (c UnionMeetingCall) Reply(by ID, on Day, words string, now Instant) (UnionMeetingCall, error) {
	switch {
	case c.State != CallReached:
		return c, ErrCallNotReached
	case on < DayOf(now):
		return c, ErrInvalid.With(BodyField("/meets_on", "minimum", "会议日期不能早于今天", "The day has passed"))
	case utf8.RuneCountInString(words) > PurposeMax:
		return c, ErrInvalid.With(BodyField("/answer", "max_length", "答复不能超过300个字", "At most 300 characters"))
	}
	c.State, c.LiveKey, c.MeetsOn, c.Answer, c.AnsweredBy, c.AnsweredAt = CallAnswered, nil, &on, words, &by, &now
	c.Version, c.UpdatedAt = c.Version+1, now
	return c, nil
}

// Refusals of calls.
var (
	ErrCallOpen = NewError(CodeConflict, "meeting_call.open", "已有一份召开会议的联名，请在上面联名",
		"A call for a meeting is open already: sign that one")
	ErrCallSigned = NewError(CodeConflict, "meeting_call.signed", "您已经联名", "You have signed")
	ErrCallClosed = NewError(CodeConflict, "meeting_call.closed", "这份联名已达到人数，不再接受联名",
		"The call has enough names and takes no more")
	ErrCallNotReached = NewError(CodeConflict, "meeting_call.not_reached", "联名未达到会员的三分之一，或已经答复",
		"The call has not reached a third of the members, or has been answered")
)

// What people are told about calls. Nobody is told who signed.
const (
	NoticeCallReached  NoticeKind = "meeting_call.reached"  // to the chairs
	NoticeCallOverdue  NoticeKind = "meeting_call.overdue"  // to the chairs and those of the federation
	NoticeCallAnswered NoticeKind = "meeting_call.answered" // to those who signed
)
