package models

import "unicode/utf8"

// PartyFlow tells which way a floating member is registered (流入、流出): outflow
// and inflow are both recorded.
type PartyFlow string

// The flows.
const (
	FlowIn  PartyFlow = "in"  // reports to a branch here, belongs elsewhere
	FlowOut PartyFlow = "out" // belongs to a branch here, is away
)

// PartyRegistrationState is where a registration stands.
type PartyRegistrationState string

// States: submitted → active → ended, submitted → returned | ended.
const (
	RegistrationSubmitted PartyRegistrationState = "submitted"
	RegistrationActive    PartyRegistrationState = "active"
	RegistrationReturned  PartyRegistrationState = "returned"
	RegistrationEnded     PartyRegistrationState = "ended"
)

// PartyRegistration (报到) ties a floating member to a branch here without the
// formal tie (组织关系一方隶属、参加多重组织生活). Where the member belongs, whom to
// ask there and the number of the certificate are sealed.
type PartyRegistration struct {
	ID                 ID `gorm:"primaryKey"`
	PersonID           ID
	OrganizationID     ID                     // the branch that keeps this record
	MembershipID       *ID                    // of an inflow, once it is confirmed
	HomeOrganizationID *ID                    // the branch of the formal tie, where it is one of ours
	Flow               PartyFlow              `pii:"sensitive"`
	State              PartyRegistrationState `pii:"none"`
	BranchSealed       []byte                 `pii:"sensitive"` // name of the other branch
	ContactSealed      []byte                 `pii:"sensitive"` // whom to ask there
	CertificateSealed  []byte                 `pii:"sensitive"` // number of the 流动党员活动证
	Since              Day                    // away from home since
	LiveKey            []byte                 `pii:"none,technical"` // the person while submitted or active; unique
	DecidedBy          *ID
	DecidedAt          *Instant
	DecisionReason     string   `pii:"words"`
	RemindedAt         *Instant // told that the formal tie should follow
	EndedAt            *Instant
	Version            int64
	CreatedAt          Instant `gorm:"autoCreateTime:false"`
	UpdatedAt          Instant `gorm:"autoUpdateTime:false"`
}

// PartyRegistrationDraft is what a floating member writes; texts are cleaned.
type PartyRegistrationDraft struct {
	OrganizationID     ID
	Flow               PartyFlow
	HomeOrganizationID *ID
	HomeBranch         string // in: where the formal tie is, when it is not one of ours
	HomeContact        string
	HostBranch         string // out: with which branch one takes part
	Since              Day
	CertificateNo      string
}

// Bounds of a registration, in characters.
const (
	PartyBranchNameMax  = 60
	HomeContactMax      = 100
	PartyCertificateMax = 40
	PartyAwayMaxYears   = 20
)

// Branch gives the name of the other branch.
func (d PartyRegistrationDraft) Branch() string {
	if d.Flow == FlowOut {
		return d.HostBranch
	}
	return d.HomeBranch
}

// Check tells what is wrong with a registration.
func (d PartyRegistrationDraft) Check(today Day) []FieldError {
	var bad []FieldError
	required := func(pointer, zh, en string) { bad = append(bad, BodyField(pointer, "required", zh, en)) }
	switch {
	case d.Flow == FlowIn && d.HomeOrganizationID == nil && d.HomeBranch == "":
		required("/home_branch", "请填写组织关系所在的党支部", "Name the branch of the formal tie")
	case d.Flow == FlowOut && d.HostBranch == "":
		required("/host_branch", "请填写外出期间参加组织生活的党支部，还没有联系上的写外出地点",
			"Name the branch where you take part, or the place you go to")
	}
	for pointer, f := range map[string]struct {
		s    string
		most int
	}{"/home_branch": {d.HomeBranch, PartyBranchNameMax}, "/host_branch": {d.HostBranch, PartyBranchNameMax},
		"/home_contact": {d.HomeContact, HomeContactMax}, "/certificate_no": {d.CertificateNo, PartyCertificateMax}} {
		if utf8.RuneCountInString(f.s) > f.most {
			bad = append(bad, BodyField(pointer, "length", "内容太长了", "The text is too long"))
		}
	}
	if d.Since > today || d.Since < today.AddMonths(-12*PartyAwayMaxYears) {
		bad = append(bad, BodyField("/since", "range", "外出日期应在今天或之前，20年以内",
			"The day must be today or before, within 20 years"))
	}
	return bad
}

// FloatingDays is after how many days away a member counts as floating and the
// formal tie should follow where it can be transferred: six months in a row
// (2024年《关于进一步加强和改进流动党员管理工作的意见》).
const FloatingDays = 180

// TransferDue gives the day on which the member is to be told so.
func (r PartyRegistration) TransferDue() Day { return r.Since.AddDays(FloatingDays) }

// Live reports whether the registration is open or holds.
func (r PartyRegistration) Live() bool {
	return r.State == RegistrationSubmitted || r.State == RegistrationActive
}

