package store

import (
	"context"

	"xinjumin/models"
)

// Claimed gives, of the tickets of a batch, those that have an answer already.
// It is complete only while the caller holds the row that every request of
// these tickets locks first; the primary key of the table is the judge anyway
// (Remember). A nil ticket is never claimed.
func (tx *Tx) Claimed(ctx context.Context, tickets []*models.IdempotencyTicket) (map[*models.IdempotencyTicket]bool,
	error) {
	var hashes [][]byte
	for _, t := range tickets {
		if t != nil {
			hashes = append(hashes, keyHash(t))
		}
	}
	if len(hashes) == 0 {
		return nil, nil
	}
	var people []models.ID
	for _, t := range tickets {
		if t != nil {
			people = append(people, t.PersonID)
		}
	}
	var rows []idempotencyKey
	err := tx.Query(ctx).Select("person_id", "key_hash").
		Where("person_id IN ? AND key_hash IN ?", InList(people), InList(hashes)).Find(&rows).Error
	if err != nil {
		return nil, Translate(err)
	}
	taken := map[string]bool{}
	for _, r := range rows {
		taken[string(r.PersonID[:])+string(r.KeyHash)] = true
	}
	claimed := map[*models.IdempotencyTicket]bool{}
	for _, t := range tickets {
		if t == nil {
			continue
		}
		if taken[string(t.PersonID[:])+string(keyHash(t))] {
			claimed[t] = true
		}
	}
	return claimed, nil
}

// Remembered is one result of a batch with the ticket that asked for it.
type Remembered struct {
	Ticket *models.IdempotencyTicket
	Result any
}

// Remember claims and answers the tickets of a batch at once, as its last step;
// ErrDuplicate when somebody else holds one of them. Nil tickets are left out.
func (tx *Tx) Remember(ctx context.Context, results []Remembered) error {
	var rows []idempotencyKey
	for _, r := range results {
		if r.Ticket == nil {
			continue
		}
		row, err := tx.remembered(r.Ticket, r.Result)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	return InPowersOfTwo(rows, func(part []idempotencyKey) error { return tx.Create(ctx, &part) })
}
