package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
)

// Case is a case as far as one person may read it: what they may not read was
// never opened and is empty.
type Case struct {
	Summary
	Due       *models.Deadline   // the term in which it is to be settled
	Deadlines []dispute.Deadline // the terms of the case that the reader may see, as they began
	Statement string             // the applicant's words: to the applicant and the committee
	Parties   []Party
	Mediators []Mediator
	// What was handed in: to the applicant and the committee, like the statement.
	Evidence []Brought
	Voice    *Brought
	// Of the agreement both sides read all.
	Agreement *Agreed
	Letter    *dispute.Referral // by which an organ sent the case: to the committee
	Next      *Session          // which is planned next, of those that the reader may see
	Risk      *Risk             // to the committee
	// Where a case of the committee below went on, and where this one goes on.
	HandedFrom, HandedTo *dispute.Dispute
}

// Party is one side. The contact is for the committee and for who gave it; the witness
// and the scans are for the committee, and so is how the party was told of the end.
type Party struct {
	dispute.Party
	Me      bool
	Name    string
	Contact string
	Witness string
	Scans   []upload.View
	Joined  bool        // with their own account: to the committee
	Invited *Invited    // the code to join by, or who has asked: to the committee
	Until   *models.Day // later than the term now: to which they have agreed
	Wished  string      // the name of the mediator whom they wish
}

// Mediator is who mediates the case.
type Mediator struct {
	PersonID models.ID
	Name     string
	Lead     bool
	TakenAt  *models.Instant
}

// Get reads a case; models.ErrNotFound when the actor has no part in it.
func (s *Service) Get(ctx context.Context, actor models.Actor, id models.ID) (Case, error) {
	seen, err := readDispute(ctx, s.st, actor, id)
	if err != nil {
		return Case{}, err
	}
	c := Case{Summary: Summary{Seen: seen}}
	if c.Committee, err = s.st.Committee(ctx, seen.CommitteeID); err != nil {
		return Case{}, err
	}
	if c.Deadlines, err = listDeadlines(ctx, s.st, id, seen.Standing.Terms()); err != nil {
		return Case{}, err
	}
	if settling, ok := dispute.Settling(c.Deadlines); ok {
		due := settling.Term()
		c.Due = &due
	}
	ownWords := seen.Standing.Side == dispute.SideApplicant || seen.Standing.Committee()
	if ownWords {
		if c.Statement, err = s.open(statementColumn, id, seen.StatementSealed); err != nil {
			return Case{}, err
		}
	}
	if !seen.Standing.Left { // what the others come to is not for who has left them
		if c.Agreement, err = s.agreement(ctx, actor, id); err != nil {
			return Case{}, err
		}
	}
	if seen.Standing.Committee() {
		if c.Letter, err = readReferral(ctx, s.st, id); err != nil {
			return Case{}, err
		}
	}
	if c.Parties, err = s.parties(ctx, actor, seen); err != nil {
		return Case{}, err
	}
	if c.Evidence, c.Voice, err = s.brought(ctx, actor, seen, c.Parties); err != nil {
		return Case{}, err
	}
	if err := s.agreedDays(ctx, &c); err != nil {
		return Case{}, err
	}
	if c.Next, err = s.nextSession(ctx, actor, id); err != nil {
		return Case{}, err
	}
	if c.Risk, err = s.risk(ctx, seen); err != nil {
		return Case{}, err
	}
	if c.HandedFrom, c.HandedTo, err = listHanded(ctx, s.st, seen.Dispute); err != nil {
		return Case{}, err
	}
	c.Mediators, err = s.mediators(ctx, id)
	return c, err
}

func (s *Service) parties(ctx context.Context, actor models.Actor, d dispute.Seen) ([]Party, error) {
	rows, err := listDisputeParties(ctx, s.st, d.ID)
	if err != nil {
		return nil, err
	}
	invited, err := s.invited(ctx, d)
	if err != nil {
		return nil, err
	}
	out := make([]Party, len(rows))
	for i, r := range rows {
		p := Party{Party: r, Me: r.PersonID != nil && *r.PersonID == actor.PersonID}
		if code, has := invited[r.ID]; has {
			p.Invited = &code
		}
		if p.Name, err = s.open(nameColumn, r.ID, r.NameSealed); err != nil {
			return nil, err
		}
		// Whoever filed wrote down how to reach the other side; nobody else learns a
		// contact but the committee, and what was added later is for it alone.
		wrote := d.Standing.Side == dispute.SideApplicant && d.FiledBy == actor.PersonID && r.CreatedAt == d.CreatedAt
		if d.Standing.Committee() || p.Me || wrote {
			if p.Contact, err = s.open(contactColumn, r.ID, r.ContactSealed); err != nil {
				return nil, err
			}
		}
		if err := s.forCommittee(ctx, actor, d, &p); err != nil {
			return nil, err
		}
		if !d.Standing.Committee() && !p.Me {
			p.WishedID = nil
		}
		if p.WishedID != nil {
			if p.Wished, err = s.nameOf(ctx, s.st, *p.WishedID); err != nil {
				return nil, err
			}
		}
		out[i] = p
	}
	return out, nil
}

// agreedDays adds to the parties to which day they would extend the term to settle the
// case, while it has an earlier one.
func (s *Service) agreedDays(ctx context.Context, c *Case) error {
	if c.Due == nil {
		return nil
	}
	agreed, err := listExtensions(ctx, s.st, c.ID)
	for _, e := range agreed {
		for i := range c.Parties {
			if c.Parties[i].ID == e.PartyID && e.UntilOn > c.Due.DueOn {
				c.Parties[i].Until = &e.UntilOn
			}
		}
	}
	return err
}

// forCommittee adds to a party what the committee alone reads, and takes away from
// everybody else what it wrote about the party.
func (s *Service) forCommittee(ctx context.Context, actor models.Actor, d dispute.Seen, p *Party) (err error) {
	if !d.Standing.Committee() {
		p.ToldOn, p.ToldWay = nil, ""
		return nil
	}
	if p.Witness, err = s.open(witnessColumn, p.ID, p.WitnessSealed); err != nil {
		return err
	}
	p.Joined = p.PersonID != nil
	p.Scans, err = attach.Views(ctx, s.st, s.ring, partySubject, p.ID, actor.PersonID, s.st.Now())
	return err
}

func (s *Service) mediators(ctx context.Context, dispute models.ID) ([]Mediator, error) {
	rows, err := listDisputeMediators(ctx, s.st, dispute)
	if err != nil {
		return nil, err
	}
	out := make([]Mediator, len(rows))
	for i, r := range rows {
		out[i] = Mediator{PersonID: r.PersonID, Lead: r.IsLead, TakenAt: r.TakenAt}
		if out[i].Name, err = s.nameOf(ctx, s.st, r.PersonID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// nameOf gives the name of a person as others read it.
func (s *Service) nameOf(ctx context.Context, q store.Reader, id models.ID) (string, error) {
	p, err := q.Person(ctx, id)
	if err != nil {
		return "", err
	}
	return s.ring.NameOf(p)
}
