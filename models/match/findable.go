package match

import "xinjumin/models"

// FindablePerson is what leaders find somebody by who consented to be found
// (PurposeBeFound), in a row of its own, so that a list of two million people is
// read from an index. It is made anew in each transaction that changes what it
// rests on, and gone with the consent, the account or the present place.
// Political status, ethnicity, sex and age are not in it: nobody is looked for
// by them.
type FindablePerson struct {
	PersonID         models.ID               `gorm:"primaryKey"`
	Terms            int64                   // FindTerms of the day
	RegionCode       models.RegionCode       `pii:"contact"`
	OriginProvince   models.RegionCode       `pii:"profile"`
	OriginCity       models.RegionCode       `pii:"profile"`
	OriginCounty     models.RegionCode       `pii:"profile"`
	EmploymentStatus models.EmploymentStatus `pii:"profile"`
	EmployerCode     string                  `pii:"profile"`
	EmployerFolded   string                  `pii:"profile"`
	UpdatedAt        models.Instant          `gorm:"autoUpdateTime:false"`
}

// TableName keeps the mapper from its own plural.
func (FindablePerson) TableName() string { return "findable_people" }

// FindTerms stands for the texts on which a row rests. Once one of them changes,
// rows of before show nobody until they are made anew.
func FindTerms() int64 {
	found, _ := models.PurposeOf(models.PurposeBeFound)
	work, _ := models.PurposeOf(models.PurposeEmployment)
	return found.Version*1000 + work.Version
}

// Findable gives the row of a person; ok is false for whoever is not to be
// found: without the consent, an identity that is verified (so that somebody
// answers for the name, and the age is known) and a town or village to live in.
// unit is the folded name of the employer.
func Findable(p models.Person, f models.ProfileFacts, unit string, now models.Instant) (row FindablePerson, ok bool) {
	if p.State != models.PersonActive || !f.BeFound || !f.Verified || f.Age < 0 || f.RegionCode == nil ||
		f.RegionCode.Level() < models.LevelTown {
		return row, false
	}
	row = FindablePerson{PersonID: p.ID, Terms: FindTerms(), RegionCode: *f.RegionCode, EmploymentStatus: f.Employment,
		EmployerCode: f.EmployerCode, EmployerFolded: unit, UpdatedAt: now}
	if f.OriginCode != nil {
		row.OriginProvince, row.OriginCity = Up(*f.OriginCode, models.LevelProvince), Up(*f.OriginCode,
			models.LevelCity)
		row.OriginCounty = Up(*f.OriginCode, models.LevelCounty)
	}
	return row, true
}

// Up gives the code of the place at a level in which this one lies; empty for
// what lies above that level, or is no code.
func Up(c models.RegionCode, level models.RegionLevel) models.RegionCode {
	if !c.Valid() || c.Level() < level {
		return ""
	}
	n := models.LevelDigits[level]
	return c[:n] + models.CountryCode[n:]
}
