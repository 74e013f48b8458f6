package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/store"
)

// broughtFile is a file of a case with whose it is.
type broughtFile struct {
	upload.File
	PartyID      *models.ID
	TitleSealed  []byte
	ReplacesID   *models.ID
	SharedAt     *models.Instant
	BroughtPiece bool // evidence; else the recording in which the case was told
}

// What the actor may read of what was handed in, as a condition on `dispute_evidence AS v`
// joined to a case that they see: the committee all of it, a party its own and what was
// shared while they took part. The recording is no piece: it is part of the statement, and read with it.
const sightEvidence = `((v.shared_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dispute_parties gone
		WHERE gone.dispute_id = d.id AND gone.person_id = ? AND gone.left_at < v.shared_at))
	OR v.party_id IN (SELECT me.id FROM dispute_parties me WHERE me.dispute_id = d.id AND me.person_id = ?)
	OR (v.id IS NULL AND EXISTS (SELECT 1 FROM dispute_parties me WHERE me.dispute_id = d.id AND me.person_id = ?
		AND me.side = 'applicant'))
	OR (` + forCommittee + `))`

func (s disputeSight) evidence() []any {
	return append([]any{s.person, s.person, s.person}, s.committeeArgs()...)
}

// listDisputeFiles lists what was handed in with a case, as they came, as far as the
// actor may read it.
func listDisputeFiles(ctx context.Context, q store.Reader, actor models.Actor, id models.ID) ([]broughtFile, error) {
	s := sightOf(actor)
	where, args := s.where()
	var rows []broughtFile
	err := q.Query(ctx).Table("files AS f").Select(`f.*, v.party_id, v.title_sealed, v.replaces_id, v.shared_at,
			CASE WHEN v.id IS NULL THEN 0 ELSE 1 END AS brought_piece`).
		Joins("JOIN disputes AS d ON d.id = f.subject_id").
		Joins("LEFT JOIN dispute_evidence AS v ON v.id = f.id").
		Where("f.subject_kind = ? AND f.subject_id = ? AND f.state = 'ready'", fileSubject, id).Where(where, args...).
		Where(sightEvidence, s.evidence()...).
		Order("f.created_at, f.id").Find(&rows).Error
	return rows, store.Translate(err)
}

// readEvidence reads a piece that the actor may read; any other is ErrNotFound.
func readEvidence(ctx context.Context, q store.Reader, actor models.Actor, id models.ID) (dispute.Evidence, error) {
	s := sightOf(actor)
	where, args := s.where()
	var row dispute.Evidence
	err := q.Query(ctx).Table("dispute_evidence AS v").Select("v.*").
		Joins("JOIN disputes AS d ON d.id = v.dispute_id").
		Where("v.id = ?", id).Where(where, args...).Where(sightEvidence, s.evidence()...).Take(&row).Error
	return row, store.Translate(err)
}

// insertEvidence adds a piece; ErrDuplicate when the one that it replaces was replaced
// before.
func insertEvidence(ctx context.Context, tx *store.Tx, rows ...dispute.Evidence) error {
	return tx.Create(ctx, &rows)
}

// countReplaceable counts the piece that row replaces: of the same case and owner.
func countReplaceable(ctx context.Context, tx *store.Tx, row dispute.Evidence) (int64, error) {
	db := tx.Query(ctx).Model(&dispute.Evidence{}).Where("id = ? AND dispute_id = ?", *row.ReplacesID, row.DisputeID)
	if row.PartyID == nil {
		db = db.Where("party_id IS NULL")
	} else {
		db = db.Where("party_id = ?", *row.PartyID)
	}
	var n int64
	err := db.Count(&n).Error
	return n, store.Translate(err)
}

// moveEvidence gives the pieces of a party to the same party of another case.
func moveEvidence(ctx context.Context, tx *store.Tx, party, to, as models.ID) error {
	_, err := tx.ExecN(ctx, "UPDATE dispute_evidence SET dispute_id = ?, party_id = ? WHERE party_id = ?", to, as, party)
	return err
}

// moveOwnEvidence gives the pieces of the committee to another case.
func moveOwnEvidence(ctx context.Context, tx *store.Tx, from, to models.ID) error {
	_, err := tx.ExecN(ctx, "UPDATE dispute_evidence SET dispute_id = ? WHERE dispute_id = ? AND party_id IS NULL",
		to, from)
	return err
}

// shareEvidence opens a piece to all parties; ErrNotAffected when it was open.
func shareEvidence(ctx context.Context, tx *store.Tx, id, by models.ID) error {
	return tx.Exec1(ctx, "UPDATE dispute_evidence SET shared_at = ?, shared_by = ? WHERE id = ? AND shared_at IS NULL",
		tx.Now, by, id)
}
