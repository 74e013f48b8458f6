package models

import "unicode/utf8"

// RemovalState is where the removal of a member stands.
type RemovalState string

// States: open → executed | objected | dropped, objected → executed | dropped.
const (
	RemovalOpen     RemovalState = "open"     // the member may object
	RemovalObjected RemovalState = "objected" // somebody else decides
	RemovalExecuted RemovalState = "executed"
	RemovalDropped  RemovalState = "dropped"
)

// RemovalStates lists the states.
func RemovalStates() []RemovalState {
	return []RemovalState{RemovalOpen, RemovalObjected, RemovalExecuted, RemovalDropped}
}

// Open reports whether it is not decided yet.
func (s RemovalState) Open() bool { return s == RemovalOpen || s == RemovalObjected }

var removalStateWords = Words[RemovalState]{
	{RemovalOpen, "待本人回应", "The member may object"},
	{RemovalObjected, "本人有异议，待决定", "Objected to, to be decided"},
	{RemovalExecuted, "已移出", "Removed"},
	{RemovalDropped, "已撤销", "Dropped"},
}

// Text gives the plain words of a state.
func (s RemovalState) Text() (zh, en string) { return removalStateWords.Of(s) }

// All gives every value in order.
func (RemovalState) All() []RemovalState { return removalStateWords.All() }

// Removal is a proposal to remove a member, with notice and objection: nobody
// loses a membership without having been heard. Of one membership one is open
// at a time.
type Removal struct {
	ID              ID `gorm:"primaryKey"`
	MembershipID    ID
	OrganizationID  ID
	PersonID        ID
	State           RemovalState `pii:"profile"`
	LiveKey         *ID          // the membership while open; unique
	Reason          string       `pii:"words"`
	ProposedBy      *ID
	ObjectBy        Day    // last day for an objection
	ObjectionSealed []byte `pii:"words"`
	ObjectedAt      *Instant
	DecideBy        *Day // last day for deciding about an objection
	DecidedBy       *ID  // nil: nobody objected, or nobody decided in time
	DecidedAt       *Instant
	DecisionReason  string `pii:"words"`
	Version         int64
	CreatedAt       Instant `gorm:"autoCreateTime:false"`
	UpdatedAt       Instant `gorm:"autoUpdateTime:false"`
}

// RemovalView is a removal with the organization, the member's nickname, and the words
// of the objection for those who may read them.
type RemovalView struct {
	Removal
	OrganizationName string
	OrganizationKind OrganizationKind
	Nickname         string
	Objection        string  `gorm:"-"`
	Choices          Choices `gorm:"-"`
}

// Terms of a removal, in days.
const (
	RemovalObjectDays = 10
	RemovalDecideDays = 30
)

// ObjectionMax bounds what a member says against it, in characters.
const ObjectionMax = 500

// RemovalDeciders are the offices that decide about an objection, besides the
// one who proposed.
func RemovalDeciders() []Role {
	return append(HeadRoles(), RoleViceChair, RoleSecretaryGeneral, RoleSupervisor)
}

// MayRemove refuses to propose a removal: only the head does, never about
// themselves or another head, and not in a temporary Party branch, which does
// not discipline (支部工作条例 on 临时党支部).
func (o Organization) MayRemove(a Actor, m Membership, isHead bool) error {
	switch {
	case !a.InOrganization(o.ID, o.Kind.Head()):
		return ErrForbidden
	case o.Is(KindPartyBranch, BranchTemporary):
		return ErrTemporaryNoDiscipline
	case m.PersonID == a.PersonID:
		return ErrRemovalOwn
	case m.State != MembershipActive:
		return ErrMembershipNotActive
	case isHead:
		return ErrRemovalHead
	}
	return nil
}

// ProposeRemoval begins one. The id is set by the caller.
func ProposeRemoval(c Calendar, m Membership, reason string, by ID, now Instant) (Removal, error) {
	if err := CheckReason(reason); err != nil {
		return Removal{}, err
	}
	live := m.ID
	return Removal{
		MembershipID: m.ID, OrganizationID: m.OrganizationID, PersonID: m.PersonID, State: RemovalOpen, LiveKey: &live,
		Reason: reason, ProposedBy: &by, ObjectBy: c.TermOfDays(DayOf(now), RemovalObjectDays), Version: 1,
		CreatedAt: now, UpdatedAt: now,
	}, nil
}

// Due is when the next thing happens by itself: nobody has objected, or nobody
// has decided about an objection.
func (r Removal) Due() Instant {
	if r.State == RemovalObjected && r.DecideBy != nil {
		return r.DecideBy.AddDays(1).Start()
	}
	return r.ObjectBy.AddDays(1).Start()
}

