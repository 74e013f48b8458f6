package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/store"
)

// readUnionOfferAnswer reads when a person declined the offer of a union.
func readUnionOfferAnswer(ctx context.Context, q store.Reader, person models.ID) (union.OfferAnswer, error) {
	return store.Take[union.OfferAnswer](ctx, q, "person_id = ?", person)
}

// declineUnionOffer remembers that a person declined now. The caller holds the
// person's row.
func declineUnionOffer(ctx context.Context, tx *store.Tx, person models.ID) error {
	n, err := tx.ExecN(ctx, "UPDATE union_offers SET declined_at = ? WHERE person_id = ?", tx.Now, person)
	if err != nil || n == 1 {
		return err
	}
	return tx.Create(ctx, &union.OfferAnswer{PersonID: person, DeclinedAt: tx.Now})
}

// listUnionsOfEmployer lists active unions of a unit: by its credit code, or by its
// folded name within a region; an empty key finds none.
func listUnionsOfEmployer(ctx context.Context, q store.Reader, viewer models.Actor, code, folded string,
	within models.RegionCode, limit int) ([]models.OrganizationView, error) {
	db := activeUnions(ctx, q, viewer)
	switch {
	case code != "":
		db = db.Where("o.employer_code = ?", code)
	case folded != "":
		first, last := within.Range()
		db = db.Where("o.employer_folded = ? AND o.region_code BETWEEN ? AND ?", folded, first, last)
	default:
		return nil, nil
	}
	rows, err := store.Find[models.OrganizationView](q,
		db.Where("o.subtype <> ?", models.UnionFederation).Order("o.region_code DESC, o.id").Limit(limit))
	return rows, store.Translate(err)
}

// listUnionsOfPlaces lists active unions of a subtype in exactly these places, the
// nearest place first.
func listUnionsOfPlaces(ctx context.Context, q store.Reader, viewer models.Actor, subtype models.Subtype,
	places []models.RegionCode, limit int) ([]models.OrganizationView, error) {
	if len(places) == 0 {
		return nil, nil
	}
	rows, err := store.Find[models.OrganizationView](q, activeUnions(ctx, q, viewer).
		Where("o.subtype = ? AND o.region_code IN ?", subtype, places).Order("o.region_code DESC, o.id").Limit(limit))
	return rows, store.Translate(err)
}

func activeUnions(ctx context.Context, q store.Reader, viewer models.Actor) *store.Query {
	return q.Organizations(ctx, viewer).Where("o.kind = ? AND o.state = ?", models.KindUnion, models.OrganizationActive)
}
