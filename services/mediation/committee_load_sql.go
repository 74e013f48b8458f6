package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// loadRow is a mediator with the cases that they have in hand.
type loadRow struct {
	models.Person
	Heads       bool
	OpenCases   int64
	Specialties string
	Languages   string
}

// listMediatorLoads lists the mediators who serve in a committee now, those with the
// fewest running cases first, to its heads and mediators; anybody else gets no rows.
// Cases of other committees are not counted.
func listMediatorLoads(ctx context.Context, q store.Reader, viewer models.Actor, committee models.ID,
	now models.Instant) ([]loadRow, error) {
	serves := viewer.Committees(models.RoleCommitteeHead, models.RoleMediator)
	var rows []loadRow
	err := mediatorsOf(ctx, q, now, "g.committee_id = ? AND g.committee_id IN ?", committee, store.InList(serves)).
		Order("open_cases, g.created_at, g.id").Find(&rows).Error
	return rows, store.Translate(err)
}
