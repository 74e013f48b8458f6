package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// Sessions lists where the actor is signed in, the one used last first.
func (s *Service) Sessions(ctx context.Context, actor models.Actor) ([]models.Session, error) {
	p, err := s.st.Person(ctx, actor.PersonID)
	if err != nil {
		return nil, err
	}
	return listLiveSessions(ctx, s.st, p.ID, p.Epoch, s.st.Now())
}

// Logout ends the actor's own session.
func (s *Service) Logout(ctx context.Context, actor models.Actor) error {
	err := s.end(ctx, actor, actor.SessionID, models.RevokeLogout, ActionLogout)
	if errors.Is(err, models.ErrSessionUnknown) {
		return nil // of two taps one was faster, and it is over as both wanted
	}
	return err
}

// RevokeSession ends another session of the actor; ErrSessionUnknown when the
// actor has no live one of that id.
func (s *Service) RevokeSession(ctx context.Context, actor models.Actor, id models.ID) error {
	return s.end(ctx, actor, id, models.RevokeUser, ActionRevoke)
}

func (s *Service) end(
	ctx context.Context, actor models.Actor, id models.ID, reason models.RevokeReason, act models.Action,
) error {
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		if err := revokeSession(ctx, tx, actor.PersonID, id, reason); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Event{Action: act, Object: "session", ObjectID: id})
	})
	if errors.Is(err, store.ErrNotAffected) {
		return models.ErrSessionUnknown
	}
	return err
}

// RevokeAll ends every session of the actor, this one included, by one write.
func (s *Service) RevokeAll(ctx context.Context, actor models.Actor) error {
	return s.st.InTx(ctx, func(tx *store.Tx) error {
		if err := raiseEpoch(ctx, tx, actor.PersonID); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor,
			audit.Event{Action: ActionRevokeAll, Object: "person", ObjectID: actor.PersonID})
	})
}
