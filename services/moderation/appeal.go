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

// Appeal asks for another look at what was decided against the actor: once,
// within the term. Administrators of the same or a higher level are asked, not
// the one who decided.
func (s *Service) Appeal(ctx context.Context, actor models.Actor, id models.ID, said string) (View, error) {
	said, err := words(said, 1, models.AppealWordsMax)
	if err != nil {
		return View{}, err
	}
	var out View
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		if _, err := readCaseAbout(ctx, tx, actor.PersonID, id); err != nil {
			return err
		}
		c, err := lockCase(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := c.MayAppeal(actor.PersonID, tx.Now); err != nil {
			return err
		}
		c.State, c.AppealedAt, c.DueAt = models.CaseAppealed, &tx.Now, models.DecideUntil(tx.Now, false)
		if c.AppealSealed, err = s.ring.Seal(keyring.CaseAppeal, c.ID[:], []byte(said)); err != nil {
			return err
		}
		desk, err := nearestDesk(ctx, tx, c, c.DecidedLevel)
		if err != nil {
			return err
		}
		c.DeskCode = desk.code
		if err := moveCase(ctx, tx, c, models.CaseRemoved); err != nil {
			return err
		}
		if err := desk.tell(ctx, tx, c, models.NoticeModerationAppealed, jobAppeal); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(c, ActionAppeal, nil)); err != nil {
			return err
		}
		c.Version, c.UpdatedAt = c.Version+1, tx.Now
		if out, err = s.authorView(ctx, tx, c); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	if errors.Is(err, store.ErrNotAffected) {
		err = models.ErrAppealedAlready
	}
	return out, err
}

// Uphold decides that the first decision stands.
func (s *Service) Uphold(ctx context.Context, actor models.Actor, id models.ID, reason string) (View, error) {
	return s.review(ctx, actor, id, ActionUphold, models.CaseUpheld, reason)
}

// Overturn reverses the first decision: what was published is shown again and
// the ban that came with it ends.
func (s *Service) Overturn(ctx context.Context, actor models.Actor, id models.ID, reason string) (View, error) {
	return s.review(ctx, actor, id, ActionOverturn, models.CaseOverturned, reason)
}

func (s *Service) review(ctx context.Context, actor models.Actor, id models.ID, action models.Action, to models.CaseState, reason string) (View, error) {
	reason = text.Clean(reason)
	if err := models.CheckReason(reason); err != nil {
		return View{}, err
	}
	return s.onCase(ctx, actor, id, action, nil, func(tx *store.Tx, actor models.Actor, c *models.ModerationCase) (map[string]string, error) {
		if c.State != models.CaseAppealed {
			return nil, models.ErrNoAppeal
		}
		level, err := mayJudge(ctx, tx, actor, *c)
		switch {
		case err != nil:
			return nil, err
		case *c.DecidedBy == actor.PersonID, level > c.DecidedLevel:
			return nil, models.ErrModerationSame
		}
		if to == models.CaseOverturned {
			if err := targets[c.TargetKind].mark(ctx, tx, *c, models.ModerationPassed); err != nil {
				return nil, err
			}
			if err := s.liftAll(ctx, tx, actor, *c, reason); err != nil {
				return nil, err
			}
		}
		c.State, c.ReviewedBy, c.ReviewedAt, c.ReviewReason = to, &actor.PersonID, &tx.Now, reason
		if err := moveCase(ctx, tx, *c, models.CaseAppealed); err != nil {
			return nil, err
		}
		return map[string]string{"target": string(c.TargetKind)}, tellReview(ctx, tx, *c)
	})
}

// tellReview tells the author; when the decision was reversed also who had
// decided, and who had complained.
func tellReview(ctx context.Context, tx *store.Tx, c models.ModerationCase) error {
	kind := models.NoticeModerationUpheld
	people := []models.ID{*c.AuthorID}
	if c.State == models.CaseOverturned {
		kind = models.NoticeModerationOverturned
		people = append(people, *c.DecidedBy)
	}
	for _, person := range people {
		n := notice(kind, c, person)
		n.Params["reason"] = c.ReviewReason
		if err := inbox.Tell(ctx, tx, n); err != nil {
			return err
		}
	}
	if c.State != models.CaseOverturned {
		return nil
	}
	return tellReporters(ctx, tx, c, models.NoticeReportReversed)
}
