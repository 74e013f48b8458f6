package notices

import (
	"context"

	"xinjumin/models"
)

// Home is the part of the inbox in the first screen: how much is unread.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	n, err := s.Unread(ctx, actor)
	return models.Home{Unread: n}, err
}
