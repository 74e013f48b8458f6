package store

import (
	"context"
	"database/sql"
)

// Moment is the database as it was at one moment.
type Moment struct{ queries }

// Snapshot runs fn on one state of the database: what commits meanwhile is not
// seen. It writes nothing and holds up nobody; fn must be short.
func (s *Store) Snapshot(ctx context.Context, fn func(r Moment) error) error {
	opts := &sql.TxOptions{}
	if s.dialect == MySQL { // SQLite's readers cannot write, and see one state from their first read
		opts = &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	db := s.Query(ctx).Begin(opts)
	if db.Error != nil {
		return Translate(db.Error)
	}
	defer db.Rollback()
	return fn(Moment{queries{db: db, dialect: s.dialect, statements: s.statements}})
}
