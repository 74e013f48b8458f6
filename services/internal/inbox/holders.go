package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// Holders lists the people who hold one of the roles in an organization now, at most
// ToldMax of them.
func Holders(ctx context.Context, tx *store.Tx, organization models.ID, roles ...models.Role) ([]models.ID, error) {
	grants, err := tx.OfficeHolders(ctx, organization, roles, tx.Now, ToldMax)
	out := make([]models.ID, len(grants))
	for i, g := range grants {
		out[i] = g.PersonID
	}
	return out, err
}

// TellHolders is TellAbout for the people who hold one of the roles in the organization.
func TellHolders(ctx context.Context, tx *store.Tx, n Notice, o models.Organization, actor models.Actor,
	roles ...models.Role) error {
	people, err := Holders(ctx, tx, o.ID, roles...)
	if err != nil {
		return err
	}
	return TellAbout(ctx, tx, n, o, actor, people...)
}
