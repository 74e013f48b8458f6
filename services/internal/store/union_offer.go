package store

import (
	"context"

	"gorm.io/gorm"

	"xinjumin/models"
)

// UnionOfferAnswer reads when a person declined the offer of a union.
func (q queries) UnionOfferAnswer(ctx context.Context, person models.ID) (models.UnionOfferAnswer, error) {
	return take[models.UnionOfferAnswer](ctx, q, "person_id = ?", person)
}

// DeclineUnionOffer remembers that a person declined now. The caller holds the
// person's row.
func (tx *Tx) DeclineUnionOffer(ctx context.Context, person models.ID) error {
	n, err := tx.exec(ctx, "UPDATE union_offers SET declined_at = ? WHERE person_id = ?", tx.Now, person)
	if err != nil || n == 1 {
		return err
	}
	return tx.create(ctx, &models.UnionOfferAnswer{PersonID: person, DeclinedAt: tx.Now})
}

// UnionsOfEmployer lists active unions of a unit: by its credit code, or by its
// folded name within a region; an empty key finds none.
func (q queries) UnionsOfEmployer(ctx context.Context, viewer models.Actor, code, folded string, within models.RegionCode, limit int) ([]models.OrganizationView, error) {
	db := q.activeUnions(ctx, viewer)
	switch {
	case code != "":
		db = db.Where("o.employer_code = ?", code)
	case folded != "":
		first, last := within.Range()
		db = db.Where("o.employer_folded = ? AND o.region_code BETWEEN ? AND ?", folded, first, last)
	default:
		return nil, nil
	}
	rows, err := find[models.OrganizationView](q, db.Where("o.subtype <> ?", models.UnionFederation).Order("o.region_code DESC, o.id").Limit(limit))
	return rows, translate(err)
}

// UnionsOfPlaces lists active unions of a subtype in exactly these places, the
// nearest place first.
func (q queries) UnionsOfPlaces(ctx context.Context, viewer models.Actor, subtype models.Subtype, places []models.RegionCode, limit int) ([]models.OrganizationView, error) {
	if len(places) == 0 {
		return nil, nil
	}
	rows, err := find[models.OrganizationView](q, q.activeUnions(ctx, viewer).
		Where("o.subtype = ? AND o.region_code IN ?", subtype, places).Order("o.region_code DESC, o.id").Limit(limit))
	return rows, translate(err)
}

func (q queries) activeUnions(ctx context.Context, viewer models.Actor) *gorm.DB {
	return q.organizations(ctx, viewer).Where("o.kind = ? AND o.state = ?", models.KindUnion, models.OrganizationActive)
}
