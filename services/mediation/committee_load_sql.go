package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// loadRow is a mediator with the cases that they have in hand.
type loadRow struct {
	models.Person
	Heads     bool
	OpenCases int64
}

// listMediatorLoads lists the mediators who serve in a committee now, those with the
// fewest running cases first, to its heads and mediators; anybody else gets no rows.
// Cases of other committees are not counted.
func listMediatorLoads(ctx context.Context, q store.Reader, viewer models.Actor, committee models.ID,
	now models.Instant) ([]loadRow, error) {
	serves := viewer.Committees(models.RoleCommitteeHead, models.RoleMediator)
	var rows []loadRow
	err := q.Query(ctx).Table("role_grants AS g").Select(`n.id, n.nickname, n.verification, n.name_sealed,
		CASE WHEN EXISTS (SELECT 1 FROM role_grants h WHERE h.committee_id = g.committee_id
			AND h.person_id = g.person_id AND h.role = ? AND h.ended_at IS NULL AND h.starts_at <= ? AND h.ends_at > ?)
			THEN 1 ELSE 0 END AS heads,
		(SELECT COUNT(*) FROM dispute_mediators m JOIN disputes d ON d.id = m.dispute_id
			WHERE m.person_id = g.person_id AND m.ended_at IS NULL AND d.committee_id = g.committee_id
			AND d.ended_at IS NULL) AS open_cases`, models.RoleCommitteeHead, now, now).
		Joins("JOIN persons AS n ON n.id = g.person_id").
		Where("g.committee_id = ? AND g.committee_id IN ? AND g.role = ? AND "+store.GrantHolds, committee,
			store.InList(serves), models.RoleMediator, now, now).
		Order("open_cases, g.created_at, g.id").Limit(2 * models.CommitteeMaxPeople).Find(&rows).Error
	return rows, store.Translate(err)
}
