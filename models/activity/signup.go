package activity

import (
	"crypto/sha256"

	"xinjumin/models"
)

// SignupState is where a sign-up stands.
type SignupState string

// States: registered, or waiting → offered → registered | expired | declined;
// → cancelled | checked_in | no_show.
const (
	SignupRegistered SignupState = "registered"
	SignupWaiting    SignupState = "waiting"
	SignupOffered    SignupState = "offered"
	SignupExpired    SignupState = "expired"
	SignupDeclined   SignupState = "declined"
	SignupCancelled  SignupState = "cancelled"
	SignupCheckedIn  SignupState = "checked_in"
	SignupNoShow     SignupState = "no_show"
)

// SignupNoteMax bounds the note to the organizers, in characters.
const SignupNoteMax = 200

// HoldsSeat reports whether a sign-up in this state counts as a taken seat. An
// offered seat is kept for the person.
func (s SignupState) HoldsSeat() bool {
	return s == SignupRegistered || s == SignupOffered || s == SignupCheckedIn || s == SignupNoShow
}

// Live reports whether the person is on the list, so that a second sign-up is
// refused.
func (s SignupState) Live() bool { return s.HoldsSeat() || s == SignupWaiting }

var signupStateWords = models.Words[SignupState]{
	{SignupRegistered, "报名成功", "Registered"},
	{SignupWaiting, "候补中", "Waiting"},
	{SignupOffered, "有空位，待确认", "A seat is offered"},
	{SignupExpired, "超时未确认", "Offer expired"},
	{SignupDeclined, "已放弃", "Declined"},
	{SignupCancelled, "已取消", "Cancelled"},
	{SignupCheckedIn, "已签到（暂未开通）", "Checked in (not yet)"},
	{SignupNoShow, "未到场（暂未开通）", "No show (not yet)"},
}

// Text gives the words of a state.
func (s SignupState) Text() (zh, en string) { return signupStateWords.Of(s) }

// All gives every value in order.
func (SignupState) All() []SignupState { return signupStateWords.All() }

// Signup is one person's place in one activity; after an end the person may
// sign up again, as a new row at the end of the queue.
type Signup struct {
	ID             models.ID `gorm:"primaryKey"`
	ActivityID     models.ID
	PersonID       models.ID
	State          SignupState `pii:"profile"`
	QueueNo        int64       // order of arrival, from the locked activity row
	LiveKey        []byte      `pii:"none,technical"` // one live sign-up per person and activity; nil when ended
	Note           string      `pii:"words"`
	OfferExpiresAt *models.Instant
	EndedAt        *models.Instant
	Version        int64
	CreatedAt      models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      models.Instant `gorm:"autoUpdateTime:false"`
}

// SignupLiveKey names the live sign-up of a person in an activity.
func SignupLiveKey(activity, person models.ID) []byte {
	sum := sha256.Sum256(append(activity[:], person[:]...))
	return sum[:]
}

// SignupView is a sign-up as its owner or an organizer sees it. Position counts
// the waiting from 1; it is 0 for everybody else.
type SignupView struct {
	Signup
	Position int64
	Nickname string // filled in for organizers only
	Activity Activity
	Choices  models.Choices // of its owner
}

// Refusals around sign-ups.
var (
	ErrSignupAlready = models.NewError(models.CodeConflict, "signup.already", "您已经报过名了", "You have signed up already")
	ErrSignupState   = models.NewError(models.CodeConflict, "signup.wrong_state", "报名当前状态不能进行此操作，请刷新后查看",
		"The sign-up is not in a state that allows this")
	ErrSignupNotOffered = models.NewError(models.CodeConflict, "signup.not_offered", "现在没有为您保留的空位",
		"No seat is offered to you now")
	ErrSignupOfferExpired = models.NewError(models.CodeConflict, "signup.offer_expired", "确认时间已过，空位已让给下一位",
		"The offer has expired")
)

// What people are told. Params: activity (its title) and when (its start).
const (
	NoticeSignupRegistered models.NoticeKind = "signup.registered"
	NoticeSignupWaiting    models.NoticeKind = "signup.waiting" // and position
	NoticeSignupOffered    models.NoticeKind = "signup.offered" // and until
	NoticeSignupExpired    models.NoticeKind = "signup.expired"
	NoticeChanged          models.NoticeKind = "activity.changed"
	NoticeCancelled        models.NoticeKind = "activity.cancelled"
)
