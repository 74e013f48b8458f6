package store

import (
	"context"

	"xinjumin/models"
)

// GrantHolds is true for grants g that hold now; it takes the instant twice.
const GrantHolds = "g.ended_at IS NULL AND g.starts_at <= ? AND g.ends_at > ?"

// Committee reads one committee.
func (q queries) Committee(ctx context.Context, id models.ID) (models.MediationCommittee, error) {
	return Take[models.MediationCommittee](ctx, q, "id = ?", id)
}

// CommitteePeople lists everybody who holds a role in a committee at an instant.
func (q queries) CommitteePeople(ctx context.Context, committee models.ID, role models.Role,
	now models.Instant) ([]models.ID, error) {
	var ids []models.ID
	err := q.Query(ctx).Table("role_grants AS g").
		Where("g.committee_id = ? AND g.role = ? AND "+GrantHolds, committee, role, now, now).
		Order("g.created_at, g.id").Pluck("g.person_id", &ids).Error
	return ids, Translate(err)
}
