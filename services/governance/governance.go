package governance

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/batch"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// Audit actions of this area.
var (
	ActionDraft       = models.NewAction("poll.draft", "投票：起草")
	ActionUpdate      = models.NewAction("poll.update", "投票：修改")
	ActionPublishRoll = models.NewAction("poll.publish_roll", "投票：公布名册")
	ActionOpen        = models.NewAction("poll.open", "投票：开始")
	ActionClose       = models.NewAction("poll.close", "投票：结束")
	ActionCancel      = models.NewAction("poll.cancel", "投票：取消")
	ActionDelete      = models.NewAction("poll.delete", "投票：删除草稿")
	ActionCast        = models.NewAction("ballot.cast", "投票（不记录选了什么）")
)

// Kinds of jobs of this area; the subject is the poll.
const (
	JobOpen    = "poll.open"
	JobClose   = "poll.close"
	JobShuffle = "poll.shuffle"
)

// Options bound the gathering of ballots: a commit waits for Min of them, at
// most MinWait, because who shares a commit is who a ballot may be from.
type Options struct {
	Min     int
	MinWait time.Duration
}

// Service is the area.
type Service struct {
	st      *store.Store
	log     *slog.Logger
	ballots *batch.Gatherer[models.ID, cast, struct{}]
}

const maxBatch = 128

// New makes the area; Close ends it.
func New(st *store.Store, log *slog.Logger, o Options) *Service {
	s := &Service{st: st, log: log}
	s.ballots = batch.New(batch.Options{Max: maxBatch, Min: o.Min, MinWait: o.MinWait}, s.commit)
	return s
}

// Close waits for the ballots that were taken and takes no more.
func (s *Service) Close() { s.ballots.Close() }

// Handlers gives the work that is due at a time: polls open and close by
// themselves.
func (s *Service) Handlers() map[string]jobs.Handler {
	return map[string]jobs.Handler{JobOpen: s.openDue, JobClose: s.closeDue}
}

// LongJobs gives the work that takes many transactions: after the count the
// ballots are written anew, and those of a poll that was stopped are destroyed.
func (s *Service) LongJobs() map[string]jobs.Long {
	return map[string]jobs.Long{JobShuffle: s.shuffle, poll.JobDiscard: s.discard}
}

// PollDetails is a poll with its options.
type PollDetails struct {
	poll.Poll
	Options []poll.Option
	Part    poll.Part      // the reader's own
	Choices models.Choices // what the reader may do at the instant of reading
	Blocked string         // why, for those who hold the poll; empty when it is not
}

func details(ctx context.Context, q store.Reader, actor models.Actor, p poll.Poll, now models.Instant) (PollDetails,
	error) {
	options, err := q.PollOptions(ctx, p.ID)
	if err != nil {
		return PollDetails{}, err
	}
	part, err := partOf(ctx, q, actor, p)
	if err != nil {
		return PollDetails{}, err
	}
	var blocked string
	if holds(actor, p.OrganizationID) {
		blocked, err = q.WhyBlocked(ctx, p.Moderation, p.ID)
	}
	return PollDetails{Blocked: blocked, Poll: p, Options: p.ShownOptions(options), Part: part,
		Choices: p.Choices(actor, part, now)}, err
}

// partOf reads how the actor stands to a poll.
func partOf(ctx context.Context, q store.Reader, actor models.Actor, p poll.Poll) (poll.Part, error) {
	var part poll.Part
	entry, err := readRollEntry(ctx, q, p.ID, actor.PersonID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return part, err
	}
	part.OnRoll, part.Voted = err == nil, entry.Voted
	if p.State != poll.Open || !holds(actor, p.OrganizationID) {
		return part, nil
	}
	part.Marks, err = countVoted(ctx, q, p.ID)
	return part, err
}

func holds(actor models.Actor, organization models.ID) bool {
	return poll.Holds(actor, organization)
}

func event(action models.Action, p poll.Poll) audit.Event {
	return audit.Event{Action: action, Object: "poll", ObjectID: p.ID, OrganizationID: p.OrganizationID}
}
