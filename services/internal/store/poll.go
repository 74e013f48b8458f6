package store

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
)

// VisiblePolls narrows a query on polls to what the actor may see: the published polls
// of the organizations they belong to unless they are blocked, those on whose roll they are (also after they
// left), and, for the office, the drafts of its organizations. Lists, reads and counts
// all go through it.
func (q queries) VisiblePolls(ctx context.Context, actor models.Actor) *Query {
	sql := `SELECT p.id FROM memberships m JOIN polls p ON p.organization_id = m.organization_id
		WHERE m.person_id = ? AND m.state = 'active' AND p.state <> 'draft' AND p.moderation <> 'blocked'
		UNION SELECT e.poll_id FROM poll_roll_entries e WHERE e.person_id = ?`
	args := []any{actor.PersonID, actor.PersonID}
	if office := actor.Organizations(models.PollRoles()...); len(office) > 0 {
		sql += " UNION SELECT o.id FROM polls o WHERE o.organization_id IN ?"
		args = append(args, office)
	}
	return q.Query(ctx).Model(&poll.Poll{}).Joins("JOIN ("+sql+") AS seen ON seen.id = polls.id", args...)
}

// SeenPoll reads a poll that the actor may see; else ErrNotFound.
func (q queries) SeenPoll(ctx context.Context, actor models.Actor, id models.ID) (poll.Poll, error) {
	var p poll.Poll
	err := q.VisiblePolls(ctx, actor).Where("polls.id = ?", id).Take(&p).Error
	return p.For(actor), Translate(err)
}

// PollOptions lists the options of a poll in their order.
func (q queries) PollOptions(ctx context.Context, pollID models.ID) ([]poll.Option, error) {
	var rows []poll.Option
	err := q.Query(ctx).Where("poll_id = ?", pollID).Order("no").Find(&rows).Error
	return rows, Translate(err)
}
