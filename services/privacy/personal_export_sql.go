package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertDataExport adds a request.
func insertDataExport(ctx context.Context, tx *store.Tx, row *models.DataExport) error {
	return tx.Create(ctx, row)
}

// countDataExports counts a person's requests since an instant.
func countDataExports(ctx context.Context, q store.Reader, person models.ID, since models.Instant) (int64, error) {
	return store.Count[models.DataExport](ctx, q, "person_id = ? AND created_at > ?", person, since)
}

// readDataExport reads a person's own request.
func readDataExport(ctx context.Context, q store.Reader, person, id models.ID) (models.DataExport, error) {
	return store.Take[models.DataExport](ctx, q, "id = ? AND person_id = ?", id, person)
}

// touchDataExport counts a read of a request that lives; else it is
// ErrNotAffected.
func touchDataExport(ctx context.Context, tx *store.Tx, person, id models.ID) error {
	return tx.Exec1(ctx, `UPDATE data_exports SET read_count = read_count + 1, last_read_at = ?
		WHERE id = ? AND person_id = ? AND expires_at > ?`, tx.Now, id, person, tx.Now)
}

// purgeDataExports removes requests that expired before an instant.
func purgeDataExports(ctx context.Context, s *store.Store, before models.Instant) (int64, error) {
	return s.Purge(ctx, before, func(ends *[]models.Instant) error {
		return s.Query(ctx).Raw(`SELECT expires_at FROM data_exports WHERE expires_at <= ?
			ORDER BY expires_at LIMIT ?`, before, store.PurgeStep).Scan(ends).Error
	}, func(tx *store.Tx, upTo models.Instant) (int64, error) {
		return tx.ExecN(ctx, "DELETE FROM data_exports WHERE expires_at <= ?", upTo)
	})
}

// idList bounds the ids of one statement.
const idList = 500

// listOtherPeople tells which of the ids name people other than this one, or their
// sessions.
func listOtherPeople(ctx context.Context, q store.Reader, person models.ID, ids []models.ID) (map[models.ID]bool,
	error) {
	others := map[models.ID]bool{}
	for len(ids) > 0 {
		part := ids[:min(len(ids), idList)]
		ids = ids[len(part):]
		var found []models.ID
		err := q.Query(ctx).Raw(`SELECT p.id FROM persons p WHERE p.id IN ? AND p.id <> ?
			UNION ALL SELECT s.id FROM sessions s WHERE s.id IN ? AND s.person_id <> ?`, part, person, part, person).
			Scan(&found).Error
		if err != nil {
			return nil, store.Translate(err)
		}
		for _, id := range found {
			others[id] = true
		}
	}
	return others, nil
}

// nameQueries tell what the rows are called that a column points at.
var nameQueries = map[string]string{
	"organization_id": "SELECT id, name FROM organizations WHERE id IN ?",
	"committee_id":    "SELECT id, name FROM mediation_committees WHERE id IN ?",
	"activity_id":     "SELECT id, title AS name FROM activities WHERE id IN ?",
	"poll_id":         "SELECT id, title AS name FROM polls WHERE id IN ?",
	"dispute_id":      "SELECT id, number AS name FROM disputes WHERE id IN ?",
}

// listNamesOf gives the names of the rows that ids in a column point at; none for
// columns that point at nothing with a name.
func listNamesOf(ctx context.Context, q store.Reader, column string, ids []models.ID) (map[models.ID]string, error) {
	names := map[models.ID]string{}
	if _, known := nameQueries[column]; !known {
		return names, nil
	}
	for len(ids) > 0 {
		part := ids[:min(len(ids), idList)]
		ids = ids[len(part):]
		var rows []struct {
			ID   models.ID
			Name string
		}
		if err := q.Query(ctx).Raw(nameQueries[column], part).Scan(&rows).Error; err != nil {
			return nil, store.Translate(err)
		}
		for _, r := range rows {
			names[r.ID] = r.Name
		}
	}
	return names, nil
}

// listPlacesOf gives the full names of divisions.
func listPlacesOf(ctx context.Context, q store.Reader, codes []models.RegionCode) (map[models.RegionCode]string,
	error) {
	places := map[models.RegionCode]string{}
	for len(codes) > 0 {
		part := codes[:min(len(codes), idList)]
		codes = codes[len(part):]
		var rows []models.Region
		if err := q.Query(ctx).Where("code IN ?", part).Find(&rows).Error; err != nil {
			return nil, store.Translate(err)
		}
		for _, r := range rows {
			places[r.Code] = r.FullName
		}
	}
	return places, nil
}
