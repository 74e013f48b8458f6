package act

import (
	"bytes"
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// Locks are taken from above to below, everywhere: the organization above a
// sub-group, the organization, then what lies in it; of two organizations side by
// side the one with the smaller id first. Two acts that keep this order wait for
// each other; two that do not kill each other.

// LockOrganization holds the row of an organization that the actor may see, else
// it is models.ErrNotFound. Before a sub-group the organization above it is held,
// so that membership there stands still, too.
func LockOrganization(
	ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID,
) (models.Organization, error) {
	o, err := tx.Organization(ctx, actor, id)
	if err != nil {
		return models.Organization{}, err
	}
	if o.IsSubGroup() {
		if _, err := tx.LockOrganization(ctx, *o.ParentID); err != nil {
			return models.Organization{}, err
		}
	}
	return tx.LockOrganization(ctx, id)
}

// Hold is LockOrganization for an organization that was found by something else
// that the actor may see, or by a job.
func Hold(ctx context.Context, tx *store.Tx, id models.ID) (models.Organization, error) {
	parent, err := readParentOf(ctx, tx, id)
	if err != nil {
		return models.Organization{}, err
	}
	if parent != nil {
		if _, err := tx.LockOrganization(ctx, *parent); err != nil {
			return models.Organization{}, err
		}
	}
	return tx.LockOrganization(ctx, id)
}

// HoldBoth holds two organizations that stand side by side, neither of them a
// sub-group, in the order of their ids. They may be the same.
func HoldBoth(ctx context.Context, tx *store.Tx, a, b models.ID) (
	first, second models.Organization, err error) {
	if bytes.Compare(b[:], a[:]) < 0 {
		second, first, err = HoldBoth(ctx, tx, b, a)
		return first, second, err
	}
	if first, err = tx.LockOrganization(ctx, a); err != nil || a == b {
		return first, first, err
	}
	second, err = tx.LockOrganization(ctx, b)
	return first, second, err
}

// Under holds the organization of something that lies in it, and gives both. read
// finds the thing as far as the actor may see it; it is asked once to learn the
// organization, and again behind the lock, where the thing stands still.
func Under[C any](ctx context.Context, tx *store.Tx, read func() (C, error),
	parent func(C) models.ID) (C, models.Organization, error) {
	c, err := read()
	if err != nil {
		return c, models.Organization{}, err
	}
	o, err := Hold(ctx, tx, parent(c))
	if err != nil {
		return c, o, err
	}
	c, err = read()
	return c, o, err
}
