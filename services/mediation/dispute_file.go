package mediation

import (
	"context"
	"errors"
	"fmt"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Filing is what a resident tells a committee.
type Filing struct {
	Statement  string
	Category   dispute.Category  // empty: other
	RegionCode models.RegionCode // the village where it happened
	Contact    string            // how to reach the applicant; may be empty
	Respondent Respondent
	AmountFen  *int64
	Evidence   []models.ID       // own files of the purpose evidence, at most dispute.EvidenceMax
	Voice      upload.Transcript // an own recording of the purpose voice; the zero id: none
}

// Respondent is the other side as the applicant knows it.
type Respondent struct {
	Kind    dispute.PartyKind
	Name    string
	Contact string // may be empty
}

// Summary is a case without anything that is sealed.
type Summary struct {
	dispute.Seen
	Committee models.MediationCommittee
}

var (
	errRegionUnknown = models.BodyField("/region_code", "unknown", "请选择现行的村或社区",
		"Choose a village or community that stands today")
	errCategory       = models.BodyField("/category", "enum", "没有这个纠纷类别", "No such category")
	errRespondentKind = models.BodyField("/respondent/kind", "enum", "没有这个对方类型", "No such kind of party")
	errAmount         = models.BodyField("/amount_fen", "range", "金额超出范围", "The amount is out of range")
)

func (f *Filing) clean() error {
	f.Statement, f.Contact = text.CleanLines(f.Statement), text.Clean(f.Contact)
	f.Respondent.Name, f.Respondent.Contact = text.Clean(f.Respondent.Name), text.Clean(f.Respondent.Contact)
	if f.Respondent.Kind == dispute.PartyPerson {
		f.Respondent.Name = text.PartyName(f.Respondent.Name)
	}
	if f.Category == "" {
		f.Category = dispute.CategoryOther
	}
	var bad []models.FieldError
	length(&bad, "/statement", f.Statement, 0, dispute.StatementMax)
	f.cleanVoice(&bad)
	length(&bad, "/contact", f.Contact, 0, dispute.PartyContactMax)
	length(&bad, "/respondent/name", f.Respondent.Name, 1, dispute.PartyNameMax)
	length(&bad, "/respondent/contact", f.Respondent.Contact, 0, dispute.PartyContactMax)
	if !f.Category.Valid() {
		bad = append(bad, errCategory)
	}
	if !f.Respondent.Kind.Valid() {
		bad = append(bad, errRespondentKind)
	}
	if f.RegionCode.Level() != models.LevelVillage || !f.RegionCode.Valid() {
		bad = append(bad, errRegionUnknown)
	}
	if f.AmountFen != nil && (*f.AmountFen < 0 || *f.AmountFen > dispute.MaxFen) {
		bad = append(bad, errAmount)
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// File takes a case in and gives its receipt. The nearest committee up the tree
// gets it; without one it is models.ErrDisputeNoCommittee. The number has no
// gaps, and the instant of filing, which interrupts the limitation of the
// claim, never changes. Files are bound to the case in the same transaction: one
// that is no own free file for this purpose is request.invalid with its field.
func (s *Service) File(ctx context.Context, actor models.Actor, f Filing) (Summary, error) {
	if err := f.clean(); err != nil {
		return Summary{}, err
	}
	return act.On(ctx, s.st, actor, act.Of[filing, Summary]{
		Event: func(v filing) audit.Event { return event(ActionFile, v.d, nil) },
		Do: func(tx *store.Tx, v *filing) (err error) {
			if v.committee, err = route(ctx, tx, f.RegionCode, actor.PersonID); err != nil {
				return err
			}
			applicant, err := tx.Person(ctx, actor.PersonID)
			if err != nil {
				return err
			}
			if v.d, v.sides, err = s.newCase(tx, f, applicant, v.committee); err != nil {
				return err
			}
			if err = s.keepFiles(ctx, tx, actor, f, v.d.ID); err != nil {
				return err
			}
			// Taken last: other people who file in the same county wait for its lock.
			if v.d.Number, err = nextNumber(ctx, tx, f.RegionCode, models.DayOf(tx.Now)); err != nil {
				return err
			}
			return keep(ctx, tx, actor, &v.d, v.sides)
		},
		Tell: func(tx *store.Tx, v filing) error {
			if err := tell(ctx, tx, v.d, dispute.NoticeFiled, actor.PersonID); err != nil {
				return err
			}
			heads, err := tx.CommitteePeople(ctx, v.d.CommitteeID, models.RoleCommitteeHead, tx.Now)
			if err != nil {
				return err
			}
			return tell(ctx, tx, v.d, dispute.NoticeNew, models.Without(heads, parties(v.sides)...)...)
		},
		Detail: func(v filing) map[string]string { return map[string]string{"to": string(v.d.State)} },
		Answer: func(_ *store.Tx, v filing) (Summary, error) {
			applicant := dispute.Standing{Side: dispute.SideApplicant, Consent: dispute.ConsentGiven}
			return Summary{dispute.Seen{Dispute: v.d, Standing: applicant}, v.committee}, nil
		},
	})
}

// filing is a case on its way to a committee.
type filing struct {
	committee models.MediationCommittee
	d         dispute.Dispute
	sides     []dispute.Party
}

// route finds the committee of a place that stands today.
func route(
	ctx context.Context, tx *store.Tx, code models.RegionCode, filer models.ID,
) (models.MediationCommittee, error) {
	region, err := tx.Region(ctx, code)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && !region.Current(models.DayOf(tx.Now)):
		return models.MediationCommittee{}, models.ErrInvalid.With(errRegionUnknown)
	case err != nil:
		return models.MediationCommittee{}, err
	}
	committee, err := readCommitteeFor(ctx, tx, models.CommitteeRoute(code), filer)
	if errors.Is(err, store.ErrNotFound) {
		return committee, dispute.ErrNoCommittee
	}
	return committee, err
}

// nextNumber gives 调330602-2026-000123: county, year of filing, and a count
// that starts again with each of them.
func nextNumber(ctx context.Context, tx *store.Tx, code models.RegionCode, filed models.Day) (string, error) {
	county, year := string(code[:6]), string(filed[:4])
	n, err := tx.NextNumber(ctx, "dispute:"+county+":"+year)
	return fmt.Sprintf("调%s-%s-%06d", county, year, n), err
}

// nextFileNo gives the number of an accepted case in the books of its committee.
func nextFileNo(ctx context.Context, tx *store.Tx, c models.MediationCommittee) (string, error) {
	year := string(models.DayOf(tx.Now)[:4])
	n, err := tx.NextNumber(ctx, "dispute_file:"+c.ID.String()+":"+year)
	return dispute.FileNo(year, dispute.ShortName(c.Name), n), err
}

func (s *Service) newCase(
	tx *store.Tx, f Filing, applicant models.Person, c models.MediationCommittee,
) (dispute.Dispute, []dispute.Party, error) {
	d := dispute.Dispute{
		ID: tx.NewID(), CommitteeID: c.ID, RegionCode: f.RegionCode, FiledBy: applicant.ID, Category: f.Category,
		Source: dispute.SourceApplication, AmountFen: f.AmountFen, State: dispute.Applied, AppliedAt: tx.Now,
		NextEventSeq: 2, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now,
	}
	name, err := s.ring.NameOf(applicant)
	if err != nil {
		return d, nil, err
	}
	// Sealed even when it was told by voice alone: the column always holds something.
	if d.StatementSealed, err = s.ring.Seal(statementColumn, d.ID[:], []byte(f.Statement)); err != nil {
		return d, nil, err
	}
	sides := []dispute.Party{
		{ID: tx.NewID(), DisputeID: d.ID, Side: dispute.SideApplicant, Kind: dispute.PartyPerson,
			PersonID: &applicant.ID, CreatedAt: tx.Now,
			// Whoever asks for mediation agrees to it.
			Consent: dispute.ConsentGiven, ConsentWay: dispute.WaySelf, ConsentedAt: &tx.Now, ConsentBy: &applicant.ID},
		{ID: tx.NewID(), DisputeID: d.ID, Side: dispute.SideRespondent, Kind: f.Respondent.Kind, CreatedAt: tx.Now,
			Consent: dispute.ConsentPendingYet},
	}
	names, contacts := []string{name, f.Respondent.Name}, []string{f.Contact, f.Respondent.Contact}
	for i := range sides {
		if sides[i].NameSealed, err = s.seal(nameColumn, sides[i].ID, names[i]); err != nil {
			return d, nil, err
		}
		if sides[i].ContactSealed, err = s.seal(contactColumn, sides[i].ID, contacts[i]); err != nil {
			return d, nil, err
		}
	}
	return d, sides, nil
}

// keep writes the case with its first line.
func keep(ctx context.Context, tx *store.Tx, actor models.Actor, d *dispute.Dispute, sides []dispute.Party) error {
	if err := insertDispute(ctx, tx, d, sides); err != nil {
		return err
	}
	if err := deadlinesOfFiling(ctx, tx, d); err != nil {
		return err
	}
	filed := dispute.Event{ID: tx.NewID(), DisputeID: d.ID, Seq: 1, Kind: dispute.EventFiled,
		ActorID: &actor.PersonID, Audience: dispute.AudienceParties, CreatedAt: tx.Now}
	return insertDisputeEvents(ctx, tx, []dispute.Event{filed})
}
