package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// Accept takes the case on: the head of the committee. It is accepted once each side
// has consented; whoever has not answered is asked.
func (s *Service) Accept(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Accept, func(tx *store.Tx, st *step) error {
		st.d.DecidedAt = &tx.Now
		if err := meetDeadline(ctx, tx, &st.d, dispute.DeadlineAcceptance, nil); err != nil {
			return err
		}
		st.say(dispute.EventAccepted)
		var asked []models.ID
		for _, p := range st.sides {
			if p.PersonID != nil && p.TakesPart() && p.Consent == dispute.ConsentPendingYet {
				asked = append(asked, *p.PersonID)
			}
		}
		return tell(ctx, tx, st.d, dispute.NoticeConsentAsked, asked...)
	})
}

// Decline refuses the case for one of dispute.DeclineReasons and says where to go; an
// empty place names none. The parties are told, and every answer on the case shows all
// other ways. What an organ has sent is never taken already (dispute.ErrSentByOrgan).
func (s *Service) Decline(
	ctx context.Context, actor models.Actor, a Act, reason dispute.Reason, to dispute.Place,
) (Summary, error) {
	if !dispute.ValidDeclineReason(reason) {
		return Summary{}, models.ErrInvalid.With(models.BodyField("/reason", "enum", "请选择不予受理的原因",
			"Choose one of the reasons"))
	}
	if to != "" && !to.Valid() {
		return Summary{}, models.ErrInvalid.With(errPlace)
	}
	return s.do(ctx, actor, a, dispute.Decline, func(tx *store.Tx, st *step) error {
		if reason == dispute.ReasonTaken && st.d.Source == dispute.SourceReferral {
			return dispute.ErrSentByOrgan
		}
		if err := meetDeadline(ctx, tx, &st.d, dispute.DeadlineAcceptance, nil); err != nil {
			return err
		}
		st.end(tx.Now, dispute.NotAccepted, reason)
		st.d.GoesTo = to
		st.say(dispute.EventDeclined)
		return tell(ctx, tx, st.d, dispute.NoticeDeclined, parties(st.sides)...)
	})
}

var errPlace = models.BodyField("/goes_to", "enum", "请选择可以去的地方", "Choose one of the places")
