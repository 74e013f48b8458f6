package models

import "time"

// Closing an account is the person's own right (个人信息保护法 Art 47): what may
// be erased is erased at once, what the law keeps stays under the bare id, which
// then tells of nobody. It waits for nobody's approval; what hinders it is only
// what would leave others without an answer, and each has a way out.

// AccountClosing marks a closed account, so that what was kept is found when
// its time is over. It names nobody: the row of the person is empty by then.
type AccountClosing struct {
	PersonID  ID `gorm:"primaryKey"`
	ClosedAt  Instant
	SettledAt *Instant // when what was under way during the closing was ended too
}

// ClosingSettle is after which time no request that began before the closing
// can still be under way.
const ClosingSettle = 2 * time.Minute

// ClosingHindrance is one thing that must be put in order first.
type ClosingHindrance struct {
	Why      *Error
	Object   string // noun
	ObjectID ID
	Name     string `pii:"none"` // of the organization, or the number of the case
}

// ClosingView is what a person is told before, and once more when it is done.
type ClosingView struct {
	Hindrances  []ClosingHindrance
	SignInAgain bool
	Memberships int64           // memberships and applications that end
	Signups     int64           // places that go to who waits
	Roles       int64           // roles and offices that end
	Polls       int64           // rolls on which the bare id stays
	Tables      []PersonalTable // what becomes of each kind of data
	ClosedAt    *Instant
}

// NoticeDisputeMediatorLeft tells the heads of a committee that a case needs
// another mediator. Params: number.
const NoticeDisputeMediatorLeft NoticeKind = "dispute.mediator_left"

// RevokeClosed is why sessions end with the account.
const RevokeClosed RevokeReason = "closed"

// Refusals of a closing; besides ErrLastPlatformAdmin, ErrLastHead and ErrSessionNotFresh.
var (
	ErrClosingDisputeOpen = NewError(CodeConflict, "closing.dispute_open", "您申请调解的纠纷还没有结束，请先撤回申请",
		"A case you applied for still runs; withdraw it first")
	ErrClosingCommitteeHead = NewError(CodeConflict, "closing.committee_head",
		"您是调解委员会唯一的主任，还有未办结的纠纷，请先联系当地管理员再邀请一位主任，对方接受后再注销",
		"You alone head a committee with running cases: an administrator of the place asks another head first")
)
