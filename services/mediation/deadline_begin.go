package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// deadlinesOfFiling begins what runs from the receipt of an application: of a labour
// dispute the fifteen days, and from the day on which the committee has got the case the
// term to accept it. Both are one day but for a case that came from a committee below.
func deadlinesOfFiling(ctx context.Context, tx *store.Tx, d *dispute.Dispute) error {
	if d.Category == dispute.CategoryLabour {
		if err := startDeadline(ctx, tx, d, dispute.DeadlineLabour, models.DayOf(d.AppliedAt)); err != nil {
			return err
		}
	}
	return startDeadline(ctx, tx, d, dispute.DeadlineAcceptance, models.DayOf(d.CreatedAt))
}

// deadlineOfAcceptance begins the term to settle the case; of a labour dispute it runs
// from the receipt.
func deadlineOfAcceptance(ctx context.Context, tx *store.Tx, d *dispute.Dispute) error {
	event := models.DayOf(tx.Now)
	if d.Category == dispute.CategoryLabour {
		event = models.DayOf(d.AppliedAt)
	}
	return startDeadline(ctx, tx, d, d.Category.SettlingKind(), event)
}

// deadlinesOfEffect meets the term to settle the case, and begins those of the parties:
// to ask the court to confirm the agreement, and to perform each of its items, or all of
// it by last when it has none.
func deadlinesOfEffect(ctx context.Context, tx *store.Tx, d *dispute.Dispute, on, last models.Day,
	items []dispute.Item) error {
	if err := meetDeadline(ctx, tx, d, d.Category.SettlingKind(), nil); err != nil {
		return err
	}
	if err := startDeadline(ctx, tx, d, dispute.DeadlineConfirmation, on); err != nil {
		return err
	}
	if len(items) == 0 {
		return startDeadlineOn(ctx, tx, d, dispute.DeadlinePerformance, nil, on, last)
	}
	for _, i := range items {
		if err := startDeadlineOn(ctx, tx, d, dispute.DeadlinePerformance, &i.ID, on, i.DueOn); err != nil {
			return err
		}
	}
	return nil
}
