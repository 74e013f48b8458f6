package store

import (
	"context"

	"xinjumin/models"
)

// SeesPerson reports whether the viewer meets somebody's nickname anywhere: in
// an organization to which both belong, or on the list of an activity that the viewer
// organizes.
func (q queries) SeesPerson(ctx context.Context, viewer models.Actor, person models.ID) (bool, error) {
	query := `SELECT 1 FROM memberships a JOIN memberships b ON b.organization_id = a.organization_id
		WHERE a.person_id = ? AND a.state = 'active' AND b.person_id = ? AND b.state = 'active'`
	args := []any{viewer.PersonID, person}
	if organizations := viewer.Organizations(models.ActivityRoles()...); len(organizations) > 0 {
		query += ` UNION ALL SELECT 1 FROM signups s JOIN activities e ON e.id = s.activity_id
			WHERE s.person_id = ? AND e.organization_id IN ?`
		args = append(args, person, organizations)
	}
	var found []int
	err := q.Query(ctx).Raw(query+" LIMIT 1", args...).Scan(&found).Error
	return len(found) > 0, Translate(err)
}
