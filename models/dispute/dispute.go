package dispute

import "xinjumin/models"

// Dispute (纠纷) is a case before a mediation committee. It was filed by its applicant, or
// by somebody of the committee who is no party of it. It costs nothing, so
// nothing here or in its answers may hold a price (人民调解法 Art 4; amount is
// what the quarrel is about). AppliedAt is set once: filing interrupts the
// limitation of the claim from that day (诉讼时效规定 Art 12).
type Dispute struct {
	ID              models.ID `gorm:"primaryKey"`
	Number          string    `pii:"none"`
	FileNo          *string   `pii:"none"` // in the books of the committee, from acceptance on
	CommitteeID     models.ID
	RegionCode      models.RegionCode `pii:"none"`
	FiledBy         models.ID
	Category        Category `pii:"sensitive"`
	Source          Source   `pii:"none"`
	StatementSealed []byte   `pii:"sensitive"`
	AmountFen       *int64
	State           State       `pii:"sensitive"`
	Reason          Reason      `pii:"sensitive"` // why it ended; empty while it runs
	GoesTo          Place       `pii:"sensitive"` // where whoever ended it sent the parties; empty: nowhere
	LetterOn        *models.Day `pii:"none"`      // day of the letter with which it was referred
	HandedFrom      *models.ID  // the case of a committee below that goes on in this one
	AppliedAt       models.Instant
	DecidedAt       *models.Instant // when the head took it on
	AcceptedAt      *models.Instant
	AssignedAt      *models.Instant
	TakenAt         *models.Instant // by its lead
	EndedAt         *models.Instant
	DueOn           *models.Day
	NextEventSeq    int64
	Version         int64
	CreatedAt       models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt       models.Instant `gorm:"autoUpdateTime:false"`
}