// decide moves an open registration; nobody decides their own.
func (r PartyRegistration) decide(to PartyRegistrationState, by ID, now Instant) (PartyRegistration, error) {
	switch {
	case by == r.PersonID:
		return r, ErrPartyOwn
	case r.State != RegistrationSubmitted:
		return r, ErrRegistrationDecided
	}
	r.State, r.DecidedBy, r.DecidedAt, r.UpdatedAt = to, &by, &now, now
	r.Version++
	return r, nil
}

// Confirm takes the member in.
func (r PartyRegistration) Confirm(by ID, now Instant) (PartyRegistration, error) {
	return r.decide(RegistrationActive, by, now)
}

// Return gives it back with a reason that the member can read.
func (r PartyRegistration) Return(by ID, reason string, now Instant) (PartyRegistration, error) {
	next, err := r.decide(RegistrationReturned, by, now)
	if err != nil {
		return r, err
	}
	next.DecisionReason, next.LiveKey, next.EndedAt = reason, nil, &now
	return next, CheckReason(reason)
}

// End ends a live registration.
func (r PartyRegistration) End(now Instant) (PartyRegistration, error) {
	if !r.Live() {
		return r, ErrRegistrationDecided
	}
	r.State, r.LiveKey, r.EndedAt, r.UpdatedAt = RegistrationEnded, nil, &now, now
	r.Version++
	return r, nil
}

// Participate gives the spell of a floating member in the branch that confirmed
// the registration; queue number and id are the caller's.
func (r PartyRegistration) Participate(o Organization, by ID, now Instant) Membership {
	return Membership{
		OrganizationID: o.ID, PersonID: r.PersonID, State: MembershipActive, Side: SideMigrant, QueueNo: o.NextQueueNo,
		Tie: TieParticipating, Source: ByRegistration, Answers: "[]", LiveKey: SpellKey(o.ID, r.PersonID),
		DecidedBy: &by, DecidedAt: &now, JoinedAt: &now, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}

var partyFlowWords = Words[PartyFlow]{
	{FlowIn, "流入", "Reported here"},
	{FlowOut, "流出", "Away"},
}

// Text gives the plain words of a flow.
func (f PartyFlow) Text() (zh, en string) { return partyFlowWords.Or(f, FlowIn) }

// All gives every value in order.
func (PartyFlow) All() []PartyFlow { return partyFlowWords.All() }

var partyRegistrationStateWords = Words[PartyRegistrationState]{
	{RegistrationSubmitted, "待确认", "Waiting for the branch"},
	{RegistrationActive, "已报到", "Registered"},
	{RegistrationReturned, "已退回", "Returned"},
	{RegistrationEnded, "已结束", "Ended"},
}

// Text gives the plain words of a state.
func (s PartyRegistrationState) Text() (zh, en string) {
	return partyRegistrationStateWords.Or(s, RegistrationEnded)
}

// All gives every value in order.
func (PartyRegistrationState) All() []PartyRegistrationState {
	return partyRegistrationStateWords.All()
}

// Refusals around registrations.
var (
	ErrNotPartyBranch = NewError(CodeConflict, "party_branch.not_a_branch", "这不是党支部",
		"The body is no Party branch")
	ErrPartyOwn = NewError(CodeForbidden, "party_branch.own_case", "不能办理自己的事项，请由支部其他委员办理",
		"Nobody decides what concerns themselves: another officer of the branch does")
	ErrRegistrationLive = NewError(CodeConflict, "party_registration.live", "您已有一份有效的报到，请先结束它",
		"You have a registration already: end it first")
	ErrRegistrationDecided = NewError(CodeConflict, "party_registration.decided", "这份报到已经处理过了，请刷新后查看",
		"The registration has been decided or has ended")
	ErrRegistrationHere = NewError(CodeConflict, "party_registration.belongs_here", "您的组织关系就在这个党支部，不用报到",
		"Your formal tie is with this branch: there is nothing to register")
	ErrRegistrationNotMember = NewError(CodeConflict, "party_registration.not_of_branch", "流出登记应在组织关系所在的党支部办理",
		"Going away is registered with the branch of the formal tie")
	ErrRegistrationHome = NewError(CodeConflict, "party_registration.home_differs", "您的组织关系在另一个党支部，请核对",
		"Your formal tie is with another branch than the one named")
)

// What people are told about registrations. No notice names a person.
const (
	NoticeRegistrationSubmitted NoticeKind = "party_registration.submitted" // to the secretary
	NoticeRegistrationConfirmed NoticeKind = "party_registration.confirmed" // to the member
	NoticeRegistrationReturned  NoticeKind = "party_registration.returned"  // to the member
	NoticeRegistrationEnded     NoticeKind = "party_registration.ended"     // to the other side
	NoticeTransferDue           NoticeKind = "party_registration.transfer_due"
	NoticeTransferDueBranch     NoticeKind = "party_registration.transfer_due_branch"
)
