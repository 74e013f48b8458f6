package governance

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// Open seals the roll and begins the voting, inside the window only.
func (s *Service) Open(ctx context.Context, actor models.Actor, id models.ID) (PollDetails, error) {
	return act.On(ctx, s.st, actor, s.opening(ctx, onPoll(ctx, actor, id, ActionOpen)))
}

// Finish ends the voting and publishes the count: after the closing time, or
// when everybody on the roll has voted.
func (s *Service) Finish(ctx context.Context, actor models.Actor, id models.ID) (PollDetails, error) {
	return act.On(ctx, s.st, actor, s.closing(ctx, onPoll(ctx, actor, id, ActionClose)))
}

// pollAct is an act on one poll.
type pollAct = act.Of[poll.Poll, PollDetails]

// onPoll is what every act of the office on a poll has in common: not visible is
// not found, visible without the office is forbidden and goes into the trail.
func onPoll(ctx context.Context, actor models.Actor, id models.ID, action models.Action) pollAct {
	return pollAct{
		Event: func(p poll.Poll) audit.Event { return event(action, p) },
		Lock: func(tx *store.Tx) (poll.Poll, error) {
			if p, err := tx.SeenPoll(ctx, actor, id); err != nil {
				return p, err
			}
			return lockPoll(ctx, tx, id)
		},
		May: func(_ *store.Tx, p poll.Poll) error {
			if !holds(actor, p.OrganizationID) {
				return models.ErrForbidden
			}
			return nil
		},
		Answer: func(tx *store.Tx, p poll.Poll) (PollDetails, error) { return details(ctx, tx, actor, p, tx.Now) },
	}
}

// opening seals the roll and begins the voting.
func (s *Service) opening(ctx context.Context, a pollAct) pollAct {
	a.Next = func(tx *store.Tx, p *poll.Poll) error { return p.MayOpen(tx.Now) }
	a.Do = func(tx *store.Tx, p *poll.Poll) error {
		hash, people, voted, err := readRollHash(ctx, tx, p.ID)
		if err != nil {
			return err
		}
		if people != p.RollCount || voted != 0 {
			return s.mismatch(ctx, *p, "the roll was changed before it was sealed")
		}
		p.RollHash, p.RollSealedAt = hash, &tx.Now
		if err := move(ctx, tx, p, poll.DoOpen); err != nil {
			return err
		}
		return jobs.Schedule(ctx, tx, JobClose, p.ID, p.ClosesAt)
	}
	a.Tell = func(tx *store.Tx, p poll.Poll) error { return tellRoll(ctx, tx, p, poll.DoOpen) }
	a.Detail = counts
	return a
}

// closing counts. It publishes nothing unless the roll is the sealed one and
// there is one ballot for each mark in it.
func (s *Service) closing(ctx context.Context, a pollAct) pollAct {
	a.Next = func(_ *store.Tx, p *poll.Poll) error {
		_, err := p.State.After(poll.DoClose)
		return err
	}
	a.Do = func(tx *store.Tx, p *poll.Poll) error {
		if err := s.count(ctx, tx, p); err != nil {
			return err
		}
		if err := move(ctx, tx, p, poll.DoClose); err != nil {
			return err
		}
		return jobs.Schedule(ctx, tx, JobShuffle, p.ID, tx.Now)
	}
	a.Tell = func(tx *store.Tx, p poll.Poll) error { return tellRoll(ctx, tx, p, poll.DoClose) }
	a.Detail = counts
	return a
}

// count stores the votes of a poll that may be closed now.
func (s *Service) count(ctx context.Context, tx *store.Tx, p *poll.Poll) error {
	hash, people, marks, err := readRollHash(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	if err := p.MayClose(tx.Now, marks); err != nil {
		return err
	}
	options, err := tx.PollOptions(ctx, p.ID)
	if err != nil {
		return err
	}
	votes, err := countBallots(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	result, err := poll.Tally(options, votes)
	switch {
	case err != nil:
		return s.mismatch(ctx, *p, "a ballot names an option that is not there")
	case people != p.RollCount || !bytes.Equal(hash, p.RollHash):
		return s.mismatch(ctx, *p, "the roll is not the one that was sealed")
	case result.Cast != marks:
		return s.mismatch(ctx, *p, fmt.Sprintf("%d ballots for %d marks", result.Cast, marks))
	}
	p.CastCount = &result.Cast
	return storeVotes(ctx, tx, result.Options)
}

// mismatch refuses a count that cannot be right, and says so where it is heard.
func (s *Service) mismatch(ctx context.Context, p poll.Poll, what string) error {
	s.log.ErrorContext(ctx, "POLL NOT COUNTED: roll and ballots disagree", "poll", p.ID.String(), "what", what)
	return poll.ErrMismatch.Because(errors.New(what))
}

// Turnout is how many have voted.
type Turnout struct {
	Poll  poll.Poll
	Voted int64
}

// Turnout tells how many have voted, never how.
func (s *Service) Turnout(ctx context.Context, actor models.Actor, id models.ID) (Turnout, error) {
	p, err := s.st.SeenPoll(ctx, actor, id)
	if err != nil {
		return Turnout{}, err
	}
	out := Turnout{Poll: p}
	if p.CastCount != nil {
		out.Voted = *p.CastCount
		return out, nil
	}
	out.Voted, err = countVoted(ctx, s.st, id)
	return out, err
}

// Result is a closed poll with its counts.
type Result struct {
	Poll   poll.Poll
	Counts poll.Result
}

// Result shows the counts of a closed poll; before that it is
// poll.ErrNotClosed for everybody, and poll.ErrAnnulled of one that was stopped.
func (s *Service) Result(ctx context.Context, actor models.Actor, id models.ID) (Result, error) {
	p, err := s.st.SeenPoll(ctx, actor, id)
	if err != nil {
		return Result{}, err
	}
	switch {
	case p.State == poll.Annulled:
		return Result{}, poll.ErrAnnulled
	case !p.State.Counted():
		return Result{}, poll.ErrNotClosed
	}
	options, err := s.st.PollOptions(ctx, id)
	return Result{Poll: p, Counts: poll.Reading(p.ShownOptions(options))}, err
}

// Poll reads one poll that the actor may see.
func (s *Service) Poll(ctx context.Context, actor models.Actor, id models.ID) (PollDetails, error) {
	p, err := s.st.SeenPoll(ctx, actor, id)
	if err != nil {
		return PollDetails{}, err
	}
	return details(ctx, s.st, actor, p, s.st.Now())
}

// Polls lists the polls of the actor's organizations, or of one of them.
func (s *Service) Polls(
	ctx context.Context, actor models.Actor, organization *models.ID, page models.Page,
) (models.List[poll.Poll], error) {
	return listPolls(ctx, s.st, actor, organization, page)
}

// Mine lists the polls on whose roll the actor is.
func (s *Service) Mine(ctx context.Context, actor models.Actor, page models.Page) (models.List[PollVoter], error) {
	return listVoterPolls(ctx, s.st, actor.PersonID, page)
}
