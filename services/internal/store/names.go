package store

import (
	"context"

	"xinjumin/models"
)

// Names finds the words that stand beside the ids of an answer, with one keyed query
// for each noun. An organization is named to those alone who may read it.
func (q queries) Names(ctx context.Context, viewer models.Actor, asked models.NamesAsked) (models.Names, error) {
	var out models.Names
	var err error
	if len(asked.Organizations) > 0 {
		named := q.Organizations(ctx, viewer).Where("o.id IN ?", InList(asked.Organizations))
		if out.Organizations, err = namesOf(named.Select("o.id, o.name")); err != nil {
			return out, err
		}
	}
	if len(asked.Committees) > 0 {
		named := q.Query(ctx).Table("mediation_committees o").Where("o.id IN ?", InList(asked.Committees))
		if out.Committees, err = namesOf(named.Select("o.id, o.name")); err != nil {
			return out, err
		}
	}
	if len(asked.People) > 0 {
		if out.People, err = q.Nicknames(ctx, asked.People); err != nil {
			return out, err
		}
	}
	if len(asked.Regions) == 0 {
		return out, nil
	}
	regions, err := q.RegionsIn(ctx, asked.Regions)
	out.Regions = make(map[models.RegionCode]string, len(regions))
	out.Places = make(map[models.RegionCode]string, len(regions))
	for _, r := range regions {
		out.Regions[r.Code], out.Places[r.Code] = r.FullName, r.Name
	}
	return out, err
}

func namesOf(db *Query) (map[models.ID]string, error) {
	var rows []struct {
		ID   models.ID
		Name string
	}
	if err := db.Find(&rows).Error; err != nil {
		return nil, Translate(err)
	}
	names := make(map[models.ID]string, len(rows))
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, nil
}
