package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listShownHeads lists the heads of an organization who let everybody see them, the
// first in office first. Of a Party branch there are none.
func listShownHeads(ctx context.Context, q store.Reader, o models.Organization, now models.Instant) (
	[]models.RoleGrant, error) {
	if o.Kind.Secretive() {
		return nil, nil
	}
	var rows []models.RoleGrant
	err := q.Query(ctx).Table("role_grants g").Select("g.*").
		Where("g.organization_id = ? AND g.role = ? AND g.shown_as <> ? AND "+store.GrantHolds, o.ID, o.Kind.Head(),
			models.ShownToNobody, now, now).
		Order("g.starts_at, g.id").Limit(shownHeads).Find(&rows).Error
	return rows, store.Translate(err)
}

// shownHeads bounds the heads on a card.
const shownHeads = 10

// updateCard writes the card of an organization whose row has the version that was read.
func updateCard(ctx context.Context, tx *store.Tx, o models.Organization) error {
	return tx.Exec1(ctx, `UPDATE organizations SET address = ?, service_phone = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND version = ?`, o.Address, o.ServicePhone, tx.Now, o.ID, o.Version)
}

// dropPicture lets the picture of an organization go: it is unreadable from here on.
func dropPicture(ctx context.Context, tx *store.Tx, organization models.ID) error {
	_, err := tx.ExecN(ctx, store.DropFile+"subject_kind = ? AND subject_id = ? AND state = 'ready'", tx.Now,
		pictureSubject, organization)
	return err
}

// setShown says how the holder of an office is shown; ErrNotAffected when it has ended.
func setShown(ctx context.Context, tx *store.Tx, id models.ID, as models.ShownAs) error {
	return tx.Exec1(ctx, "UPDATE role_grants SET shown_as = ? WHERE id = ? AND ended_at IS NULL AND ends_at > ?", as,
		id, tx.Now)
}
