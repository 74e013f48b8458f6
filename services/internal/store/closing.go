package store

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
)

// Headed is something that a person leads alone: an organization, or a committee.
type Headed struct {
	ID   models.ID
	Name string
}

// CommitteesHeadedAlone lists the committees with running cases that would lose
// their last head.
func (q queries) CommitteesHeadedAlone(ctx context.Context, person models.ID, now models.Instant) ([]Headed, error) {
	var rows []Headed
	err := q.Query(ctx).Table("role_grants g").Select("c.id, c.name").
		Joins("JOIN mediation_committees c ON c.id = g.committee_id").
		Where("g.person_id = ? AND g.role = ? AND "+GrantHolds, person, models.RoleCommitteeHead, now, now).
		Where(`NOT EXISTS (SELECT 1 FROM role_grants x
			WHERE x.committee_id = g.committee_id AND x.role = g.role AND x.person_id <> g.person_id
			AND x.ended_at IS NULL AND x.starts_at <= ? AND x.ends_at > ?)`, now, now).
		Where("EXISTS (SELECT 1 FROM disputes d WHERE d.committee_id = c.id AND d.state IN ?)",
			dispute.Running()).
		Order("c.id").Limit(models.PageMax).Find(&rows).Error
	return rows, Translate(err)
}

// RunningApplications lists the cases for which a person applied and which wait
// for their end, by id and number.
func (q queries) RunningApplications(ctx context.Context, person models.ID) ([]Headed, error) {
	var rows []Headed
	err := q.Query(ctx).Table("dispute_parties p").Select("d.id, d.number AS name").
		Joins("JOIN disputes d ON d.id = p.dispute_id").
		Where("p.person_id = ? AND p.side = ? AND p.left_at IS NULL AND d.state IN ?", person, dispute.SideApplicant,
			dispute.Running()).
		Order("d.id").Limit(models.PageMax).Find(&rows).Error
	return rows, Translate(err)
}

// MergedInto lists the accounts that a person took over.
func (q queries) MergedInto(ctx context.Context, person models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.Query(ctx).Model(&models.Person{}).Where("merged_into = ?", person).Order("id").Limit(models.PageMax).
		Pluck("id", &ids).Error
	return ids, Translate(err)
}

// LiveMembership reads the live membership of a person in an organization.
func (q queries) LiveMembership(ctx context.Context, organization, person models.ID) (models.Membership, error) {
	return Take[models.Membership](ctx, q, "live_key = ?", models.MembershipKey(organization, person))
}
