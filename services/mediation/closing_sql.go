package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// listCasesMediatedBy lists the cases in which a person mediates now, by id: those of
// one committee, or of all when committee is nil.
func listCasesMediatedBy(ctx context.Context, q store.Reader, person models.ID, committee *models.ID) ([]models.ID,
	error) {
	var ids []models.ID
	db := q.Query(ctx).Model(&dispute.Mediator{}).Where("person_id = ? AND ended_at IS NULL", person)
	if committee != nil {
		db = db.Where("dispute_id IN (SELECT id FROM disputes WHERE committee_id = ?)", *committee)
	}
	err := db.
		Order("dispute_id").Pluck("dispute_id", &ids).Error
	return ids, store.Translate(err)
}

// endMediation ends the part of a mediator in a locked case; ErrNotAffected when it had
// ended.
func endMediation(ctx context.Context, tx *store.Tx, disputeID, mediator models.ID, why dispute.EndReason) error {
	return tx.Exec1(ctx, `UPDATE dispute_mediators SET ended_at = ?, end_reason = ?, live_key = NULL
		WHERE dispute_id = ? AND person_id = ? AND ended_at IS NULL`, tx.Now, why, disputeID, mediator)
}
