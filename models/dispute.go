package models

// Dispute (纠纷) is a case before a mediation committee. It costs nothing, so
// nothing here or in its answers may hold a price (人民调解法 Art 4; amount is
// what the quarrel is about). AppliedAt is set once: filing interrupts the
// limitation of the claim from that day (诉讼时效规定 Art 12).
type Dispute struct {
	ID              ID     `gorm:"primaryKey"`
	Number          string `pii:"none"`
	CommitteeID     ID
	RegionCode      RegionCode `pii:"none"`
	FiledBy         ID
	Category        DisputeCategory `pii:"sensitive"`
	Source          DisputeSource   `pii:"none"`
	StatementSealed []byte          `pii:"sensitive"`
	AmountFen       *int64
	State           DisputeState  `pii:"sensitive"`
	Reason          DisputeReason `pii:"sensitive"` // why it ended; empty while it runs
	AppliedAt       Instant
	AcceptedAt      *Instant
	AssignedAt      *Instant
	TakenAt         *Instant // by its lead
	EndedAt         *Instant
	DueOn           *Day
	NextEventSeq    int64
	Version         int64
	CreatedAt       Instant `gorm:"autoCreateTime:false"`
	UpdatedAt       Instant `gorm:"autoUpdateTime:false"`
}

// DisputeParty is one side of a case. A respondent is a name that the applicant
// wrote down until the person registers and is linked by PersonID.
type DisputeParty struct {
	ID            ID `gorm:"primaryKey"`
	DisputeID     ID
	Side          PartySide `pii:"sensitive"`
	Kind          PartyKind `pii:"none"`
	PersonID      *ID
	NameSealed    []byte  `pii:"name"`
	ContactSealed []byte  `pii:"contact"`
	CreatedAt     Instant `gorm:"autoCreateTime:false"`
}

// DisputeMediator is a mediator of a case; exactly one of them leads.
type DisputeMediator struct {
	DisputeID  ID `gorm:"primaryKey"`
	PersonID   ID `gorm:"primaryKey"`
	IsLead     bool
	AssignedBy ID
	AssignedAt Instant
	TakenAt    *Instant
	EndedAt    *Instant
}

// DisputeEvent is one line of the timeline, numbered from the case's own row.
type DisputeEvent struct {
	ID         ID `gorm:"primaryKey"`
	DisputeID  ID
	Seq        int64
	Kind       DisputeEventKind `pii:"sensitive"`
	ActorID    *ID
	Audience   DisputeAudience `pii:"none"`
	NoteSealed []byte          `pii:"sensitive"`
	CreatedAt  Instant         `gorm:"autoCreateTime:false"`
}

// Limits of what people write, in characters; amounts in fen.
const (
	StatementMax    = 5000
	PartyNameMax    = 100
	PartyContactMax = 100
	DisputeNoteMax  = 1000
	DisputeMaxFen   = 10_000_000_000_00 // ten billion yuan
)

// PartySide is the side that a party is on.
type PartySide string

// The two sides.
const (
	SideApplicant  PartySide = "applicant"
	SideRespondent PartySide = "respondent"
)

var partySideWords = Words[PartySide]{
	{SideApplicant, "申请人", "Applicant"},
	{SideRespondent, "被申请人", "Respondent"},
}

// Text gives the plain words of a side.
func (s PartySide) Text() (zh, en string) { return partySideWords.Of(s) }

// All gives every value in order.
func (PartySide) All() []PartySide { return partySideWords.All() }

// PartyKind tells what a party is.
type PartyKind string

// The kinds of party.
const (
	PartyPerson          PartyKind = "person"
	PartyEmployer        PartyKind = "employer"
	PartyLandlord        PartyKind = "landlord"
	PartyAgency          PartyKind = "agency"
	PartyPropertyManager PartyKind = "property_manager"
	PartyOrganization    PartyKind = "organization"
)

// DisputeSource tells how a case came in.
type DisputeSource string

// The sources; the two others than an application come with later verbs.
const (
	SourceApplication DisputeSource = "application"
	SourceProactive   DisputeSource = "proactive"
	SourceReferral    DisputeSource = "referral"
)

var disputeSourceWords = Words[DisputeSource]{
	{SourceApplication, "当事人申请", "A party applied"},
	{SourceProactive, "主动介入", "The committee began"},
	{SourceReferral, "移送", "Referred"},
}

// Text gives the plain words of how a case came in.
func (s DisputeSource) Text() (zh, en string) { return disputeSourceWords.Of(s) }

// All gives every value in order.
func (DisputeSource) All() []DisputeSource { return disputeSourceWords.All() }

// DisputeAudience tells who may read a line of the timeline.
type DisputeAudience string

// The audiences; the committee reads both.
const (
	AudienceParties   DisputeAudience = "parties"
	AudienceCommittee DisputeAudience = "committee"
)

