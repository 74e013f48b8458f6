package models

// UnionTransferState is where a transfer stands.
type UnionTransferState string

// States: asked → accepted | refused | withdrawn.
const (
	UnionTransferAsked     UnionTransferState = "asked"
	UnionTransferAccepted  UnionTransferState = "accepted"
	UnionTransferRefused   UnionTransferState = "refused"
	UnionTransferWithdrawn UnionTransferState = "withdrawn"
)

var unionTransferStateWords = Words[UnionTransferState]{
	{UnionTransferAsked, "待接收", "Waiting for the new union"},
	{UnionTransferAccepted, "已接转", "Transferred"},
	{UnionTransferRefused, "未接收", "Not taken"},
	{UnionTransferWithdrawn, "已撤回", "Withdrawn"},
}

// Text gives the plain words of a state.
func (s UnionTransferState) Text() (zh, en string) { return unionTransferStateWords.Of(s) }

// All gives every value in order.
func (UnionTransferState) All() []UnionTransferState { return unionTransferStateWords.All() }

// UnionTransfer (会籍接转) asks that a membership go on in the union of the new job.
// The member asks, the receiving union answers; the old one has no say, because
// the membership follows the job.
type UnionTransfer struct {
	ID              ID `gorm:"primaryKey"`
	MembershipID    ID // that goes over
	PersonID        ID
	FromID          ID
	ToID            ID
	State           UnionTransferState `pii:"profile"`
	LiveKey         *ID                // MembershipID while asked; unique
	NewMembershipID *ID
	Reason          string `pii:"words"` // of a refusal
	DecidedBy       *ID
	DecidedAt       *Instant
	CreatedAt       Instant `gorm:"autoCreateTime:false"`
}

// UnionTransferView is a transfer with the names that its readers know.
type UnionTransferView struct {
	UnionTransfer
	FromName string
	ToName   string
	Nickname string
}

// TableName tells the mapper where the embedded row lives.
func (UnionTransferView) TableName() string { return "union_transfers" }

// AskTransfer begins a transfer of an active membership of a union.
func AskTransfer(m Membership, from, to Organization, now Instant) (UnionTransfer, error) {
	switch {
	case from.Kind != KindUnion || to.Kind != KindUnion:
		return UnionTransfer{}, ErrUnionOnly
	case m.State != MembershipActive:
		return UnionTransfer{}, ErrMembershipNotActive
	case from.ID == to.ID:
		return UnionTransfer{}, ErrMembershipExists
	}
	if err := to.AcceptsApplications(); err != nil {
		return UnionTransfer{}, err
	}
	key := m.ID
	return UnionTransfer{MembershipID: m.ID, PersonID: m.PersonID, FromID: from.ID, ToID: to.ID,
		State: UnionTransferAsked, LiveKey: &key, CreatedAt: now}, nil
}

// Decide ends a transfer.
func (t UnionTransfer) Decide(to UnionTransferState, by ID, reason string, now Instant) (UnionTransfer, error) {
	if t.State != UnionTransferAsked {
		return t, ErrUnionTransferDecided
	}
	t.State, t.LiveKey, t.Reason, t.DecidedBy, t.DecidedAt = to, nil, reason, &by, &now
	return t, nil
}

// Refusals of transfers.
var (
	ErrUnionTransferOpen = NewError(CodeConflict, "union_transfer.open", "这个会籍已有一份待接收的接转申请，可以先撤回再申请",
		"A transfer of this membership waits for an answer: withdraw it first")
	ErrUnionTransferDecided = NewError(CodeConflict, "union_transfer.decided", "这份接转申请已经处理过了，请刷新后查看",
		"The transfer has been decided or withdrawn")
	ErrUnionTransferOwn = NewError(CodeForbidden, "union_transfer.own", "不能审核自己的接转申请",
		"Nobody decides their own transfer")
)

// What people are told about transfers.
const (
	NoticeUnionTransferAsked    NoticeKind = "union_transfer.asked"    // to the reviewers of the receiving union
	NoticeUnionTransferAccepted NoticeKind = "union_transfer.accepted" // to the member
	NoticeUnionTransferRefused  NoticeKind = "union_transfer.refused"  // to the member
	NoticeUnionTransferLeft     NoticeKind = "union_transfer.left"     // to the heads of the old union
)
