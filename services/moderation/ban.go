package moderation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// impose bans the person who is answerable. That the actor is above them was
// checked with the decision; the case's row is held.
func (s *Service) impose(
	ctx context.Context, tx *store.Tx, actor models.Actor, c complaint.Case, ban complaint.Sentence,
) error {
	if c.AuthorID == nil {
		return nil
	}
	p, err := tx.LockPerson(ctx, *c.AuthorID)
	if err != nil {
		return err
	}
	b := complaint.Ban{ID: tx.NewID(), PersonID: p.ID, CaseID: c.ID, Scope: ban.Scope, Reason: c.DecisionReason,
		StartsAt: tx.Now, EndsAt: ban.Ends(tx.Now), ImposedBy: actor.PersonID, CreatedAt: tx.Now}
	if err := s.keepNumber(p, &b); err != nil {
		return err
	}
	return tx.InsertBan(ctx, &b)
}

// keepNumber puts the person's identity number with the ban, sealed and
// indexed, so that the ban is found when the same human registers anew.
func (s *Service) keepNumber(p models.Person, b *complaint.Ban) error {
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
func (s *Service) Bans(ctx context.Context, actor models.Actor) ([]complaint.Ban, error) {
	return listBansOf(ctx, s.st, actor.PersonID)
}

// Lift ends a ban before its time. It is for whoever could have imposed it.
func (s *Service) Lift(ctx context.Context, actor models.Actor, id models.ID, reason string) (complaint.Ban, error) {
	reason = text.Clean(reason)
	if err := models.CheckReason(reason); err != nil {
		return complaint.Ban{}, err
	}
	type lifting struct {
		judge models.Actor // with the roles that hold behind the lock
		b     complaint.Ban
		c     complaint.Case
	}
	return act.On(ctx, s.st, actor, act.Of[lifting, complaint.Ban]{
		Event: func(v lifting) audit.Event {
			return audit.Event{Action: ActionLift, Object: "ban", ObjectID: id, RegionCode: v.c.RegionCode}
		},
		Lock: func(tx *store.Tx) (v lifting, err error) {
			if v.b, err = readBan(ctx, tx, id); err != nil {
				return v, err
			}
			if v.b.PersonID == actor.PersonID {
				return v, complaint.ErrBanSelf
			}
			if v.c, err = readModeratedCase(ctx, tx, actor, v.b.CaseID); err != nil {
				return v, err
			}
			if _, err = tx.LockPerson(ctx, v.b.PersonID); err != nil {
				return v, err
			}
			v.judge, err = tx.Fresh(ctx, actor)
			return v, err
		},
		May: func(tx *store.Tx, v lifting) error {
			err := mayJudge(ctx, tx, v.judge, v.c, complaint.Remove)
			if level, _ := complaint.ModeratorLevel(v.judge, v.c.RegionCode); err == nil && level > v.c.DecidedLevel {
				err = models.ErrForbidden
			}
			return err
		},
		Do: func(tx *store.Tx, v *lifting) error {
			return act.Lost(lift(ctx, tx, actor, v.b, reason), complaint.ErrBanOver)
		},
		Answer: func(tx *store.Tx, v lifting) (complaint.Ban, error) {
			out, err := readBan(ctx, tx, id)
			out.IDNumberSealed, out.IDNumberIndex, out.IDNumberIndexAlt = nil, nil, nil
			return out, err
		},
	})
}

func lift(ctx context.Context, tx *store.Tx, actor models.Actor, b complaint.Ban, reason string) error {
	if err := liftBan(ctx, tx, b, actor.PersonID, reason); err != nil {
		return err
	}
	return inbox.Tell(ctx, tx, inbox.Notice{PersonID: b.PersonID, Kind: complaint.NoticeBanLifted, Subject: "ban",
		SubjectID: b.ID, Params: map[string]string{"reason": reason}, Dedupe: "ban.lifted:" + b.ID.String()})
}

// liftAll ends every ban that rests on a decision.
func (s *Service) liftAll(
	ctx context.Context, tx *store.Tx, actor models.Actor, c complaint.Case, reason string,
) error {
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
