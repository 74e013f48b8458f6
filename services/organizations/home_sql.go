package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// applicationQueue is how many applications wait in an organization.
type applicationQueue struct {
	ID           models.ID
	Name         string
	Applications int64
}

// listApplicationQueues counts the applications that wait in the organizations whose
// applications the actor decides, the longest queue first.
func listApplicationQueues(ctx context.Context, q store.Reader, viewer models.Actor) ([]applicationQueue, error) {
	var rows []applicationQueue
	err := q.Organizations(ctx, viewer).Select("o.id, o.name, COUNT(*) AS applications").
		Joins("JOIN memberships m ON m.organization_id = o.id AND m.state = ?", models.MembershipApplied).
		Where("o.id IN ? AND o.state = ?", viewer.Organizations(models.ReviewerRoles()...), models.OrganizationActive).
		Group("o.id, o.name").Order("applications DESC, o.id").Limit(models.HomeMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// removalQueue is how many removals wait for a decision in an organization.
type removalQueue struct {
	ID       models.ID
	Name     string
	Waiting  int64
	DecideBy models.Day
}

// listRemovalQueues counts the removals to which the member objects and that the viewer
// decides: not the one who proposed it, and nobody about themselves. The most urgent first.
func listRemovalQueues(ctx context.Context, q store.Reader, viewer models.Actor) ([]removalQueue, error) {
	var rows []removalQueue
	err := q.Organizations(ctx, viewer).
		Select("o.id, o.name, COUNT(*) AS waiting, MIN(d.decide_by) AS decide_by").
		Joins(`JOIN removals d ON d.organization_id = o.id AND d.state = ? AND d.decide_by IS NOT NULL
			AND d.person_id <> ? AND (d.proposed_by IS NULL OR d.proposed_by <> ?)`,
			models.RemovalObjected, viewer.PersonID, viewer.PersonID).
		Where("o.id IN ?", viewer.Organizations(models.RemovalDeciders()...)).
		Group("o.id, o.name").Order("decide_by, o.id").Limit(models.HomeMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// listSubmitted lists the organizations that wait for approval in the places of an
// administrator, the one that waits longest first; none whose founding the viewer has
// signed or drafted.
func listSubmitted(ctx context.Context, q store.Reader, viewer models.Actor) ([]models.OrganizationView, error) {
	in, args := store.WithinSubtrees("o.region_code", viewer.Regions(models.RoleRegionAdmin))
	var rows []models.OrganizationView
	err := q.Organizations(ctx, viewer).Where("o.state = ?", models.OrganizationSubmitted).Where(in, args...).
		Where(`(o.created_by IS NULL OR o.created_by <> ?) AND NOT EXISTS (SELECT 1 FROM organization_founders s
			WHERE s.organization_id = o.id AND s.person_id = ?)`, viewer.PersonID, viewer.PersonID).
		Order("o.updated_at, o.id").Limit(models.HomeMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// officeRow is an office that waits for its person's answer.
type officeRow struct {
	models.RoleGrant
	Name string
}

// listOwnOfficeOffers lists the offices that wait for the viewer's answer, in
// organizations that they may see.
func listOwnOfficeOffers(ctx context.Context, q store.Reader, viewer models.Actor, now models.Instant) ([]officeRow,
	error) {
	var rows []officeRow
	err := q.Organizations(ctx, viewer).Select("g.*, o.name").
		Joins("JOIN role_grants g ON g.organization_id = o.id").
		Where("g.person_id = ? AND "+store.GrantWaits, viewer.PersonID, now, now.Add(-models.RoleOfferLife)).
		Order("g.created_at, g.id").Limit(models.HomeMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// listActiveMemberships lists the organizations in which a person is a member, the
// newest first.
func listActiveMemberships(ctx context.Context, q store.Reader, person models.ID) ([]models.OwnMembership, error) {
	rows, err := store.Find[models.OwnMembership](q, q.Query(ctx).Table("memberships m").
		Select(`m.*, o.name AS organization_name, o.kind AS organization_kind, o.region_code,
			o.state AS organization_state`).
		Joins("JOIN organizations o ON o.id = m.organization_id").
		Where("m.person_id = ? AND m.state = ?", person, models.MembershipActive).
		Order("m.created_at DESC, m.id DESC").Limit(models.HomeMax))
	return rows, store.Translate(err)
}
