package store

import (
	"context"

	"xinjumin/models"
)

// Indexes are the blind indexes of a value, one for each index key; nil without
// that key.
type Indexes struct{ Main, Alt []byte }

// HoldsStaffRole reports whether a person has a role over a region or in a
// committee now.
func (q queries) HoldsStaffRole(ctx context.Context, person models.ID, now models.Instant) (bool, error) {
	n, err := Count[models.RoleGrant](ctx, q, "person_id = ? AND scope_kind <> ? AND ended_at IS NULL AND ends_at > ?",
		person, models.ScopeOrganization, now)
	return n > 0, err
}
