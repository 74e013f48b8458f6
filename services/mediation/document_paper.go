package mediation

import (
	"slices"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/mediation/papers"
)

// paper says on a paper what the case tells now; what it does not tell is left to the
// pen. What the parties may read names no contact: each gave theirs to the committee.
func (s *Service) paper(c Case, kind dispute.DocumentKind) papers.Document {
	of := paperCase(c, kind)
	reason, _ := c.Reason.Text()
	switch kind {
	case dispute.DocumentCover:
		state, _ := c.State.Text()
		return papers.Cover{Case: of, Accepted: dayOf(c.AcceptedAt), Ended: dayOf(c.EndedAt), Outcome: state}
	case dispute.DocumentApplication:
		return papers.Application{Case: of, Facts: c.Statement, Filed: models.DayOf(c.AppliedAt)}
	case dispute.DocumentAcceptance:
		form := papers.Acceptance{Case: of, OnOwnMotion: c.Source == dispute.SourceProactive, Facts: c.Statement,
			Accepted: dayOf(c.AcceptedAt)}
		if c.Letter != nil {
			form.Sender = c.Letter.Sender()
		}
		return form
	case dispute.DocumentIndex:
		return papers.Index{Case: of}
	case dispute.DocumentRights:
		return papers.Rights{Case: of}
	case dispute.DocumentInquiry:
		return papers.Inquiry{Case: of}
	case dispute.DocumentSession:
		return papers.Session{Case: of}
	case dispute.DocumentAgreement:
		return agreementPaper(of, c)
	case dispute.DocumentOralAgreement:
		oral := papers.OralAgreement{Case: of}
		if a := c.Agreement; a != nil && a.Kind == dispute.AgreementOral {
			oral.Facts, oral.Terms, oral.Manner, oral.Agreed = a.Facts, a.Terms, a.Manner, a.DrawnOn
		}
		return oral
	case dispute.DocumentVisit:
		return papers.Visit{Case: of}
	case dispute.DocumentConfirmation:
		request := papers.Confirmation{Case: of}
		if a := c.Agreement; a != nil && a.EffectiveOn != nil {
			request.Agreed, request.Effective = a.DrawnOn, *a.EffectiveOn
		}
		return request
	case dispute.DocumentRefusal:
		return papers.Notice{Case: of, Refused: true, Reason: reason, Made: dayOf(c.EndedAt)}
	case dispute.DocumentTermination:
		return papers.Notice{Case: of, Reason: reason, Made: dayOf(c.EndedAt)}
	case dispute.DocumentNote:
		return papers.Note{Case: of}
	}
	return papers.Back{Case: of}
}

// paperCase is what all papers of a case have.
func paperCase(c Case, kind dispute.DocumentKind) papers.Case {
	of := papers.Case{Committee: c.Committee.Name}
	of.Matter, _ = c.Category.Text()
	if c.FileNo != nil {
		of.FileNo = *c.FileNo
	}
	for _, p := range c.Parties {
		of.Parties = append(of.Parties, partyOnPaper(p, kind))
	}
	for _, m := range c.Mediators {
		of.Mediators = append(of.Mediators, m.Name)
	}
	return of
}

// partyOnPaper is a party as a paper of a kind names it.
func partyOnPaper(p Party, kind dispute.DocumentKind) papers.Party {
	party := papers.Party{Side: p.Side, Name: p.Name, Company: p.Kind != dispute.PartyPerson}
	if !kind.Shared() {
		party.Contact = p.Contact
	}
	return party
}

// partiesOnPaper are the parties of a case that somebody has named, in the order of the
// case and found by their id: two of a side may bear the same name.
func partiesOnPaper(c Case, named []dispute.Named, kind dispute.DocumentKind) []papers.Party {
	var out []papers.Party
	for _, p := range c.Parties {
		if slices.ContainsFunc(named, func(n dispute.Named) bool { return n.Party == p.ID }) {
			out = append(out, partyOnPaper(p, kind))
		}
	}
	return out
}

// agreementPaper is what a version of an agreement says, for its signatures; without one,
// a form to write on. Its parties are those who take part in it.
func agreementPaper(of papers.Case, c Case) papers.Document {
	out, a := papers.Agreement{Case: of}, c.Agreement
	if a == nil {
		return out
	}
	out.Parties = partiesOnPaper(c, a.Content.Parties, dispute.DocumentAgreement)
	out.Facts, out.Duty, out.Signed = a.Facts, a.Responsibility, ""
	out.Items = []papers.Item{{Words: a.Terms}}
	for _, i := range a.Content.Items {
		item := papers.Item{Words: i.What, Payer: a.NameOf(i.Payer), Payee: a.NameOf(i.Payee), Due: i.DueOn}
		if i.AmountFen != nil {
			item.Fen = *i.AmountFen
		}
		out.Items = append(out.Items, item)
	}
	out.Manner = a.Manner + "\n" + papers.Until(a.Content.DueOn)
	return out
}

func dayOf(at *models.Instant) models.Day {
	if at == nil {
		return ""
	}
	return models.DayOf(*at)
}
