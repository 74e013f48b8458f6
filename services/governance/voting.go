package governance

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"xinjumin/models"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// system acts when a job does.
var system = models.System

// Open seals the roll and begins the voting, inside the window only.
func (s *Service) Open(ctx context.Context, actor models.Actor, id models.ID) (PollDetails, error) {
	return s.act(ctx, actor, id, ActionOpen, s.open)
}

// Finish ends the voting and publishes the count: after the closing time, or
// when everybody on the roll has voted.
func (s *Service) Finish(ctx context.Context, actor models.Actor, id models.ID) (PollDetails, error) {
	return s.act(ctx, actor, id, ActionClose, s.close)
}

type step func(ctx context.Context, tx *store.Tx, actor models.Actor, p models.Poll) (models.Poll, error)

func (s *Service) act(ctx context.Context, actor models.Actor, id models.ID, action models.Action, do step) (PollDetails, error) {
	if err := s.office(ctx, actor, id, action); err != nil {
		return PollDetails{}, err
	}
	var out PollDetails
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		p, err := lockPoll(ctx, tx, id)
		if err != nil {
			return err
		}
		if p, err = do(ctx, tx, actor, p); err != nil {
			return err
		}
		if out, err = details(ctx, tx, p); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, err
}

func (s *Service) open(ctx context.Context, tx *store.Tx, actor models.Actor, p models.Poll) (models.Poll, error) {
	if err := p.MayOpen(tx.Now); err != nil {
		return p, err
	}
	hash, people, voted, err := readRollHash(ctx, tx, p.ID)
	if err != nil {
		return p, err
	}
	if people != p.RollCount || voted != 0 {
		return p, s.mismatch(ctx, p, "the roll was changed before it was sealed")
	}
	p.RollHash, p.RollSealedAt = hash, &tx.Now
	if err := s.move(ctx, tx, actor, &p, models.PollDoOpen, event(ActionOpen, p)); err != nil {
		return p, err
	}
	return p, jobs.Schedule(ctx, tx, JobClose, p.ID, p.ClosesAt)
}

// close counts. It publishes nothing unless the roll is the sealed one and
// there is one ballot for each mark in it.
func (s *Service) close(ctx context.Context, tx *store.Tx, actor models.Actor, p models.Poll) (models.Poll, error) {
	if _, err := p.State.After(models.PollDoClose); err != nil {
		return p, err
	}
	hash, people, marks, err := readRollHash(ctx, tx, p.ID)
	if err != nil {
		return p, err
	}
	if err := p.MayClose(tx.Now, marks); err != nil {
		return p, err
	}
	options, err := tx.PollOptions(ctx, p.ID)
	if err != nil {
		return p, err
	}
	counts, err := countBallots(ctx, tx, p.ID)
	if err != nil {
		return p, err
	}
	result, err := models.Tally(options, counts)
	switch {
	case err != nil:
		return p, s.mismatch(ctx, p, "a ballot names an option that is not there")
	case people != p.RollCount || !bytes.Equal(hash, p.RollHash):
		return p, s.mismatch(ctx, p, "the roll is not the one that was sealed")
	case result.Cast != marks:
		return p, s.mismatch(ctx, p, fmt.Sprintf("%d ballots for %d marks", result.Cast, marks))
	}
	p.CastCount = &result.Cast
	if err := storeVotes(ctx, tx, result.Options); err != nil {
		return p, err
	}
	return p, s.move(ctx, tx, actor, &p, models.PollDoClose, event(ActionClose, p))
}

// mismatch refuses a count that cannot be right, and says so where it is heard.
func (s *Service) mismatch(ctx context.Context, p models.Poll, what string) error {
	s.log.ErrorContext(ctx, "POLL NOT COUNTED: roll and ballots disagree", "poll", p.ID.String(), "what", what)
	return models.ErrPollMismatch.Because(errors.New(what))
}

func (s *Service) openDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	return s.due(ctx, tx, id, models.PollDoOpen, s.open)
}

func (s *Service) closeDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	return s.due(ctx, tx, id, models.PollDoClose, s.close)
}

// due does a step whose time has come, unless somebody did it by hand.
func (s *Service) due(ctx context.Context, tx *store.Tx, id models.ID, act models.PollAct, do step) error {
	p, err := lockPoll(ctx, tx, id)
	if err != nil {
		return err
	}
	if _, err := p.State.After(act); err != nil {
		return nil //nolint:nilerr // the refusal says that there is nothing left to do
	}
	_, err = do(ctx, tx, system, p)
	if errors.Is(err, models.ErrPollWindowOver) {
		return nil // nobody ran jobs during the whole window: nothing to open
	}
	return err
}

// Turnout is how many have voted.
type Turnout struct {
	Poll  models.Poll
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
	Poll   models.Poll
	Counts models.PollResult
}

// Result shows the counts of a closed poll; before that it is
// models.ErrPollNotClosed for everybody.
func (s *Service) Result(ctx context.Context, actor models.Actor, id models.ID) (Result, error) {
	p, err := s.st.SeenPoll(ctx, actor, id)
	if err != nil {
		return Result{}, err
	}
	if !p.State.Counted() {
		return Result{}, models.ErrPollNotClosed
	}
	options, err := s.st.PollOptions(ctx, id)
	return Result{Poll: p, Counts: models.Reading(p.ShownOptions(options))}, err
}

// Poll reads one poll that the actor may see.
func (s *Service) Poll(ctx context.Context, actor models.Actor, id models.ID) (PollDetails, error) {
	p, err := s.st.SeenPoll(ctx, actor, id)
	if err != nil {
		return PollDetails{}, err
	}
	return details(ctx, s.st, p)
}

// Polls lists the polls of the actor's bodies, or of one of them.
func (s *Service) Polls(ctx context.Context, actor models.Actor, organization *models.ID, page models.Page) (models.List[models.Poll], error) {
	return listPolls(ctx, s.st, actor, organization, page)
}

// Mine lists the polls on whose roll the actor is.
func (s *Service) Mine(ctx context.Context, actor models.Actor, page models.Page) (models.List[PollVoter], error) {
	return listVoterPolls(ctx, s.st, actor.PersonID, page)
}
