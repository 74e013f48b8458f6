package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/store"
)

// seenDocuments begins a query for the papers that the actor may read: the committee of
// a case all of it, a party those that all parties may read; who takes no part any more
// reads nothing of what the others come to.
func seenDocuments(ctx context.Context, q store.Reader, actor models.Actor) *store.Query {
	s := sightOf(actor)
	where, args := s.where()
	return q.Query(ctx).Table("dispute_documents AS o").Select("o.*").
		Joins("JOIN disputes AS d ON d.id = o.dispute_id").Where(where, args...).
		Where("(o.kind IN ? OR ("+forCommittee+"))", append([]any{dispute.SharedDocuments()}, s.committeeArgs()...)...).
		Where(`(o.kind NOT IN ? OR NOT EXISTS (SELECT 1 FROM dispute_parties me WHERE me.dispute_id = d.id
			AND me.person_id = ? AND me.left_at IS NOT NULL))`, dispute.AgreedDocuments(), s.person)
}

// listDocuments lists the papers of a case that the actor may read, the newest first.
func listDocuments(
	ctx context.Context, q store.Reader, actor models.Actor, id models.ID, page models.Page,
) (models.List[dispute.Document], error) {
	db := seenDocuments(ctx, q, actor).Where("o.dispute_id = ?", id)
	if c := page.After; c != nil {
		db = db.Where("(o.created_at < ? OR (o.created_at = ? AND o.id < ?))", c.Key, c.Key, c.ID)
	}
	var rows []dispute.Document
	err := db.Order("o.created_at DESC, o.id DESC").Limit(page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, page.Size(), func(d dispute.Document) models.Cursor {
		return models.Cursor{Key: int64(d.CreatedAt), ID: d.ID}
	}), store.Translate(err)
}

// readDocument reads a paper that the actor may read; any other is ErrNotFound.
func readDocument(
	ctx context.Context, q store.Reader, actor models.Actor, id models.ID,
) (dispute.Document, error) {
	var row dispute.Document
	err := seenDocuments(ctx, q, actor).Where("o.id = ?", id).Take(&row).Error
	return row, store.Translate(err)
}

// listDocumentFiles gives the files of papers that the caller may read.
func listDocumentFiles(
	ctx context.Context, q store.Reader, documents []dispute.Document,
) (map[models.ID]upload.File, error) {
	files := map[models.ID]upload.File{}
	if len(documents) == 0 {
		return files, nil
	}
	ids := make([]models.ID, len(documents))
	for i, d := range documents {
		ids[i] = d.FileID
	}
	rows, err := store.Find[upload.File](q, q.Query(ctx).Where("id IN ? AND state = 'ready'", ids))
	for _, f := range rows {
		files[f.ID] = f
	}
	return files, err
}

// replaceDocument adds a paper to a locked case, with the next number of its kind, and
// supersedes the one before it, of a session the one of this session.
func replaceDocument(ctx context.Context, tx *store.Tx, d *dispute.Document, session *models.ID) error {
	var last int64
	err := tx.Query(ctx).Raw("SELECT COALESCE(MAX(seq), 0) FROM dispute_documents WHERE dispute_id = ? AND kind = ?",
		d.DisputeID, d.Kind).Scan(&last).Error
	if err != nil {
		return store.Translate(err)
	}
	d.Seq, d.LiveKey = last+1, append(d.DisputeID[:], d.Kind...)
	if session != nil {
		d.LiveKey = append(d.LiveKey, session[:]...)
	}
	if _, err := tx.ExecN(ctx, `UPDATE dispute_documents SET state = ?, live_key = NULL, ended_at = ?
		WHERE live_key = ?`, dispute.DocumentSuperseded, tx.Now, d.LiveKey); err != nil {
		return err
	}
	return tx.Create(ctx, d)
}

// endDocument ends a valid paper; ErrNotAffected when it is not valid any more.
func endDocument(ctx context.Context, tx *store.Tx, id models.ID, to dispute.DocumentState) error {
	return tx.Exec1(ctx, `UPDATE dispute_documents SET state = ?, live_key = NULL, ended_at = ?
		WHERE id = ? AND state = ?`, to, tx.Now, id, dispute.DocumentValid)
}

// checkDocument reads what anybody may learn about the paper with a code.
func checkDocument(ctx context.Context, q store.Reader, code string) (Checked, error) {
	var row Checked
	err := q.Query(ctx).Table("dispute_documents AS o").Select("o.*, c.name AS committee_name, d.file_no AS file_no").
		Joins("JOIN disputes AS d ON d.id = o.dispute_id").
		Joins("JOIN mediation_committees AS c ON c.id = d.committee_id").Where("o.code = ?", code).Take(&row).Error
	return row, store.Translate(err)
}
