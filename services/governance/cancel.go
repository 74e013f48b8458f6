package governance

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Delete takes a draft back: it is gone with its options, as if it had never been
// written. What was published is stopped instead, see Cancel.
func (s *Service) Delete(ctx context.Context, actor models.Actor, id models.ID) error {
	a := onPoll(ctx, actor, id, ActionDelete)
	a.Next = func(_ *store.Tx, p *poll.Poll) error {
		_, err := p.State.After(poll.Delete)
		return err
	}
	a.Do = func(tx *store.Tx, p *poll.Poll) error {
		if err := tx.Forget(ctx, p.ID); err != nil {
			return err
		}
		return deletePollDraft(ctx, tx, p.ID)
	}
	a.Answer = nil
	_, err := act.On(ctx, s.st, actor, a)
	return err
}

// Cancel stops a poll whose roll is out, with a reason that everybody who sees the poll
// reads: by its office, until the window is over. Everybody on the roll is told. The
// row is locked before, as for a ballot and for the close, so that each of two at once knows
// which came first; nobody counts what was cast by then, and it is destroyed.
func (s *Service) Cancel(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (PollDetails, error) {
	reason = text.Clean(reason)
	a := onPoll(ctx, actor, id, ActionCancel)
	a.Next = func(tx *store.Tx, p *poll.Poll) error {
		if err := p.MayCancel(tx.Now); err != nil {
			return err
		}
		return models.CheckReason(reason)
	}
	a.Do = func(tx *store.Tx, p *poll.Poll) error {
		p.AnnulReason = reason
		if err := move(ctx, tx, p, poll.Cancel); err != nil {
			return err
		}
		return jobs.Schedule(ctx, tx, poll.JobDiscard, p.ID, tx.Now)
	}
	a.Tell = func(tx *store.Tx, p poll.Poll) error { return tellRoll(ctx, tx, p, poll.Cancel) }
	a.Detail = counts
	return act.On(ctx, s.st, actor, a)
}

// discard destroys the ballots of a poll that was stopped, a thousand in one short
// transaction, and gives back the space in which they lay, as after a count
// (docs/decisions/0018-ballot-secrecy.md). No choice is counted on the way. The
// marks stay: the roll says who had voted by then, and to whom that is to be explained.
func (s *Service) discard(ctx context.Context, id models.ID, step jobs.Step) error {
	options, err := s.st.PollOptions(ctx, id)
	if err != nil {
		return err
	}
	for _, o := range options {
		for more := true; more; {
			err := step(func(tx *store.Tx) error {
				n, err := discardSlice(ctx, tx, o)
				more = n == shuffleSlice
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	more, err := jobs.Untried(ctx, s.st, poll.JobDiscard, id, s.st.Now())
	if err != nil || more {
		return err
	}
	if err := step(func(tx *store.Tx) error { return refillBox(ctx, tx) }); err != nil {
		return err
	}
	return s.st.RebuildBallots(ctx)
}

// discardSlice destroys the next ballots of one option of a stopped poll and tells how many
// they were.
func discardSlice(ctx context.Context, tx *store.Tx, o poll.Option) (int, error) {
	p, err := lockPoll(ctx, tx, o.PollID)
	if err != nil {
		return 0, err
	}
	if p.State != poll.Annulled { // nothing else may ever reach the box
		return 0, errors.New("a poll that was not stopped has its ballots discarded")
	}
	var first models.ID
	ballots, err := listBox(ctx, tx, o.PollID, o.No, first, shuffleSlice)
	if err != nil || len(ballots) == 0 {
		return 0, err
	}
	return len(ballots), takeFromBox(ctx, tx, o.PollID, o.No, first, ballots[len(ballots)-1].ID, len(ballots))
}
