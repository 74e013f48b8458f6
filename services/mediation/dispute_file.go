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
	Respondent NewParty
	Others     []NewParty // more respondents, at most dispute.RespondentsMax in all
	AmountFen  *int64
	Evidence   []models.ID       // own files of the purpose evidence, at most dispute.EvidenceMax
	Voice      upload.Transcript // an own recording of the purpose voice; the zero id: none
}

// Summary is a case without anything that is sealed.
type Summary struct {
	dispute.Seen
	Committee models.MediationCommittee
}

var (
	errRegionUnknown = models.BodyField("/region_code", "unknown", "请选择现行的村或社区",
		"Choose a village or community that stands today")
	errCategory = models.BodyField("/category", "enum", "没有这个纠纷类别", "No such category")
	errAmount   = models.BodyField("/amount_fen", "range", "金额超出范围", "The amount is out of range")
)

func (f *Filing) clean() error {
	f.Statement, f.Contact = text.CleanLines(f.Statement), text.Clean(f.Contact)
	if f.Category == "" {
		f.Category = dispute.CategoryOther
	}
	var bad []models.FieldError
	length(&bad, "/statement", f.Statement, 0, dispute.StatementMax)
	f.cleanVoice(&bad)
	length(&bad, "/contact", f.Contact, 0, dispute.PartyContactMax)
	f.Respondent.clean(&bad, "/respondent", dispute.SideRespondent)
	cleanParties(&bad, "/others", f.Others, dispute.SideRespondent, 0, dispute.RespondentsMax-1)
	f.cleanQuarrel(&bad)
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// cleanQuarrel checks what the quarrel is about and where.
func (f *Filing) cleanQuarrel(bad *[]models.FieldError) {
	if !f.Category.Valid() {
		*bad = append(*bad, errCategory)
	}
	if f.RegionCode.Level() != models.LevelVillage || !f.RegionCode.Valid() {
		*bad = append(*bad, errRegionUnknown)
	}
	if f.AmountFen != nil && (*f.AmountFen < 0 || *f.AmountFen > dispute.MaxFen) {
		*bad = append(*bad, errAmount)
	}
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
			// Taken late: other people who file in the same county wait for its lock.
			if v.d.Number, err = nextNumber(ctx, tx, f.RegionCode, models.DayOf(tx.Now)); err != nil {
				return err
			}
			if err = s.keep(ctx, tx, actor, v); err != nil {
				return err
			}
			return s.keepFiles(ctx, tx, actor, f, v.sides[0])
		},
		Tell: func(tx *store.Tx, v filing) error {
			if err := tell(ctx, tx, v.d, dispute.NoticeFiled, actor.PersonID); err != nil {
				return err
			}
			return tellHeads(ctx, tx, v.d, dispute.NoticeNew, parties(v.sides)...)
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
	letter    *dispute.Referral // of the organ that sent it
}

// route finds the committee of a place that stands today.
func route(
	ctx context.Context, tx *store.Tx, code models.RegionCode, filer models.ID,
) (models.MediationCommittee, error) {
	if err := standsToday(ctx, tx, code); err != nil {
		return models.MediationCommittee{}, err
	}
	committee, err := readCommitteeFor(ctx, tx, models.CommitteeRoute(code), filer)
	if errors.Is(err, store.ErrNotFound) {
		return committee, dispute.ErrNoCommittee
	}
	return committee, err
}

// standsToday refuses a place that is none, or none any more.
func standsToday(ctx context.Context, tx *store.Tx, code models.RegionCode) error {
	region, err := tx.Region(ctx, code)
	if errors.Is(err, store.ErrNotFound) || err == nil && !region.Current(models.DayOf(tx.Now)) {
		return models.ErrInvalid.With(errRegionUnknown)
	}
	return err
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
	short := c.ShortName
	if short == "" {
		short = dispute.ShortName(c.Name)
	}
	return dispute.FileNo(year, short, n), err
}

func (s *Service) newCase(
	tx *store.Tx, f Filing, applicant models.Person, c models.MediationCommittee,
) (dispute.Dispute, []dispute.Party, error) {
	d, err := s.quarrel(tx, f, c, applicant.ID, dispute.SourceApplication)
	if err != nil {
		return d, nil, err
	}
	name, err := s.ring.NameOf(applicant)
	if err != nil {
		return d, nil, err
	}
	all := append([]NewParty{{Side: dispute.SideApplicant, Kind: dispute.PartyPerson, Name: name, Contact: f.Contact},
		f.Respondent}, f.Others...)
	sides, err := s.newParties(tx, d.ID, all)
	if err != nil {
		return d, nil, err
	}
	// Whoever asks for mediation agrees to it.
	first := &sides[0]
	first.PersonID, first.Consent, first.ConsentWay = &applicant.ID, dispute.ConsentGiven, dispute.WaySelf
	first.ConsentedAt, first.ConsentBy = &tx.Now, &applicant.ID
	return d, sides, nil
}

// quarrel makes the row of a case. Its words are sealed even when it was told by voice
// alone: the column always holds something.
func (s *Service) quarrel(
	tx *store.Tx, f Filing, c models.MediationCommittee, by models.ID, source dispute.Source,
) (d dispute.Dispute, err error) {
	d = dispute.Dispute{
		ID: tx.NewID(), CommitteeID: c.ID, RegionCode: f.RegionCode, FiledBy: by, Category: f.Category,
		Source: source, AmountFen: f.AmountFen, State: dispute.Applied, AppliedAt: tx.Now,
		NextEventSeq: 2, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now,
	}
	d.StatementSealed, err = s.ring.Seal(statementColumn, d.ID[:], []byte(f.Statement))
	return d, err
}

// keep writes the case with its first line, and the letter of who sent it.
func (s *Service) keep(ctx context.Context, tx *store.Tx, actor models.Actor, v *filing) error {
	d := &v.d
	if err := insertDispute(ctx, tx, d, v.sides); err != nil {
		return err
	}
	if err := deadlinesOfFiling(ctx, tx, d); err != nil {
		return err
	}
	if err := keepLetter(ctx, tx, d, v.letter); err != nil {
		return err
	}
	filed := dispute.Event{ID: tx.NewID(), DisputeID: d.ID, Seq: 1, Kind: dispute.EventFiled,
		ActorID: &actor.PersonID, Audience: dispute.AudienceParties, CreatedAt: tx.Now}
	return insertDisputeEvents(ctx, tx, []dispute.Event{filed})
}

// keepLetter writes by which letter an organ sent a case, and until when it wants an
// answer; nil: none did.
func keepLetter(ctx context.Context, tx *store.Tx, d *dispute.Dispute, letter *dispute.Referral) error {
	if letter == nil {
		return nil
	}
	letter.DisputeID, letter.CreatedAt = d.ID, tx.Now
	if err := tx.Create(ctx, letter); err != nil || letter.ReplyBy == nil {
		return err
	}
	return startDeadlineOn(ctx, tx, d, dispute.DeadlineReply, nil, letter.WrittenOn, *letter.ReplyBy)
}
