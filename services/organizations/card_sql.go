package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// shownHead is somebody who leads an organization and lets everybody see it.
type shownHead struct {
	models.Person
	ShownAs models.ShownAs
}

// TableName tells the mapper where the embedded row lives.
func (shownHead) TableName() string { return "persons" }

// listShownHeads lists the heads of an organization who let everybody see them, the
// first in office first. Of a Party branch there are none.
func listShownHeads(ctx context.Context, q store.Reader, o models.Organization, now models.Instant) ([]shownHead,
	error) {
	if o.Kind.Secretive() {
		return nil, nil
	}
	var rows []shownHead
	err := q.Query(ctx).Table("role_grants g").Select("p.id, p.nickname, p.verification, p.name_sealed, g.shown_as").
		Joins("JOIN persons p ON p.id = g.person_id").
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

// setShown says how the holder of an office is shown; ErrNotAffected when it has ended.
func setShown(ctx context.Context, tx *store.Tx, id models.ID, as models.ShownAs) error {
	return tx.Exec1(ctx, "UPDATE role_grants SET shown_as = ? WHERE id = ? AND ended_at IS NULL AND ends_at > ?", as,
		id, tx.Now)
}