// Party is one side of a case. A respondent is a name that the applicant
// wrote down until the person registers and is linked by PersonID.
type Party struct {
	ID            models.ID `gorm:"primaryKey"`
	DisputeID     models.ID
	Side          PartySide `pii:"sensitive"`
	Kind          PartyKind `pii:"none"`
	PersonID      *models.ID
	NameSealed    []byte          `pii:"name"`
	ContactSealed []byte          `pii:"contact"`
	Consent       Consent         `pii:"sensitive"`
	ConsentWay    Way             `pii:"none"`
	ConsentedAt   *models.Instant // when it was given or refused
	ConsentBy     *models.ID      // who recorded it
	WitnessSealed []byte          `pii:"name"`
	InformedWay   Way             `pii:"none"`
	InformedAt    *models.Instant
	InformedBy    *models.ID
	ToldWay       ToldWay `pii:"none"`
	ToldOn        *models.Day
	ToldBy        *models.ID
	LeftAt        *models.Instant // since when the party takes no part; nil while it does
	Mandate       Mandate         `pii:"none"`
	WishedID      *models.ID      // the mediator whom they wish
	CreatedAt     models.Instant  `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Party) TableName() string { return "dispute_parties" }

// Mediator is one time of a mediator in a case; exactly one of those who are in it leads.
type Mediator struct {
	DisputeID  models.ID `gorm:"primaryKey"`
	PersonID   models.ID `gorm:"primaryKey"`
	IsLead     bool
	AssignedBy models.ID
	AssignedAt models.Instant `gorm:"primaryKey;autoCreateTime:false"`
	TakenAt    *models.Instant
	EndedAt    *models.Instant
	LiveKey    []byte    `pii:"none,technical"` // case and person while they are in it
	EndReason  EndReason `pii:"none"`
}

// TableName keeps the name of the table, which says the area, too.
func (Mediator) TableName() string { return "dispute_mediators" }

// Limits of what people write, in characters; amounts in fen.
const (
	StatementMax    = 5000
	PartyNameMax    = 100
	PartyContactMax = 100
	NoteMax         = 1000
	EvidenceMax     = 9                 // files with one filing
	MaxFen          = 10_000_000_000_00 // ten billion yuan
)

// PartySide is the side that a party is on.
type PartySide string

// The two sides.
const (
	SideApplicant  PartySide = "applicant"
	SideRespondent PartySide = "respondent"
)

var partySideWords = models.Words[PartySide]{
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
	// Firms that answer for the wages of a building site beside the employer
	// (保障农民工工资支付条例 Art 30 and 36).
	PartyContractor    PartyKind = "contractor"
	PartySubcontractor PartyKind = "subcontractor"
	PartyAffiliated    PartyKind = "affiliated_firm"
)

// Source tells how a case came in.
type Source string

// The sources.
const (
	SourceApplication Source = "application"
	SourceProactive   Source = "proactive"
	SourceReferral    Source = "referral"
)

var disputeSourceWords = models.Words[Source]{
	{SourceApplication, "当事人申请", "A party applied"},
	{SourceProactive, "主动介入", "The committee began"},
	{SourceReferral, "移送", "Referred"},
}

// Text gives the plain words of how a case came in.
func (s Source) Text() (zh, en string) { return disputeSourceWords.Of(s) }

// All gives every value in order.
func (Source) All() []Source { return disputeSourceWords.All() }

// Notices of the dispute slice.
const (
	NoticeFiled     models.NoticeKind = "dispute.filed"     // receipt, to the applicant
	NoticeNew       models.NoticeKind = "dispute.new"       // to the heads of the committee
	NoticeAccepted  models.NoticeKind = "dispute.accepted"  // to the parties
	NoticeDeclined  models.NoticeKind = "dispute.declined"  // to the parties, with the other routes
	NoticeAssigned  models.NoticeKind = "dispute.assigned"  // to the mediator
	NoticeTaken     models.NoticeKind = "dispute.taken"     // to the parties
	NoticeWithdrawn models.NoticeKind = "dispute.withdrawn" // to the other side, heads and mediators
)

// Refusals around disputes.
var (
	ErrNoCommittee = models.NewError(models.CodeConflict, "dispute.no_committee",
		"您所在的村（社区）、镇街和区县还没有可以受理的调解委员会，请拨打12348咨询", "No active mediation committee covers this place")
	ErrState = models.NewError(models.CodeConflict, "dispute.wrong_state", "这件纠纷当前不能进行此操作，请刷新后查看",
		"The case is not in a state that allows this")
	ErrOwnCase = models.NewError(models.CodeForbidden, "dispute.own_case", "您是这件纠纷的当事人，不能办理此案",
		"A party cannot handle its own case")
	ErrTakesInOnly = models.NewError(models.CodeForbidden, "dispute.takes_in_only", "只有本调解委员会的主任和调解员可以登记纠纷",
		"Only a head or mediator of the committee takes cases in")
	ErrApplicantOnly = models.NewError(models.CodeForbidden, "dispute.applicant_only", "只有申请人可以撤回申请",
		"Only the applicant may withdraw")
	ErrHeadOnly = models.NewError(models.CodeForbidden, "dispute.head_only", "只有调解委员会主任可以进行此操作",
		"Only a head of the committee may do this")
	ErrNotAssigned = models.NewError(models.CodeForbidden, "dispute.not_assigned", "这件纠纷没有指派给您",
		"The case is not assigned to you")
	ErrNotMediator = models.NewError(models.CodeConflict, "dispute.not_mediator", "所选人员不是本调解委员会的调解员",
		"The person is not a mediator of this committee")
	ErrMediatorIsParty = models.NewError(models.CodeConflict, "dispute.mediator_is_party", "当事人不能担任本案调解员，请另选调解员",
		"A party cannot mediate its own case")
	ErrAssignedAlready = models.NewError(models.CodeConflict, "dispute.already_assigned", "这位调解员已经在本案中",
		"The mediator is assigned already")
	ErrLeadFirst = models.NewError(models.CodeConflict, "dispute.lead_first", "请先指派主办调解员", "Assign the lead first")
	ErrLeadTaken = models.NewError(models.CodeConflict, "dispute.lead_taken", "本案已有主办调解员",
		"The case has a lead already")
	ErrTakenAlready = models.NewError(models.CodeConflict, "dispute.already_taken", "您已经接手这件纠纷",
		"You have taken the case already")
)
