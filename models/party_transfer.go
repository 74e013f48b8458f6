package models

import "unicode/utf8"

// PartyTransferState is where a transfer stands.
type PartyTransferState string

// States: requested → accepted | refused | withdrawn.
const (
	PartyTransferRequested PartyTransferState = "requested"
	PartyTransferAccepted  PartyTransferState = "accepted"
	PartyTransferRefused   PartyTransferState = "refused"
	PartyTransferWithdrawn PartyTransferState = "withdrawn"
)

// PartyTransfer (组织关系转接) moves the formal tie of a member to another branch.
// Where that is not one of ours only its name is known, and the old branch
// records that it was confirmed.
type PartyTransfer struct {
	ID                 ID `gorm:"primaryKey"`
	PersonID           ID
	MembershipID       ID                 // the spell whose tie moves
	FromOrganizationID ID                 //
	ToOrganizationID   *ID                // nil: outside, see NameSealed
	State              PartyTransferState `pii:"none"`
	NameSealed         []byte             `pii:"sensitive"` // of the receiving branch, outside
	NoteSealed         []byte             `pii:"sensitive"`
	LetterSealed       []byte             `pii:"sensitive"` // number of the 组织关系介绍信
	LetterOn           *Day
	LetterDays         int64  // how many days it is valid
	LiveKey            []byte `pii:"none,technical"` // the spell while it is open; unique
	RequestedBy        ID
	DecidedBy          *ID
	DecidedAt          *Instant
	DecisionReason     string `pii:"words"`
	Version            int64
	CreatedAt          Instant `gorm:"autoCreateTime:false"`
	UpdatedAt          Instant `gorm:"autoUpdateTime:false"`
}

// PartyLetter is the letter of introduction that a member brings along.
type PartyLetter struct {
	No   string
	On   Day
	Days int64
}

// Bounds of a transfer. A letter of introduction is valid for three months at
// most.
const (
	TransferNoteMax  = 200
	PartyLetterMax   = 40
	PartyLetterDays  = 90
	transferLetterZH = "请填写介绍信编号、开具日期和有效天数（1至90天）"
)

// Check refuses a letter that is not one, or whose time is over on a day.
func (l PartyLetter) Check(today Day) error {
	if n := utf8.RuneCountInString(l.No); n < 1 || n > PartyLetterMax || l.On > today || l.Days < 1 ||
		l.Days > PartyLetterDays {
		return ErrInvalid.With(BodyField("/letter_no", "letter", transferLetterZH,
			"Give number, day and validity (1 to 90 days) of the letter"))
	}
	if today > l.On.AddDays(int(l.Days)) {
		return ErrPartyTransferLetter
	}
	return nil
}

// Receiver is the branch whose officers decide: the one that receives, or, where
// that is outside, the old one, which has had its confirmation.
func (t PartyTransfer) Receiver() ID {
	if t.ToOrganizationID != nil {
		return *t.ToOrganizationID
	}
	return t.FromOrganizationID
}

// Decide closes an open transfer. Nobody accepts or refuses their own.
func (t PartyTransfer) Decide(to PartyTransferState, by ID, reason string, now Instant) (PartyTransfer, error) {
	switch {
	case to != PartyTransferWithdrawn && by == t.PersonID:
		return t, ErrPartyOwn
	case t.State != PartyTransferRequested:
		return t, ErrPartyTransferDecided
	}
	if to == PartyTransferRefused {
		if err := CheckReason(reason); err != nil {
			return t, err
		}
	}
	t.State, t.LiveKey, t.DecidedBy, t.DecidedAt, t.DecisionReason, t.UpdatedAt = to, nil, &by, &now, reason, now
	t.Version++
	return t, nil
}

// MayTransfer refuses to move a tie from one branch to another; to is nil for a
// branch outside. A temporary branch has no formal ties to give or take.
func MayTransfer(m Membership, from Organization, to *Organization) error {
	switch {
	case from.Kind != KindPartyBranch || to != nil && to.Kind != KindPartyBranch:
		return ErrNotPartyBranch
	case from.Subtype == BranchTemporary || to != nil && to.Subtype == BranchTemporary:
		return ErrTemporaryNoTies
	case m.State != MembershipActive:
		return ErrMembershipNotActive
	case m.Tie != TieFormal:
		return ErrPartyTransferNotFormal
	case to != nil && to.ID == from.ID:
		return ErrPartyTransferSame
	case to != nil:
		return to.AcceptsApplications()
	}
	return nil
}

// Received gives the spell in the receiving branch.
func (m Membership) Received(o Organization, by ID, now Instant) Membership {
	return Membership{
		OrganizationID: o.ID, PersonID: m.PersonID, State: MembershipActive, Side: m.Side, QueueNo: o.NextQueueNo,
		Tie: TieFormal, Standing: m.Standing, DuesUntil: m.DuesUntil, Source: ByTransfer, Answers: "[]",
		LiveKey: SpellKey(o.ID, m.PersonID), DecidedBy: &by, DecidedAt: &now, JoinedAt: &now, Version: 1,
		CreatedAt: now, UpdatedAt: now,
	}
}

// Formalize turns a participation into the formal tie that another spell had.
func (m Membership) Formalize(old Membership, now Instant) Membership {
	m.Tie, m.Standing, m.DuesUntil, m.UpdatedAt = TieFormal, old.Standing, old.DuesUntil, now
	m.ExclusiveKey = ExclusiveKeyOf(KindPartyBranch, TieFormal, m.PersonID)
	m.Version++
	return m
}

var partyTransferStateWords = Words[PartyTransferState]{
	{PartyTransferRequested, "待接收", "Waiting for the receiving branch"},
	{PartyTransferAccepted, "已转接", "Transferred"},
	{PartyTransferRefused, "未接收", "Refused"},
	{PartyTransferWithdrawn, "已撤回", "Withdrawn"},
}

// Text gives the plain words of a state.
func (s PartyTransferState) Text() (zh, en string) {
	return partyTransferStateWords.Or(s, PartyTransferWithdrawn)
}

// All gives every value in order.
func (PartyTransferState) All() []PartyTransferState { return partyTransferStateWords.All() }

// Refusals around transfers.
var (
	ErrTemporaryNoTies = NewError(CodeConflict, "party_branch.temporary_no_ties", "临时党支部不接转组织关系",
		"A temporary branch has no formal ties: none comes, none goes")
	ErrPartyTransferNotFormal = NewError(CodeConflict, "party_transfer.not_formal", "组织关系不在这个党支部，只能结束报到",
		"The formal tie is not with this branch")
	ErrPartyTransferSame = NewError(CodeConflict, "party_transfer.same_branch", "组织关系已经在这个党支部",
		"The formal tie is with that branch already")
	ErrPartyTransferOpen = NewError(CodeConflict, "party_transfer.open", "已有一份正在办理的转接",
		"A transfer is under way already")
	ErrPartyTransferDecided = NewError(CodeConflict, "party_transfer.decided", "这份转接已经处理过了，请刷新后查看",
		"The transfer has been decided")
	ErrPartyTransferLetter = NewError(CodeConflict, "party_transfer.letter_expired", "介绍信已过有效期，请重新开具",
		"The letter of introduction is no longer valid")
)

// What people are told about transfers.
const (
	NoticePartyTransferRequested NoticeKind = "party_transfer.requested" // to the receiving branch
	NoticePartyTransferAccepted  NoticeKind = "party_transfer.accepted"  // to the member
	NoticePartyTransferRefused   NoticeKind = "party_transfer.refused"   // to the member
	NoticePartyTransferLeft      NoticeKind = "party_transfer.left"      // to the old branch
)
