package regions

import (
	"context"
	"reflect"

	"xinjumin/migrations/seed"
	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Load brings the divisions of the database up to the edition that the program
// carries and reports whether it changed anything. Any number of processes may
// call it at once. Rows that an administrator has edited stay as they are.
func Load(ctx context.Context, st *store.Store) (bool, error) {
	for {
		have, err := readRegionDataVersion(ctx, st)
		if err != nil || have >= seed.Version {
			return false, err
		}
		mine := false
		err = st.InTx(ctx, func(tx *store.Tx) (err error) {
			if mine, err = claimRegionData(ctx, tx, have, seed.Version); err != nil || !mine {
				return err
			}
			return load(ctx, tx)
		})
		if err != nil {
			return false, err
		}
		if mine {
			return true, nil
		}
		// Another process was faster; what it left decides.
	}
}

func load(ctx context.Context, tx *store.Tx) error {
	known, err := tx.AllRegions(ctx)
	if err != nil {
		return err
	}
	var fresh []models.Region
	for r, err := range seed.Regions() {
		if err != nil {
			return err
		}
		r.Name, r.FullName = text.Fold(r.Name), text.Fold(r.FullName)
		r.Pinyin, r.Initials = text.PlacePinyin(r.Name)
		r.Version, r.UpdatedAt = seed.Version, tx.Now
		old, ok := known[r.Code]
		switch {
		case !ok:
			fresh = append(fresh, r)
		case old.Version < models.RegionLoadedMax && !same(old, r):
			if err := updateRegion(ctx, tx, r, old.Version); err != nil {
				return err
			}
		}
	}
	if err := insertRegions(ctx, tx, fresh); err != nil {
		return err
	}
	return loadZones(ctx, tx)
}

// same reports whether two rows differ in nothing but when they were written.
func same(a, b models.Region) bool {
	b.Version, b.UpdatedAt = a.Version, a.UpdatedAt
	return reflect.DeepEqual(a, b)
}

// loadZones adds the zones that are not there; a zone once loaded belongs to the
// administrators.
func loadZones(ctx context.Context, tx *store.Tx) error {
	zones, err := listZones(ctx, tx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, z := range zones {
		known[z.Code] = true
	}
	for z, err := range seed.Zones() {
		if err != nil {
			return err
		}
		if known[z.Code] {
			continue
		}
		z.Name = text.Fold(z.Name)
		z.Pinyin, z.Initials = text.PlacePinyin(z.Name)
		z.Version, z.UpdatedAt = 1, tx.Now
		if err := insertZone(ctx, tx, &z.Zone, z.Members); err != nil {
			return err
		}
	}
	return nil
}
