package store

import (
	"context"

	"xinjumin/models"
)

// Profile reads the profile of a person; ErrNotFound when nothing was told yet.
// Every writer of it holds the lock of the person's row.
func (q queries) Profile(ctx context.Context, person models.ID) (models.Profile, error) {
	return Take[models.Profile](ctx, q, "id = ?", person)
}

// ReplaceSkills writes the skills of a person.
func (tx *Tx) ReplaceSkills(ctx context.Context, person models.ID, codes []string) error {
	if _, err := tx.ExecN(ctx, "DELETE FROM profile_skills WHERE person_id = ?", person); err != nil ||
		len(codes) == 0 {
		return err
	}
	rows := make([]models.ProfileSkill, len(codes))
	for i, c := range codes {
		rows[i] = models.ProfileSkill{PersonID: person, Code: c}
	}
	return tx.Create(ctx, rows)
}
