package migrations

import (
	"context"
	"database/sql"
	"fmt"
)

// RefuseOld returns ErrOld for a database that was made before the baselines. It
// is known by any version below them: the highest could be one of today, if
// somebody let a program without this rule go on with an old database.
func RefuseOld(ctx context.Context, db *sql.DB, dialect string) error {
	exists, err := hasVersionTable(ctx, db, dialect)
	if err != nil || !exists {
		return err
	}
	var version sql.NullInt64
	const below = "SELECT MAX(version_id) FROM goose_db_version WHERE version_id > 0 AND version_id < ?"
	err = db.QueryRowContext(ctx, below, firstBaseline).Scan(&version)
	if err != nil {
		return fmt.Errorf("read the schema version: %w", err)
	}
	if version.Valid {
		return fmt.Errorf("%w (schema version %d) and cannot be brought up to date: keep it as a backup, "+
			"give this program an empty database and run \"xinjumin migrate\"", ErrOld, version.Int64)
	}
	return nil
}

func hasVersionTable(ctx context.Context, db *sql.DB, dialect string) (bool, error) {
	query := "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'goose_db_version'"
	if dialect == "mysql" {
		query = `SELECT COUNT(*) FROM information_schema.tables
			WHERE table_schema = DATABASE() AND table_name = 'goose_db_version'`
	}
	var n int
	if err := db.QueryRowContext(ctx, query).Scan(&n); err != nil {
		return false, fmt.Errorf("look for the schema version: %w", err)
	}
	return n > 0, nil
}

// finishVersionTable writes the first row of the version table where a process
// was killed between making the table and writing it: MySQL keeps the empty table,
// and the library refuses it for ever.
func finishVersionTable(ctx context.Context, db *sql.DB, dialect string) error {
	exists, err := hasVersionTable(ctx, db, dialect)
	if err != nil || !exists {
		return err
	}
	var n int
	if err := db.QueryRowContext(ctx, "SELECT COUNT(*) FROM goose_db_version").Scan(&n); err != nil || n > 0 {
		return err
	}
	_, err = db.ExecContext(ctx, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)")
	return err
}
