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
	_ = s.db.Callback().Query().After("gorm:query").Register("test:tell", func(db *gorm.DB) {
		fn(db.Statement.SQL.String(), append([]any(nil), db.Statement.Vars...))
	})
}
