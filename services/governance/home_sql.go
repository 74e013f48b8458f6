package governance

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/store"
)

// listOpenPolls lists the polls on whose roll a person is and that take votes now, the
// one that closes first before the others.
func listOpenPolls(ctx context.Context, q store.Reader, person models.ID, now models.Instant) ([]PollVoter, error) {
	rows, err := store.Find[PollVoter](q, q.Query(ctx).Table("polls").Select("polls.*, e.voted").
		Joins("JOIN poll_roll_entries e ON e.poll_id = polls.id AND e.person_id = ?", person).
		Where("polls.state = ? AND polls.closes_at > ?", poll.Open, now).
		Order("polls.closes_at, polls.id").Limit(models.HomeMax))
	for i := range rows {
		rows[i].Poll = rows[i].Poll.For(models.Actor{})
	}
	return rows, store.Translate(err)
}
