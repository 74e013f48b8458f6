package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/store"
)

// Terminate ends a mediation without an agreement for one of dispute.TerminateReasons
// and says where to go (人民调解法 Art 26). A head of the committee or a mediator of the
// case may; the parties are told.
func (s *Service) Terminate(
	ctx context.Context, actor models.Actor, a Act, reason dispute.Reason, to dispute.Place,
) (Summary, error) {
	var bad []models.FieldError
	if !dispute.ValidTerminateReason(reason) {
		bad = append(bad, models.BodyField("/reason", "enum", "请选择终止调解的原因", "Choose one of the reasons"))
	}
	if !to.Valid() {
		bad = append(bad, errPlace)
	}
	if len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	return s.do(ctx, actor, a, dispute.Terminate, func(tx *store.Tx, st *step) error {
		st.end(tx.Now, dispute.Terminated, reason)
		st.d.GoesTo = to
		st.say(dispute.EventTerminated)
		return tell(ctx, tx, st.d, dispute.NoticeTerminated, parties(st.sides)...)
	})
}

// Stop ends a mediation at the will of any party, who needs no reason (人民调解法 Art 23).
// Where others take part on the same side, they go on without who stops.
func (s *Service) Stop(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Stop, func(tx *store.Tx, st *step) error {
		if p, err := st.own(actor); err != nil || !dispute.Alone(st.sides, *p) {
			return st.refuses(ctx, tx, actor, p, err)
		}
		st.end(tx.Now, dispute.Terminated, dispute.ReasonPartyStopped)
		st.say(dispute.EventStopped)
		return st.tellOthers(ctx, tx, actor, dispute.NoticeStopped)
	})
}

// refuses lets a party leave a case that goes on with the others of its side.
func (st *step) refuses(ctx context.Context, tx *store.Tx, actor models.Actor, p *dispute.Party, err error) error {
	if err != nil {
		return err
	}
	st.d.State = st.from
	return st.consents(ctx, tx, actor, p, dispute.ConsentRefused, dispute.WaySelf)
}

// Withdraw ends the case by the will of the applicant, who needs no reason. One of several
// applicants withdraws for themselves alone.
func (s *Service) Withdraw(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Withdraw, func(tx *store.Tx, st *step) error {
		if p, err := st.own(actor); err != nil || !dispute.Alone(st.sides, *p) {
			return st.refuses(ctx, tx, actor, p, err)
		}
		st.end(tx.Now, dispute.Withdrawn, dispute.ReasonByApplicant)
		st.say(dispute.EventWithdrawn)
		return st.tellOthers(ctx, tx, actor, dispute.NoticeWithdrawn)
	})
}

// tellOthers tells everybody in the case but the actor.
func (st *step) tellOthers(ctx context.Context, tx *store.Tx, actor models.Actor, kind models.NoticeKind) error {
	people, err := st.workers(ctx, tx)
	if err != nil {
		return err
	}
	return tell(ctx, tx, st.d, kind, models.Without(append(people, taking(st.sides)...), actor.PersonID)...)
}

// Told is the proof that a party knows of the end of a case.
type Told struct {
	Party models.ID
	Way   dispute.ToldWay
	On    models.Day // not before the end, and not in the future
}

// RecordTold keeps how and when a party was told that the case has ended, once for each
// of them. A head of the committee or a mediator of the case may.
func (s *Service) RecordTold(ctx context.Context, actor models.Actor, version *int64, told Told) (Summary, error) {
	return s.onParty(ctx, actor, told.Party, version, dispute.RecordTold, func(tx *store.Tx, st *step,
		p *dispute.Party) error {
		if told.On < models.DayOf(*st.d.EndedAt) || told.On > models.DayOf(tx.Now) {
			return models.ErrInvalid.With(models.BodyField("/on", "range", "日期要在结束之后、今天或之前",
				"A day from the end of the case until today"))
		}
		if zh, _ := told.Way.Text(); zh == "" {
			return models.ErrInvalid.With(models.BodyField("/way", "enum", "请选择告知的方式", "Choose one of the ways"))
		}
		p.ToldWay, p.ToldOn, p.ToldBy = told.Way, &told.On, &actor.PersonID
		st.lines = append(st.lines, line{kind: dispute.EventTold, audience: dispute.AudienceCommittee})
		return act.Lost(updateTold(ctx, tx, p), dispute.ErrTold)
	})
}

// tellAll tells everybody in the case, whoever acts among them.
func (st *step) tellAll(ctx context.Context, tx *store.Tx, kind models.NoticeKind) error {
	return st.tellOthers(ctx, tx, models.System, kind)
}
