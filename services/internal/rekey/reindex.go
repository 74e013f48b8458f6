package rekey

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Reindexed is the outcome of Reindex.
type Reindexed struct {
	Values int // indexed anew by this run
	// Faults names the values that do not open, and those whose index another
	// person holds, which cannot be while every writer has both keys.
	Faults []string
}

// Reindex gives every person, every ban and every entry of a list the blind indexes of this ring: with two index
// keys it fills both slots, with one it empties the other, whose key may then be
// forgotten. It refuses what Check refuses, so that no slot is emptied that the
// uniqueness of a number still rests on.
func Reindex(ctx context.Context, st *store.Store, ring *keyring.Ring, progress Progress) (Reindexed, error) {
	var out Reindexed
	if err := Check(ctx, st, ring); err != nil {
		return out, err
	}
	for _, col := range keyring.Indexed() {
		if err := reindexColumn(ctx, st, ring, col, progress, &out); err != nil {
			return out, err
		}
	}
	if len(out.Faults) > 0 {
		return out, nil
	}
	return out, unmark(ctx, st, func(m keyring.Mark) bool { return !m.Root() && !ring.HasIndex(m.Slot()) })
}

// reindexColumn walks until a walk finds nothing to do: a writer meanwhile
// has the same keys, but a batch may miss a row that was just being written.
func reindexColumn(ctx context.Context, st *store.Store, ring *keyring.Ring, col keyring.Column, progress Progress,
	out *Reindexed) error {
	for range rounds {
		var after models.ID
		var faults []string
		touched, seen := 0, 0
		total, err := countIndexed(ctx, st, col.String())
		if err != nil {
			return err
		}
		for {
			rows, err := listIndexed(ctx, st, col.String(), after, step)
			if err != nil {
				return err
			}
			if len(rows) == 0 {
				break
			}
			after = rows[len(rows)-1].ID
			todo, bad := outdated(ring, col, rows)
			n, clashes, err := reindexBatch(ctx, st, col, todo)
			if err != nil {
				return err
			}
			touched += len(todo) - len(clashes)
			out.Values += n
			faults = append(append(faults, bad...), clashes...)
			seen += len(rows)
			progress(col.String(), seen, total)
		}
		if touched == 0 {
			out.Faults = append(out.Faults, faults...)
			return nil
		}
	}
	return fmt.Errorf("%s: other processes index with other keys: give every process this ring first", col)
}

// outdated gives the rows whose indexes are not those of the ring, with what
// they should be.
func outdated(ring *keyring.Ring, col keyring.Column, rows []indexedValue) (todo []indexedValue, bad []string) {
	for _, row := range rows {
		plain, err := ring.Open(col, row.ID[:], row.Sealed)
		if err != nil {
			bad = append(bad, fmt.Sprintf("%s of %s: %v", col, row.ID, errors.Unwrap(err)))
			continue
		}
		main, alt := ring.BlindIndexes(col, string(plain))
		if !bytes.Equal(main, row.Main) || !bytes.Equal(alt, row.Alt) {
			row.Main, row.Alt = main, alt
			todo = append(todo, row)
		}
	}
	return todo, bad
}

func reindexBatch(ctx context.Context, st *store.Store, col keyring.Column, rows []indexedValue) (n int,
	clashes []string, err error) {
	if len(rows) == 0 {
		return 0, nil, nil
	}
	err = inTx(ctx, st, func(tx *store.Tx) error {
		n, clashes = 0, nil
		for _, row := range rows {
			switch err := reindex(ctx, tx, col.String(), row); {
			case err == nil:
				n++
			case errors.Is(err, store.ErrDuplicate):
				clashes = append(clashes, fmt.Sprintf("%s of %s: another person has the same", col, row.ID))
			case !errors.Is(err, store.ErrNotAffected):
				return err
			}
		}
		return nil
	})
	return n, clashes, err
}
