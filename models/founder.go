package models

// FounderState is where somebody stands who is to found an organization with others.
type FounderState string

// States: invited → signed → withdrawn, and invited → withdrawn. Whoever has said
// no is not asked again.
const (
	FounderInvited   FounderState = "invited"
	FounderSigned    FounderState = "signed"
	FounderWithdrawn FounderState = "withdrawn"
)

var founderStateWords = Words[FounderState]{
	{FounderInvited, "等待签名", "Asked to sign"},
	{FounderSigned, "已签名", "Signed"},
	{FounderWithdrawn, "不参与发起", "Does not take part"},
}

// Text gives the plain words of a state.
func (s FounderState) Text() (zh, en string) { return founderStateWords.Of(s) }

// All gives every value in order.
func (FounderState) All() []FounderState { return founderStateWords.All() }

// Founder (发起人) is somebody who founds an organization with others: named by who
// drafted it, and bound by nothing but their own signature.
type Founder struct {
	OrganizationID ID           `gorm:"primaryKey"`
	PersonID       ID           `gorm:"primaryKey"`
	State          FounderState `pii:"none"`
	SignedAt       *Instant
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant `gorm:"autoUpdateTime:false"`
}

// TableName says of what they are the founders.
func (Founder) TableName() string { return "organization_founders" }

// FounderView is a founder as the others and the approver see them.
type FounderView struct {
	Founder
	Nickname string
}

// FoundersMax bounds how many people one draft may name, so that a draft is no
// way to write to everybody.
const FoundersMax = 50

// EnoughFounders refuses an organization with fewer signatures than its kind asks for.
func (o Organization) EnoughFounders(signed int) error {
	if signed < o.Kind.Policy().Founders {
		return ErrFoundersMissing
	}
	return nil
}

// AsksFounders refuses to name or to sign unless the organization is still being
// written.
func (o Organization) AsksFounders() error {
	if o.State != OrganizationDraft && o.State != OrganizationRejected {
		return ErrOrganizationState
	}
	return nil
}

// Refusals around founders.
var (
	ErrFoundersMissing = NewError(CodeConflict, "organization.founders_missing", "签名的发起人还不够，请邀请更多人签名",
		"Too few founders have signed: ask more people to sign")
	ErrFounderNamed = NewError(CodeConflict, "founder.exists", "已经邀请过这个人", "The person has been asked already")
	ErrFoundersMany = NewError(CodeConflict, "founder.too_many", "一份草稿最多邀请50位发起人",
		"A draft names at most 50 founders")
	ErrFounderInitiator = NewError(CodeConflict, "founder.initiator", "您是起草人，不能退出发起",
		"Who drafted the organization does not withdraw from founding it")
)

// What people are told about the founding.
const (
	NoticeFounderInvited   NoticeKind = "founder.invited"   // to who is asked to sign
	NoticeFounderSigned    NoticeKind = "founder.signed"    // to who drafted it
	NoticeFounderWithdrawn NoticeKind = "founder.withdrawn" // to who drafted it
	NoticeFounderJoined    NoticeKind = "founder.joined"    // to who is a member by founding
	NoticeFounderLeftOut   NoticeKind = "founder.left_out"  // to who signed and could not become one
	NoticeFounderDropped   NoticeKind = "founder.dropped"   // to who was asked, when the draft is deleted
)
