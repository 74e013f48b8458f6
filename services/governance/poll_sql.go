package governance

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/store"
)

// PollVoter is a poll as one person of its roll sees it.
type PollVoter struct {
	poll.Poll
	Voted bool
}

// listPolls lists what the actor may see, of one organization or of all, latest close first.
func listPolls(ctx context.Context, q store.Reader, actor models.Actor, organization *models.ID,
	page models.Page) (models.List[poll.Poll], error) {
	db := q.VisiblePolls(ctx, actor)
	if organization != nil {
		db = db.Where("polls.organization_id = ?", *organization)
	}
	rows, err := store.Find[poll.Poll](q, pollPage(db, page))
	for i := range rows {
		rows[i] = rows[i].For(actor)
	}
	return models.CutPage(rows, page.Size(), pollCursor), store.Translate(err)
}

// listVoterPolls lists the polls on whose roll a person is, latest close first.
func listVoterPolls(ctx context.Context, q store.Reader, person models.ID, page models.Page) (models.List[PollVoter],
	error) {
	db := q.Query(ctx).Table("polls").Select("polls.*, e.voted").
		Joins("JOIN poll_roll_entries e ON e.poll_id = polls.id AND e.person_id = ?", person)
	rows, err := store.Find[PollVoter](q, pollPage(db, page))
	for i := range rows {
		rows[i].Poll = rows[i].Poll.For(models.Actor{})
	}
	return models.CutPage(rows, page.Size(), func(v PollVoter) models.Cursor { return pollCursor(v.Poll) }),
		store.Translate(err)
}

func pollPage(db *store.Query, page models.Page) *store.Query {
	if c := page.After; c != nil {
		db = db.Where("polls.closes_at <= ? AND (polls.closes_at < ? OR polls.id < ?)", c.Key, c.Key, c.ID)
	}
	return db.Order("polls.closes_at DESC, polls.id DESC").Limit(page.Size() + 1)
}

func pollCursor(p poll.Poll) models.Cursor {
	return models.Cursor{Key: int64(p.ClosesAt), ID: p.ID}
}

// lockPoll reads a poll and holds the row until the transaction ends. Every
// write around a poll takes it first, the ballots and the close alike.
func lockPoll(ctx context.Context, tx *store.Tx, id models.ID) (poll.Poll, error) {
	return store.LockRow[poll.Poll](ctx, tx, id)
}

// insertPoll adds a draft with its options.
func insertPoll(ctx context.Context, tx *store.Tx, p *poll.Poll, options []poll.Option) error {
	if err := tx.Create(ctx, p); err != nil {
		return err
	}
	return tx.Create(ctx, &options)
}

// replacePollDraft writes a changed draft and its options; the caller holds the
// lock of the row.
func replacePollDraft(ctx context.Context, tx *store.Tx, p poll.Poll, options []poll.Option) error {
	err := tx.Exec1(ctx, `UPDATE polls
		SET title = ?, question = ?, purpose = ?, opens_at = ?, closes_at = ?, version = ?, updated_at = ?
		WHERE id = ? AND state = ?`, p.Title, p.Question, p.Purpose, p.OpensAt, p.ClosesAt, p.Version, p.UpdatedAt,
		p.ID, poll.Draft)
	if err != nil {
		return err
	}
	if _, err := tx.ExecN(ctx, "DELETE FROM poll_options WHERE poll_id = ?", p.ID); err != nil {
		return err
	}
	return tx.Create(ctx, &options)
}

// deletePollDraft removes a draft with its options; the caller holds the lock of the row.
func deletePollDraft(ctx context.Context, tx *store.Tx, id models.ID) error {
	if _, err := tx.ExecN(ctx, "DELETE FROM poll_options WHERE poll_id = ?", id); err != nil {
		return err
	}
	return tx.Exec1(ctx, "DELETE FROM polls WHERE id = ? AND state = ?", id, poll.Draft)
}

// movePoll writes the state of a poll and what came with it, if it still is in
// the state from.
func movePoll(ctx context.Context, tx *store.Tx, p poll.Poll, from poll.State) error {
	return tx.Exec1(ctx, `UPDATE polls
		SET state = ?, roll_count = ?, roll_hash = ?, roll_sealed_at = ?, cast_count = ?, annul_reason = ?,
		version = ?, updated_at = ?
		WHERE id = ? AND state = ?`, p.State, p.RollCount, p.RollHash, p.RollSealedAt, p.CastCount, p.AnnulReason,
		p.Version, p.UpdatedAt, p.ID, from)
}

// storeVotes writes the count of each option, once.
func storeVotes(ctx context.Context, tx *store.Tx, options []poll.Option) error {
	for _, o := range options {
		if err := tx.Exec1(ctx, `UPDATE poll_options SET votes = ?
			WHERE poll_id = ? AND no = ? AND votes IS NULL`, o.Votes, o.PollID, o.No); err != nil {
			return err
		}
	}
	return nil
}
