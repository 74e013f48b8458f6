package home

import (
	"cmp"
	"context"
	"slices"

	"xinjumin/models"
)

// Part is what an area gives to the first screen of the actor, by the sight of its own
// lists, bounded by models.HomeMax for each list and with a number of statements that
// does not depend on how much there is.
type Part func(ctx context.Context, actor models.Actor) (models.Home, error)

// Service is the use case of the first screen.
type Service struct{ parts []Part }

// New joins the parts of the areas.
func New(parts ...Part) *Service { return &Service{parts} }

// Home gathers what the first screen of the actor shows. What is due comes first, by its
// day; the rest in the order of kinds.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	var out models.Home
	for _, part := range s.parts {
		more, err := part(ctx, actor)
		if err != nil {
			return models.Home{}, err
		}
		out.Add(more)
	}
	order := models.ToDoKind("").All()
	slices.SortStableFunc(out.ToDo, func(a, b models.ToDo) int {
		return cmp.Or(cmp.Compare(dayOf(a), dayOf(b)),
			cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)))
	})
	return out, nil
}

// dayOf is the day of a line; what has none comes behind every day.
func dayOf(t models.ToDo) models.Day {
	if t.DueOn == nil {
		return "9999-12-31"
	}
	return *t.DueOn
}
