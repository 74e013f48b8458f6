package store

import (
	"context"

	"gorm.io/gorm"

	"xinjumin/models"
)

// InsertFindable writes that a person may be found.
func (tx *Tx) InsertFindable(ctx context.Context, f *models.FindablePerson) error {
	return tx.create(ctx, f)
}

// DeleteFindable writes that a person may not be found.
func (tx *Tx) DeleteFindable(ctx context.Context, person models.ID) error {
	_, err := tx.exec(ctx, "DELETE FROM findable_people WHERE person_id = ?", person)
	return err
}

// FindableQuery asks for people in one stretch of places, by place and id, from
// behind After. Of the other fields at most one narrows; what narrows is the
// beginning of an index, so that as many rows are read as are asked for.
type FindableQuery struct {
	First, Last  models.RegionCode
	EmployerCode string
	Unit         string            // folded name of the employer
	Origin       models.RegionCode // a province, city or county of origin
	After        *models.FindablePerson
	Limit        int
}

// Findable lists who may be found under the present texts of consent.
func (q queries) Findable(ctx context.Context, f FindableQuery) ([]models.FindablePerson, error) {
	db := q.db.WithContext(ctx).Where("terms = ?", models.FindTerms())
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
	rows, err := find[models.FindablePerson](q, db.Where("region_code BETWEEN ? AND ?", first, f.Last).Order("region_code, person_id").Limit(f.Limit))
	return rows, translate(err)
}

func byOrigin(db *gorm.DB, origin models.RegionCode) *gorm.DB {
	switch origin.Level() {
	case models.LevelProvince:
		return db.Where("origin_province = ?", origin)
	case models.LevelCity:
		return db.Where("origin_city = ?", origin)
	}
	return db.Where("origin_county = ?", origin.Up(models.LevelCounty))
}

// SpokenTo tells which of some people a body has to do with: a spell that is
// live, or one that ended, was declined or refused since.
func (q queries) SpokenTo(ctx context.Context, organization models.ID, people []models.ID, since models.Instant) (map[models.ID]bool, error) {
	out := map[models.ID]bool{}
	if len(people) == 0 {
		return out, nil
	}
	// Asked by person alone: named too, the body might be taken for the narrower
	// way in, with all of its members.
	var rows []models.Membership
	err := q.db.WithContext(ctx).Select("person_id", "organization_id").
		Where("person_id IN ? AND (live_key IS NOT NULL OR updated_at > ?)", people, since).Find(&rows).Error
	for _, m := range rows {
		if m.OrganizationID == organization {
			out[m.PersonID] = true
		}
	}
	return out, translate(err)
}

// Faces reads what prospects are shown by, of active accounts that are not
// banned.
func (q queries) Faces(ctx context.Context, people []models.ID, now models.Instant) (map[models.ID]models.Person, error) {
	out := map[models.ID]models.Person{}
	if len(people) == 0 {
		return out, nil
	}
	var rows []models.Person
	err := q.db.WithContext(ctx).Select("id", "nickname", "birth_day", "sex", "verification").
		Where("id IN ? AND state = ? AND (account_banned_until IS NULL OR account_banned_until <= ?)", people, models.PersonActive, now).Find(&rows).Error
	for _, p := range rows {
		out[p.ID] = p
	}
	return out, translate(err)
}
