package governance

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/batch"
	"xinjumin/services/internal/store"
)

// cast is one ballot on its way into the box; nothing else holds both fields.
type cast struct {
	person models.ID
	choice int64
}

type castCall = batch.Call[cast, struct{}]

// Cast puts the actor's secret ballot into the box, once. What can be refused
// without the box is refused first, so that only ballots wait for ballots: they
// hide each other. The mark in the roll makes a retry models.ErrBallotAlreadyCast.
//
// The choice appears in no error, log line, audit row or answer.
func (s *Service) Cast(ctx context.Context, actor models.Actor, pollID models.ID, choice int64) error {
	right, err := readBallotRight(ctx, s.st, pollID, actor.PersonID)
	if err != nil {
		return err
	}
	switch {
	case right.Voted == nil:
		return s.notOnRoll(ctx, actor, right.Poll)
	case *right.Voted:
		return poll.ErrBallotAlreadyCast
	}
	if err := right.MayCast(s.st.Now()); err != nil {
		return err
	}
	if choice < 1 || choice > right.Options {
		return poll.ErrBallotChoice
	}
	_, err = s.ballots.Do(ctx, pollID, cast{person: actor.PersonID, choice: choice})
	return err
}

func (s *Service) notOnRoll(ctx context.Context, actor models.Actor, p poll.Poll) error {
	if _, err := s.st.SeenPoll(ctx, actor, p.ID); err != nil {
		return err
	}
	if !p.RollFixed() {
		return poll.ErrNotOpen
	}
	return audit.Refused(ctx, s.st, actor, event(ActionCast, p), poll.ErrBallotNotOnRoll)
}

// commit marks and counts a batch of ballots in one transaction. The lock of
// the poll's row orders it against the close: a ballot is either counted or
// refused.
//
// It never asks for a replay one by one: a commit of a single ballot would say
// in the journal of the database whose it is. A batch that fails fails together
// and can be sent again, because the marks went with it.
func (s *Service) commit(ctx context.Context, poll models.ID, calls []*castCall) error {
	err := s.st.InBatchTx(ctx, func(tx *store.Tx) error {
		for _, c := range calls {
			c.Settle(struct{}{}, nil)
		}
		p, err := lockPoll(ctx, tx, poll)
		if err != nil {
			return err
		}
		if refusal := p.MayCast(tx.Now); refusal != nil {
			for _, c := range calls {
				c.Settle(struct{}{}, refusal)
			}
			return nil
		}
		taken, err := admit(ctx, tx, poll, calls)
		if err != nil || len(taken) == 0 {
			return err
		}
		return record(ctx, tx, p, taken)
	})
	if err != nil {
		for _, c := range calls {
			c.Settle(struct{}{}, failed(err))
		}
	}
	return nil
}

// failed tells the callers of a batch to try again, unless the fault is one
// that says so itself.
func failed(err error) error {
	if refusal, ok := errors.AsType[*models.Error](err); ok {
		return refusal
	}
	return models.ErrUnavailable.Because(err)
}

// admit settles every call that may not vote and gives the others. The marks
// are read under the lock, so they still hold when they are written.
func admit(ctx context.Context, tx *store.Tx, pollID models.ID, calls []*castCall) ([]cast, error) {
	people := make([]models.ID, len(calls))
	for i, c := range calls {
		people[i] = c.Req.person
	}
	marks, err := listMarks(ctx, tx, pollID, people)
	if err != nil {
		return nil, err
	}
	var taken []cast
	for _, c := range calls {
		voted, onRoll := marks[c.Req.person]
		switch {
		case !onRoll:
			c.Settle(struct{}{}, poll.ErrBallotNotOnRoll)
		case voted:
			c.Settle(struct{}{}, poll.ErrBallotAlreadyCast)
		default:
			marks[c.Req.person] = true
			taken = append(taken, c.Req)
		}
	}
	return taken, nil
}

// record writes the marks, the ballots and the trail. Each of the three lies in
// an order of its own: people by id, ballots and audit rows by ids that are
// random.
func record(ctx context.Context, tx *store.Tx, p poll.Poll, taken []cast) error {
	people := make([]models.ID, len(taken))
	ballots := make([]poll.Ballot, len(taken))
	for i, c := range taken {
		people[i] = c.person
		ballots[i] = poll.Ballot{ID: tx.NewSecretID(), PollID: p.ID, Choice: c.choice}
	}
	slices.SortFunc(people, func(a, b models.ID) int { return bytes.Compare(a[:], b[:]) })
	slices.SortFunc(ballots, func(a, b poll.Ballot) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	if err := markVoted(ctx, tx, p.ID, people); err != nil {
		return err
	}
	if err := insertBallots(ctx, tx, ballots); err != nil {
		return err
	}
	return audit.RecordSecret(ctx, tx, people, event(ActionCast, p))
}
