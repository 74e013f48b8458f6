package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// Holders lists the people who hold one of the roles in an organization now, at most
// ToldMax of them.
func Holders(ctx context.Context, tx *store.Tx, organization models.ID, roles ...models.Role) ([]models.ID, error) {
	return HoldersAt(ctx, tx, organization, tx.Now, roles...)
}

// HoldersAt is Holders for a reader, at an instant.
func HoldersAt(ctx context.Context, q store.Reader, organization models.ID, now models.Instant,
	roles ...models.Role) ([]models.ID, error) {
	grants, err := q.OfficeHolders(ctx, organization, roles, now, ToldMax)
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
