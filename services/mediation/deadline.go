package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// startDeadline begins a counted term of a locked case in the act that starts it, from
// the day of the event. It sets the day of the case (DueOn), which the act writes, and
// schedules what is told about the term. A term of this kind that is open already is
// left as it is.
func startDeadline(ctx context.Context, tx *store.Tx, d *dispute.Dispute, kind dispute.DeadlineKind,
	event models.Day) error {
	return beginDeadline(ctx, tx, d, kind, nil, event, nil)
}

// startDeadlineOn is startDeadline for a term whose last day was agreed or named: that
// of an item of an agreement, or of who sent the case.
func startDeadlineOn(ctx context.Context, tx *store.Tx, d *dispute.Dispute, kind dispute.DeadlineKind, item *models.ID,
	event, last models.Day) error {
	return beginDeadline(ctx, tx, d, kind, item, event, &last)
}

func beginDeadline(ctx context.Context, tx *store.Tx, d *dispute.Dispute, kind dispute.DeadlineKind, item *models.ID,
	event models.Day, said *models.Day) error {
	calendar, err := tx.Calendar(ctx)
	if err != nil {
		return err
	}
	row := dispute.NewDeadline(calendar, d.ID, kind, item, event, said, tx.Now)
	row.ID = tx.NewID()
	open, err := listOpenDeadlines(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	for _, o := range open { // the case is locked: nobody else begins one
		if *o.LiveKey == *row.LiveKey {
			return nil
		}
	}
	if err := insertDeadline(ctx, tx, &row); err != nil {
		return err
	}
	if err := scheduleDeadline(ctx, tx, calendar, row); err != nil {
		return err
	}
	return setDue(ctx, tx, d, append(open, row))
}

// meetDeadline ends the open terms of a kind of a locked case because what had to be
// done in them was done; item names one of them, nil means all. Without one it does
// nothing.
func meetDeadline(ctx context.Context, tx *store.Tx, d *dispute.Dispute, kind dispute.DeadlineKind,
	item *models.ID) error {
	return closeDeadlines(ctx, tx, d, func(row dispute.Deadline) (ends, met bool) {
		of := row.Kind == kind && (item == nil || row.ItemID != nil && *row.ItemID == *item)
		return of, of
	})
}

// endDeadlines ends the open terms in which the committee of a locked case had to act,
// because the case has ended or goes on elsewhere. The terms of the parties run on.
func endDeadlines(ctx context.Context, tx *store.Tx, d *dispute.Dispute) error {
	return closeDeadlines(ctx, tx, d, func(
		row dispute.Deadline,
	) (ends, met bool) {
		return row.Kind.OfCommittee(), false
	})
}

func closeDeadlines(ctx context.Context, tx *store.Tx, d *dispute.Dispute,
	which func(dispute.Deadline) (ends, met bool)) error {
	open, err := listOpenDeadlines(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	var left []dispute.Deadline
	for _, row := range open {
		ends, met := which(row)
		if !ends {
			left = append(left, row)
			continue
		}
		if row.EndedAt = &tx.Now; met {
			row.MetAt = &tx.Now
		}
		if err := endDeadline(ctx, tx, row); err != nil {
			return err
		}
		for _, kind := range deadlineJobKinds {
			if err := jobs.Drop(ctx, tx, kind, row.ID); err != nil {
				return err
			}
		}
	}
	return setDue(ctx, tx, d, left)
}

// keepMove writes a changed term, keeps the old day when it has moved, and schedules
// what is told anew.
func keepMove(ctx context.Context, tx *store.Tx, c models.Calendar, row *dispute.Deadline, last models.Day,
	why dispute.MoveReason) error {
	if last != row.DueOn {
		move := dispute.DeadlineMove{ID: tx.NewID(), DeadlineID: row.ID, FromOn: row.DueOn, ToOn: last, Why: why,
			CreatedAt: tx.Now}
		if err := insertDeadlineMove(ctx, tx, &move); err != nil {
			return err
		}
	}
	row.DueOn = last
	if err := updateDeadline(ctx, tx, *row); err != nil {
		return err
	}
	row.Version++
	return scheduleDeadline(ctx, tx, c, *row)
}

// setDue gives the case the nearest day of its open terms, in the row and in the hands
// of the act, which writes it again with its own change.
func setDue(ctx context.Context, tx *store.Tx, d *dispute.Dispute, open []dispute.Deadline) error {
	d.DueOn = dispute.Nearest(open)
	return setDisputeDue(ctx, tx, d.ID, d.DueOn)
}

// MoveDeadlines moves open terms later after days without work were put in force, case
// by case in transactions of their own. What was moved before stays: begun again, it
// finds nothing to do there.
func (s *Service) moveDeadlines(ctx context.Context, _ models.ID, step jobs.Step) error {
	after := models.ID{}
	for {
		cases, err := listCasesWithDeadlines(ctx, s.st, after, casesInAStep)
		if err != nil || len(cases) == 0 {
			return err
		}
		err = step(func(tx *store.Tx) error {
			for _, id := range cases {
				if err := recount(ctx, tx, id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		after = cases[len(cases)-1]
	}
}

// casesInAStep bounds a transaction of the long work: SQLite has one writer.
const casesInAStep = 20

func recount(ctx context.Context, tx *store.Tx, id models.ID) error {
	d, err := store.LockRow[dispute.Dispute](ctx, tx, id)
	if err != nil {
		return err
	}
	calendar, err := tx.Calendar(ctx)
	if err != nil {
		return err
	}
	open, err := listOpenDeadlines(ctx, tx, id)
	if err != nil {
		return err
	}
	moved := false
	for i := range open {
		last := open[i].Recounted(calendar)
		if last == open[i].DueOn {
			continue
		}
		moved = true
		if err := keepMove(ctx, tx, calendar, &open[i], last, dispute.MovedByCalendar); err != nil {
			return err
		}
	}
	if !moved {
		return nil
	}
	return setDue(ctx, tx, &d, open)
}

// lockDeadline locks a term and its case, the case first; false when it is not open any
// longer, or paused.
func lockDeadline(ctx context.Context, tx *store.Tx, id models.ID) (d dispute.Dispute, row dispute.Deadline, runs bool,
	err error) {
	row, err = readDeadline(ctx, tx, id)
	if errors.Is(err, store.ErrNotFound) {
		return d, row, false, nil
	}
	if err != nil {
		return d, row, false, err
	}
	if d, err = store.LockRow[dispute.Dispute](ctx, tx, row.DisputeID); err != nil {
		return d, row, false, err
	}
	row, err = store.LockRow[dispute.Deadline](ctx, tx, id)
	return d, row, err == nil && row.Runs(), err
}
