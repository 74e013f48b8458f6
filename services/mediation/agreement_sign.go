package mediation

import (
	"context"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
)

// Page is a signed page of an agreement.
type Page = upload.View

// Signing is what a mediator records of a signed paper.
type Signing struct {
	Agreement models.ID
	SHA256    string      // of the version that was signed
	Parties   []SignedBy  // who signed on which day
	Mediator  *models.Day // when the actor signed; nil: not on this paper
	Pages     []models.ID // own files of the purpose document
	Original  bool        // the actor has seen the paper itself
}

// SignedBy is that a party signed on a day.
type SignedBy struct {
	Party models.ID
	On    models.Day
}

// Sign records who signed the paper of an agreement on which day, and keeps its pages. A
// mediator who has taken the case has seen the original. The agreement is in effect with
// the last signature or the seal.
func (s *Service) Sign(ctx context.Context, actor models.Actor, version *int64, in Signing) (Summary, error) {
	if !in.Original {
		return Summary{}, models.ErrInvalid.With(models.BodyField("/original_seen", "required",
			"请先核对签字的原件", "Look at the signed paper itself first"))
	}
	if len(in.Parties) == 0 && in.Mediator == nil {
		return Summary{}, models.ErrInvalid.With(models.BodyField("/signatures", "required", "请填写谁在哪天签的字",
			"Say who signed on which day"))
	}
	return s.onAgreement(ctx, actor, in.Agreement, version, dispute.Sign, func(tx *store.Tx, st *step,
		row dispute.Agreement, c dispute.Content) error {
		if row.SHA256 != in.SHA256 {
			return dispute.ErrAgreementChanged
		}
		had, err := s.pages(ctx, tx, actor, row.ID)
		if err != nil {
			return err
		}
		if len(had)+len(in.Pages) == 0 {
			return dispute.ErrPagesFirst
		}
		if err := signable(tx, in, c); err != nil {
			return err
		}
		err = attach.Files(ctx, tx, actor, in.Pages, upload.Document, agreementSubject, row.ID, "/page_ids")
		if err != nil {
			return err
		}
		for _, p := range in.Parties {
			if err := sign(ctx, tx, actor, row.ID, dispute.SignerParty, p.Party, p.On); err != nil {
				return err
			}
		}
		if in.Mediator != nil {
			if err := sign(ctx, tx, actor, row.ID, dispute.SignerMediator, actor.PersonID, *in.Mediator); err != nil {
				return err
			}
		}
		st.say(dispute.EventSigned)
		return s.takesEffect(ctx, tx, st, row, c)
	})
}

