package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// OralCase is a quarrel that was settled by word of mouth and performed there and then.
type OralCase struct {
	dispute.Oral
	Committee  models.ID
	RegionCode models.RegionCode // empty: the village of the committee
	Applicant  OralSide
	Respondent OralSide
	Facts      string
	Terms      string
}

// OralSide is a person on one side, who need not have an account.
type OralSide struct{ Name, Contact string }

func (c *OralCase) clean(today models.Day) error {
	c.Facts, c.Terms = text.CleanLines(c.Facts), text.CleanLines(c.Terms)
	if c.Category == "" {
		c.Category = dispute.CategoryOther
	}
	if err := c.Check(today); err != nil {
		return err
	}
	var bad []models.FieldError
	length(&bad, "/facts", c.Facts, 1, dispute.FactsMax)
	length(&bad, "/terms", c.Terms, 1, dispute.FactsMax)
	for at, side := range map[string]*OralSide{"/applicant": &c.Applicant, "/respondent": &c.Respondent} {
		side.Name, side.Contact = text.PartyName(text.Clean(side.Name)), text.Clean(side.Contact)
		length(&bad, at+"/name", side.Name, 1, dispute.PartyNameMax)
		length(&bad, at+"/contact", side.Contact, 0, dispute.PartyContactMax)
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// oral is an oral case on its way into the books.
type oral struct {
	committee models.MediationCommittee
	d         dispute.Dispute
	sides     []dispute.Party
	agreement dispute.Agreement
}

// RegisterOral registers a quarrel that a mediator of the committee has settled by word of
// mouth (人民调解法 Art 28), as one that is performed: the case, its sides with their oral
// consent, the agreement in effect since that day, and both numbers, in one commit. It asks
// for no signature. What needs a paper is refused (dispute.Oral.Check); to whoever does not
// serve in the committee it is models.ErrNotFound.
func (s *Service) RegisterOral(ctx context.Context, actor models.Actor, c OralCase) (Summary, error) {
	if err := c.clean(models.DayOf(s.st.Now())); err != nil {
		return Summary{}, err
	}
	return act.On(ctx, s.st, actor, act.Of[oral, Summary]{
		Event: func(v oral) audit.Event { return event(ActionRegisterOral, v.d, nil) },
		Lock: func(tx *store.Tx) (v oral, err error) {
			if !actor.InCommittee(c.Committee, models.RoleMediator) {
				return v, models.ErrNotFound
			}
			if err = holdSeat(ctx, tx, c.Committee, actor.PersonID); err != nil {
				return v, err
			}
			v.committee, err = tx.Committee(ctx, c.Committee)
			return v, err
		},
		May: func(tx *store.Tx, v oral) error { return c.fits(ctx, tx, v.committee) },
		Do: func(tx *store.Tx, v *oral) error {
			if err := s.oralCase(tx, actor, c, v); err != nil {
				return err
			}
			// Taken last: other people who file in the same county wait for its lock.
			var err error
			if v.d.Number, err = nextNumber(ctx, tx, v.d.RegionCode, models.DayOf(tx.Now)); err != nil {
				return err
			}
			no, err := nextFileNo(ctx, tx, v.committee)
			if err != nil {
				return err
			}
			v.d.FileNo = &no
			return s.keepOral(ctx, tx, actor, c, v)
		},
		Detail: func(v oral) map[string]string { return map[string]string{"to": string(v.d.State)} },
		Answer: func(tx *store.Tx, v oral) (Summary, error) {
			seen, err := readDispute(ctx, tx, actor, v.d.ID)
			return Summary{seen, v.committee}, err
		},
	})
}

// fits checks the committee and the place, and fills in the village of a committee that
// serves one.
func (c *OralCase) fits(ctx context.Context, tx *store.Tx, at models.MediationCommittee) error {
	if err := takesToday(at, models.DayOf(tx.Now)); err != nil {
		return err
	}
	if c.RegionCode == "" {
		c.RegionCode = at.RegionCode
	}
	if c.RegionCode.Level() != models.LevelVillage || !at.RegionCode.Contains(c.RegionCode) {
		return models.ErrInvalid.With(errRegionUnknown)
	}
	return standsToday(ctx, tx, c.RegionCode)
}

// oralCase makes the case and its sides.
func (s *Service) oralCase(tx *store.Tx, actor models.Actor, c OralCase, v *oral) error {
	now := tx.Now
	v.d = dispute.Dispute{
		ID: tx.NewID(), CommitteeID: v.committee.ID, RegionCode: c.RegionCode, FiledBy: actor.PersonID,
		Category: c.Category, Source: dispute.SourceApplication, AmountFen: c.AmountFen, State: dispute.Performed,
		AppliedAt: now, DecidedAt: &now, AcceptedAt: &now, AssignedAt: &now, TakenAt: &now, EndedAt: &now,
		NextEventSeq: 1, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	var err error
	if v.d.StatementSealed, err = s.ring.Seal(statementColumn, v.d.ID[:], []byte(c.Facts)); err != nil {
		return err
	}
	v.sides, err = s.newParties(tx, v.d.ID, []NewParty{
		{dispute.SideApplicant, dispute.PartyPerson, c.Applicant.Name, c.Applicant.Contact},
		{dispute.SideRespondent, dispute.PartyPerson, c.Respondent.Name, c.Respondent.Contact},
	})
	for i := range v.sides {
		p := &v.sides[i]
		p.Consent, p.ConsentWay, p.ConsentedAt, p.ConsentBy = dispute.ConsentGiven, dispute.WayOral, &now, &actor.PersonID
	}
	return err
}

// keepOral writes everything down.
func (s *Service) keepOral(ctx context.Context, tx *store.Tx, actor models.Actor, c OralCase, v *oral) error {
	kinds := []dispute.EventKind{dispute.EventFiled, dispute.EventRegistered, dispute.EventEffective,
		dispute.EventPerformed}
	lines := make([]dispute.Event, len(kinds))
	for i, kind := range kinds {
		lines[i] = dispute.Event{ID: tx.NewID(), DisputeID: v.d.ID, Seq: v.d.NextEventSeq, Kind: kind,
			ActorID: &actor.PersonID, Audience: dispute.AudienceParties, CreatedAt: tx.Now}
		v.d.NextEventSeq++
	}
	if err := insertDispute(ctx, tx, &v.d, v.sides); err != nil {
		return err
	}
	mediator := dispute.Mediator{DisputeID: v.d.ID, PersonID: actor.PersonID, IsLead: true, AssignedBy: actor.PersonID,
		AssignedAt: tx.Now, TakenAt: &tx.Now, LiveKey: dispute.LiveKey(v.d.ID, actor.PersonID)}
	if err := insertDisputeMediator(ctx, tx, &mediator); err != nil {
		return err
	}
	content := dispute.Content{Dispute: v.d.ID, FileNo: *v.d.FileNo, Version: 1, Parties: []dispute.Named{},
		Facts: c.Facts, Terms: c.Terms, Manner: oralManner, DueOn: c.HappenedOn, Items: []dispute.Promise{},
		DrawnOn: c.HappenedOn}
	for i, name := range []string{c.Applicant.Name, c.Respondent.Name} {
		content.Parties = append(content.Parties, dispute.Named{Party: v.sides[i].ID, Side: v.sides[i].Side, Name: name})
	}
	words, err := content.JSON()
	if err != nil {
		return err
	}
	v.agreement = dispute.Agreement{ID: tx.NewID(), DisputeID: v.d.ID, Seq: 1, Kind: dispute.AgreementOral,
		State: dispute.AgreementEffective, SHA256: dispute.Sum(words), LiveKey: &v.d.ID, ProposedBy: actor.PersonID,
		EffectiveOn: &c.HappenedOn, CreatedAt: tx.Now}
	if v.agreement.ContentSealed, err = s.ring.Seal(agreementColumn, v.agreement.ID[:], words); err != nil {
		return err
	}
	if err := tx.Create(ctx, &v.agreement); err != nil {
		return err
	}
	return insertDisputeEvents(ctx, tx, lines)
}

// oralManner is how an oral agreement was performed.
const oralManner = "当场履行"
