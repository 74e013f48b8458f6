package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// jobNotTaken takes a case from a lead who has not taken it in time; its subject is the
// case.
const jobNotTaken = "dispute.not_taken"

// scheduleTaking plans when a case that was just assigned to a lead goes back.
func scheduleTaking(ctx context.Context, tx *store.Tx, id models.ID) error {
	calendar, err := tx.Calendar(ctx)
	if err != nil {
		return err
	}
	return jobs.Renew(ctx, tx, jobNotTaken, id, dispute.TakeUntil(calendar, tx.Now))
}

// notTaken releases the lead of a case who has not taken it within dispute.TakeDays
// working days; the case waits in the queue again, where it stood, and the heads are told.
// Whatever else happened to the case in the meantime, there is nothing to do.
func (s *Service) notTaken(ctx context.Context, tx *store.Tx, id models.ID) error {
	d, err := store.LockRow[dispute.Dispute](ctx, tx, id)
	if err != nil {
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		return err
	}
	st := &step{from: d.State, d: d, detail: map[string]string{"from": string(d.State)}}
	if err := st.people(ctx, tx); err != nil {
		return err
	}
	lead := st.lead()
	if _, err := d.After(dispute.Release); err != nil || lead == nil || lead.TakenAt != nil {
		return nil //nolint:nilerr // the case has gone on
	}
	calendar, err := tx.Calendar(ctx)
	if err != nil {
		return err
	}
	if until := dispute.TakeUntil(calendar, lead.AssignedAt); tx.Now < until { // days without work were added
		return jobs.Renew(ctx, tx, jobNotTaken, id, until)
	}
	mediator := lead.PersonID
	st.detail["mediator_id"], st.detail["reason"] = mediator.String(), string(dispute.EndNotTaken)
	if err := st.leaves(ctx, tx, mediator, dispute.EndNotTaken); err != nil {
		return err
	}
	if err := s.settle(ctx, tx, st); err != nil {
		return err
	}
	if err := s.write(ctx, tx, models.System, st); err != nil {
		return err
	}
	st.detail["to"] = string(st.d.State)
	if err := audit.Record(ctx, tx, models.System, event(ActionOf(dispute.Release), st.d, st.detail)); err != nil {
		return err
	}
	but := append(parties(st.sides), mediator)
	if err := tellHeads(ctx, tx, st.d, dispute.NoticeNotTaken, but...); err != nil {
		return err
	}
	return tell(ctx, tx, st.d, dispute.NoticeTakenBack, mediator)
}
