package poll

import (
	"slices"

	"xinjumin/models"
)

// Purpose tells what comes of a poll.
type Purpose string

// The purposes. A consultation (征求意见) binds nobody and is open to every organization.
const (
	Consultation Purpose = "consultation"
	Decision     Purpose = "decision"
	Election     Purpose = "election"
)

var pollPurposeWords = models.Words[Purpose]{
	{Consultation, "征求意见", "Consultation"},
	{Decision, "表决", "Decision"},
	{Election, "选举", "Election"},
}

// Text gives the plain words of a purpose.
func (p Purpose) Text() (zh, en string) { return pollPurposeWords.Or(p, Consultation) }

// All gives every value in order.
func (Purpose) All() []Purpose { return pollPurposeWords.All() }

// MayPoll refuses a poll whose outcome would bind where the organization decides or
// elects nothing.
func MayPoll(o models.Organization, p Purpose) error {
	switch p {
	case Decision:
		return o.May(models.MayDecide)
	case Election:
		return o.May(models.MayElect)
	case Consultation:
	}
	return nil
}

// Mode tells how ballots are kept apart from people.
type Mode string

// The modes. Detached is one transaction that trusts the running server; the
// others are declared and not served yet.
const (
	Detached Mode = "detached"
	Blind    Mode = "blind"
	Named    Mode = "named"
)

var pollModeWords = models.Words[Mode]{
	{Detached, "无记名", "Secret"},
	{Blind, "无记名", "Secret"},
	{Named, "记名", "By name"},
}

// Text gives the plain words of a mode.
func (m Mode) Text() (zh, en string) { return pollModeWords.Of(m) }

// All gives every value in order.
func (Mode) All() []Mode { return pollModeWords.All() }

// State is where a poll stands.
type State string

// States of a poll.
const (
	Draft         State = "draft"
	RollPublished State = "roll_published"
	RollSealed    State = "roll_sealed"
	Open          State = "open"
	Closed        State = "closed"
	Certified     State = "certified"
	Archived      State = "archived"
	Annulled      State = "annulled"
)

// Poll (投票) is a question that an organization puts to its members. Its roll is fixed
// when it is published and sealed by a hash when voting opens; its window is
// half-open, [OpensAt, ClosesAt).
type Poll struct {
	ID             models.ID `gorm:"primaryKey"`
	OrganizationID models.ID
	Title          string  `pii:"none"`
	Question       string  `pii:"words"`
	Mode           Mode    `pii:"none"`
	Purpose        Purpose `pii:"none"`
	State          State   `pii:"none"`
	OpensAt        models.Instant
	ClosesAt       models.Instant
	RollCount      int64
	RollHash       []byte `pii:"none,technical"`
	RollSealedAt   *models.Instant
	CastCount      *int64 // nil until the poll is closed
	AnnulReason    string `pii:"none"` // why it was stopped; shown to everybody who sees the poll
	Convened       bool   // put by another area by its own rules: its office does not stop it
	CreatedBy      models.ID
	Moderation     models.Moderation `pii:"none"`
	Version        int64
	CreatedAt      models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      models.Instant `gorm:"autoUpdateTime:false"`
}

// Option is one answer, numbered from 1 without gaps. Votes is nil until
// the poll is closed: there is no running count.
type Option struct {
	PollID models.ID `gorm:"primaryKey"`
	No     int64     `gorm:"primaryKey;autoIncrement:false"`
	Label  string    `pii:"none"`
	Votes  *int64
}

// TableName keeps the name of the table, which says the area, too.
func (Option) TableName() string { return "poll_options" }

// For gives the poll as an actor may read it. A blocked text is withheld from
// everybody but its office; that there is a vote, when, and how it ended is not,
// because a decision about words must not take a ballot away.
func (p Poll) For(a models.Actor) Poll {
	if p.Moderation == models.ModerationBlocked && !a.InOrganization(p.OrganizationID, models.PollRoles()...) {
		p.Title, p.Question = models.WithheldText, models.WithheldText
		if p.AnnulReason != "" {
			p.AnnulReason = models.WithheldText
		}
	}
	return p
}

// ShownOptions gives the options as they may be read with the poll, see For.
func (p Poll) ShownOptions(options []Option) []Option {
	if p.Moderation != models.ModerationBlocked || p.Title != models.WithheldText {
		return options
	}
	out := slices.Clone(options)
	for i := range out {
		out[i].Label = models.WithheldText
	}
	return out
}

// Act is what moves a poll from one state to the next.
type Act string

// The acts.
const (
	Edit        Act = "edit"
	PublishRoll Act = "publish_roll"
	DoOpen      Act = "open"
	DoClose     Act = "close"
	Cancel      Act = "cancel"
	Delete      Act = "delete" // of a draft: it is gone
)

// Moves is the state machine: from where an act starts and where it ends.
// Opening seals the roll on its way.
var Moves = models.Moves[State, Act]{
	Edit:        {Draft: Draft},
	PublishRoll: {Draft: RollPublished},
	DoOpen:      {RollPublished: Open, RollSealed: Open},
	DoClose:     {Open: Closed},
	Cancel:      models.Filled(Annulled, RollPublished, RollSealed, Open),
	Delete:      {Draft: Draft},
}

// After gives the state behind an act, or ErrPollState.
func (s State) After(act Act) (State, error) {
	to, err := Moves.After(s, act, ErrState)
	if err != nil {
		return s, err
	}
	return to, nil
}

