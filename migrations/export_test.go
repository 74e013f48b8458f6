package migrations

import (
	"context"
	"database/sql"
)

// The numbers of the baselines, and how many there are.
const (
	FirstBaseline = firstBaseline
	LastBaseline  = lastBaseline
	Baselines     = lastBaseline - firstBaseline + 1
)

// UpTo applies files up to a version, for the tests of an upgrade.
func UpTo(ctx context.Context, db *sql.DB, dialect string, version int64) error {
	p, err := provider(db, dialect)
	if err != nil {
		return err
	}
	_, err = p.UpTo(ctx, version)
	return err
}

// Versions lists the versions of a dialect's files.
func Versions(dialect string) ([]int64, error) {
	p, err := provider(new(sql.DB), dialect)
	if err != nil {
		return nil, err
	}
	var out []int64
	for _, s := range p.ListSources() {
		out = append(out, s.Version)
	}
	return out, nil
}
