package models

import "unicode/utf8"

// MembershipState is where a membership stands.
type MembershipState string

// States: applied → active → ended, applied → rejected | withdrawn, applied ⇄ returned, and
// invited → active | declined | expired.
const (
	MembershipInvited   MembershipState = "invited"
	MembershipApplied   MembershipState = "applied"
	MembershipReturned  MembershipState = "returned" // for correction by the applicant
	MembershipActive    MembershipState = "active"
	MembershipEnded     MembershipState = "ended"
	MembershipRejected  MembershipState = "rejected"
	MembershipWithdrawn MembershipState = "withdrawn"
	MembershipDeclined  MembershipState = "declined"
	MembershipExpired   MembershipState = "expired"
)

// MembershipStates lists all states.
func MembershipStates() []MembershipState {
	return []MembershipState{MembershipInvited, MembershipApplied, MembershipReturned, MembershipActive,
		MembershipEnded, MembershipRejected, MembershipWithdrawn, MembershipDeclined, MembershipExpired}
}

// Live reports whether the membership still goes on or may still begin; of one
// person in one organization at most one is live.
func (s MembershipState) Live() bool {
	return s == MembershipInvited || s == MembershipApplied || s == MembershipReturned || s == MembershipActive
}

// EndReason tells how an active membership ended.
type EndReason string

// Reasons; empty while it has not ended.
const (
	EndLeft        EndReason = "left"
	EndRemoved     EndReason = "removed"
	EndTransferred EndReason = "transferred"
	EndExpired     EndReason = "expired"
	EndDissolved   EndReason = "dissolved" // the organization ended
)

var endReasonWords = Words[EndReason]{
	{EndLeft, "本人退出", "Left"},
	{EndRemoved, "被除名", "Removed"},
	{EndTransferred, "转出", "Transferred"},
	{EndExpired, "到期", "Its time was over"},
	{EndDissolved, "组织解散", "The organization ended"},
}

// Text gives the plain words of why a membership ended.
func (r EndReason) Text() (zh, en string) { return endReasonWords.Of(r) }

// All gives every value in order.
func (EndReason) All() []EndReason { return endReasonWords.All() }

// Membership is one membership of one person in one organization. An application is its
// first state under the same id.
type Membership struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	PersonID       ID
	State          MembershipState `pii:"profile"`
	Side           MemberSide      `pii:"profile"`
	QueueNo        int64           // order of arrival in the organization
	LiveKey        []byte          `pii:"none,technical"` // MembershipKey while live, nil after; unique
	ExclusiveKey   *string         `pii:"none,technical"` // ExclusiveKey while active in what one may be in once; unique
	Tie            MemberTie       `pii:"profile"`
	Standing       MemberStanding  `pii:"sensitive"` // in a Party branch or union; empty elsewhere
	MemberNo       *string         `pii:"profile"`   // 会员证号, unique in the organization
	Source         MemberSource    `pii:"profile"`
	Answers        string          `pii:"words"` // JSON list, to the questions of the organization
	InvitedBy      *ID
	ExpiresAt      *Instant // of an invitation
	HeldBack       bool     // an invitation that does not reach the person
	DuesUntil      *Day     // last day for which dues are paid; nothing about money is kept
	Message        string   `pii:"words"` // what the applicant wrote
	DecidedBy      *ID
	DecidedAt      *Instant
	DecisionReason string `pii:"words"`
	JoinedAt       *Instant
	EndedAt        *Instant
	EndReason      EndReason `pii:"none"`
	NameFolded     string    `pii:"name,technical"` // while live: what the member is searched by, from the person
	NamePinyin     string    `pii:"name,technical"`
	NameInitials   string    `pii:"name,technical"`
	Version        int64
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant `gorm:"autoUpdateTime:false"`
}

// SearchName is the forms in which a nickname is searched: folded, its pinyin
// without tones, and the first letters of that.
type SearchName struct{ Folded, Pinyin, Initials string }

// MembershipKey is the value of LiveKey: the organization and the person.
func MembershipKey(organization, person ID) []byte {
	return append(append(make([]byte, 0, 32), organization[:]...), person[:]...)
}

// Member is a membership as people of the organization see it: by nickname only.
type Member struct {
	Membership
	Nickname  string
	Applicant Applicant
	Choices   Choices `gorm:"-"` // of who reads it
}

