package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertSceneCode adds a code.
func insertSceneCode(ctx context.Context, tx *store.Tx, c *models.SceneCode) error {
	return tx.Create(ctx, c)
}

// sceneCodes lists the codes of a subject, the newest first.
func sceneCodes(ctx context.Context, q store.Reader, kind models.SceneKind, subject models.ID,
	page models.Page) (models.List[models.SceneCode], error) {
	db := q.Query(ctx).Where("subject_id = ? AND kind = ?", subject, kind)
	if c := page.After; c != nil {
		db = db.Where("created_at <= ? AND (created_at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[models.SceneCode](q, db.Order("created_at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c models.SceneCode) models.Cursor {
		return models.Cursor{Key: int64(c.CreatedAt), ID: c.ID}
	}), store.Translate(err)
}

// sceneCode reads a code by its id.
func sceneCode(ctx context.Context, q store.Reader, id models.ID) (models.SceneCode, error) {
	return store.Take[models.SceneCode](ctx, q, "id = ?", id)
}

// sceneCodeOf finds a code by its text.
func sceneCodeOf(ctx context.Context, q store.Reader, code string) (models.SceneCode, error) {
	return store.Take[models.SceneCode](ctx, q, "code = ?", code)
}

// revokeSceneCode ends a code; ErrNotAffected when that was done already.
func revokeSceneCode(ctx context.Context, tx *store.Tx, id models.ID) error {
	return tx.Exec1(ctx, "UPDATE scene_codes SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", tx.Now, id)
}

// pairingOf finds a browser that waits for a phone.
func pairingOf(ctx context.Context, q store.Reader, code string) (models.Pairing, error) {
	return store.Take[models.Pairing](ctx, q, "code = ?", code)
}

// caseInvitation is what a code into a case says to everybody.
type caseInvitation struct {
	ExpiresAt     models.Instant
	CommitteeName string
}

// caseInvitationOf finds an invitation to a case that can still be used.
func caseInvitationOf(ctx context.Context, q store.Reader, code string, now models.Instant) (caseInvitation, error) {
	var i caseInvitation
	err := q.Query(ctx).Table("dispute_invitations AS i").Select("i.expires_at, c.name AS committee_name").
		Joins("JOIN disputes AS d ON d.id = i.dispute_id").
		Joins("JOIN mediation_committees AS c ON c.id = d.committee_id").
		Where("i.code_sha256 = ? AND i.state = 'open' AND i.expires_at > ?", models.CaseCodeHash(code), now).
		Take(&i).Error
	return i, store.Translate(err)
}

// deskSession is what a code on an officer's screen says of a session at a desk.
type deskSession struct {
	OfficerID, PersonID models.ID
	ExpiresAt           models.Instant
	Open                bool
}

// deskSessionOf reads a session at a desk in which the viewer takes part.
func deskSessionOf(ctx context.Context, q store.Reader, viewer, id models.ID) (deskSession, error) {
	var d deskSession
	err := q.Query(ctx).Table("desk_sessions").
		Select("officer_id, person_id, expires_at, CASE WHEN state = 'ended' THEN 0 ELSE 1 END AS open").
		Where("id = ? AND (officer_id = ? OR person_id = ?)", id, viewer, viewer).Take(&d).Error
	return d, store.Translate(err)
}
