package models

import (
	"fmt"
	"time"
	"unicode/utf8"
)

// How invitations are bounded, so that nobody is pestered.
const (
	InvitationLife     = 14 * 24 * time.Hour
	InvitationsPerDay  = 50 // of one organization
	InvitationPauseFor = 30 // days before the same organization invites somebody again who did not come
)

// Invite begins a membership by an invitation. Id, queue number and whether it is
// held back are set by the caller, who holds the lock of the organization's row.
func Invite(o Organization, person, by ID, side MemberSide, message string, now Instant) (Membership, error) {
	if err := o.AcceptsApplications(); err != nil {
		return Membership{}, err
	}
	if utf8.RuneCountInString(message) > MessageMax {
		return Membership{}, ErrInvalid.With(BodyField("/message", "length", "留言不能超过300个字",
			"The message must have at most 300 characters"))
	}
	ends := now.Add(InvitationLife)
	return Membership{
		OrganizationID: o.ID, PersonID: person, State: MembershipInvited, Side: side, QueueNo: o.NextQueueNo,
		Tie: TieFormal, Source: ByInvitation, Answers: "[]", InvitedBy: &by, ExpiresAt: &ends,
		LiveKey: MembershipKey(o.ID, person), Message: message, Version: 1, CreatedAt: now, UpdatedAt: now,
	}, nil
}

// InvitationLive refuses an invitation that was answered, taken back or is over.
func (m Membership) InvitationLive(now Instant) error {
	switch {
	case !MembershipMoves.May(m.State, MembershipAccept):
		return ErrInvitationAnswered
	case m.ExpiresAt != nil && *m.ExpiresAt <= now:
		return ErrInvitationExpired
	}
	return nil
}

// Accept makes who was invited a member: the organization has said yes by inviting.
func (m Membership) Accept(now Instant) (Membership, error) {
	if err := m.InvitationLive(now); err != nil {
		return m, err
	}
	m.State, m.DecidedBy, m.DecidedAt, m.JoinedAt, m.HeldBack, m.UpdatedAt = MembershipActive, m.InvitedBy, &now, &now, false, now
	m.Version++
	return m, nil
}

// EndInvitation ends an invitation that nobody has accepted: the person declines
// it, the organization revokes it, or it expires.
func (m Membership) EndInvitation(v MembershipVerb, now Instant) (Membership, error) {
	to, err := MembershipMoves.After(m.State, v, ErrInvitationAnswered)
	if err != nil {
		return m, err
	}
	m.State, m.LiveKey, m.EndedAt, m.UpdatedAt = to, nil, &now, now
	m.Version++
	return m, nil
}

// AtOnce makes an applicant a member without a review.
func (m Membership) AtOnce(now Instant) Membership {
	m.State, m.JoinedAt, m.UpdatedAt = MembershipActive, &now, now
	return m
}

// How long somebody waits before they apply to the same organization again, in days.
const (
	CoolingAfterRejection = 30
	CoolingAfterRemoval   = 180
)

// CoolingUntil gives the day from which somebody may apply again after this
// membership; empty: at once. What only took a place from the waiting list is no
// rejection by anybody.
func (m Membership) CoolingUntil() Day {
	switch {
	case m.State == MembershipRejected && m.DecidedBy != nil && m.DecidedAt != nil:
		return DayOf(*m.DecidedAt).AddDays(CoolingAfterRejection)
	case m.State == MembershipEnded && m.EndReason == EndRemoved && m.EndedAt != nil:
		return DayOf(*m.EndedAt).AddDays(CoolingAfterRemoval)
	}
	return ""
}

// CoolingOff refuses an application before a day, and says which.
func CoolingOff(until Day) error {
	e := *ErrMembershipCoolingOff
	zh, en := until.Text()
	e.ZH = fmt.Sprintf("您的申请未通过或已被移出，%s起可以再次申请", zh)
	e.EN = fmt.Sprintf("Refused or removed before: you may apply again from %s", en)
	return &e
}

// Refusals around invitations and coming back.
var (
	ErrMembershipCoolingOff = NewError(CodeConflict, "membership.cooling_off", "申请未通过后满30天、被移出后满180天，可以再次申请",
		"You may apply again 30 days after a rejection and 180 days after a removal")
	ErrInvitationSelf    = NewError(CodeConflict, "invitation.own", "不能邀请自己", "Nobody invites themselves")
	ErrInvitationOpen    = NewError(CodeConflict, "invitation.open", "已邀请过对方，请等待答复", "There is an open invitation")
	ErrInvitationMember  = NewError(CodeConflict, "invitation.member", "对方已是会员", "The person is a member")
	ErrInvitationApplied = NewError(CodeConflict, "invitation.has_applied", "对方已提交入会申请，请直接审核",
		"The person has applied: decide the application")
	ErrInvitationTooSoon = NewError(CodeConflict, "invitation.too_soon", "对方没有接受上次邀请，30天内不能再次邀请",
		"The last invitation was not accepted: wait 30 days")
	ErrInvitationLimit = NewError(CodeTooMany, "invitation.daily_limit", "本组织今天的邀请已用完，请明天再发",
		"The organization has sent its invitations of today").After(24 * time.Hour)
	ErrInvitationAnswered = NewError(CodeConflict, "invitation.answered", "这份邀请已经答复或撤回",
		"The invitation was answered or withdrawn")
	ErrInvitationExpired = NewError(CodeConflict, "invitation.expired", "这份邀请已过期，您可以直接申请加入",
		"The invitation is over: you may apply")
)

// What people are told about invitations and waiting.
const (
	NoticeInvitationReceived NoticeKind = "invitation.received" // to who is invited
	NoticeInvitationAccepted NoticeKind = "invitation.accepted" // to the reviewers
	NoticeMembershipWaiting  NoticeKind = "membership.waiting"  // to the applicant: the organization is full
	NoticeMembershipSide     NoticeKind = "membership.side"     // to the member
	NoticeMembershipPassed   NoticeKind = "membership.passed"   // to the applicant: could not be taken when it was their turn
)
