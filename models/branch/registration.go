package branch

import (
	"unicode/utf8"

	"xinjumin/models"
)

// Flow tells which way a floating member is registered (流入、流出): outflow
// and inflow are both recorded.
type Flow string

// The flows.
const (
	FlowIn  Flow = "in"  // reports to a branch here, belongs elsewhere
	FlowOut Flow = "out" // belongs to a branch here, is away
)

// RegistrationState is where a registration stands.
type RegistrationState string

// States: submitted → active → ended, submitted → returned | ended.
const (
	RegistrationSubmitted RegistrationState = "submitted"
	RegistrationActive    RegistrationState = "active"
	RegistrationReturned  RegistrationState = "returned"
	RegistrationEnded     RegistrationState = "ended"
)

// Registration (报到) ties a floating member to a branch here without the
// formal tie (组织关系一方隶属、参加多重组织生活). Where the member belongs, whom to
// ask there and the number of the certificate are sealed.
type Registration struct {
	ID                 models.ID `gorm:"primaryKey"`
	PersonID           models.ID
	OrganizationID     models.ID         // the branch that keeps this record
	MembershipID       *models.ID        // of an inflow, once it is confirmed
	HomeOrganizationID *models.ID        // the branch of the formal tie, where it is one of ours
	Flow               Flow              `pii:"sensitive"`
	State              RegistrationState `pii:"none"`
	BranchSealed       []byte            `pii:"sensitive"` // name of the other branch
	ContactSealed      []byte            `pii:"sensitive"` // whom to ask there
	CertificateSealed  []byte            `pii:"sensitive"` // number of the 流动党员活动证
	Since              models.Day        // away from home since
	LiveKey            []byte            `pii:"none,technical"` // the person while submitted or active; unique
	DecidedBy          *models.ID
	DecidedAt          *models.Instant
	DecisionReason     string          `pii:"words"`
	RemindedAt         *models.Instant // told that the formal tie should follow
	EndedAt            *models.Instant
	Version            int64
	CreatedAt          models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt          models.Instant `gorm:"autoUpdateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Registration) TableName() string { return "party_registrations" }

// RegistrationDraft is what a floating member writes; texts are cleaned.
type RegistrationDraft struct {
	OrganizationID     models.ID
	Flow               Flow
	HomeOrganizationID *models.ID
	HomeBranch         string // in: where the formal tie is, when it is not one of ours
	HomeContact        string
	HostBranch         string // out: with which branch one takes part
	Since              models.Day
	CertificateNo      string
}

// Bounds of a registration, in characters.
const (
	NameMax        = 60
	HomeContactMax = 100
	CertificateMax = 40
	AwayMaxYears   = 20
)

// Branch gives the name of the other branch.
func (d RegistrationDraft) Branch() string {
	if d.Flow == FlowOut {
		return d.HostBranch
	}
	return d.HomeBranch
}

// Check tells what is wrong with a registration.
func (d RegistrationDraft) Check(today models.Day) []models.FieldError {
	var bad []models.FieldError
	required := func(pointer, zh, en string) { bad = append(bad, models.BodyField(pointer, "required", zh, en)) }
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
	}{"/home_branch": {d.HomeBranch, NameMax}, "/host_branch": {d.HostBranch, NameMax},
		"/home_contact": {d.HomeContact, HomeContactMax}, "/certificate_no": {d.CertificateNo, CertificateMax}} {
		if utf8.RuneCountInString(f.s) > f.most {
			bad = append(bad, models.BodyField(pointer, "length", "内容太长了", "The text is too long"))
		}
	}
	if d.Since > today || d.Since < today.AddMonths(-12*AwayMaxYears) {
		bad = append(bad, models.BodyField("/since", "range", "外出日期应在今天或之前，20年以内",
			"The day must be today or before, within 20 years"))
	}
	return bad
}

// FloatingDays is after how many days away a member counts as floating and the
// formal tie should follow where it can be transferred: six months in a row
// (2024年《关于进一步加强和改进流动党员管理工作的意见》).
const FloatingDays = 180

// TransferDue gives the day on which the member is to be told so.
func (r Registration) TransferDue() models.Day { return r.Since.AddDays(FloatingDays) }

// Live reports whether the registration is open or holds.
func (r Registration) Live() bool {
	return r.State == RegistrationSubmitted || r.State == RegistrationActive
}

// decide moves an open registration; nobody decides their own.
func (r Registration) decide(to RegistrationState, by models.ID, now models.Instant) (Registration, error) {
	if err := r.another(by); err != nil {
		return r, err
	}
	if err := r.Waits(); err != nil {
		return r, err
	}
	r.State, r.DecidedBy, r.DecidedAt, r.UpdatedAt = to, &by, &now, now
	r.Version++
	return r, nil
}

// Confirm takes the member in.
func (r Registration) Confirm(by models.ID, now models.Instant) (Registration, error) {
	return r.decide(RegistrationActive, by, now)
}

// Return gives it back with a reason that the member can read.
func (r Registration) Return(by models.ID, reason string, now models.Instant) (Registration, error) {
	next, err := r.decide(RegistrationReturned, by, now)
	if err != nil {
		return r, err
	}
	next.DecisionReason, next.LiveKey, next.EndedAt = reason, nil, &now
	return next, models.CheckReason(reason)
}

// End ends a live registration.
func (r Registration) End(now models.Instant) (Registration, error) {
	if !r.Live() {
		return r, ErrRegistrationDecided
	}
	r.State, r.LiveKey, r.EndedAt, r.UpdatedAt = RegistrationEnded, nil, &now, now
	r.Version++
	return r, nil
}

// Participate gives the membership of a floating member in the branch that confirmed
// the registration; queue number and id are the caller's.
func (r Registration) Participate(o models.Organization, by models.ID, now models.Instant) models.Membership {
	return models.Membership{
		OrganizationID: o.ID, PersonID: r.PersonID, State: models.MembershipActive, Side: models.SideMigrant,
		QueueNo: o.NextQueueNo, Tie: models.TieParticipating, Source: models.ByRegistration, Answers: "[]",
		LiveKey: models.MembershipKey(o.ID, r.PersonID), DecidedBy: &by, DecidedAt: &now, JoinedAt: &now, Version: 1,
		CreatedAt: now, UpdatedAt: now,
	}
}

var partyFlowWords = models.Words[Flow]{
	{FlowIn, "流入", "Reported here"},
	{FlowOut, "流出", "Away"},
}

// Text gives the plain words of a flow.
func (f Flow) Text() (zh, en string) { return partyFlowWords.Or(f, FlowIn) }

// All gives every value in order.
func (Flow) All() []Flow { return partyFlowWords.All() }

var partyRegistrationStateWords = models.Words[RegistrationState]{
	{RegistrationSubmitted, "待确认", "Waiting for the branch"},
	{RegistrationActive, "已报到", "Registered"},
	{RegistrationReturned, "已退回", "Returned"},
	{RegistrationEnded, "已结束", "Ended"},
}

// Text gives the plain words of a state.
func (s RegistrationState) Text() (zh, en string) {
	return partyRegistrationStateWords.Or(s, RegistrationEnded)
}

// All gives every value in order.
func (RegistrationState) All() []RegistrationState {
	return partyRegistrationStateWords.All()
}

// Refusals around registrations.
var (
	ErrNotPartyBranch = models.NewError(models.CodeConflict, "party_branch.not_a_branch", "这不是党支部",
		"The organization is no Party branch")
	ErrOwn = models.NewError(models.CodeForbidden, "party_branch.own_case", "不能办理自己的事项，请由支部其他委员办理",
		"Nobody decides what concerns themselves: another officer of the branch does")
	ErrRegistrationLive = models.NewError(models.CodeConflict, "party_registration.live", "您已有一份有效的报到，请先结束它",
		"You have a registration already: end it first")
	ErrRegistrationDecided = models.NewError(models.CodeConflict, "party_registration.decided", "这份报到已经处理过了，请刷新后查看",
		"The registration has been decided or has ended")
	ErrRegistrationHere = models.NewError(models.CodeConflict, "party_registration.belongs_here", "您的组织关系就在这个党支部，不用报到",
		"Your formal tie is with this branch: there is nothing to register")
	ErrRegistrationNotMember = models.NewError(models.CodeConflict, "party_registration.not_of_branch",
		"流出登记应在组织关系所在的党支部办理", "Going away is registered with the branch of the formal tie")
	ErrRegistrationHome = models.NewError(models.CodeConflict, "party_registration.home_differs", "您的组织关系在另一个党支部，请核对",
		"Your formal tie is with another branch than the one named")
)

// What people are told about registrations. No notice names a person.
const (
	NoticeRegistrationSubmitted models.NoticeKind = "party_registration.submitted" // to the secretary
	NoticeRegistrationConfirmed models.NoticeKind = "party_registration.confirmed" // to the member
	NoticeRegistrationReturned  models.NoticeKind = "party_registration.returned"  // to the member
	NoticeRegistrationEnded     models.NoticeKind = "party_registration.ended"     // to the other side
	NoticeTransferDue           models.NoticeKind = "party_registration.transfer_due"
	NoticeTransferDueBranch     models.NoticeKind = "party_registration.transfer_due_branch"
)
