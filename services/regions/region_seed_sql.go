package regions

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// regionData is the setting that says which edition of the divisions is loaded.
const regionData = "seed.regions"

// regionBatch keeps a statement far below the placeholder limits of both
// engines.
const regionBatch = 200

// readRegionDataVersion tells which edition is loaded; -1 is none.
func readRegionDataVersion(ctx context.Context, q store.Reader) (int, error) {
	var values []string
	err := q.Query(ctx).Raw("SELECT value FROM settings WHERE name = ?", regionData).Scan(&values).Error
	if err != nil {
		return 0, store.Translate(err)
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

// claimRegionData says that this transaction loads the edition over the old
// one. Of several processes one gets true; the others wait for its end and get
// false, or true when it failed.
func claimRegionData(ctx context.Context, tx *store.Tx, old, edition int) (bool, error) {
	var err error
	if old < 0 {
		_, err = tx.ExecN(ctx, "INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?)", regionData,
			strconv.Itoa(edition), tx.Now)
	} else {
		err = tx.Exec1(ctx, "UPDATE settings SET value = ?, updated_at = ? WHERE name = ? AND value = ?",
			strconv.Itoa(edition), tx.Now, regionData, strconv.Itoa(old))
	}
	if errors.Is(err, store.ErrDuplicate) || errors.Is(err, store.ErrNotAffected) {
		return false, nil
	}
	return err == nil, err
}

// insertRegions adds many divisions.
func insertRegions(ctx context.Context, tx *store.Tx, rows []models.Region) error {
	return store.Translate(tx.Query(ctx).CreateInBatches(rows, regionBatch).Error)
}

// insertZone adds a functional zone and what it lies over.
func insertZone(ctx context.Context, tx *store.Tx, z *models.Zone, members []models.RegionCode) error {
	if err := tx.Create(ctx, z); err != nil {
		return err
	}
	for _, m := range members {
		if err := tx.Create(ctx, &models.ZoneMember{ZoneCode: z.Code, RegionCode: m}); err != nil {
			return err
		}
	}
	return nil
}
