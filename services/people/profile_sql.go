package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// deleteProfile forgets everything that a person told in the profile.
func deleteProfile(ctx context.Context, tx *store.Tx, person models.ID) error {
	if err := tx.ReplaceSkills(ctx, person, nil); err != nil {
		return err
	}
	_, err := tx.ExecN(ctx, "DELETE FROM profiles WHERE id = ?", person)
	return err
}