// Counted reports whether the votes are in and may be shown.
func (s State) Counted() bool {
	return s == Closed || s == Certified || s == Archived
}

// RollFixed reports whether it is settled who may vote.
func (p Poll) RollFixed() bool { return p.State != Draft }

// MayPublishRoll refuses a roll whose poll could never be voted on.
func (p Poll) MayPublishRoll(now models.Instant) error {
	if _, err := p.State.After(PublishRoll); err != nil {
		return err
	}
	if now >= p.ClosesAt {
		return ErrWindowOver
	}
	return nil
}

// MayOpen refuses to open outside the window.
func (p Poll) MayOpen(now models.Instant) error {
	if _, err := p.State.After(DoOpen); err != nil {
		return err
	}
	switch {
	case now < p.OpensAt:
		return ErrTooEarly
	case now >= p.ClosesAt:
		return ErrWindowOver
	}
	return nil
}

// MayCast refuses a ballot before, after, or between the states of voting.
func (p Poll) MayCast(now models.Instant) error {
	switch {
	case p.State == Annulled:
		return ErrAnnulled
	case p.State.Counted(), p.State == Open && now >= p.ClosesAt:
		return ErrClosed
	case p.State != Open:
		return ErrNotOpen
	}
	return nil
}

// MayClose refuses to close while somebody on the roll may still vote; marks is
// how many have.
func (p Poll) MayClose(now models.Instant, marks int64) error {
	if _, err := p.State.After(DoClose); err != nil {
		return err
	}
	if now < p.ClosesAt && marks < p.RollCount {
		return ErrRunning
	}
	return nil
}

// ClosingDay is the last day on which the poll can be voted on: it decides who
// is of age. A poll that closes at midnight ends on the day before.
func (p Poll) ClosingDay() models.Day { return models.DayOf(p.ClosesAt - 1) }

// VoteCutoff gives the latest birth day with which a person may vote on a day,
// to be compared as text: `birth_day <= cutoff` says the same as MayVoteOn. It
// may be a 29 February of a common year.
func VoteCutoff(on models.Day) models.Day { return on.YearsBefore(models.VoteAge) }

var pollStateWords = models.Words[State]{
	{Draft, "草稿", "Draft"},
	{RollPublished, "名册已公布", "Roll published"},
	{RollSealed, "名册已封存（暂未开通）", "Roll sealed (not yet)"},
	{Open, "投票中", "Open"},
	{Closed, "已结束", "Closed"},
	{Certified, "结果已确认（暂未开通）", "Certified (not yet)"},
	{Archived, "已归档（暂未开通）", "Archived (not yet)"},
	{Annulled, "已取消", "Cancelled"},
}

// Text gives the plain words of a state.
func (s State) Text() (zh, en string) { return pollStateWords.Or(s, Annulled) }

// All gives every value in order.
func (State) All() []State { return pollStateWords.All() }

// Kinds of notices around polls. Nobody is told that somebody voted.
const (
	NoticeRollPublished models.NoticeKind = "poll.roll_published"
	NoticeOpened        models.NoticeKind = "poll.opened"
	NoticeClosed        models.NoticeKind = "poll.closed"
	NoticeCancelled     models.NoticeKind = "poll.cancelled"
)

// Refusals around polls.
var (
	ErrState = models.NewError(models.CodeConflict, "poll.wrong_state", "投票当前的状态不能进行此操作，请刷新后查看",
		"The poll is not in a state that allows this")
	ErrModeUnsupported = models.NewError(models.CodeInvalid, "poll.mode_unsupported", "暂不支持这种投票方式",
		"This mode is not available yet")
	ErrInactiveOrganization = models.NewError(models.CodeConflict, "poll.organization_inactive", "该组织目前不能发起投票",
		"This organization cannot hold polls at present")
	ErrRollTooSmall = models.NewError(models.CodeConflict, "poll.roll_too_small", "已实名且年满18周岁的会员不足10人，无法保证无记名投票",
		"Fewer than 10 verified adult members: a secret ballot means nothing")
	ErrTooEarly   = models.NewError(models.CodeConflict, "poll.too_early", "还没有到开始时间", "The poll has not begun")
	ErrWindowOver = models.NewError(models.CodeConflict, "poll.window_over", "投票时间已过，请修改时间",
		"The window of the poll is over")
	ErrNotOpen  = models.NewError(models.CodeConflict, "poll.not_open", "投票尚未开始", "The poll is not open")
	ErrClosed   = models.NewError(models.CodeConflict, "poll.closed", "投票已经结束", "The poll is closed")
	ErrAnnulled = models.NewError(models.CodeConflict, "poll.annulled", "投票已经取消，没有结果",
		"The poll was cancelled: there is no result")
	ErrConvened = models.NewError(models.CodeConflict, "poll.convened", "这次评议按规定举行，不能取消",
		"The rules ask for this appraisal: it is not cancelled")
	ErrRunning = models.NewError(models.CodeConflict, "poll.still_running", "投票还没有结束，不能提前计票",
		"The poll is still running")
	ErrNotClosed = models.NewError(models.CodeConflict, "poll.not_closed", "投票结束后才能查看结果",
		"The result is shown after the close")
	ErrMismatch = models.NewError(models.CodeConflict, "poll.count_mismatch", "票数与名册不一致，结果不公布",
		"Ballots and roll disagree; the result is withheld")
)
