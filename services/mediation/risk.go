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

// Assessment is how dangerous somebody of the committee holds a case to be.
type Assessment struct {
	Level    dispute.RiskLevel // empty: nothing is to be feared
	Violence bool              // in the family or elsewhere
	Note     string            // for the committee; may be empty
}

// judged is a case with its present risk, both locked by the row of the case.
type judged struct {
	seen dispute.Seen
	risk dispute.Risk
}

// Assess judges the danger of a case anew: its heads, and a mediator who has taken it. It
// changes nothing that the parties see, not even the version of the case: what they could
// notice would tell them that they are spoken of.
func (s *Service) Assess(ctx context.Context, actor models.Actor, a Act, in Assessment) (Summary, error) {
	in.Note = text.CleanLines(in.Note)
	var bad []models.FieldError
	length(&bad, "/note", in.Note, 0, dispute.NoteMax)
	if !in.Level.Valid() {
		bad = append(bad, models.BodyField("/level", "enum", "请选择风险等级", "Choose one of the levels"))
	}
	if len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	return s.onRisk(ctx, actor, a, dispute.Assess, func(_ *store.Tx, v judged, id models.ID) (next dispute.Risk, err error) {
		next = v.risk.Assessed(in.Level, in.Violence)
		next.NoteSealed, err = s.seal(riskNoteColumn, id, in.Note)
		return next, err
	})
}

// ReportViolence records to which organ violence was reported on which day: the same
// people. From then on an agreement is possible again.
func (s *Service) ReportViolence(ctx context.Context, actor models.Actor, a Act, organ dispute.Place,
	on models.Day) (Summary, error) {
	return s.onRisk(ctx, actor, a, dispute.Report, func(tx *store.Tx, v judged, id models.ID) (dispute.Risk, error) {
		var bad []models.FieldError
		if !dispute.ValidReportOrgan(organ) {
			bad = append(bad, models.BodyField("/organ", "enum", "请选择向哪里报告的", "Choose one of the organs"))
		}
		if on > models.DayOf(tx.Now) || on < models.DayOf(v.seen.AppliedAt).AddDays(-reportBack) {
			bad = append(bad, models.BodyField("/on", "range", "日期要在今天或之前", "Not in the future"))
		}
		if len(bad) > 0 {
			return v.risk, models.ErrInvalid.With(bad...)
		}
		next, err := s.answered(v.risk, id)
		next.Organ, next.ReportedOn = organ, &on
		return next, err
	})
}

// reportBack bounds how long before its case violence may have been reported, in days.
const reportBack = 365

// Excuse is why violence is not reported, with what must be true for that.
type Excuse struct {
	Reason   string
	Adult    bool // whoever was harmed is a grown-up,
	Capable  bool // can decide for themselves,
	NoDanger bool // and is in no danger now
}

// ExcuseViolence records why violence is not reported: a head of the committee, and only
// for a grown-up who can decide for themselves and is in no danger now.
func (s *Service) ExcuseViolence(ctx context.Context, actor models.Actor, a Act, in Excuse) (Summary, error) {
	in.Reason = text.CleanLines(in.Reason)
	var bad []models.FieldError
	length(&bad, "/reason", in.Reason, 1, dispute.NoteMax)
	for _, one := range []struct {
		field string
		holds bool
	}{{"/adult", in.Adult}, {"/capable", in.Capable}, {"/no_present_danger", in.NoDanger}} {
		if !one.holds {
			bad = append(bad, models.BodyField(one.field, "required", "三条都符合才可以不报告；有一条不符合的，必须报告",
				"All three must hold; else it must be reported"))
		}
	}
	if len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	return s.onRisk(ctx, actor, a, dispute.NoReport, func(_ *store.Tx, v judged, id models.ID) (next dispute.Risk, err error) {
		if next, err = s.answered(v.risk, id); err != nil {
			return next, err
		}
		next.ReasonSealed, err = s.seal(riskReasonColumn, id, in.Reason)
		return next, err
	})
}

