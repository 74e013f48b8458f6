package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// ReturnApplication sends an application back to its applicant for correction, with a
// reason that they read, instead of refusing it: no time has to pass, and the place in the order of
// arrival is kept. Until it is handed in again nobody decides about it.
func (s *Service) ReturnApplication(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.OwnMembership, error) {
	reason = text.Clean(reason)
	return s.decide(ctx, actor, id, ActionReturn, models.NoticeMembershipReturned, act.Of[held, models.OwnMembership]{
		Next: func(tx *store.Tx, h *held) (err error) {
			h.next, err = h.m.Return(actor.PersonID, reason, tx.Now)
			return err
		},
	})
}

// Resubmit hands the actor's own application in again, corrected: message, answers and side
// are those of in, and those who decide are told. The rules of an application are asked again. Where
// nobody decides by now, the applicant is a member at once while there is room and nobody waits.
func (s *Service) Resubmit(
	ctx context.Context, actor models.Actor, id models.ID, in Application,
) (models.OwnMembership, error) {
	return s.onMembership(ctx, actor, id, ActionResubmit, lockApplication, act.Of[held, models.OwnMembership]{
		Quiet: true, // as of an application: why is the applicant's
		May:   func(_ *store.Tx, h held) error { return mayAnswer(actor, h.m) },
		Next: func(tx *store.Tx, h *held) error {
			if _, err := h.m.Resubmit(h.m, tx.Now); err != nil {
				return err
			}
			corrected, err := application(ctx, tx, h.o, actor.PersonID, in)
			if err != nil {
				return err
			}
			h.next, err = h.m.Resubmit(corrected, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, h *held) (err error) {
			if err := s.mayJoin(ctx, tx, h.o, actor.PersonID); err != nil {
				return err
			}
			if h.o.TakesAtOnce(h.next.Side) {
				if h.next, err = takeAtOnce(ctx, tx, h.o, h.next); err != nil {
					return err
				}
			}
			return fillMembership(ctx, tx, h.next, models.MembershipReturned)
		},
		Tell: func(tx *store.Tx, h held) error {
			n := inbox.Notice{Kind: models.NoticeMembershipCorrected, Subject: "application", SubjectID: h.m.ID}
			if h.next.State == models.MembershipActive {
				n.Kind = models.NoticeMembershipApproved
				return inbox.TellAbout(ctx, tx, n, h.o, models.System, actor.PersonID)
			}
			return tellReviewers(ctx, tx, actor, h.o, n)
		},
	})
}
