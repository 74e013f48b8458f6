package store

import (
	"context"

	"gorm.io/gorm"
)

// WriteThroughReader tries what no query may do.
func (s *Store) WriteThroughReader(ctx context.Context) error {
	_, err := s.exec(ctx, "INSERT INTO counters (name, value) VALUES ('x', 1)")
	return err
}

// OnQuery tells the text and values of every SELECT that the mapper builds.
func (s *Store) OnQuery(fn func(query string, args []any)) {
	tell := func(db *gorm.DB) { fn(db.Statement.SQL.String(), append([]any(nil), db.Statement.Vars...)) }
	_ = s.db.Callback().Query().After("gorm:query").Register("test:tell", tell)
	_ = s.db.Callback().Row().After("gorm:row").Register("test:tell", tell)
}

// SessionStatus reads a counter of the connection of a transaction (MariaDB).
func (tx *Tx) SessionStatus(ctx context.Context, name string) (int64, error) {
	var value int64
	row := tx.db.WithContext(ctx).Raw("SELECT CAST(variable_value AS INTEGER) FROM information_schema.session_status WHERE variable_name = ?", name).Row()
	return value, row.Scan(&value)
}

// Prepared counts the statements that the writer keeps.
func (s *Store) Prepared() int {
	pool := s.writer.ConnPool.(*writerPool)
	pool.mu.RLock()
	defer pool.mu.RUnlock()
	return len(pool.stmts)
}
