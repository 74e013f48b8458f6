package dispute

import (
	"time"

	"xinjumin/models"
)

// Organ is who may send a case to a committee.
type Organ string

// The organs.
const (
	OrganCourt      Organ = "court"
	OrganPolice     Organ = "police"
	OrganLetters    Organ = "letters"
	OrganCentre     Organ = "centre"
	OrganInspection Organ = "inspection"
	OrganUnion      Organ = "union"
)

var organWords = models.Words[Organ]{
	{OrganCourt, "人民法院", "Court"},
	{OrganPolice, "公安机关", "Police"},
	{OrganLetters, "信访部门", "Office for letters and calls"},
	{OrganCentre, "社会治安综合治理中心", "Centre for social governance"},
	{OrganInspection, "劳动保障监察", "Labour inspection"},
	{OrganUnion, "工会", "Trade union"},
}

// Valid reports whether there is such an organ.
func (o Organ) Valid() bool { zh, _ := o.Text(); return zh != "" }

// Text gives the plain words of an organ.
func (o Organ) Text() (zh, en string) { return organWords.Of(o) }

// All gives every value in order.
func (Organ) All() []Organ { return organWords.All() }

// Referral is the letter by which an organ sent a case.
type Referral struct {
	DisputeID models.ID      `gorm:"primaryKey"`
	Organ     Organ          `pii:"none"`
	Name      string         `pii:"none"` // of the office, as the letter has it
	Number    string         `pii:"none"` // of the letter; may be empty
	WrittenOn models.Day     `pii:"none"`
	ReplyBy   *models.Day    `gorm:"column:reply_until" pii:"none"` // until when it wants an answer
	CreatedAt models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Referral) TableName() string { return "dispute_referrals" }

// Sender names the organ as papers do.
func (r Referral) Sender() string {
	if r.Name != "" {
		return r.Name
	}
	zh, _ := r.Organ.Text()
	return zh
}

// ReferralMax is how long the name of an office and the number of a letter may be.
const ReferralMax = 60

// InvitationLife is how long a code into a case may be used.
const InvitationLife = 14 * 24 * time.Hour

// InvitationState is where a code into a case stands.
type InvitationState string

// The states: open → asked → joined or refused; void when another code replaces it, or
// when whoever asked is gone.
const (
	InvitationOpen    InvitationState = "open"
	InvitationAsked   InvitationState = "asked"
	InvitationJoined  InvitationState = "joined"
	InvitationRefused InvitationState = "refused"
	InvitationVoid    InvitationState = "void"
)

var invitationWords = models.Words[InvitationState]{
	{InvitationOpen, "等待本人扫码", "Waits for the person"},
	{InvitationAsked, "本人已申请，等待确认", "The person has asked to join"},
	{InvitationJoined, "已加入", "Joined"},
	{InvitationRefused, "没有确认", "Not confirmed"},
	{InvitationVoid, "已作废", "Void"},
}

// Text gives the plain words of a state.
func (s InvitationState) Text() (zh, en string) { return invitationWords.Of(s) }

// All gives every value in order.
func (InvitationState) All() []InvitationState { return invitationWords.All() }

// Invitation is a secret code by which the person who is meant asks to be a party of a
// case. It is for one person, once, and opens nothing by itself: the committee confirms
// who has asked. The code is shown once and kept as a hash.
type Invitation struct {
	ID         models.ID `gorm:"primaryKey"`
	DisputeID  models.ID
	PartyID    models.ID
	State      InvitationState `pii:"none"`
	LiveKey    *models.ID      `pii:"none,technical"`                           // the party while it is open or asked; unique
	CodeSHA256 string          `gorm:"column:code_sha256" pii:"none,technical"` // models.CaseCodeHash
	AskedBy    *models.ID
	AskedAt    *models.Instant
	CreatedBy  models.ID
	CreatedAt  models.Instant `gorm:"autoCreateTime:false"`
	ExpiresAt  models.Instant
	EndedAt    *models.Instant
}

// TableName keeps the name of the table, which says the area, too.
func (Invitation) TableName() string { return "dispute_invitations" }

// Notices around joining a case.
const (
	NoticeJoinAsked   models.NoticeKind = "dispute.join_asked"   // to head and mediators
	NoticeJoined      models.NoticeKind = "dispute.joined"       // to the person
	NoticeJoinRefused models.NoticeKind = "dispute.join_refused" // to the person, who learns nothing of the case
)

// Refusals around joining a case.
var (
	ErrInvitationOver = models.NewError(models.CodeConflict, "invitation.over",
		"这个码不能用了，请向调解委员会要一个新的", "This code cannot be used: ask the committee for a new one")
	ErrPartyJoined = models.NewError(models.CodeConflict, "dispute.party_joined", "这位当事人已经用自己的账号加入",
		"The party has joined already")
	ErrPartyTwice = models.NewError(models.CodeConflict, "dispute.party_twice",
		"一个人在一件纠纷里只能是一位当事人，登记纠纷的人不能作当事人", "A person is one party of a case, and never who took it in")
	ErrJoinNobody = models.NewError(models.CodeConflict, "dispute.join_nobody", "没有人申请以这位当事人的身份加入",
		"Nobody has asked to join as this party")
)
