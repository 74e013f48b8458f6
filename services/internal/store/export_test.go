package store

import "context"

// WriteThroughReader tries what no query may do.
func (s *Store) WriteThroughReader(ctx context.Context) error {
	return s.Query(ctx).Exec("INSERT INTO counters (name, value) VALUES ('x', 1)").Error
}

// SessionStatus reads a counter of the connection of a transaction (MariaDB).
func (tx *Tx) SessionStatus(ctx context.Context, name string) (int64, error) {
	var value int64
	row := tx.Query(ctx).Raw(`SELECT CAST(variable_value AS INTEGER)
		FROM information_schema.session_status WHERE variable_name = ?`, name).Row()
	return value, row.Scan(&value)
}

// Prepared counts the statements that the writer keeps.
func (s *Store) Prepared() int {
	pool := s.writer.ConnPool.(*writerPool)
	pool.mu.RLock()
	defer pool.mu.RUnlock()
	return len(pool.stmts)
}