// answered is the next row with what was written of the danger, sealed for it.
func (s *Service) answered(now dispute.Risk, id models.ID) (dispute.Risk, error) {
	next, err := now.Answered()
	if err != nil {
		return next, err
	}
	note, err := s.open(riskNoteColumn, now.ID, now.NoteSealed)
	if err != nil {
		return next, err
	}
	next.NoteSealed, err = s.seal(riskNoteColumn, id, note)
	return next, err
}

// onRisk runs one act on the risk of a case. The row of the case is held, and not written.
func (s *Service) onRisk(ctx context.Context, actor models.Actor, a Act, verb dispute.Verb,
	change func(tx *store.Tx, v judged, id models.ID) (dispute.Risk, error)) (Summary, error) {
	return act.On(ctx, s.st, actor, act.Of[judged, Summary]{
		Event: func(v judged) audit.Event { return event(ActionOf(verb), v.seen.Dispute, nil) },
		Lock: func(tx *store.Tx) (v judged, err error) {
			if v.seen, err = lockDispute(ctx, tx, actor, a.ID); err != nil {
				return v, err
			}
			v.risk, err = readRisk(ctx, tx, v.seen.ID)
			return v, err
		},
		May:     func(_ *store.Tx, v judged) error { return v.seen.Standing.May(verb) },
		Version: a.Version, VersionOf: func(v judged) int64 { return v.seen.Version },
		Next: func(_ *store.Tx, v *judged) error {
			_, err := v.seen.After(verb)
			return err
		},
		Do: func(tx *store.Tx, v *judged) error {
			id := tx.NewID()
			next, err := change(tx, *v, id)
			if err != nil {
				return err
			}
			next.ID, next.DisputeID, next.LiveKey = id, v.seen.ID, &v.seen.ID
			next.SetBy, next.CreatedAt = actor.PersonID, tx.Now
			v.risk = next
			return replaceRisk(ctx, tx, &next)
		},
		Answer: func(tx *store.Tx, v judged) (Summary, error) {
			committee, err := tx.Committee(ctx, v.seen.CommitteeID)
			if err != nil {
				return Summary{}, err
			}
			after, err := readDispute(ctx, tx, actor, v.seen.ID)
			return Summary{after, committee}, err
		},
	})
}

// riskAbove carries the present judgement of a case to the one that goes on above, so that
// nobody there brings the two together unwarned. A reason not to report stays below: it is
// for the committee above to say.
func (s *Service) riskAbove(ctx context.Context, tx *store.Tx, from, to models.ID) error {
	was, err := readRisk(ctx, tx, from)
	if err != nil || was.Seq == 0 {
		return err
	}
	next := was
	next.ID, next.DisputeID, next.Seq, next.LiveKey, next.ReasonSealed = tx.NewID(), to, 1, &to, nil
	next.CreatedAt = tx.Now
	note, err := s.open(riskNoteColumn, was.ID, was.NoteSealed)
	if err != nil {
		return err
	}
	if next.NoteSealed, err = s.seal(riskNoteColumn, next.ID, note); err != nil {
		return err
	}
	return replaceRisk(ctx, tx, &next)
}

// violenceFirst refuses an agreement while violence in a locked case is open
// (dispute.ErrViolence).
func violenceFirst(ctx context.Context, tx *store.Tx, id models.ID) error {
	r, err := readRisk(ctx, tx, id)
	if err != nil {
		return err
	}
	return r.Blocks()
}

// Risk is how dangerous the committee of a case holds it to be.
type Risk struct {
	dispute.Risk
	Note   string
	Reason string // why violence is not reported
}

// risk reads the present risk for the committee of a case; nil when nobody has judged it,
// and to everybody else.
func (s *Service) risk(ctx context.Context, seen dispute.Seen) (*Risk, error) {
	if !seen.Standing.Committee() {
		return nil, nil
	}
	row, err := readRisk(ctx, s.st, seen.ID)
	if err != nil || row.Seq == 0 {
		return nil, err
	}
	out := &Risk{Risk: row}
	if out.Note, err = s.open(riskNoteColumn, row.ID, row.NoteSealed); err != nil {
		return nil, err
	}
	out.Reason, err = s.open(riskReasonColumn, row.ID, row.ReasonSealed)
	return out, err
}
