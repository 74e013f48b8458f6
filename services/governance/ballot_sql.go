package governance

import (
	"context"
	"crypto/sha256"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/store"
)

// A statement here names people or choices, never both: what the server of the
// database notes about a statement must not say who chose what.

// insertRoll fixes the people who may vote: the active members of the organization who are
// verified and were born on cutoff or before; by the rule of voters only those
// of them for whom models.Membership.Votes holds. It tells how many they are.
func insertRoll(ctx context.Context, tx *store.Tx, poll, organization models.ID, cutoff models.Day,
	rule poll.RollRule) (int64, error) {
	return tx.ExecN(ctx, `INSERT INTO poll_roll_entries (poll_id, person_id, voted) SELECT ?, m.person_id, 0
		FROM memberships m JOIN persons p ON p.id = m.person_id
		WHERE m.organization_id = ? AND m.state = 'active' AND p.state = 'active'
		AND p.verification = 'verified' AND p.birth_day <= ?
		AND (? <> 'voters' OR (m.tie = 'formal' AND m.standing = 'full'))`,
		poll, organization, cutoff, string(rule))
}

// RollMember is a line of the roll as members see it.
type RollMember struct {
	PersonID models.ID
	Nickname string
}

// listRoll lists the people of a roll by nickname; it does not say who has voted.
// The order is that of the hash.
func listRoll(ctx context.Context, q store.Reader, poll models.ID, page models.Page) (models.List[RollMember], error) {
	after := models.ID{}
	if page.After != nil {
		after = page.After.ID
	}
	var rows []RollMember
	err := q.Query(ctx).Raw(`SELECT e.person_id, p.nickname FROM poll_roll_entries e
		JOIN persons p ON p.id = e.person_id WHERE e.poll_id = ? AND e.person_id > ?
		ORDER BY e.person_id LIMIT ?`, poll, after, page.Size()+1).Scan(&rows).Error
	return models.CutPage(rows, page.Size(), func(r RollMember) models.Cursor {
		return models.Cursor{ID: r.PersonID}
	}), store.Translate(err)
}

// readRollEntry reads a person's own line; ErrNotFound when there is none.
func readRollEntry(ctx context.Context, q store.Reader, pollID, person models.ID) (poll.RollEntry, error) {
	return store.Take[poll.RollEntry](ctx, q, "poll_id = ? AND person_id = ?", pollID, person)
}

// readRollHash gives SHA-256 over the sorted ids of the people of a roll, their
// number, and how many have voted.
func readRollHash(ctx context.Context, q store.Reader, poll models.ID) (hash []byte, people, voted int64, err error) {
	rows, err := q.Query(ctx).Raw(`SELECT person_id, voted FROM poll_roll_entries WHERE poll_id = ?
		ORDER BY person_id`, poll).Rows()
	if err != nil {
		return nil, 0, 0, store.Translate(err)
	}
	defer rows.Close()
	sum := sha256.New()
	for rows.Next() {
		var person models.ID
		var mark int64
		if err := rows.Scan(&person, &mark); err != nil {
			return nil, 0, 0, err
		}
		sum.Write(person[:])
		people++
		voted += mark
	}
	return sum.Sum(nil), people, voted, store.Translate(rows.Err())
}

// countVoted counts the people of a roll who have voted.
func countVoted(ctx context.Context, q store.Reader, pollID models.ID) (int64, error) {
	return store.Count[poll.RollEntry](ctx, q, "poll_id = ? AND voted = 1", pollID)
}

// ballotRight is what decides whether one person may vote now.
type ballotRight struct {
	poll.Poll
	Options int64
	Voted   *bool // nil: not on the roll
}

// readBallotRight reads a poll with one person's right in it, whether or not the
// person may see the poll.
func readBallotRight(ctx context.Context, q store.Reader, poll, person models.ID) (ballotRight, error) {
	var r ballotRight
	err := q.Query(ctx).Raw(`SELECT p.*, (SELECT COUNT(*) FROM poll_options o WHERE o.poll_id = p.id) AS options,
		(SELECT e.voted FROM poll_roll_entries e WHERE e.poll_id = p.id AND e.person_id = ?) AS voted
		FROM polls p WHERE p.id = ?`, person, poll).Take(&r).Error
	return r, store.Translate(err)
}

// listMarks tells for each of the people who is on the roll whether they have voted.
func listMarks(ctx context.Context, tx *store.Tx, pollID models.ID, people []models.ID) (map[models.ID]bool, error) {
	var rows []poll.RollEntry
	err := tx.Query(ctx).Where("poll_id = ? AND person_id IN ?", pollID, padded(people)).Find(&rows).Error
	marks := make(map[models.ID]bool, len(rows))
	for _, r := range rows {
		marks[r.PersonID] = r.Voted
	}
	return marks, store.Translate(err)
}

// markVoted uses up the right of each of the people, who must all be on the
// roll and not have voted; else it is ErrNotAffected and the transaction must
// end.
func markVoted(ctx context.Context, tx *store.Tx, poll models.ID, people []models.ID) error {
	n, err := tx.ExecN(ctx, `UPDATE poll_roll_entries SET voted = 1
		WHERE poll_id = ? AND voted = 0 AND person_id IN ?`, poll, padded(people))
	if err == nil && n != int64(len(people)) {
		return store.ErrNotAffected
	}
	return err
}

// insertBallots adds ballots in the order given.
func insertBallots(ctx context.Context, tx *store.Tx, ballots []poll.Ballot) error {
	return store.InPowersOfTwo(ballots, func(part []poll.Ballot) error { return tx.Create(ctx, &part) })
}

// countBallots counts the ballots of a poll by choice.
func countBallots(ctx context.Context, tx *store.Tx, pollID models.ID) ([]poll.Count, error) {
	var counts []poll.Count
	err := tx.Query(ctx).Raw(`SELECT choice, COUNT(*) AS votes FROM ballots WHERE poll_id = ?
		GROUP BY choice`, pollID).Scan(&counts).Error
	return counts, store.Translate(err)
}

// padded repeats the last id up to a power of two, so that lists of any length
// share a handful of prepared statements.
func padded(ids []models.ID) []models.ID {
	n := 1
	for n < len(ids) {
		n *= 2
	}
	out := append(make([]models.ID, 0, n), ids...)
	for len(out) > 0 && len(out) < n {
		out = append(out, ids[len(ids)-1])
	}
	return out
}
