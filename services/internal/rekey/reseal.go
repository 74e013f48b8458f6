package rekey

import (
	"context"
	"errors"
	"fmt"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

const (
	// step bounds what one transaction writes, so that nobody waits for it.
	step = 200
	// rounds bounds how often a column is walked again because values under an
	// old key keep coming.
	rounds = 20
)

// Progress hears how far a walk is.
type Progress func(kind string, done, total int)

// Resealed is the outcome of Reseal.
type Resealed struct {
	Values int // sealed anew by this run
	// Unreadable names the values that do not open; they stay as they are.
	Unreadable []string
	// Answers of repeated requests are not sealed anew; so many still need an
	// old key, for a day at most.
	Answers int
}

// Done reports whether no value needs an old key any more.
func (r Resealed) Done() bool { return len(r.Unreadable) == 0 && r.Answers == 0 }

// ErrOldWriters means that values under an old key keep coming.
var ErrOldWriters = errors.New("values are still being sealed with an old key: give every process the new ring first")

// Reseal seals every value of the database with the active root that another
// root has sealed. When nothing is left, the old roots lose their marks and may
// be taken out of the ring.
func Reseal(ctx context.Context, st *store.Store, ring *keyring.Ring, progress Progress) (Resealed, error) {
	var out Resealed
	for _, col := range keyring.Columns() {
		c := column{st: st, ring: ring, col: col, progress: progress}
		err := c.reseal(ctx)
		out.Values += c.done
		out.Unreadable = append(out.Unreadable, c.unreadable...)
		if err != nil {
			return out, err
		}
	}
	var err error
	if out.Answers, err = countStaleAnswers(ctx, st, ring.ActiveKey(), st.Now()); err != nil || !out.Done() {
		return out, err
	}
	return out, unmark(ctx, st, func(m keyring.Mark) bool { return m.Root() && !ring.Writes(m) })
}

// column is the walk through one sealed column.
type column struct {
	st         *store.Store
	ring       *keyring.Ring
	col        keyring.Column
	progress   Progress
	done       int
	unreadable []string
}

func (c *column) reseal(ctx context.Context) error {
	for range rounds {
		left, err := countStale(ctx, c.st, c.col.String(), c.ring.ActiveKey())
		if err != nil {
			return err
		}
		if left == len(c.unreadable) { // of the last round
			return nil
		}
		if err := c.round(ctx, c.done+left); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s: %w", c.col, ErrOldWriters)
}

// round walks the column once, by id.
func (c *column) round(ctx context.Context, total int) error {
	var after models.ID
	c.unreadable = nil
	for {
		rows, err := listStale(ctx, c.st, c.col.String(), c.ring.ActiveKey(), after, step)
		if err != nil || len(rows) == 0 {
			return err
		}
		after = rows[len(rows)-1].ID
		if err := c.batch(ctx, rows); err != nil {
			return err
		}
		c.progress(c.col.String(), c.done, total)
	}
}

func (c *column) batch(ctx context.Context, rows []sealedValue) error {
	fresh := make([][]byte, len(rows))
	for i, row := range rows {
		plain, err := c.ring.Open(c.col, row.ID[:], row.Sealed)
		if err != nil {
			c.unreadable = append(c.unreadable, fmt.Sprintf("%s of %s: %v", c.col, row.ID, errors.Unwrap(err)))
			continue
		}
		if fresh[i], err = c.ring.Seal(c.col, row.ID[:], plain); err != nil {
			return err
		}
	}
	n := 0
	err := inTx(ctx, c.st, func(tx *store.Tx) error {
		n = 0
		for i, row := range rows {
			if fresh[i] == nil {
				continue
			}
			// A value that somebody has replaced meanwhile is theirs.
			switch err := reseal(ctx, tx, c.col.String(), row, fresh[i]); {
			case err == nil:
				n++
			case !errors.Is(err, store.ErrNotAffected):
				return err
			}
		}
		return nil
	})
	if err == nil {
		c.done += n
	}
	return err
}
