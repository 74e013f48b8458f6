package governance

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// shuffleSlice is how many ballots are written anew in one transaction: they
// share what an engine notes about a transaction, so it is also how many a
// ballot hides among.
const shuffleSlice = 1000

// shuffle writes the ballots of a closed poll anew. An engine puts rows into its
// pages in the order in which they come, and InnoDB notes a transaction beside
// each: random ids do not change that, and a copy of the files keeps it for ever.
// So each ballot gets another id and another place, among a thousand others, and
// the space in which it lay is given back (docs/decisions/0018-ballot-secrecy.md).
//
// A ballot is at any time in one of two tables, never in both and never in none.
// The result is in the options since the close and may be read all the while.
func (s *Service) shuffle(ctx context.Context, id models.ID, step jobs.Step) error {
	failure := s.writeAnew(ctx, id, step)
	if errors.Is(failure, jobs.ErrLeaseLost) || ctx.Err() != nil {
		return failure
	}
	// Of the polls that close together the last gives the space back.
	more, err := jobs.Untried(ctx, s.st, JobShuffle, id, s.st.Now())
	if err != nil || more {
		return errors.Join(failure, err)
	}
	if err := step(func(tx *store.Tx) error { return refillBox(ctx, tx) }); err != nil {
		return errors.Join(failure, err)
	}
	return errors.Join(failure, s.st.RebuildBallots(ctx))
}

// writeAnew moves every ballot of a poll and then compares the counts.
func (s *Service) writeAnew(ctx context.Context, id models.ID, step jobs.Step) error {
	options, err := s.st.PollOptions(ctx, id)
	if err != nil {
		return err
	}
	for _, o := range options {
		for after, more := (models.ID{}), true; more; {
			err := step(func(tx *store.Tx) error {
				last, n, err := moveSlice(ctx, tx, o, after)
				after, more = last, n == shuffleSlice
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return step(func(tx *store.Tx) error { return s.compare(ctx, tx, id, options) })
}

// moveSlice moves the next ballots of one option and tells which was the last
// and how many they were. Which share a slice says what they chose, which stands
// in each of them, and nothing else.
func moveSlice(ctx context.Context, tx *store.Tx, o poll.Option, after models.ID) (models.ID, int, error) {
	ballots, err := listBox(ctx, tx, o.PollID, o.No, after, shuffleSlice)
	if err != nil || len(ballots) == 0 {
		return after, 0, err
	}
	anew := make([]poll.Counted, len(ballots))
	for i, b := range ballots {
		anew[i] = poll.Counted{PollID: b.PollID, ID: tx.NewSecretID(), Choice: b.Choice}
	}
	slices.SortFunc(anew, func(a, b poll.Counted) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	if err := insertCounted(ctx, tx, anew); err != nil {
		return after, 0, err
	}
	last := ballots[len(ballots)-1].ID
	return last, len(ballots), takeFromBox(ctx, tx, o.PollID, o.No, after, last, len(ballots))
}

// compare refuses to end the work unless each option has as many ballots as were
// counted for it and the box has none left.
func (s *Service) compare(ctx context.Context, tx *store.Tx, id models.ID, options []poll.Option) error {
	p, err := lockPoll(ctx, tx, id)
	if err != nil {
		return err
	}
	left, err := countBallots(ctx, tx, id)
	if err != nil {
		return err
	}
	counts, err := countCounted(ctx, tx, id)
	if err != nil {
		return err
	}
	found, err := poll.Tally(options, counts)
	if err != nil || len(left) > 0 || !slices.EqualFunc(found.Options, options, sameVotes) {
		return s.mismatch(ctx, p, "the ballots written anew are not those that were counted")
	}
	return nil
}

func sameVotes(a, b poll.Option) bool {
	return a.No == b.No && a.Votes != nil && b.Votes != nil && *a.Votes == *b.Votes
}
