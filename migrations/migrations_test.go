package migrations_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"testing"

	"xinjumin/migrations"
)

func TestUp_againDoesNothing(t *testing.T) {
	each(t, func(t *testing.T, p place) {
		ctx, db := context.Background(), p.open(t)
		n, err := migrations.Up(ctx, db, p.dialect)
		if err != nil || n < migrations.Baselines {
			t.Fatalf("applied %d: %v", n, err)
		}
		if n, err := migrations.Up(ctx, db, p.dialect); err != nil || n != 0 {
			t.Fatalf("second run applied %d: %v", n, err)
		}
		if n, err := migrations.Pending(ctx, db, p.dialect); err != nil || n != 0 {
			t.Fatalf("pending %d: %v", n, err)
		}
	})
}

func TestUp_fromEveryOlderVersion(t *testing.T) {
	each(t, func(t *testing.T, p place) {
		ctx, db := context.Background(), p.open(t)
		versions := versions(t, p.dialect)
		runner := newRunner(t, db, p.dialect)
		for i, v := range versions {
			if _, err := runner.UpTo(ctx, v); err != nil {
				t.Fatalf("up to %d: %v", v, err)
			}
			if n, err := migrations.Pending(ctx, db, p.dialect); err != nil || n != len(versions)-1-i {
				t.Fatalf("at %d: pending %d: %v", v, n, err)
			}
		}
	})
}

func newRunner(t *testing.T, db *sql.DB, dialect string) *migrations.Runner {
	t.Helper()
	r, err := migrations.NewRunner(db, dialect)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// versions lists the versions of the files of a dialect.
func versions(t *testing.T, dialect string) []int64 {
	t.Helper()
	list, err := migrations.Versions(dialect)
	if err != nil || len(list) < migrations.Baselines {
		t.Fatalf("versions %v: %v", list, err)
	}
	return list
}

func TestUp_severalProcessesAtOnce(t *testing.T) {
	each(t, func(t *testing.T, p place) {
		pools := []*sql.DB{p.open(t), p.open(t), p.open(t), p.open(t)}
		applied, failures := make([]int, len(pools)), make([]error, len(pools))
		var wg sync.WaitGroup
		for i, pool := range pools {
			wg.Go(func() { applied[i], failures[i] = migrations.Up(context.Background(), pool, p.dialect) })
		}
		wg.Wait()
		if err := errors.Join(failures...); err != nil {
			t.Fatal(err)
		}
		total := 0
		for _, n := range applied {
			total += n
		}
		if want := len(versions(t, p.dialect)); total != want {
			t.Errorf("applied %v, want %d in all", applied, want)
		}
		if n, err := migrations.Pending(context.Background(), pools[0], p.dialect); err != nil || n != 0 {
			t.Errorf("pending %d: %v", n, err)
		}
	})
}

func TestUp_newerDatabaseIsRefused(t *testing.T) {
	each(t, func(t *testing.T, p place) {
		ctx, db := context.Background(), p.open(t)
		if _, err := migrations.Up(ctx, db, p.dialect); err != nil {
			t.Fatal(err)
		}
		run(t, db, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
		if _, err := migrations.Up(ctx, db, p.dialect); !errors.Is(err, migrations.ErrNewer) {
			t.Errorf("Up: %v", err)
		}
		if _, err := migrations.Pending(ctx, db, p.dialect); !errors.Is(err, migrations.ErrNewer) {
			t.Errorf("Pending: %v", err)
		}
	})
}

// An old database is known by any of its versions, also beside those of today,
// and nothing is done to it.
func TestUp_oldDatabaseIsRefused(t *testing.T) {
	each(t, func(t *testing.T, p place) {
		ctx, db := context.Background(), p.open(t)
		if err := migrations.RefuseOld(ctx, db, p.dialect); err != nil {
			t.Fatalf("an empty database: %v", err)
		}
		if _, err := newRunner(t, db, p.dialect).UpTo(ctx, migrations.FirstBaseline); err != nil {
			t.Fatal(err)
		}
		before := definitions(t, p.dialect, db)
		refused := func(what string, err error) {
			t.Helper()
			if !errors.Is(err, migrations.ErrOld) || !strings.Contains(err.Error(), "schema version 27)") {
				t.Errorf("%s: %v", what, err)
			}
		}
		run(t, db, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (27, 1)")
		for _, sibling := range []string{"version_id = 1001", "version_id = 0"} {
			_, err := migrations.Up(ctx, db, p.dialect)
			refused("Up", err)
			_, err = migrations.Pending(ctx, db, p.dialect)
			refused("Pending", err)
			refused("RefuseOld", migrations.RefuseOld(ctx, db, p.dialect))
			run(t, db, "DELETE FROM goose_db_version WHERE "+sibling)
		}
		same(t, before, definitions(t, p.dialect, db))
	})
}
