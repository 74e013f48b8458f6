package union

import "xinjumin/models"

// TransferState is where a transfer stands.
type TransferState string

// States: asked → accepted | refused | withdrawn.
const (
	TransferAsked     TransferState = "asked"
	TransferAccepted  TransferState = "accepted"
	TransferRefused   TransferState = "refused"
	TransferWithdrawn TransferState = "withdrawn"
)

var unionTransferStateWords = models.Words[TransferState]{
	{TransferAsked, "待接收", "Waiting for the new union"},
	{TransferAccepted, "已接转", "Transferred"},
	{TransferRefused, "未接收", "Not taken"},
	{TransferWithdrawn, "已撤回", "Withdrawn"},
}

// Text gives the plain words of a state.
func (s TransferState) Text() (zh, en string) { return unionTransferStateWords.Of(s) }

// All gives every value in order.
func (TransferState) All() []TransferState { return unionTransferStateWords.All() }

// Transfer (会籍接转) asks that a membership go on in the union of the new job.
// The member asks, the receiving union answers; the old one has no say, because
// the membership follows the job.
type Transfer struct {
	ID              models.ID `gorm:"primaryKey"`
	MembershipID    models.ID // that goes over
	PersonID        models.ID
	FromID          models.ID
	ToID            models.ID
	State           TransferState `pii:"profile"`
	LiveKey         *models.ID    // MembershipID while asked; unique
	NewMembershipID *models.ID
	Reason          string `pii:"words"` // of a refusal
	DecidedBy       *models.ID
	DecidedAt       *models.Instant
	CreatedAt       models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Transfer) TableName() string { return "union_transfers" }

// TransferView is a transfer with the names that its readers know.
type TransferView struct {
	Transfer
	FromName string
	ToName   string
	Nickname string
	Choices  models.Choices `gorm:"-"`
}

// TableName tells the mapper where the embedded row lives.
func (TransferView) TableName() string { return "union_transfers" }

// AskTransfer begins a transfer of an active membership of a union.
func AskTransfer(m models.Membership, from, to models.Organization, now models.Instant) (Transfer, error) {
	switch {
	case from.Kind != models.KindUnion || to.Kind != models.KindUnion:
		return Transfer{}, ErrUnionsOnly
	case m.State != models.MembershipActive:
		return Transfer{}, models.ErrMembershipNotActive
	case from.ID == to.ID:
		return Transfer{}, models.ErrMembershipExists
	}
	if err := to.AcceptsApplications(); err != nil {
		return Transfer{}, err
	}
	key := m.ID
	return Transfer{MembershipID: m.ID, PersonID: m.PersonID, FromID: from.ID, ToID: to.ID,
		State: TransferAsked, LiveKey: &key, CreatedAt: now}, nil
}

// Decide ends a transfer.
func (t Transfer) Decide(to TransferState, by models.ID, reason string, now models.Instant) (Transfer, error) {
	if err := t.Open(); err != nil {
		return t, err
	}
	t.State, t.LiveKey, t.Reason, t.DecidedBy, t.DecidedAt = to, nil, reason, &by, &now
	return t, nil
}

// Refusals of transfers.
var (
	ErrTransferOpen = models.NewError(models.CodeConflict, "union_transfer.open", "这个会籍已有一份待接收的接转申请，可以先撤回再申请",
		"A transfer of this membership waits for an answer: withdraw it first")
	ErrTransferDecided = models.NewError(models.CodeConflict, "union_transfer.decided", "这份接转申请已经处理过了，请刷新后查看",
		"The transfer has been decided or withdrawn")
	ErrTransferOwn = models.NewError(models.CodeForbidden, "union_transfer.own", "不能审核自己的接转申请",
		"Nobody decides their own transfer")
)

// What people are told about transfers.
const (
	NoticeTransferAsked    models.NoticeKind = "union_transfer.asked"    // to the reviewers of the receiving union
	NoticeTransferAccepted models.NoticeKind = "union_transfer.accepted" // to the member
	NoticeTransferRefused  models.NoticeKind = "union_transfer.refused"  // to the member
	NoticeTransferLeft     models.NoticeKind = "union_transfer.left"     // to the heads of the old union
)
