package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"xinjumin/models"
)

// regionData is the setting that says which edition of the divisions is loaded.
const regionData = "seed.regions"

// regionBatch keeps a statement far below the placeholder limits of both
// engines.
const regionBatch = 200

// RegionDataVersion tells which edition is loaded; -1 is none.
func (q queries) RegionDataVersion(ctx context.Context) (int, error) {
	var values []string
	err := q.db.WithContext(ctx).Raw("SELECT value FROM settings WHERE name = ?", regionData).Scan(&values).Error
	if err != nil {
		return 0, translate(err)
	}
	if len(values) == 0 {
		return -1, nil
	}
	v, err := strconv.Atoi(values[0])
	if err != nil {
		return 0, fmt.Errorf("setting %s: %w", regionData, err)
	}
	return v, nil
}

// ClaimRegionData says that this transaction loads the edition over the old
// one. Of several processes one gets true; the others wait for its end and get
// false, or true when it failed.
func (tx *Tx) ClaimRegionData(ctx context.Context, old, edition int) (bool, error) {
	var err error
	if old < 0 {
		_, err = tx.exec(ctx, "INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?)", regionData, strconv.Itoa(edition), tx.Now)
	} else {
		err = tx.exec1(ctx, "UPDATE settings SET value = ?, updated_at = ? WHERE name = ? AND value = ?",
			strconv.Itoa(edition), tx.Now, regionData, strconv.Itoa(old))
	}
	if errors.Is(err, ErrDuplicate) || errors.Is(err, ErrNotAffected) {
		return false, nil
	}
	return err == nil, err
}

// AllRegions gives every division by code.
func (q queries) AllRegions(ctx context.Context) (map[models.RegionCode]models.Region, error) {
	var rows []models.Region
	if err := q.db.WithContext(ctx).Find(&rows).Error; err != nil {
		return nil, translate(err)
	}
	all := make(map[models.RegionCode]models.Region, len(rows))
	for _, r := range rows {
		all[r.Code] = r
	}
	return all, nil
}

// InsertRegions adds many divisions.
func (tx *Tx) InsertRegions(ctx context.Context, rows []models.Region) error {
	return translate(tx.db.WithContext(ctx).CreateInBatches(rows, regionBatch).Error)
}

// InsertZone adds a functional zone and what it lies over.
func (tx *Tx) InsertZone(ctx context.Context, z *models.Zone, members []models.RegionCode) error {
	if err := tx.create(ctx, z); err != nil {
		return err
	}
	for _, m := range members {
		if err := tx.create(ctx, &models.ZoneMember{ZoneCode: z.Code, RegionCode: m}); err != nil {
			return err
		}
	}
	return nil
}
