package branch

import (
	"unicode/utf8"

	"xinjumin/models"
)

// TransferState is where a transfer stands.
type TransferState string

// States: requested → accepted | refused | withdrawn.
const (
	TransferRequested TransferState = "requested"
	TransferAccepted  TransferState = "accepted"
	TransferRefused   TransferState = "refused"
	TransferWithdrawn TransferState = "withdrawn"
)

// Transfer (组织关系转接) moves the formal tie of a member to another branch.
// Where that is not one of ours only its name is known, and the old branch
// records that it was confirmed.
type Transfer struct {
	ID                 models.ID `gorm:"primaryKey"`
	PersonID           models.ID
	MembershipID       models.ID     // the membership whose tie moves
	FromOrganizationID models.ID     //
	ToOrganizationID   *models.ID    // nil: outside, see NameSealed
	State              TransferState `pii:"none"`
	NameSealed         []byte        `pii:"sensitive"` // of the receiving branch, outside
	NoteSealed         []byte        `pii:"sensitive"`
	LetterSealed       []byte        `pii:"sensitive"` // number of the 组织关系介绍信
	LetterOn           *models.Day
	LetterDays         int64  // how many days it is valid
	LiveKey            []byte `pii:"none,technical"` // the membership while it is open; unique
	RequestedBy        models.ID
	DecidedBy          *models.ID
	DecidedAt          *models.Instant
	DecisionReason     string `pii:"words"`
	Version            int64
	CreatedAt          models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt          models.Instant `gorm:"autoUpdateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Transfer) TableName() string { return "party_transfers" }

// Letter is the letter of introduction that a member brings along.
type Letter struct {
	No   string
	On   models.Day
	Days int64
}

// Bounds of a transfer. A letter of introduction is valid for three months at
// most.
const (
	TransferNoteMax  = 200
	LetterMax        = 40
	LetterDays       = 90
	transferLetterZH = "请填写介绍信编号、开具日期和有效天数（1至90天）"
)

// Check refuses a letter that is not one, or whose time is over on a day.
func (l Letter) Check(today models.Day) error {
	if n := utf8.RuneCountInString(l.No); n < 1 || n > LetterMax || l.On > today || l.Days < 1 ||
		l.Days > LetterDays {
		return models.ErrInvalid.With(models.BodyField("/letter_no", "letter", transferLetterZH,
			"Give number, day and validity (1 to 90 days) of the letter"))
	}
	if today > l.On.AddDays(int(l.Days)) {
		return ErrTransferLetter
	}
	return nil
}

// Receiver is the branch whose officers decide: the one that receives, or, where
// that is outside, the old one, which has had its confirmation.
func (t Transfer) Receiver() models.ID {
	if t.ToOrganizationID != nil {
		return *t.ToOrganizationID
	}
	return t.FromOrganizationID
}

// Decide closes an open transfer. Nobody accepts or refuses their own.
func (t Transfer) Decide(to TransferState, by models.ID, reason string, now models.Instant) (Transfer, error) {
	if to != TransferWithdrawn && by == t.PersonID {
		return t, ErrOwn
	}
	if err := t.Open(); err != nil {
		return t, err
	}
	if to == TransferRefused {
		if err := models.CheckReason(reason); err != nil {
			return t, err
		}
	}
	t.State, t.LiveKey, t.DecidedBy, t.DecidedAt, t.DecisionReason, t.UpdatedAt = to, nil, &by, &now, reason, now
	t.Version++
	return t, nil
}

// MayTransfer refuses to move a tie from one branch to another; to is nil for a
// branch outside. A temporary branch has no formal ties to give or take.
func MayTransfer(m models.Membership, from models.Organization, to *models.Organization) error {
	switch {
	case from.Kind != models.KindPartyBranch || to != nil && to.Kind != models.KindPartyBranch:
		return ErrNotPartyBranch
	case from.Subtype == models.BranchTemporary || to != nil && to.Subtype == models.BranchTemporary:
		return ErrTemporaryNoTies
	case m.State != models.MembershipActive:
		return models.ErrMembershipNotActive
	case m.Tie != models.TieFormal:
		return ErrTransferNotFormal
	case to != nil && to.ID == from.ID:
		return ErrTransferSame
	case to != nil:
		return to.AcceptsApplications()
	}
	return nil
}

// Received gives the membership in the receiving branch.
func Received(m models.Membership, o models.Organization, by models.ID, now models.Instant) models.Membership {
	return models.Membership{
		OrganizationID: o.ID, PersonID: m.PersonID, State: models.MembershipActive, Side: m.Side,
		QueueNo: o.NextQueueNo, Tie: models.TieFormal, Standing: m.Standing, DuesUntil: m.DuesUntil,
		Source: models.ByTransfer, Answers: "[]", LiveKey: models.MembershipKey(o.ID, m.PersonID), DecidedBy: &by,
		DecidedAt: &now, JoinedAt: &now, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}

// Formalize turns a participation into the formal tie that another membership had.
func Formalize(m models.Membership, old models.Membership, now models.Instant) models.Membership {
	m.Tie, m.Standing, m.DuesUntil, m.UpdatedAt = models.TieFormal, old.Standing, old.DuesUntil, now
	m.ExclusiveKey = models.ExclusiveKeyOf(models.KindPartyBranch, models.TieFormal, m.PersonID)
	m.Version++
	return m
}

var partyTransferStateWords = models.Words[TransferState]{
	{TransferRequested, "待接收", "Waiting for the receiving branch"},
	{TransferAccepted, "已转接", "Transferred"},
	{TransferRefused, "未接收", "Refused"},
	{TransferWithdrawn, "已撤回", "Withdrawn"},
}

// Text gives the plain words of a state.
func (s TransferState) Text() (zh, en string) {
	return partyTransferStateWords.Or(s, TransferWithdrawn)
}

// All gives every value in order.
func (TransferState) All() []TransferState { return partyTransferStateWords.All() }

// Refusals around transfers.
var (
	ErrTemporaryNoTies = models.NewError(models.CodeConflict, "party_branch.temporary_no_ties", "临时党支部不接转组织关系",
		"A temporary branch has no formal ties: none comes, none goes")
	ErrTransferNotFormal = models.NewError(models.CodeConflict, "party_transfer.not_formal", "组织关系不在这个党支部，只能结束报到",
		"The formal tie is not with this branch")
	ErrTransferSame = models.NewError(models.CodeConflict, "party_transfer.same_branch", "组织关系已经在这个党支部",
		"The formal tie is with that branch already")
	ErrTransferOpen = models.NewError(models.CodeConflict, "party_transfer.open", "已有一份正在办理的转接",
		"A transfer is under way already")
	ErrTransferDecided = models.NewError(models.CodeConflict, "party_transfer.decided", "这份转接已经处理过了，请刷新后查看",
		"The transfer has been decided")
	ErrTransferLetter = models.NewError(models.CodeConflict, "party_transfer.letter_expired", "介绍信已过有效期，请重新开具",
		"The letter of introduction is no longer valid")
)

// What people are told about transfers.
const (
	NoticeTransferRequested models.NoticeKind = "party_transfer.requested" // to the receiving branch
	NoticeTransferAccepted  models.NoticeKind = "party_transfer.accepted"  // to the member
	NoticeTransferRefused   models.NoticeKind = "party_transfer.refused"   // to the member
	NoticeTransferLeft      models.NoticeKind = "party_transfer.left"      // to the old branch
)
