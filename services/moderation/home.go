package moderation

import (
	"context"

	"xinjumin/models"
)

// Home is the part of complaints in the first screen: how many cases wait in the
// actor's queue.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	var out models.Home
	if len(actor.Regions(models.ModerationRoles()...)) == 0 {
		return out, nil
	}
	n, err := countModerationQueue(ctx, s.st, actor)
	if n > 0 {
		out.ToDo = []models.ToDo{{Kind: models.ToDoModeration, Count: n}}
	}
	return out, err
}
