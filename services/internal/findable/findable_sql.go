package findable

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/store"
)

// insertFindable writes that a person may be found.
func insertFindable(ctx context.Context, tx *store.Tx, f *match.FindablePerson) error {
	return tx.Create(ctx, f)
}

// deleteFindable writes that a person may not be found.
func deleteFindable(ctx context.Context, tx *store.Tx, person models.ID) error {
	_, err := tx.ExecN(ctx, "DELETE FROM findable_people WHERE person_id = ?", person)
	return err
}
