package moderation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// impose bans the person who is answerable. That the actor is above them was
// checked with the decision; the case's row is held.
func (s *Service) impose(ctx context.Context, tx *store.Tx, actor models.Actor, c models.ModerationCase, ban models.Sentence) error {
	if c.AuthorID == nil {
		return nil
	}
	p, err := tx.LockPerson(ctx, *c.AuthorID)
	if err != nil {
		return err
	}
	b := models.Ban{ID: tx.NewID(), PersonID: p.ID, CaseID: c.ID, Scope: ban.Scope, Reason: c.DecisionReason,
		StartsAt: tx.Now, EndsAt: ban.Ends(tx.Now), ImposedBy: actor.PersonID, CreatedAt: tx.Now}
	if err := s.keepNumber(p, &b); err != nil {
		return err
	}
	return tx.InsertBan(ctx, &b)
}

// keepNumber puts the person's identity number with the ban, sealed and
// indexed, so that the ban is found when the same human registers anew.
func (s *Service) keepNumber(p models.Person, b *models.Ban) error {
	if len(p.IDNumberSealed) == 0 || p.Verification != models.VerificationVerified {
		return nil
	}
	digits, err := s.ring.Open(keyring.PersonIDNumber, p.ID[:], p.IDNumberSealed)
	if err != nil {
		return err
	}
	b.IDNumberIndex, b.IDNumberIndexAlt = s.ring.BlindIndexes(keyring.BanIDNumber, string(digits))
	b.IDNumberSealed, err = s.ring.Seal(keyring.BanIDNumber, b.ID[:], digits)
	return err
}

// Bans lists every ban of the actor, past ones as well.
func (s *Service) Bans(ctx context.Context, actor models.Actor) ([]models.Ban, error) {
	return listBansOf(ctx, s.st, actor.PersonID)
}

// Lift ends a ban before its time. It is for who could have imposed it.
func (s *Service) Lift(ctx context.Context, actor models.Actor, id models.ID, reason string) (models.Ban, error) {
	reason = text.Clean(reason)
	if err := models.CheckReason(reason); err != nil {
		return models.Ban{}, err
	}
	var out models.Ban
	event := audit.Event{Action: ActionLift, Object: "ban", ObjectID: id}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		b, err := readBan(ctx, tx, id)
		if err != nil {
			return err
		}
		if b.PersonID == actor.PersonID {
			return models.ErrBanSelf
		}
		c, err := readModeratedCase(ctx, tx, actor, b.CaseID)
		if err != nil {
			return err
		}
		event.RegionCode = c.RegionCode
		if _, err := tx.LockPerson(ctx, b.PersonID); err != nil {
			return err
		}
		judge, err := tx.Fresh(ctx, actor)
		if err != nil {
			return err
		}
		level, err := mayJudge(ctx, tx, judge, c)
		switch {
		case err != nil:
			return err
		case level > c.DecidedLevel:
			return models.ErrForbidden
		}
		if err := lift(ctx, tx, actor, b, reason); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
		if out, err = readBan(ctx, tx, id); err != nil {
			return err
		}
		out.IDNumberSealed, out.IDNumberIndex, out.IDNumberIndexAlt = nil, nil, nil
		return tx.Answer(ctx, out)
	})
	if errors.Is(err, store.ErrNotAffected) {
		err = models.ErrBanOver
	}
	return out, audit.Refused(ctx, s.st, actor, event, err)
}

func lift(ctx context.Context, tx *store.Tx, actor models.Actor, b models.Ban, reason string) error {
	if err := liftBan(ctx, tx, b, actor.PersonID, reason); err != nil {
		return err
	}
	return inbox.Tell(ctx, tx, inbox.Notice{PersonID: b.PersonID, Kind: models.NoticeBanLifted, Subject: "ban", SubjectID: b.ID,
		Params: map[string]string{"reason": reason}, Dedupe: "ban.lifted:" + b.ID.String()})
}

// liftAll ends every ban that rests on a decision.
func (s *Service) liftAll(ctx context.Context, tx *store.Tx, actor models.Actor, c models.ModerationCase, reason string) error {
	bans, err := listBansOfCase(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	for _, b := range bans {
		if _, err := tx.LockPerson(ctx, b.PersonID); err != nil {
			return err
		}
		if err := liftBan(ctx, tx, b, actor.PersonID, reason); err != nil && !errors.Is(err, store.ErrNotAffected) {
			return err
		}
	}
	return nil
}