// Applicant is what those who decide about an application learn of the person besides
// what the application says.
type Applicant struct {
	Verified bool        // the identity was checked against the card
	LivesIn  *RegionCode // nil: not told
	Since    Instant     // since when the account exists
}

// AsApplicant gives what those who decide about an application of the person learn.
func (p Person) AsApplicant() Applicant {
	return Applicant{Verified: p.Verification == VerificationVerified, LivesIn: p.RegionCode, Since: p.CreatedAt}
}

// OwnMembership is a membership as its person sees it, with the organization.
type OwnMembership struct {
	Membership
	OrganizationName string
	OrganizationKind OrganizationKind
	RegionCode       RegionCode
	// OrganizationState is filled in where Acts are.
	OrganizationState OrganizationState
	Acts              Choices `gorm:"-"` // of who reads it, see Seen
}

// In gives the membership as its person sees it, with its organization.
func (m Membership) In(o Organization) OwnMembership {
	return OwnMembership{Membership: m, OrganizationName: o.Name, OrganizationKind: o.Kind, RegionCode: o.RegionCode,
		OrganizationState: o.State}
}

// Apply begins a membership. Id and queue number are set by the caller, who holds
// the lock of the organization's row.
func Apply(o Organization, person ID, message string, now Instant) (Membership, error) {
	if err := o.AcceptsApplications(); err != nil {
		return Membership{}, err
	}
	if o.Kind.Policy().Registers {
		return Membership{}, ErrRegisterInstead
	}
	if utf8.RuneCountInString(message) > MessageMax {
		return Membership{}, ErrInvalid.With(BodyField("/message", "length", "留言不能超过300个字",
			"The message must have at most 300 characters"))
	}
	return Membership{
		OrganizationID: o.ID, PersonID: person, State: MembershipApplied, Side: SideMigrant, QueueNo: o.NextQueueNo,
		Tie: o.Tie(), Source: ByApplication, Answers: "[]",
		LiveKey: MembershipKey(o.ID, person), Message: message, Version: 1, CreatedAt: now, UpdatedAt: now,
	}, nil
}

