package rekey

import (
	"context"
	"errors"
	"fmt"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Check refuses a ring that lacks a key with which values of the database are
// sealed or indexed, or has another secret for it. It changes nothing.
func Check(ctx context.Context, st *store.Store, ring *keyring.Ring) error {
	marks, err := listKeyMarks(ctx, st)
	if err != nil {
		return err
	}
	var faults []error
	for _, m := range marks {
		faults = append(faults, ring.Check(markOf(m)))
	}
	for _, slot := range []keyring.Slot{keyring.SlotMain, keyring.SlotAlt} {
		if ring.HasIndex(slot) && !ring.HasIndex(1-slot) {
			lacks, err := anyLacks(ctx, st, slot)
			if err != nil {
				return err
			}
			if lacks {
				faults = append(faults,
					errors.New("the key ring lacks an index key under which people are still indexed; put it back "+
						"and run \"keys reindex\" with both"))
			}
		}
	}
	return errors.Join(faults...)
}

// anyLacks reports whether some value has no index in a slot but one in the
// other.
func anyLacks(ctx context.Context, st *store.Store, slot keyring.Slot) (bool, error) {
	for _, col := range keyring.Indexed() {
		if lacks, err := lacksIndex(ctx, st, col.String(), slot == keyring.SlotAlt); err != nil || lacks {
			return lacks, err
		}
	}
	return false, nil
}

// Mark leaves the marks of the keys that this ring writes with. Call it before
// anything is written.
func Mark(ctx context.Context, st *store.Store, ring *keyring.Ring) error {
	marks, err := ring.Marks()
	if err != nil {
		return err
	}
	rows, err := listKeyMarks(ctx, st)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, m := range rows {
		there[m.Purpose+m.KeyID] = true
	}
	for _, m := range marks {
		if there[m.Purpose+m.KeyID] {
			continue
		}
		err := inTx(ctx, st, func(tx *store.Tx) error { return insertKeyMark(ctx, tx, m.Purpose, m.KeyID, m.Proof) })
		if err != nil && !errors.Is(err, store.ErrDuplicate) { // another process was faster
			return fmt.Errorf("mark the key %s: %w", m.KeyID, err)
		}
	}
	return nil
}

// unmark takes away the marks of keys that nothing needs any more.
func unmark(ctx context.Context, st *store.Store, done func(keyring.Mark) bool) error {
	rows, err := listKeyMarks(ctx, st)
	if err != nil {
		return err
	}
	return inTx(ctx, st, func(tx *store.Tx) error {
		for _, m := range rows {
			if !done(markOf(m)) {
				continue
			}
			if err := deleteKeyMark(ctx, tx, m.Purpose, m.KeyID); err != nil {
				return err
			}
		}
		return nil
	})
}

func markOf(m store.KeyMark) keyring.Mark {
	return keyring.Mark{Purpose: m.Purpose, KeyID: m.KeyID, Proof: m.Proof}
}

func inTx(ctx context.Context, st *store.Store, fn func(tx *store.Tx) error) error {
	return st.InTx(models.WithTicket(ctx, nil), fn)
}