// MayObject refuses an objection that comes too late or twice.
func (r Removal) MayObject(now Instant) error {
	switch {
	case r.State == RemovalObjected:
		return ErrRemovalObjected
	case r.State != RemovalOpen:
		return ErrRemovalDecided
	case now >= r.Due():
		return ErrRemovalLate
	}
	return nil
}

// Object has the member say no; the words are sealed by the caller. The calendar
// counts until when it is decided.
func (r Removal) Object(c Calendar, now Instant) (Removal, error) {
	if err := r.MayObject(now); err != nil {
		return r, err
	}
	last := c.TermOfDays(DayOf(now), RemovalDecideDays)
	r.State, r.ObjectedAt, r.DecideBy, r.UpdatedAt = RemovalObjected, &now, &last, now
	r.Version++
	return r, nil
}

// Decide ends it by somebody's word. Confirming needs an objection: without one
// it takes its course. Dropping is always possible.
func (r Removal) Decide(to RemovalState, by *ID, reason string, now Instant) (Removal, error) {
	if err := r.Undecided(); err != nil {
		return r, err
	}
	if err := r.MayConfirm(); to == RemovalExecuted && by != nil && err != nil {
		return r, err
	}
	if err := CheckReason(reason); by != nil && err != nil {
		return r, err
	}
	r.State, r.LiveKey, r.DecidedBy, r.DecidedAt, r.DecisionReason, r.UpdatedAt = to, nil, by, &now, reason, now
	r.Version++
	return r, nil
}

// MayDecideRemoval refuses who may not decide about an objection: the member,
// the one who proposed, and whoever holds no office that decides. others is how
// many hold one besides these two; where there are none an administrator of the
// place decides, but never in a Party branch, of whose members administrators
// know nothing: there an objection to which nobody else can say anything stands,
// and the proposal ends by its date.
func (o Organization) MayDecideRemoval(a Actor, r Removal, others int) error {
	proposed := r.ProposedBy != nil && *r.ProposedBy == a.PersonID
	switch {
	case a.PersonID == r.PersonID, proposed:
		return ErrRemovalAnother
	case a.InOrganization(o.ID, RemovalDeciders()...):
		return nil
	case others == 0 && !o.Kind.Secretive() && a.Own().OverRegion(o.RegionCode, RoleRegionAdmin):
		return nil
	}
	return ErrForbidden
}

// CheckObjection refuses an objection without words, or with a novel; the text
// is cleaned before.
func CheckObjection(words string) error {
	if n := utf8.RuneCountInString(words); n < 1 || n > ObjectionMax {
		return ErrInvalid.With(BodyField("/words", "length", "请写明您的意见，不超过500个字", "Say why, in at most 500 characters"))
	}
	return nil
}

// Refusals around removals.
var (
	ErrTemporaryNoDiscipline = NewError(CodeConflict, "party_branch.temporary_no_discipline",
		"临时党支部不处分党员，由组织关系所在的党支部办理", "A temporary branch does not discipline: the branch of the formal tie does")
	ErrRemovalOwn = NewError(CodeForbidden, "removal.own", "不能移出自己，可以办理退出",
		"Nobody removes themselves: leave instead")
	ErrRemovalHead = NewError(CodeForbidden, "removal.head", "不能移出负责人，请先结束其职务",
		"A head is not removed: end the office first")
	ErrRemovalOpen        = NewError(CodeConflict, "removal.open", "已有一份移出提议正在处理", "A removal of this member is open")
	ErrRemovalObjected    = NewError(CodeConflict, "removal.objected", "您已经提出过异议", "You have objected already")
	ErrRemovalNotObjected = NewError(CodeConflict, "removal.not_objected", "本人没有提出异议，期满后自动办理",
		"Nobody has objected: it takes its course when the days are over")
	ErrRemovalLate    = NewError(CodeConflict, "removal.late", "已超过提出异议的期限", "The days for an objection are over")
	ErrRemovalDecided = NewError(CodeConflict, "removal.decided", "这份移出提议已经处理完毕", "The removal has been decided")
	ErrRemovalAnother = NewError(CodeForbidden, "removal.another_decides", "提议人和本人不能决定，须由另一位负责人决定",
		"Neither who proposed it nor the member decides: another office holder does")
)

// What people are told about removals.
const (
	NoticeRemovalProposed NoticeKind = "removal.proposed" // to the member
	NoticeRemovalObjected NoticeKind = "removal.objected" // to those who decide
	NoticeRemovalExecuted NoticeKind = "removal.executed" // to the member and the heads
	NoticeRemovalDropped  NoticeKind = "removal.dropped"  // to the member and the heads
)