var disputeAudienceWords = Words[DisputeAudience]{
	{AudienceParties, "当事人可见", "The parties"},
	{AudienceCommittee, "调委会可见", "The committee"},
}

// Text gives the plain words of who reads a line.
func (a DisputeAudience) Text() (zh, en string) { return disputeAudienceWords.Of(a) }

// All gives every value in order.
func (DisputeAudience) All() []DisputeAudience { return disputeAudienceWords.All() }

// DisputeEventKind names a line of the timeline.
type DisputeEventKind string

// The lines of the timeline. A note is what the committee writes for itself.
const (
	EventFiled     DisputeEventKind = "filed"
	EventAccepted  DisputeEventKind = "accepted"
	EventDeclined  DisputeEventKind = "declined"
	EventAssigned  DisputeEventKind = "assigned"
	EventTaken     DisputeEventKind = "taken"
	EventWithdrawn DisputeEventKind = "withdrawn"
	EventNote      DisputeEventKind = "note"
)

// DisputeReason tells why a case ended.
type DisputeReason string

// Why a committee may decline (人民调解工作若干规定 Art 22), and why a case ends.
const (
	ReasonSpecialOrgan DisputeReason = "special_organ" // only a special organ may handle it
	ReasonTaken        DisputeReason = "already_taken" // by a court, the police or a department
	ReasonPartyRefuses DisputeReason = "party_refuses" // mediation is voluntary
	ReasonNotCivil     DisputeReason = "not_civil"     // no quarrel about civil rights
	ReasonByApplicant  DisputeReason = "by_applicant"  // withdrawn
)

// DeclineReasons lists what a committee may give as its reason.
func DeclineReasons() []DisputeReason {
	return []DisputeReason{ReasonSpecialOrgan, ReasonTaken, ReasonPartyRefuses, ReasonNotCivil}
}

// Notices of the dispute slice.
const (
	NoticeDisputeFiled     NoticeKind = "dispute.filed"     // receipt, to the applicant
	NoticeDisputeNew       NoticeKind = "dispute.new"       // to the heads of the committee
	NoticeDisputeAccepted  NoticeKind = "dispute.accepted"  // to the parties
	NoticeDisputeDeclined  NoticeKind = "dispute.declined"  // to the parties, with the other routes
	NoticeDisputeAssigned  NoticeKind = "dispute.assigned"  // to the mediator
	NoticeDisputeTaken     NoticeKind = "dispute.taken"     // to the parties
	NoticeDisputeWithdrawn NoticeKind = "dispute.withdrawn" // to the other side, heads and mediators
)

// Refusals around disputes.
var (
	ErrDisputeNoCommittee = NewError(CodeConflict, "dispute.no_committee",
		"您所在的村（社区）、镇街和区县还没有可以受理的调解委员会，请拨打12348咨询", "No active mediation committee covers this place")
	ErrDisputeState = NewError(CodeConflict, "dispute.wrong_state", "这件纠纷当前不能进行此操作，请刷新后查看",
		"The case is not in a state that allows this")
	ErrDisputeOwnCase = NewError(CodeForbidden, "dispute.own_case", "您是这件纠纷的当事人，不能办理此案",
		"A party cannot handle its own case")
	ErrDisputeApplicantOnly = NewError(CodeForbidden, "dispute.applicant_only", "只有申请人可以撤回申请",
		"Only the applicant may withdraw")
	ErrDisputeHeadOnly = NewError(CodeForbidden, "dispute.head_only", "只有调解委员会主任可以进行此操作",
		"Only a head of the committee may do this")
	ErrDisputeNotAssigned = NewError(CodeForbidden, "dispute.not_assigned", "这件纠纷没有指派给您",
		"The case is not assigned to you")
	ErrDisputeNotMediator = NewError(CodeConflict, "dispute.not_mediator", "所选人员不是本调解委员会的调解员",
		"The person is not a mediator of this committee")
	ErrDisputeMediatorIsParty = NewError(CodeConflict, "dispute.mediator_is_party", "当事人不能担任本案调解员，请另选调解员",
		"A party cannot mediate its own case")
	ErrDisputeAssignedAlready = NewError(CodeConflict, "dispute.already_assigned", "这位调解员已经在本案中",
		"The mediator is assigned already")
	ErrDisputeLeadFirst    = NewError(CodeConflict, "dispute.lead_first", "请先指派主办调解员", "Assign the lead first")
	ErrDisputeLeadTaken    = NewError(CodeConflict, "dispute.lead_taken", "本案已有主办调解员", "The case has a lead already")
	ErrDisputeTakenAlready = NewError(CodeConflict, "dispute.already_taken", "您已经接手这件纠纷",
		"You have taken the case already")
)
