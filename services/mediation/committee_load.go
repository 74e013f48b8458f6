package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
)

// Load is a mediator of a committee with how many of its running cases they have.
type Load struct {
	PersonID  models.ID
	Name      string
	Head      bool
	OpenCases int64
	// What they know well and speak, as they or the head have said.
	Specialties []dispute.Category
	Languages   []string
}

// Mediators lists who mediates in a committee now, those with the fewest running cases
// first: for its heads, who assign, and its mediators. To anybody else the committee is
// models.ErrNotFound here.
func (s *Service) Mediators(ctx context.Context, actor models.Actor, committee models.ID) ([]Load, error) {
	rows, err := listMediatorLoads(ctx, s.st, actor, committee, s.st.Now())
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, models.ErrNotFound
	}
	out := make([]Load, len(rows))
	for i, r := range rows {
		out[i] = Load{PersonID: r.ID, Head: r.Heads, OpenCases: r.OpenCases, Languages: dispute.Codes(r.Languages),
			Specialties: dispute.CategoriesOf(r.Specialties)}
		if out[i].Name, err = s.ring.NameOf(r.Person); err != nil {
			return nil, err
		}
	}
	return out, nil
}
