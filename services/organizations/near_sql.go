package organizations

import (
	"context"
	"strings"

	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// search puts the words into the filter; false means that nothing can match. Words that
// are no pinyin are read as people write a place, see text.ReadPlace: they may name an
// organization, or the place where it is.
func (f *organizationFilter) search(words string) bool {
	folded := text.Fold(words)
	if folded == "" {
		return false
	}
	f.NameLike = text.LikeContains(folded)
	if from, ok := text.PinyinQuery(words); ok {
		f.Pinyin = [2]string{from, text.PrefixEnd(from)}
		return true
	}
	place := text.ReadPlace(words)
	f.NameLike = strings.ReplaceAll(f.NameLike, " ", "%") // a name may have the blank, or not
	if place.Core != "" {
		f.PlaceLike = append(f.PlaceLike, text.LikeContains(place.Core))
	}
	for _, pair := range place.Pairs {
		f.PlaceLike = append(f.PlaceLike, text.LikeBoth(pair[0], pair[1]))
	}
	return true
}

// listNearest lists organizations, the nearest to a place first: those of the place,
// then those of the town around it, of the county, and so on to the whole country; in each
// by code, then id. Every stretch is a range of the index by place, and a page asks the
// next one only while it is not full.
func listNearest(ctx context.Context, q store.Reader, viewer models.Actor,
	f organizationFilter) (models.List[models.OrganizationView], error) {
	var rows []models.OrganizationView
	after := f.Page.After
	for _, s := range f.Near.Around(models.LevelCountry) {
		db := f.asked(ctx, q, viewer)
		if after != nil {
			code := models.RegionCodeOf(after.Key)
			if code < s.First || code > s.Last {
				continue // shown before
			}
			db = db.Where("o.region_code >= ? AND (o.region_code > ? OR o.id > ?)", code, code, after.ID)
			after = nil
		}
		// A stretch of one place is asked for as equal: of a range from a code to the same
		// code the optimizer may forget that the index gives the order of the ids.
		if s.First == s.Last {
			db = db.Where("o.region_code = ?", s.First).Order("o.id")
		} else {
			db = db.Where("o.region_code BETWEEN ? AND ?", s.First, s.Last).Order("o.region_code, o.id")
		}
		more, err := store.Find[models.OrganizationView](q, db.Limit(f.Page.Size()+1-len(rows)))
		if err != nil {
			return models.List[models.OrganizationView]{}, store.Translate(err)
		}
		if rows = append(rows, more...); len(rows) > f.Page.Size() {
			break
		}
	}
	return models.CutPage(rows, f.Page.Size(), placeOf), nil
}

// placeOf is where a list by place goes on.
func placeOf(o models.OrganizationView) models.Cursor {
	return models.Cursor{Key: o.RegionCode.Number(), ID: o.ID}
}
