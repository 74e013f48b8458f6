package files

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// keptSubjects are what the law keeps together with the files attached to it.
var keptSubjects = []string{"dispute", "dispute_party", "dispute_agreement", "dispute_session", "dispute_document"}

// CloseAccount ends the files of a person, in the transaction that closes the
// account; their contents are unreadable from its commit on and go with the next
// sweep. Evidence stays with its case.
func (s *Service) CloseAccount(ctx context.Context, tx *store.Tx, actor models.Actor, _ bool) error {
	merged, err := tx.MergedInto(ctx, actor.PersonID)
	if err != nil {
		return err
	}
	for _, id := range append(merged, actor.PersonID) {
		if _, err := deleteFilesOf(ctx, tx, id, keptSubjects); err != nil {
			return err
		}
	}
	return nil
}
