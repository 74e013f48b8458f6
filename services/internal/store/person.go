package store

import (
	"context"
	"strings"

	"xinjumin/models"
)

// InsertPerson adds a person together with the first WeChat identity; an openid
// that somebody else registered meanwhile is ErrDuplicate.
func (tx *Tx) InsertPerson(ctx context.Context, p *models.Person, w *models.WeChatIdentity) error {
	if err := tx.Create(ctx, p); err != nil {
		return err
	}
	return tx.Create(ctx, w)
}

// Person reads one person.
func (q queries) Person(ctx context.Context, id models.ID) (models.Person, error) {
	return Take[models.Person](ctx, q, "id = ?", id)
}

// LockPerson reads a person and holds the row until the transaction ends.
func (tx *Tx) LockPerson(ctx context.Context, id models.ID) (models.Person, error) {
	return LockRow[models.Person](ctx, tx, id)
}

// WithinSubtrees gives the condition that a code column lies in a subtree; the
// column is a constant of the caller.
func WithinSubtrees(column string, subtrees []models.RegionCode) (string, []any) {
	var b strings.Builder
	args := make([]any, 0, 2*len(subtrees))
	for i, code := range subtrees {
		if i > 0 {
			b.WriteString(" OR ")
		}
		b.WriteString(column + " BETWEEN ? AND ?")
		first, last := code.Range()
		args = append(args, first, last)
	}
	return b.String(), args
}