// signable checks who signed, and the days: from the day on which it was drawn up until
// today.
func signable(tx *store.Tx, in Signing, c dispute.Content) error {
	var bad []models.FieldError
	for i, p := range in.Parties {
		at := "/signatures/" + strconv.Itoa(i)
		if !c.Has(p.Party) {
			bad = append(bad, models.BodyField(at+"/party_id", "party", "协议里没有这位当事人", "No party of the agreement"))
		}
		badDay(&bad, tx, at+"/on", p.On, c.DrawnOn)
	}
	if in.Mediator != nil {
		badDay(&bad, tx, "/mediator_signed_on", *in.Mediator, c.DrawnOn)
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// badDay refuses a day before drawn or in the future.
func badDay(bad *[]models.FieldError, tx *store.Tx, field string, on, drawn models.Day) {
	if on < drawn || on > models.DayOf(tx.Now) {
		*bad = append(*bad, models.BodyField(field, "range", "日期要在协议写成之后、今天或之前",
			"A day from the day of the agreement until today"))
	}
}

// Seal records that the committee has put its seal on the paper on a day. Its head may,
// with a session of the last minutes (models.ErrSessionNotFresh).
func (s *Service) Seal(ctx context.Context, actor models.Actor, agreement models.ID, version *int64, sha256 string,
	on models.Day) (Summary, error) {
	return s.onAgreement(ctx, actor, agreement, version, dispute.Seal, func(tx *store.Tx, st *step,
		row dispute.Agreement, c dispute.Content) error {
		if err := actor.Fresh(tx.Now); err != nil {
			return err
		}
		if row.SHA256 != sha256 {
			return dispute.ErrAgreementChanged
		}
		var bad []models.FieldError
		if badDay(&bad, tx, "/on", on, c.DrawnOn); len(bad) > 0 {
			return models.ErrInvalid.With(bad...)
		}
		if err := sign(ctx, tx, actor, row.ID, dispute.SignerSeal, st.d.CommitteeID, on); err != nil {
			return err
		}
		st.say(dispute.EventSealed)
		return s.takesEffect(ctx, tx, st, row, c)
	})
}

func sign(ctx context.Context, tx *store.Tx, actor models.Actor, agreement models.ID, part dispute.Signer,
	signer models.ID, on models.Day) error {
	row := dispute.Signature{AgreementID: agreement, Part: part, SignerID: signer, SignedOn: on,
		RecordedBy: actor.PersonID, CreatedAt: tx.Now}
	return act.Taken(tx.Create(ctx, &row), dispute.ErrSigned)
}

// takesEffect brings an agreement into effect when nothing is missing any more: its items
// are due from now on, and both may ask the court to confirm it for thirty days.
func (s *Service) takesEffect(ctx context.Context, tx *store.Tx, st *step, row dispute.Agreement,
	c dispute.Content) error {
	signatures, err := listSignatures(ctx, tx, row.ID)
	if err != nil {
		return err
	}
	on, all := c.Effective(signatures)
	if !all {
		return nil
	}
	calendar, err := tx.Calendar(ctx)
	if err != nil {
		return err
	}
	until := dispute.DeadlineConfirmation.Due(calendar, on)
	if err := act.Lost(effectAgreement(ctx, tx, row.ID, on, until), dispute.ErrAgreementChanged); err != nil {
		return err
	}
	items := make([]dispute.Item, len(c.Items))
	due := c.DueOn
	for i, p := range c.Items {
		items[i] = dispute.Item{ID: tx.NewID(), AgreementID: row.ID, DisputeID: st.d.ID, No: int64(i + 1),
			AmountFen: p.AmountFen, PayerID: p.Payer, PayeeID: p.Payee, DueOn: p.DueOn, CreatedAt: tx.Now}
		due = min(due, p.DueOn)
	}
	if len(items) > 0 {
		if err := tx.Create(ctx, &items); err != nil {
			return err
		}
	}
	if err := deadlinesOfEffect(ctx, tx, &st.d, on, c.DueOn, items); err != nil {
		return err
	}
	st.d.State, st.d.DueOn = dispute.Effective, &due
	st.say(dispute.EventEffective)
	return st.tellAll(ctx, tx, dispute.NoticeEffective)
}

// onAgreement is do on the case of an agreement; one whose case the actor may not see is
// models.ErrNotFound, and one that is void is dispute.ErrAgreementChanged.
func (s *Service) onAgreement(ctx context.Context, actor models.Actor, agreement models.ID, version *int64,
	verb dispute.Verb, change func(tx *store.Tx, st *step, row dispute.Agreement, c dispute.Content) error,
) (Summary, error) {
	a := Act{ID: agreement, by: byAgreement, Version: version}
	return s.do(ctx, actor, a, verb, func(tx *store.Tx, st *step) error {
		if err := violenceFirst(ctx, tx, st.d.ID); err != nil {
			return err
		}
		row, err := readAgreement(ctx, tx, st.d.ID)
		if err != nil {
			return err
		}
		if row == nil || row.ID != agreement {
			return dispute.ErrAgreementChanged
		}
		c, err := s.openAgreement(*row)
		if err != nil {
			return err
		}
		return change(tx, st, *row, c)
	})
}

// pages gives the signed pages of an agreement, as they came.
func (s *Service) pages(ctx context.Context, q store.Reader, actor models.Actor, agreement models.ID) ([]Page, error) {
	return attach.Views(ctx, q, s.ring, agreementSubject, agreement, actor.PersonID, s.st.Now())
}
