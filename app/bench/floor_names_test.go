package bench

import (
	"context"
	"errors"
	"strings"

	"xinjumin/models"
	"xinjumin/models/activity"
)

// The names that stand beside ids: one statement for each noun of an answer.

type floorNames struct {
	organizations map[models.ID]string
	regions       map[models.RegionCode]string
}

const imagesQuery = `SELECT id FROM files WHERE subject_kind = ? AND subject_id = ? AND state = ?
	ORDER BY created_at, id LIMIT ?`

func (f *floor) namesOf(ctx context.Context, all []activity.Activity) (floorNames, error) {
	var ids, codes []any
	out := floorNames{map[models.ID]string{}, map[models.RegionCode]string{}}
	for _, a := range all {
		if _, known := out.organizations[a.OrganizationID]; !known {
			out.organizations[a.OrganizationID] = ""
			ids = append(ids, a.OrganizationID[:])
		}
		if _, known := out.regions[a.RegionCode]; !known {
			out.regions[a.RegionCode] = ""
			codes = append(codes, string(a.RegionCode))
		}
	}
	if len(all) == 0 {
		return out, nil
	}
	err := f.pairs(ctx, "SELECT id, name FROM organizations WHERE moderation <> 'blocked' AND "+
		"state <> 'draft' AND id IN ",
		ids, func(scan func(...any) error) error {
			var id models.ID
			var name string
			err := scan(&id, &name)
			out.organizations[id] = name
			return err
		})
	return out, errors.Join(err, f.pairs(ctx, "SELECT code, full_name FROM regions WHERE code IN ", codes,
		func(scan func(...any) error) error {
			var code models.RegionCode
			var name string
			err := scan(&code, &name)
			out.regions[code] = name
			return err
		}))
}

func (f *floor) pairs(ctx context.Context, query string, in []any, each func(scan func(...any) error) error) error {
	rows, err := f.query(ctx, query+"(?"+strings.Repeat(", ?", len(in)-1)+")", in...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// withoutImages finds the pictures of an activity, of which those here have none.
func (f *floor) withoutImages(ctx context.Context, id models.ID) error {
	rows, err := f.query(ctx, imagesQuery, "activity", id[:], "ready", 100)
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		return errors.New("the floor reads activities without pictures")
	}
	return rows.Err()
}
