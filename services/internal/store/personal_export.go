package store

import (
	"context"
	"database/sql"

	"xinjumin/models"
)

// Reader is the queries bound to one moment of the database.
type Reader struct{ queries }

// Snapshot runs fn on one state of the database: what commits meanwhile is not
// seen. It writes nothing and holds up nobody; fn must be short.
func (s *Store) Snapshot(ctx context.Context, fn func(r Reader) error) error {
	opts := &sql.TxOptions{}
	if s.dialect == MySQL { // SQLite's readers cannot write, and see one state from their first read
		opts = &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	db := s.db.WithContext(ctx).Begin(opts)
	if db.Error != nil {
		return translate(db.Error)
	}
	defer db.Rollback()
	return fn(Reader{queries{db: db, dialect: s.dialect, statements: s.statements}})
}

// InsertDataExport adds a request.
func (tx *Tx) InsertDataExport(ctx context.Context, row *models.DataExport) error {
	return tx.create(ctx, row)
}

// CountDataExports counts a person's requests since an instant.
func (q queries) CountDataExports(ctx context.Context, person models.ID, since models.Instant) (int64, error) {
	return count[models.DataExport](ctx, q, "person_id = ? AND created_at > ?", person, since)
}

// DataExport reads a person's own request.
func (q queries) DataExport(ctx context.Context, person, id models.ID) (models.DataExport, error) {
	return take[models.DataExport](ctx, q, "id = ? AND person_id = ?", id, person)
}

// TouchDataExport counts a read of a request that lives; else it is
// ErrNotAffected.
func (tx *Tx) TouchDataExport(ctx context.Context, person, id models.ID) error {
	return tx.exec1(ctx, `UPDATE data_exports SET read_count = read_count + 1, last_read_at = ?
		WHERE id = ? AND person_id = ? AND expires_at > ?`, tx.Now, id, person, tx.Now)
}

// PurgeDataExports removes requests that expired before an instant.
func (s *Store) PurgeDataExports(ctx context.Context, before models.Instant) (int64, error) {
	return s.purge(ctx, before, func(ends *[]models.Instant) error {
		return s.db.WithContext(ctx).Raw("SELECT expires_at FROM data_exports WHERE expires_at <= ? ORDER BY expires_at LIMIT ?", before, purgeStep).Scan(ends).Error
	}, func(tx *Tx, upTo models.Instant) (int64, error) {
		return tx.exec(ctx, "DELETE FROM data_exports WHERE expires_at <= ?", upTo)
	})
}

// idList bounds the ids of one statement.
const idList = 500

// OtherPeople tells which of the ids name people other than this one, or their
// sessions.
func (q queries) OtherPeople(ctx context.Context, person models.ID, ids []models.ID) (map[models.ID]bool, error) {
	others := map[models.ID]bool{}
	for len(ids) > 0 {
		part := ids[:min(len(ids), idList)]
		ids = ids[len(part):]
		var found []models.ID
		err := q.db.WithContext(ctx).Raw(`SELECT p.id FROM persons p WHERE p.id IN ? AND p.id <> ?
			UNION ALL SELECT s.id FROM sessions s WHERE s.id IN ? AND s.person_id <> ?`, part, person, part, person).Scan(&found).Error
		if err != nil {
			return nil, translate(err)
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

// NamesOf gives the names of the rows that ids in a column point at; none for
// columns that point at nothing with a name.
func (q queries) NamesOf(ctx context.Context, column string, ids []models.ID) (map[models.ID]string, error) {
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
		if err := q.db.WithContext(ctx).Raw(nameQueries[column], part).Scan(&rows).Error; err != nil {
			return nil, translate(err)
		}
		for _, r := range rows {
			names[r.ID] = r.Name
		}
	}
	return names, nil
}

// PlacesOf gives the full names of divisions.
func (q queries) PlacesOf(ctx context.Context, codes []models.RegionCode) (map[models.RegionCode]string, error) {
	places := map[models.RegionCode]string{}
	for len(codes) > 0 {
		part := codes[:min(len(codes), idList)]
		codes = codes[len(part):]
		var rows []models.Region
		if err := q.db.WithContext(ctx).Where("code IN ?", part).Find(&rows).Error; err != nil {
			return nil, translate(err)
		}
		for _, r := range rows {
			places[r.Code] = r.FullName
		}
	}
	return places, nil
}
