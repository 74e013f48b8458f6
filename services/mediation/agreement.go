package mediation

import (
	"context"
	"encoding/json"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// agreementSubject is what the signed pages of an agreement are attached to.
const agreementSubject = "dispute_agreement"

// Proposal is an agreement as a mediator writes it.
type Proposal struct {
	Facts, Responsibility, Terms, Manner string

	DueOn    models.Day // the last day on which all is done
	Items    []dispute.Promise
	TotalFen int64 // the sum of the items, as whoever wrote it has counted
}

func (p *Proposal) clean() error {
	p.Facts, p.Responsibility = text.CleanLines(p.Facts), text.CleanLines(p.Responsibility)
	p.Terms, p.Manner = text.CleanLines(p.Terms), text.CleanLines(p.Manner)
	var bad []models.FieldError
	length(&bad, "/facts", p.Facts, 1, dispute.FactsMax)
	length(&bad, "/responsibility", p.Responsibility, 0, dispute.FactsMax)
	length(&bad, "/terms", p.Terms, 1, dispute.FactsMax)
	length(&bad, "/manner", p.Manner, 1, dispute.MannerMax)
	if len(p.Items) > dispute.ItemsMax {
		bad = append(bad, models.BodyField("/items", "max_items", "最多100项", "Too many items"))
	}
	for i := range p.Items {
		item, at := &p.Items[i], "/items/"+strconv.Itoa(i)
		item.What = text.Clean(item.What)
		length(&bad, at+"/what", item.What, 1, dispute.WhatMax)
		if a := item.AmountFen; a != nil && (*a <= 0 || *a > dispute.MaxFen) {
			bad = append(bad, models.BodyField(at+"/amount_fen", "range", "金额超出范围", "The amount is out of range"))
		}
		if item.Payer == item.Payee {
			bad = append(bad, models.BodyField(at+"/payee_id", "same", "付款的人和收款的人不能是同一个", "Nobody owes themselves"))
		}
		if item.DueOn > p.DueOn {
			bad = append(bad, models.BodyField(at+"/due_on", "range", "不能晚于全部履行完的日期",
				"After the last day of the agreement"))
		}
	}
	if total := (dispute.Content{Items: p.Items}).Total(); total != p.TotalFen {
		bad = append(bad, models.BodyField("/total_fen", "sum", "合计和各项金额加起来不一致", "Not the sum of the items"))
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// Propose puts a version of an agreement up for its signatures; one that was there
// before is void with its signatures. A mediator who has taken the case may, once every
// party has been told their rights.
func (s *Service) Propose(ctx context.Context, actor models.Actor, a Act, p Proposal) (Summary, error) {
	if err := p.clean(); err != nil {
		return Summary{}, err
	}
	return s.do(ctx, actor, a, dispute.Propose, func(tx *store.Tx, st *step) error {
		if err := violenceFirst(ctx, tx, st.d.ID); err != nil {
			return err
		}
		if len(dispute.Unanswered(st.sides)) > 0 {
			return dispute.ErrConsentsFirst
		}
		if len(dispute.Uninformed(st.sides)) > 0 {
			return dispute.ErrRightsFirst
		}
		content, err := s.content(tx, st, p)
		if err != nil {
			return err
		}
		kind := dispute.EventProposed
		if content.Version, err = nextAgreement(ctx, tx, st.d.ID); err != nil {
			return err
		} else if content.Version > 1 {
			kind = dispute.EventRedrawn
		}
		if err := s.keepAgreement(ctx, tx, actor, content); err != nil {
			return err
		}
		st.say(kind)
		return tell(ctx, tx, st.d, dispute.NoticeProposed, taking(st.sides)...)
	})
}

// content puts the words of a proposal together with who takes part in the case.
func (s *Service) content(tx *store.Tx, st *step, p Proposal) (dispute.Content, error) {
	today := models.DayOf(tx.Now)
	c := dispute.Content{Dispute: st.d.ID, FileNo: *st.d.FileNo, Facts: p.Facts, Responsibility: p.Responsibility,
		Terms: p.Terms, Manner: p.Manner, DueOn: p.DueOn, Items: p.Items, DrawnOn: today, Parties: []dispute.Named{}}
	if c.Items == nil {
		c.Items = []dispute.Promise{}
	}
	for _, side := range st.sides {
		if side.Consent != dispute.ConsentGiven || !side.TakesPart() {
			continue
		}
		name, err := s.open(nameColumn, side.ID, side.NameSealed)
		if err != nil {
			return c, err
		}
		c.Parties = append(c.Parties, dispute.Named{Party: side.ID, Side: side.Side, Name: name,
			SettledFor: side.SettledFor(st.sides)})
	}
	var bad []models.FieldError
	if p.DueOn < today {
		bad = append(bad, models.BodyField("/due_on", "range", "履行期限不能早于今天", "Not before today"))
	}
	for i, item := range c.Items {
		at := "/items/" + strconv.Itoa(i)
		for _, one := range []struct {
			field string
			party models.ID
		}{{"/payer_id", item.Payer}, {"/payee_id", item.Payee}} {
			if !c.Has(one.party) {
				bad = append(bad, models.BodyField(at+one.field, "party", "请选择同意调解的当事人",
					"No party of the case that has consented"))
			}
		}
		if item.DueOn < today {
			bad = append(bad, models.BodyField(at+"/due_on", "range", "履行期限不能早于今天", "Not before today"))
		}
	}
	if len(bad) > 0 {
		return c, models.ErrInvalid.With(bad...)
	}
	return c, nil
}

// keepAgreement writes a version, and makes the one before it void.
func (s *Service) keepAgreement(ctx context.Context, tx *store.Tx, actor models.Actor, c dispute.Content) error {
	words, err := c.JSON()
	if err != nil {
		return err
	}
	if err := voidAgreements(ctx, tx, c.Dispute); err != nil {
		return err
	}
	row := dispute.Agreement{ID: tx.NewID(), DisputeID: c.Dispute, Seq: c.Version, Kind: dispute.AgreementWritten,
		State:  dispute.AgreementSigning,
		SHA256: dispute.Sum(words), LiveKey: &c.Dispute, ProposedBy: actor.PersonID, CreatedAt: tx.Now}
	if row.ContentSealed, err = s.ring.Seal(agreementColumn, row.ID[:], words); err != nil {
		return err
	}
	return tx.Create(ctx, &row)
}

// openAgreement reads what a version says.
func (s *Service) openAgreement(row dispute.Agreement) (dispute.Content, error) {
	var c dispute.Content
	words, err := s.ring.Open(agreementColumn, row.ID[:], row.ContentSealed)
	if err != nil {
		return c, err
	}
	return c, json.Unmarshal(words, &c)
}

// Agreed is an agreement as those read it who may see the case.
type Agreed struct {
	dispute.Agreement
	dispute.Content
	Signatures []dispute.Signature
	Done       []dispute.Item // of one in effect, in the order of the items
	Pages      []Page
}

// agreement reads the agreement of a case that the actor sees; nil when there is none.
func (s *Service) agreement(ctx context.Context, actor models.Actor, id models.ID) (*Agreed, error) {
	row, err := readAgreement(ctx, s.st, id)
	if err != nil || row == nil {
		return nil, err
	}
	out := &Agreed{Agreement: *row}
	if out.Content, err = s.openAgreement(*row); err != nil {
		return nil, err
	}
	if out.Signatures, err = listSignatures(ctx, s.st, row.ID); err != nil {
		return nil, err
	}
	if out.Done, err = listItems(ctx, s.st, row.ID); err != nil {
		return nil, err
	}
	out.Pages, err = s.pages(ctx, s.st, actor, row.ID)
	return out, err
}
