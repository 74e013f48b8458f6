package matching

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/store"
)

// findableQuery asks for people in one stretch of places, by place and id, from
// behind After. Of the other fields at most one narrows; what narrows is the
// beginning of an index, so that as many rows are read as are asked for.
type findableQuery struct {
	First, Last  models.RegionCode
	EmployerCode string
	Unit         string            // folded name of the employer
	Origin       models.RegionCode // a province, city or county of origin
	After        *match.FindablePerson
	Limit        int
}

// listFindable lists everybody who may be found under the present texts of consent.
func listFindable(ctx context.Context, q store.Reader, f findableQuery) ([]match.FindablePerson, error) {
	db := q.Query(ctx).Where("terms = ?", match.FindTerms())
	switch {
	case f.EmployerCode != "":
		db = db.Where("employer_code = ?", f.EmployerCode)
	case f.Unit != "":
		db = db.Where("employer_folded = ?", f.Unit)
	case f.Origin != "":
		db = byOrigin(db, f.Origin)
	}
	first := f.First
	if f.After != nil {
		first = f.After.RegionCode
		db = db.Where("(region_code > ? OR person_id > ?)", first, f.After.PersonID)
	}
	rows, err := store.Find[match.FindablePerson](q,
		db.Where("region_code BETWEEN ? AND ?", first, f.Last).Order("region_code, person_id").Limit(f.Limit))
	return rows, store.Translate(err)
}

func byOrigin(db *store.Query, origin models.RegionCode) *store.Query {
	switch origin.Level() {
	case models.LevelProvince:
		return db.Where("origin_province = ?", origin)
	case models.LevelCity:
		return db.Where("origin_city = ?", origin)
	}
	return db.Where("origin_county = ?", match.Up(origin, models.LevelCounty))
}

// listSpokenTo tells which of some people an organization has to do with: a membership that is
// live, or one that ended, was declined or refused since.
func listSpokenTo(ctx context.Context, q store.Reader, organization models.ID, people []models.ID,
	since models.Instant) (map[models.ID]bool, error) {
	out := map[models.ID]bool{}
	if len(people) == 0 {
		return out, nil
	}
	// Asked by person alone: named too, the organization might be taken for the narrower
	// way in, with all of its members.
	var rows []models.Membership
	err := q.Query(ctx).Select("person_id", "organization_id").
		Where("person_id IN ? AND (live_key IS NOT NULL OR updated_at > ?)", people, since).Find(&rows).Error
	for _, m := range rows {
		if m.OrganizationID == organization {
			out[m.PersonID] = true
		}
	}
	return out, store.Translate(err)
}

// listFaces reads what prospects are shown by, of active accounts that are not
// banned.
func listFaces(ctx context.Context, q store.Reader, people []models.ID,
	now models.Instant) (map[models.ID]models.Person, error) {
	out := map[models.ID]models.Person{}
	if len(people) == 0 {
		return out, nil
	}
	var rows []models.Person
	err := q.Query(ctx).Select("id", "nickname", "birth_day", "sex", "verification").
		Where("id IN ? AND state = ? AND (account_banned_until IS NULL OR account_banned_until <= ?)", people,
			models.PersonActive, now).Find(&rows).Error
	for _, p := range rows {
		out[p.ID] = p
	}
	return out, store.Translate(err)
}
