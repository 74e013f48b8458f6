package governance

import (
	"context"
	"fmt"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/store"
)

// This is the one file that takes ballots out of the box (app/architecture_source_test.go).

// listBox lists ballots of one option from an id on, in the order of their ids:
// these are random, so a slice is a handful drawn from the box.
func listBox(ctx context.Context, q store.Reader, pollID models.ID, choice int64, after models.ID,
	limit int) ([]poll.Ballot, error) {
	return store.Find[poll.Ballot](q, q.Query(ctx).
		Where("poll_id = ? AND choice = ? AND id > ?", pollID, choice, after).Order("id").Limit(limit))
}

// insertCounted adds ballots that were written anew, in the order given.
func insertCounted(ctx context.Context, tx *store.Tx, ballots []poll.Counted) error {
	return store.InPowersOfTwo(ballots, func(part []poll.Counted) error { return tx.Create(ctx, &part) })
}

// takeFromBox takes the ballots of one option out, from after the one id to the
// other; when that is another number than the caller has read, it fails.
func takeFromBox(ctx context.Context, tx *store.Tx, pollID models.ID, choice int64, after, last models.ID,
	number int) error {
	n, err := tx.ExecN(ctx, "DELETE FROM ballots WHERE poll_id = ? AND choice = ? AND id > ? AND id <= ?", pollID,
		choice, after, last)
	if err == nil && n != int64(number) {
		return fmt.Errorf("%d ballots were taken out of the box, %d were written anew", n, number)
	}
	return err
}

// countCounted counts the ballots of a poll that were written anew, by choice.
func countCounted(ctx context.Context, tx *store.Tx, pollID models.ID) ([]poll.Count, error) {
	var counts []poll.Count
	err := tx.Query(ctx).Raw(`SELECT choice, COUNT(*) AS votes FROM ballots_counted WHERE poll_id = ?
		GROUP BY choice`, pollID).Scan(&counts).Error
	return counts, store.Translate(err)
}

// refillBox gives the pages under the box back, on SQLite: without a condition
// the DELETE frees them all, and what is freed is written over with zeros
// (secure_delete). What belongs to polls in progress is put back by its random
// ids. On MySQL store.RebuildBallots does that.
func refillBox(ctx context.Context, tx *store.Tx) error {
	if tx.Dialect() != store.SQLite {
		return nil
	}
	left, err := store.Find[poll.Ballot](tx, tx.Query(ctx).Order("id"))
	if err != nil {
		return err
	}
	n, err := tx.ExecN(ctx, "DELETE FROM ballots")
	if err != nil {
		return err
	}
	if n != int64(len(left)) {
		return fmt.Errorf("%d ballots were taken out of the box, %d are put back", n, len(left))
	}
	return insertBallots(ctx, tx, left)
}