// Found gives the membership of a founder in an organization that was just approved. Id and
// queue number are set by the caller.
func Found(o Organization, person, by ID, now Instant) Membership {
	return Membership{
		OrganizationID: o.ID, PersonID: person, State: MembershipActive, Side: SideMigrant, Tie: o.Tie(),
		Standing: o.FounderStanding(), Source: ByFounding, Answers: "[]", LiveKey: MembershipKey(o.ID, person),
		DecidedBy: &by, DecidedAt: &now, JoinedAt: &now, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}

// ExOfficio gives the membership of somebody who leads the organization by another post.
func ExOfficio(o Organization, person, by ID, now Instant) Membership {
	m := Found(o, person, by, now)
	m.Side, m.Tie, m.Source = SideLocalCadre, TieFormal, ByAppointment
	return m
}

// Approve makes an applicant a member. Nobody decides their own application.
func (m Membership) Approve(by ID, now Instant) (Membership, error) {
	if err := m.mayDecide(by); err != nil {
		return m, err
	}
	return m.decided(MembershipActive, by, "", now), nil
}

// Reject refuses an applicant with a reason that they can read.
func (m Membership) Reject(by ID, reason string, now Instant) (Membership, error) {
	if err := m.mayDecide(by); err != nil {
		return m, err
	}
	if err := CheckReason(reason); err != nil {
		return m, err
	}
	return m.decided(MembershipRejected, by, reason, now), nil
}

func (m Membership) mayDecide(by ID) error {
	switch {
	case by == m.PersonID:
		return ErrMembershipOwn
	case !MembershipMoves.May(m.State, MembershipApprove):
		return ErrMembershipDecided
	}
	return nil
}

func (m Membership) decided(state MembershipState, by ID, reason string, now Instant) Membership {
	m.State, m.DecidedBy, m.DecidedAt, m.DecisionReason, m.UpdatedAt = state, &by, &now, reason, now
	if state == MembershipActive {
		m.JoinedAt = &now
	} else {
		m.LiveKey, m.ExclusiveKey = nil, nil
	}
	m.Version++
	return m
}

// Withdraw takes the application back, by the applicant.
func (m Membership) Withdraw(now Instant) (Membership, error) {
	to, err := MembershipMoves.After(m.State, MembershipWithdraw, ErrMembershipDecided)
	if err != nil {
		return m, err
	}
	m.State, m.LiveKey, m.EndedAt, m.UpdatedAt = to, nil, &now, now
	m.Version++
	return m, nil
}

// Leave ends an active membership by the member's own will. heads is how many lead
// the organization, and isHead whether this member is one of them: the last one stays
// until somebody follows.
func (m Membership) Leave(isHead bool, heads int, now Instant) (Membership, error) {
	switch {
	case !MembershipMoves.May(m.State, MembershipLeave):
		return m, ErrMembershipNotActive
	case isHead && heads <= 1:
		return m, ErrLastHead
	}
	return m.End(EndLeft, now), nil
}

// End ends an active membership for a reason; that it may end is for the caller.
func (m Membership) End(reason EndReason, now Instant) Membership {
	m.State, m.LiveKey, m.ExclusiveKey, m.EndedAt, m.EndReason, m.UpdatedAt = MembershipEnded, nil, nil, &now, reason, now
	m.Version++
	return m
}

// MessageMax bounds what an applicant writes, in characters.
const MessageMax = 300

// CheckReason refuses a refusal without a reason, or with a novel; the text is
// cleaned before.
func CheckReason(reason string) error {
	if n := utf8.RuneCountInString(reason); n < 1 || n > ReasonMax {
		return ErrInvalid.With(BodyField("/reason", "length", "请填写原因，不超过200个字",
			"Give a reason of at most 200 characters"))
	}
	return nil
}

var membershipStateWords = Words[MembershipState]{
	{MembershipInvited, "已邀请", "Invited"},
	{MembershipApplied, "待审核", "Waiting for an answer"},
	{MembershipReturned, "退回更正", "Sent back for correction"},
	{MembershipActive, "会员", "Member"},
	{MembershipEnded, "已退出", "Ended"},
	{MembershipRejected, "未通过", "Not approved"},
	{MembershipWithdrawn, "已撤回", "Withdrawn"},
	{MembershipDeclined, "已谢绝", "Declined"},
	{MembershipExpired, "已过期", "Expired"},
}

// Text gives the plain words of a state.
func (s MembershipState) Text() (zh, en string) { return membershipStateWords.Of(s) }

// All gives every value in order.
func (MembershipState) All() []MembershipState { return membershipStateWords.All() }

// Refusals around memberships.
var (
	ErrMembershipExists = NewError(CodeConflict, "membership.exists", "您已经是会员，或已提交过申请",
		"You are a member already, or have applied")
	ErrMembershipTooYoung = NewError(CodeForbidden, "membership.too_young", "年满16周岁方可加入工会",
		"A trade union takes members from the age of 16")
	ErrMembershipVillageElsewhere = NewError(CodeConflict, "membership.village_elsewhere", "您已参加另一个村（社区）的同类组织，请先退出",
		"You belong to such an organization of another village: leave it first")
	ErrMembershipAge = NewError(CodeForbidden, "membership.age", "年龄不符合这类组织的要求",
		"The age does not fit organizations of this kind")
	ErrMembershipChild = NewError(CodeForbidden, "membership.child", "未满14周岁不能加入组织，满14周岁后再来申请",
		"Nobody under 14 joins")
	ErrMembershipDecided = NewError(CodeConflict, "membership.decided", "这份申请已经处理过了，请刷新后查看",
		"The application has been decided or withdrawn")
	ErrMembershipNotActive = NewError(CodeConflict, "membership.not_active", "您目前不是该组织的会员",
		"The membership is not active")
	ErrMembershipOwn = NewError(CodeForbidden, "membership.own_application", "不能审核自己的申请",
		"Nobody decides their own application")
	ErrMembersOnly = NewError(CodeForbidden, "membership.members_only", "这部分内容只有本组织会员可以查看",
		"Only members see this part")
)

// What people are told about memberships.
const (
	NoticeMembershipApplied   NoticeKind = "membership.applied"   // to the reviewers
	NoticeMembershipReceived  NoticeKind = "membership.received"  // to the applicant
	NoticeMembershipApproved  NoticeKind = "membership.approved"  // to the applicant
	NoticeMembershipRejected  NoticeKind = "membership.rejected"  // to the applicant
	NoticeMembershipReturned  NoticeKind = "membership.returned"  // to the applicant
	NoticeMembershipCorrected NoticeKind = "membership.corrected" // to the reviewers
	NoticeMembershipWithdrawn NoticeKind = "membership.withdrawn" // to the reviewers
	NoticeMembershipLeft      NoticeKind = "membership.left"      // to the heads
)
