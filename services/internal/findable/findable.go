package findable

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Refresh makes the row of a person anew, or takes it away, by what the
// transaction knows now. The caller holds the row of the person.
func Refresh(ctx context.Context, tx *store.Tx, person models.ID) error {
	ledger, err := tx.Consents(ctx, person)
	if err != nil {
		return err
	}
	if !ledger.Allows(models.PurposeBeFound) {
		return deleteFindable(ctx, tx, person)
	}
	p, err := tx.Person(ctx, person)
	if err != nil {
		return err
	}
	// Only what is not sealed: nobody is found by the rest.
	row, err := tx.Profile(ctx, person)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	data := models.ProfileData{
		EmploymentStatus: row.EmploymentStatus,
		EmployerCode:     row.EmployerCode,
		EmployerName:     row.EmployerName,
	}
	facts := models.FactsOf(p, data, ledger, models.DayOf(tx.Now))
	found, ok := match.Findable(p, facts, text.Unit(facts.EmployerName), tx.Now)
	if err := deleteFindable(ctx, tx, person); err != nil || !ok {
		return err
	}
	return insertFindable(ctx, tx, &found)
}
