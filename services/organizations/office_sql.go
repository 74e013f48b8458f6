package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// insertOffice grants an office. A grant whose term has run out, and an offer that
// nobody answered in time, give their key free first; one that holds or waits is
// ErrDuplicate. The caller holds the lock of the organization's row.
func insertOffice(ctx context.Context, tx *store.Tx, g *models.RoleGrant) error {
	if err := tx.FreeGrantKey(ctx, *g.LiveKey); err != nil {
		return err
	}
	return tx.Create(ctx, g)
}

// endOffice takes a grant back before its time; ErrNotAffected when it has
// ended.
func endOffice(ctx context.Context, tx *store.Tx, id models.ID) error {
	return tx.Exec1(ctx, `UPDATE role_grants SET ended_at = ?, live_key = NULL
		WHERE id = ? AND ended_at IS NULL AND ends_at > ?`, tx.Now, id, tx.Now)
}

// listOffices lists the offices of an organization that hold now and that the viewer may
// see, and those offered: the viewer's own, or every one to whom may give offices there.
// An organization has few, so there are no pages.
func listOffices(ctx context.Context, q store.Reader, viewer models.Actor, organization models.ID,
	gives bool, now models.Instant) ([]models.Office, error) {
	visible, args := store.VisibleOffices(viewer)
	var rows []models.Office
	err := q.Query(ctx).Table("role_grants g").Select("g.*, p.nickname").
		Joins("JOIN persons p ON p.id = g.person_id").
		Joins("JOIN organizations o ON o.id = g.organization_id").
		Where("g.organization_id = ? AND g.ended_at IS NULL AND g.ends_at > ?", organization, now).
		Where("(g.starts_at <= ? OR g.starts_at = g.ends_at AND (g.person_id = ? OR ?))", now, viewer.PersonID, gives).
		Where(visible, args...).
		Order("g.created_at, g.id").Limit(models.PageMax).Find(&rows).Error
	return rows, store.Translate(err)
}
