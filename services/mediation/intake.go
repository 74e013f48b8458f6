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

// Intake is a case that a committee takes in by itself: somebody came in person, the
// committee begins, or an organ has sent it.
type Intake struct {
	Filing
	Source     dispute.Source
	Applicants []NewParty
	Letter     *dispute.Referral // of a case that was sent, and of no other
}

var (
	errSource     = models.BodyField("/source", "enum", "请选择纠纷来源", "Choose where the case comes from")
	errLetter     = models.BodyField("/referral", "required", "请填写移送单位", "Say who sent the case")
	errNoLetter   = models.BodyField("/referral", "only_referral", "不是移送来的纠纷不填移送单位", "Only for what was sent")
	errIntakeArea = models.BodyField("/region_code", "area", "请选择本调解委员会服务范围内的村或社区",
		"Choose a place that the committee serves")
)

func (in *Intake) clean() error {
	in.Statement = text.CleanLines(in.Statement)
	if in.Category == "" {
		in.Category = dispute.CategoryOther
	}
	var bad []models.FieldError
	length(&bad, "/statement", in.Statement, 1, dispute.StatementMax)
	cleanParties(&bad, "/applicants", in.Applicants, dispute.SideApplicant, 1, dispute.ApplicantsMax)
	cleanParties(&bad, "/respondents", in.Others, dispute.SideRespondent, 1, dispute.RespondentsMax)
	in.cleanQuarrel(&bad)
	if zh, _ := in.Source.Text(); zh == "" {
		bad = append(bad, errSource)
	}
	switch sent := in.Source == dispute.SourceReferral; {
	case sent && in.Letter == nil:
		bad = append(bad, errLetter)
	case !sent && in.Letter != nil:
		bad = append(bad, errNoLetter)
	case sent:
		in.Letter.Name, in.Letter.Number = text.Clean(in.Letter.Name), text.Clean(in.Letter.Number)
		length(&bad, "/referral/name", in.Letter.Name, 0, dispute.ReferralMax)
		length(&bad, "/referral/number", in.Letter.Number, 0, dispute.ReferralMax)
		if !in.Letter.Organ.Valid() {
			bad = append(bad, models.BodyField("/referral/organ", "enum", "请选择移送单位的类型", "Choose the organ"))
		}
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// checkDays checks the days of the letter, which the clock judges: it was written by
// today, and wants its answer from today on.
func (in *Intake) checkDays(today models.Day) error {
	var bad []models.FieldError
	if in.Letter != nil && in.Letter.WrittenOn > today {
		bad = append(bad, models.BodyField("/referral/written_on", "range", "来函日期不能晚于今天", "Not after today"))
	}
	if in.Letter != nil && in.Letter.ReplyBy != nil && *in.Letter.ReplyBy < today {
		bad = append(bad, models.BodyField("/referral/reply_by", "range", "回复期限不能早于今天", "Not before today"))
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// fits checks the case against the committee, which takes cases today in places of its own.
func (in *Intake) fits(ctx context.Context, tx *store.Tx, c models.MediationCommittee) error {
	today := models.DayOf(tx.Now)
	if err := takesToday(c, today); err != nil {
		return err
	}
	if !c.RegionCode.Contains(in.RegionCode) {
		return models.ErrInvalid.With(errIntakeArea)
	}
	if err := standsToday(ctx, tx, in.RegionCode); err != nil {
		return err
	}
	return in.checkDays(today)
}

// takesToday refuses a committee that takes no cases: it is not formed yet, has ended, or
// its term is over (models.ErrCommitteeOver).
func takesToday(c models.MediationCommittee, today models.Day) error {
	if c.State != models.CommitteeActive || c.FormedAt == nil || c.TermOver(today) {
		return models.ErrCommitteeOver
	}
	return nil
}

// TakeIn takes a case in for a committee, by a head or mediator of it. Its parties have no
// account yet and have not answered: their consents are recorded, or they join
// (AskToJoin). Whoever takes it in is no party and mediates it only when it is assigned to
// them. The committee serves the place (/region_code), and takes cases today
// (models.ErrCommitteeOver).
func (s *Service) TakeIn(ctx context.Context, actor models.Actor, committee models.ID, in Intake) (Summary, error) {
	if err := in.clean(); err != nil {
		return Summary{}, err
	}
	return act.On(ctx, s.st, actor, act.Of[filing, Summary]{
		Event: func(v filing) audit.Event {
			if v.d.ID.IsZero() {
				return audit.Event{Action: ActionTakeIn, Object: "committee", ObjectID: committee,
					RegionCode: v.committee.RegionCode}
			}
			return event(ActionTakeIn, v.d, map[string]string{"source": string(in.Source)})
		},
		Lock: func(tx *store.Tx) (v filing, err error) {
			v.committee, err = tx.Committee(ctx, committee)
			return v, err
		},
		May: func(*store.Tx, filing) error {
			if !actor.InCommittee(committee, models.RoleCommitteeHead, models.RoleMediator) {
				return dispute.ErrTakesInOnly
			}
			return nil
		},
		Next: func(tx *store.Tx, v *filing) error { return in.fits(ctx, tx, v.committee) },
		Do: func(tx *store.Tx, v *filing) (err error) {
			if v.d, err = s.quarrel(tx, in.Filing, v.committee, actor.PersonID, in.Source); err != nil {
				return err
			}
			if v.sides, err = s.newParties(tx, v.d.ID, append(in.Applicants[:len(in.Applicants):len(in.Applicants)],
				in.Others...)); err != nil {
				return err
			}
			if in.Letter != nil {
				letter := *in.Letter
				v.letter = &letter
			}
			// Taken last: other people who file in the same county wait for its lock.
			if v.d.Number, err = nextNumber(ctx, tx, in.RegionCode, models.DayOf(tx.Now)); err != nil {
				return err
			}
			return s.keep(ctx, tx, actor, v)
		},
		Tell: func(tx *store.Tx, v filing) error {
			return tellHeads(ctx, tx, v.d, dispute.NoticeNew, actor.PersonID)
		},
		Detail: func(v filing) map[string]string { return map[string]string{"to": string(v.d.State)} },
		Answer: func(tx *store.Tx, v filing) (Summary, error) {
			head := actor.InCommittee(committee, models.RoleCommitteeHead)
			return Summary{dispute.Seen{Dispute: v.d, Standing: dispute.Standing{Head: head}}, v.committee}, nil
		},
	})
}
