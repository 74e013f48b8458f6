package models

import (
	"fmt"
	"slices"
)

// PollRoles may hold polls in their body.
func PollRoles() []Role { return []Role{RoleChair, RoleBranchSecretary, RoleSecretaryGeneral} }

// PollPurpose tells what comes of a poll.
type PollPurpose string

// The purposes. A consultation (征求意见) binds nobody and is open to every body.
const (
	PollConsultation PollPurpose = "consultation"
	PollDecision     PollPurpose = "decision"
	PollElection     PollPurpose = "election"
)

var pollPurposeWords = Words[PollPurpose]{
	{PollConsultation, "征求意见", "Consultation"},
	{PollDecision, "表决", "Decision"},
	{PollElection, "选举", "Election"},
}

// Text gives the plain words of a purpose.
func (p PollPurpose) Text() (zh, en string) { return pollPurposeWords.Or(p, PollConsultation) }

// All gives every value in order.
func (PollPurpose) All() []PollPurpose { return pollPurposeWords.All() }

// MayPoll refuses a poll whose outcome would bind where the body decides or
// elects nothing.
func (o Organization) MayPoll(p PollPurpose) error {
	switch p {
	case PollDecision:
		return o.May(MayDecide)
	case PollElection:
		return o.May(MayElect)
	case PollConsultation:
	}
	return nil
}

// PollMode tells how ballots are kept apart from people.
type PollMode string

// The modes. Detached is one transaction that trusts the running server; the
// others are declared and not served yet.
const (
	PollDetached PollMode = "detached"
	PollBlind    PollMode = "blind"
	PollNamed    PollMode = "named"
)

var pollModeWords = Words[PollMode]{
	{PollDetached, "无记名", "Secret"},
	{PollBlind, "无记名", "Secret"},
	{PollNamed, "记名", "By name"},
}

// Text gives the plain words of a mode.
func (m PollMode) Text() (zh, en string) { return pollModeWords.Of(m) }

// All gives every value in order.
func (PollMode) All() []PollMode { return pollModeWords.All() }

// PollState is where a poll stands.
type PollState string

// States of a poll.
const (
	PollDraft         PollState = "draft"
	PollRollPublished PollState = "roll_published"
	PollRollSealed    PollState = "roll_sealed"
	PollOpen          PollState = "open"
	PollClosed        PollState = "closed"
	PollCertified     PollState = "certified"
	PollArchived      PollState = "archived"
	PollAnnulled      PollState = "annulled"
)

// Poll (投票) is a question that a body puts to its members. Its roll is fixed
// when it is published and sealed by a hash when voting opens; its window is
// half-open, [OpensAt, ClosesAt).
type Poll struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	Title          string      `pii:"none"`
	Question       string      `pii:"words"`
	Mode           PollMode    `pii:"none"`
	Purpose        PollPurpose `pii:"none"`
	State          PollState   `pii:"none"`
	OpensAt        Instant
	ClosesAt       Instant
	RollCount      int64
	RollHash       []byte `pii:"none,technical"`
	RollSealedAt   *Instant
	CastCount      *int64 // nil until the poll is closed
	CreatedBy      ID
	Moderation     Moderation `pii:"none"`
	Version        int64
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant `gorm:"autoUpdateTime:false"`
}

// PollOption is one answer, numbered from 1 without gaps. Votes is nil until
// the poll is closed: there is no running count.
type PollOption struct {
	PollID ID     `gorm:"primaryKey"`
	No     int64  `gorm:"primaryKey;autoIncrement:false"`
	Label  string `pii:"none"`
	Votes  *int64
}

// For gives the poll as an actor may read it. A blocked text is withheld from
// everybody but its office; that there is a vote, when, and how it ended is not,
// because a decision about words must not take a ballot away.
func (p Poll) For(a Actor) Poll {
	if p.Moderation == ModerationBlocked && !a.InOrganization(p.OrganizationID, PollRoles()...) {
		p.Title, p.Question = WithheldText, WithheldText
	}
	return p
}

// ShownOptions gives the options as they may be read with the poll, see For.
func (p Poll) ShownOptions(options []PollOption) []PollOption {
	if p.Moderation != ModerationBlocked || p.Title != WithheldText {
		return options
	}
	out := slices.Clone(options)
	for i := range out {
		out[i].Label = WithheldText
	}
	return out
}

// PollAct is what moves a poll from one state to the next.
type PollAct string

// The acts.
const (
	PollEdit        PollAct = "edit"
	PollPublishRoll PollAct = "publish_roll"
	PollDoOpen      PollAct = "open"
	PollDoClose     PollAct = "close"
)

// pollMoves is the state machine: from where an act starts and where it ends.
// Opening seals the roll on its way.
var pollMoves = Moves[PollState, PollAct]{
	PollEdit:        {PollDraft: PollDraft},
	PollPublishRoll: {PollDraft: PollRollPublished},
	PollDoOpen:      {PollRollPublished: PollOpen, PollRollSealed: PollOpen},
	PollDoClose:     {PollOpen: PollClosed},
}

// After gives the state behind an act, or ErrPollState.
func (s PollState) After(act PollAct) (PollState, error) {
	to, err := pollMoves.After(s, act, ErrPollState)
	if err != nil {
		return s, err
	}
	return to, nil
}

