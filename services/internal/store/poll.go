package store

import (
	"context"

	"gorm.io/gorm"

	"xinjumin/models"
)

// PollVoter is a poll as one person of its roll sees it.
type PollVoter struct {
	models.Poll
	Voted bool
}

// seen narrows a query on polls to what the actor may see: the published polls
// of the bodies they belong to unless they are blocked, those on whose roll they are (also after they
// left), and, for the office, the drafts of its bodies. Lists, reads and counts
// all go through it.
func (q queries) seen(ctx context.Context, actor models.Actor) *gorm.DB {
	sql := `SELECT p.id FROM memberships m JOIN polls p ON p.organization_id = m.organization_id
		WHERE m.person_id = ? AND m.state = 'active' AND p.state <> 'draft' AND p.moderation <> 'blocked'
		UNION SELECT e.poll_id FROM poll_roll_entries e WHERE e.person_id = ?`
	args := []any{actor.PersonID, actor.PersonID}
	if office := actor.Organizations(models.PollRoles()...); len(office) > 0 {
		sql += " UNION SELECT o.id FROM polls o WHERE o.organization_id IN ?"
		args = append(args, office)
	}
	return q.db.WithContext(ctx).Model(&models.Poll{}).Joins("JOIN ("+sql+") AS seen ON seen.id = polls.id", args...)
}

// SeenPoll reads a poll that the actor may see; else ErrNotFound.
func (q queries) SeenPoll(ctx context.Context, actor models.Actor, id models.ID) (models.Poll, error) {
	var p models.Poll
	err := q.seen(ctx, actor).Where("polls.id = ?", id).Take(&p).Error
	return p.For(actor), translate(err)
}

// Polls lists what the actor may see, of one body or of all, latest close first.
func (q queries) Polls(ctx context.Context, actor models.Actor, organization *models.ID, page models.Page) (models.List[models.Poll], error) {
	db := q.seen(ctx, actor)
	if organization != nil {
		db = db.Where("polls.organization_id = ?", *organization)
	}
	rows, err := find[models.Poll](q, pollPage(db, page))
	for i := range rows {
		rows[i] = rows[i].For(actor)
	}
	return models.CutPage(rows, page.Size(), pollCursor), translate(err)
}

// VoterPolls lists the polls on whose roll a person is, latest close first.
func (q queries) VoterPolls(ctx context.Context, person models.ID, page models.Page) (models.List[PollVoter], error) {
	db := q.db.WithContext(ctx).Table("polls").Select("polls.*, e.voted").
		Joins("JOIN poll_roll_entries e ON e.poll_id = polls.id AND e.person_id = ?", person)
	rows, err := find[PollVoter](q, pollPage(db, page))
	for i := range rows {
		rows[i].Poll = rows[i].Poll.For(models.Actor{})
	}
	return models.CutPage(rows, page.Size(), func(v PollVoter) models.Cursor { return pollCursor(v.Poll) }), translate(err)
}

func pollPage(db *gorm.DB, page models.Page) *gorm.DB {
	if c := page.After; c != nil {
		db = db.Where("polls.closes_at <= ? AND (polls.closes_at < ? OR polls.id < ?)", c.Key, c.Key, c.ID)
	}
	return db.Order("polls.closes_at DESC, polls.id DESC").Limit(page.Size() + 1)
}

func pollCursor(p models.Poll) models.Cursor {
	return models.Cursor{Key: int64(p.ClosesAt), ID: p.ID}
}

// PollOptions lists the options of a poll in their order.
func (q queries) PollOptions(ctx context.Context, poll models.ID) ([]models.PollOption, error) {
	var rows []models.PollOption
	err := q.db.WithContext(ctx).Where("poll_id = ?", poll).Order("no").Find(&rows).Error
	return rows, translate(err)
}

// LockPoll reads a poll and holds the row until the transaction ends. Every
// write around a poll takes it first, the ballots and the close alike.
func (tx *Tx) LockPoll(ctx context.Context, id models.ID) (models.Poll, error) {
	return lockRow[models.Poll](ctx, tx, id)
}

// InsertPoll adds a draft with its options.
func (tx *Tx) InsertPoll(ctx context.Context, p *models.Poll, options []models.PollOption) error {
	if err := tx.create(ctx, p); err != nil {
		return err
	}
	return tx.create(ctx, &options)
}

// ReplacePollDraft writes a changed draft and its options; the caller holds the
// lock of the row.
func (tx *Tx) ReplacePollDraft(ctx context.Context, p models.Poll, options []models.PollOption) error {
	err := tx.exec1(ctx, `UPDATE polls SET title = ?, question = ?, purpose = ?, opens_at = ?, closes_at = ?, version = ?, updated_at = ?
		WHERE id = ? AND state = ?`, p.Title, p.Question, p.Purpose, p.OpensAt, p.ClosesAt, p.Version, p.UpdatedAt, p.ID, models.PollDraft)
	if err != nil {
		return err
	}
	if _, err := tx.exec(ctx, "DELETE FROM poll_options WHERE poll_id = ?", p.ID); err != nil {
		return err
	}
	return tx.create(ctx, &options)
}

// MovePoll writes the state of a poll and what came with it, if it still is in
// the state from.
func (tx *Tx) MovePoll(ctx context.Context, p models.Poll, from models.PollState) error {
	return tx.exec1(ctx, `UPDATE polls SET state = ?, roll_count = ?, roll_hash = ?, roll_sealed_at = ?, cast_count = ?, version = ?, updated_at = ?
		WHERE id = ? AND state = ?`, p.State, p.RollCount, p.RollHash, p.RollSealedAt, p.CastCount, p.Version, p.UpdatedAt, p.ID, from)
}

// StoreVotes writes the count of each option, once.
func (tx *Tx) StoreVotes(ctx context.Context, options []models.PollOption) error {
	for _, o := range options {
		if err := tx.exec1(ctx, "UPDATE poll_options SET votes = ? WHERE poll_id = ? AND no = ? AND votes IS NULL", o.Votes, o.PollID, o.No); err != nil {
			return err
		}
	}
	return nil
}
