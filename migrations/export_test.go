package migrations

import (
	"context"
	"database/sql"

	"github.com/pressly/goose/v3"
)

// The numbers of the baselines, and how many there are.
const (
	FirstBaseline = firstBaseline
	LastBaseline  = lastBaseline
	Baselines     = lastBaseline - firstBaseline + 1
)

// Runner migrates one database again and again and reads each file once: reading
// is slow under the race detector.
type Runner struct {
	db      *sql.DB
	dialect string
	p       *goose.Provider
}

// NewRunner makes a runner.
func NewRunner(db *sql.DB, dialect string) (*Runner, error) {
	p, err := provider(db, dialect)
	return &Runner{db, dialect, p}, err
}

// UpTo applies files up to a version as Up does, and tells how many.
func (r *Runner) UpTo(ctx context.Context, version int64) (int, error) {
	return upTo(ctx, r.db, r.dialect, r.p, version)
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
