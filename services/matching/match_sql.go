package matching

import (
	"context"
	"strings"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// placeQuery asks for active organizations in a stretch of places, by place. Of
// the other fields at most one narrows, each the beginning of an index.
type placeQuery struct {
	First, Last  models.RegionCode // empty: anywhere
	Kind         models.OrganizationKind
	EmployerCode string
	Unit         string              // folded name of the employer
	Origins      []models.RegionCode // organizations of people who come from one of these
	Limit        int
}

// listActiveOrganizations lists active organizations that everybody may see.
func listActiveOrganizations(ctx context.Context, q store.Reader, f placeQuery) ([]models.OrganizationView, error) {
	db := q.Query(ctx).Table("organizations o").Select("o.*, COALESCE(r.full_name, '') AS region_name").
		Joins("LEFT JOIN regions r ON r.code = o.region_code").
		Where("o.state = ? AND o.moderation <> ?", models.OrganizationActive, models.ModerationBlocked)
	order := "o.id" // what narrows is few enough, and must not lose to the index by place
	switch {
	case f.Kind != "":
		db, order = db.Where("o.kind = ?", f.Kind), "o.region_code, o.id"
	case f.EmployerCode != "":
		db = db.Where("o.employer_code = ?", f.EmployerCode)
	case f.Unit != "":
		db = db.Where("o.employer_folded = ?", f.Unit)
	case len(f.Origins) > 0:
		db = db.Where("o.origin_code IN ?", f.Origins)
	default:
		order = "o.region_code, o.id"
	}
	if f.First != "" {
		db = db.Where("o.region_code BETWEEN ? AND ?", f.First, f.Last)
	}
	rows, err := store.Find[models.OrganizationView](q, db.Order(order).Limit(f.Limit))
	return rows, store.Translate(err)
}

// ownTies is what a person has to do with organizations already.
type ownTies struct {
	Organizations map[models.ID]bool // a live membership there, or one that ended or was refused since
	Exclusive     map[string]bool    // names of what one may be in only once, and is (models.ExclusiveKeyOf)
}

// readTiesOf reads what a person has to do with organizations already, as far as the
// person knows: an invitation that was held back changes no suggestion.
func readTiesOf(ctx context.Context, q store.Reader, person models.ID, since models.Instant) (ownTies, error) {
	ties := ownTies{Organizations: map[models.ID]bool{}, Exclusive: map[string]bool{}}
	var rows []models.Membership
	err := q.Query(ctx).Select("organization_id", "exclusive_key").
		Where("person_id = ? AND held_back = 0 AND (live_key IS NOT NULL OR updated_at > ?)", person,
			since).Find(&rows).Error
	for _, m := range rows {
		ties.Organizations[m.OrganizationID] = true
		if m.ExclusiveKey != nil {
			name, _, _ := strings.Cut(*m.ExclusiveKey, ":")
			ties.Exclusive[name] = true
		}
	}
	return ties, store.Translate(err)
}

// switchSuggestions writes whether suggestions rest on what a person has told.
func switchSuggestions(ctx context.Context, tx *store.Tx, person models.ID, off *models.Instant) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET suggestions_off_at = ?, version = version + 1, updated_at = ?
		WHERE id = ?`, off, tx.Now, person)
}