// Counted reports whether the votes are in and may be shown.
func (s PollState) Counted() bool {
	return s == PollClosed || s == PollCertified || s == PollArchived
}

// RollFixed reports whether it is settled who may vote.
func (p Poll) RollFixed() bool { return p.State != PollDraft }

// MayPublishRoll refuses a roll whose poll could never be voted on.
func (p Poll) MayPublishRoll(now Instant) error {
	if _, err := p.State.After(PollPublishRoll); err != nil {
		return err
	}
	if now >= p.ClosesAt {
		return ErrPollWindowOver
	}
	return nil
}

// MayOpen refuses to open outside the window.
func (p Poll) MayOpen(now Instant) error {
	if _, err := p.State.After(PollDoOpen); err != nil {
		return err
	}
	switch {
	case now < p.OpensAt:
		return ErrPollTooEarly
	case now >= p.ClosesAt:
		return ErrPollWindowOver
	}
	return nil
}

// MayCast refuses a ballot before, after, or between the states of voting.
func (p Poll) MayCast(now Instant) error {
	switch {
	case p.State.Counted(), p.State == PollAnnulled, p.State == PollOpen && now >= p.ClosesAt:
		return ErrPollClosed
	case p.State != PollOpen:
		return ErrPollNotOpen
	}
	return nil
}

// MayClose refuses to close while somebody on the roll may still vote; marks is
// how many have.
func (p Poll) MayClose(now Instant, marks int64) error {
	if _, err := p.State.After(PollDoClose); err != nil {
		return err
	}
	if now < p.ClosesAt && marks < p.RollCount {
		return ErrPollRunning
	}
	return nil
}

// ClosingDay is the last day on which the poll can be voted on: it decides who
// is of age. A poll that closes at midnight ends on the day before.
func (p Poll) ClosingDay() Day { return DayOf(p.ClosesAt - 1) }

// VoteCutoff gives the latest birth day with which a person may vote on a day,
// to be compared as text: `birth_day <= cutoff` says the same as MayVoteOn. It
// may be a 29 February of a common year.
func VoteCutoff(on Day) Day { return yearsBefore(on, VoteAge) }

func yearsBefore(on Day, years int) Day {
	year := 0
	if _, err := fmt.Sscanf(string(on), "%4d-", &year); err != nil {
		return ""
	}
	return Day(fmt.Sprintf("%04d%s", year-years, on[4:]))
}

var pollStateWords = Words[PollState]{
	{PollDraft, "草稿", "Draft"},
	{PollRollPublished, "名册已公布", "Roll published"},
	{PollRollSealed, "名册已封存", "Roll sealed"},
	{PollOpen, "投票中", "Open"},
	{PollClosed, "已结束", "Closed"},
	{PollCertified, "结果已确认", "Certified"},
	{PollArchived, "已归档", "Archived"},
	{PollAnnulled, "已作废", "Annulled"},
}

// Text gives the plain words of a state.
func (s PollState) Text() (zh, en string) { return pollStateWords.Or(s, PollAnnulled) }

// All gives every value in order.
func (PollState) All() []PollState { return pollStateWords.All() }

// Kinds of notices around polls. Nobody is told that somebody voted.
const (
	NoticePollRollPublished NoticeKind = "poll.roll_published"
	NoticePollOpened        NoticeKind = "poll.opened"
	NoticePollClosed        NoticeKind = "poll.closed"
)

// Refusals around polls.
var (
	ErrPollState = NewError(CodeConflict, "poll.wrong_state", "投票当前的状态不能进行此操作，请刷新后查看",
		"The poll is not in a state that allows this")
	ErrPollModeUnsupported = NewError(CodeInvalid, "poll.mode_unsupported", "暂不支持这种投票方式",
		"This mode is not available yet")
	ErrPollInactiveBody = NewError(CodeConflict, "poll.organization_inactive", "该组织目前不能发起投票",
		"This body cannot hold polls at present")
	ErrPollRollTooSmall = NewError(CodeConflict, "poll.roll_too_small", "已实名且年满18周岁的会员不足10人，无法保证无记名投票",
		"Fewer than 10 verified adult members: a secret ballot means nothing")
	ErrPollTooEarly   = NewError(CodeConflict, "poll.too_early", "还没有到开始时间", "The poll has not begun")
	ErrPollWindowOver = NewError(CodeConflict, "poll.window_over", "投票时间已过，请修改时间", "The window of the poll is over")
	ErrPollNotOpen    = NewError(CodeConflict, "poll.not_open", "投票尚未开始", "The poll is not open")
	ErrPollClosed     = NewError(CodeConflict, "poll.closed", "投票已经结束", "The poll is closed")
	ErrPollRunning    = NewError(CodeConflict, "poll.still_running", "投票还没有结束，不能提前计票", "The poll is still running")
	ErrPollNotClosed  = NewError(CodeConflict, "poll.not_closed", "投票结束后才能查看结果", "The result is shown after the close")
	ErrPollMismatch   = NewError(CodeConflict, "poll.count_mismatch", "票数与名册不一致，结果暂不公布，请联系管理员",
		"Ballots and roll disagree; the result is withheld")
)
