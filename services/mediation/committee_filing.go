package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Filed is what an administrator records of a filing.
type Filed struct {
	On           models.Day
	With, Number string
	Note         string
}

// RecordFiling records that a change of a committee was filed: where, on which day, under
// which number. Only an administrator over the place may. An organization's committee, whose
// people have accepted, takes cases from the moment in which its formation is on record.
func (s *Service) RecordFiling(ctx context.Context, actor models.Actor, committee, filing models.ID,
	filed Filed) (models.MediationCommittee, error) {
	filed.With, filed.Number = text.Clean(filed.With), text.Clean(filed.Number)
	filed.Note = text.CleanLines(filed.Note)
	may := func(c models.MediationCommittee) error { return mayNameMediators(actor, c) }
	return s.onSeat(ctx, actor, committee, ActionRecordFiling, may,
		func(tx *store.Tx, c *models.MediationCommittee) error {
			f, err := lockFiling(ctx, tx, c.ID, filing)
			if err != nil {
				return err
			}
			if err := f.File(filed.On, filed.With, filed.Number, filed.Note, models.DayOf(tx.Now)); err != nil {
				return err
			}
			f.RecordedBy = &actor.PersonID
			if err := recordFiling(ctx, tx, f); err != nil {
				return err
			}
			if c.FormedAt != nil {
				return nil
			}
			return form(ctx, tx, c)
		})
}

// oweFiling puts on record that a change of a committee is to be filed; an open row of the
// same reason bears it already.
func oweFiling(ctx context.Context, tx *store.Tx, committee models.ID, reason models.FilingReason) error {
	calendar, err := tx.Calendar(ctx)
	if err != nil {
		return err
	}
	f := models.NewFiling(calendar, committee, reason, models.DayOf(tx.Now))
	f.ID, f.CreatedAt = tx.NewID(), tx.Now
	if err := insertFiling(ctx, tx, &f); !errors.Is(err, store.ErrDuplicate) {
		return err
	}
	return nil
}

// oweOfPerson is oweFiling for each committee in whose work a person has a part now.
func oweOfPerson(ctx context.Context, tx *store.Tx, person models.ID) error {
	committees, err := listCommitteesOf(ctx, tx, person)
	if err != nil {
		return err
	}
	for _, id := range committees {
		if err := oweFiling(ctx, tx, id, models.FilingSeats); err != nil {
			return err
		}
	}
	return nil
}
