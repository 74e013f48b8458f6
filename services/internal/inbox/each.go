package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// ToldMax bounds how many officers or administrators one act tells: an inbox row
// for each of them is written in the transaction of the act, and the first twenty
// are enough for somebody to come.
const ToldMax = 20

// TellEach writes the same notice to each of the people. n has no PersonID and no
// Dedupe; the people are told as they are given, so a person who stands there
// twice is told twice.
func TellEach(ctx context.Context, tx *store.Tx, n Notice, people ...models.ID) error {
	rows := make([]Notice, len(people))
	for i, person := range people {
		rows[i] = n
		rows[i].PersonID = person
	}
	return Tell(ctx, tx, rows...)
}

// TellOnce writes notices of which each may have been told before, which its Dedupe
// knows: what stands in the inbox is not written again, and is no error. The caller holds
// the lock of what they tell of.
func TellOnce(ctx context.Context, tx *store.Tx, notices ...Notice) error {
	for _, n := range notices {
		row, err := inboxRow(tx, n)
		if err != nil {
			return err
		}
		if err := insertNoticeOnce(ctx, tx, row); err != nil {
			return err
		}
	}
	return nil
}
