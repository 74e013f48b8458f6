package governance

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/store"
)

// openDue and closeDue are what time alone brings: the jobs that open and close a
// poll when its hour has come.
func (s *Service) openDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	return s.due(ctx, tx, id, poll.DoOpen, s.opening(ctx, onPoll(ctx, models.System, id, ActionOpen)))
}

func (s *Service) closeDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	return s.due(ctx, tx, id, poll.DoClose, s.closing(ctx, onPoll(ctx, models.System, id, ActionClose)))
}

// due does a step whose time has come, unless somebody did it by hand.
func (s *Service) due(ctx context.Context, tx *store.Tx, id models.ID, verb poll.Act, a pollAct) error {
	p, err := lockPoll(ctx, tx, id)
	if err != nil {
		return err
	}
	if _, err := p.State.After(verb); err != nil {
		return nil //nolint:nilerr // the refusal says that there is nothing left to do
	}
	a.Lock, a.Answer = func(*store.Tx) (poll.Poll, error) { return p, nil }, nil
	_, err = act.In(ctx, tx, models.System, a)
	if errors.Is(err, poll.ErrWindowOver) {
		return nil // nobody ran jobs during the whole window: nothing to open
	}
	return err
}
