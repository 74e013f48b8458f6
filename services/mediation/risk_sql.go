package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// What the committee of a case sees of its risk in a list; the parties, whatever else they
// are, see nothing. 2 is violence that is not reported yet.
const (
	forCommittee = "NOT (" + sightParty + ") AND " + sightCommittee
	seenRisk     = `CASE WHEN ` + forCommittee + ` THEN (SELECT r.level FROM dispute_risks r WHERE r.live_key = d.id)
		END AS seen_level, CASE WHEN ` + forCommittee + ` THEN (SELECT CASE WHEN r.violence = 0 THEN 0
		WHEN r.organ = '' AND r.reason_sealed IS NULL THEN 2 ELSE 1 END FROM dispute_risks r WHERE r.live_key = d.id)
		END AS seen_violence`
)

// committeeArgs are the arguments of forCommittee.
func (s disputeSight) committeeArgs() []any {
	return append([]any{s.person, s.heads}, s.mediating()...)
}

// mark puts the columns of seenRisk together.
func (r disputeRow) mark() dispute.Mark {
	var m dispute.Mark
	if r.SeenLevel != nil {
		m.Level = *r.SeenLevel
	}
	if r.SeenViolence != nil {
		m.Violence, m.Open = *r.SeenViolence > 0, *r.SeenViolence > 1
	}
	return m
}

// readRisk reads the present risk of a case; the zero row of it when nobody has judged it.
// The caller has judged that the reader may see it.
func readRisk(ctx context.Context, q store.Reader, id models.ID) (dispute.Risk, error) {
	row, err := store.Take[dispute.Risk](ctx, q, "live_key = ?", id)
	if errors.Is(err, store.ErrNotFound) {
		return dispute.Risk{DisputeID: id}, nil
	}
	return row, err
}

// replaceRisk adds a judgement to a locked case in the place of the present one, which
// stays as it was.
func replaceRisk(ctx context.Context, tx *store.Tx, next *dispute.Risk) error {
	if _, err := tx.ExecN(ctx, "UPDATE dispute_risks SET live_key = NULL WHERE live_key = ?", next.DisputeID); err != nil {
		return err
	}
	return tx.Create(ctx, next)
}
