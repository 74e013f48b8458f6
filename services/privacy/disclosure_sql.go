package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// disclosureFilter narrows a list of requests.
type disclosureFilter struct {
	Kind         models.ApprovalKind
	Organization models.ID // of exports
	Page         models.Page
}

// visibleDisclosures limits a query to the viewer's own requests and to those
// that the viewer may decide: identities by those who administer the place of the
// request or one above, exports by the heads and secretaries of the organization and,
// but for Party branches, by those who administer its place. The people whom the request is
// about learns of it when it was read.
func visibleDisclosures(viewer models.Actor) (string, []any) {
	viewer = viewer.Own()
	cond, args := "d.requested_by = ?", []any{viewer.PersonID}
	if organizations := viewer.Organizations(models.ReviewerRoles()...); len(organizations) > 0 {
		cond += " OR d.organization_id IN ?"
		args = append(args, organizations)
	}
	if subtrees := viewer.Regions(models.RoleRegionAdmin, models.RolePlatformAdmin); len(subtrees) > 0 {
		in, more := store.WithinSubtrees("d.region_code", subtrees)
		cond += ` OR ((` + in + `) AND (d.person_id IS NULL OR d.person_id <> ?)
			AND NOT EXISTS (SELECT 1 FROM organizations o WHERE o.id = d.organization_id AND o.kind = ?))`
		args = append(append(args, more...), viewer.PersonID, models.KindPartyBranch)
	}
	return "(" + cond + ")", args
}

// listDisclosures lists requests that the viewer may see, the newest first.
func listDisclosures(ctx context.Context, q store.Reader, viewer models.Actor,
	f disclosureFilter) (models.List[models.Disclosure], error) {
	visible, args := visibleDisclosures(viewer)
	db := q.Query(ctx).Table("disclosures d").Where("d.kind = ?", f.Kind).Where(visible, args...)
	if !f.Organization.IsZero() {
		db = db.Where("d.organization_id = ?", f.Organization)
	}
	if c := f.Page.After; c != nil {
		db = db.Where("d.created_at <= ? AND (d.created_at < ? OR d.id < ?)", c.Key, c.Key, c.ID)
	}
	var rows []models.Disclosure
	err := db.Order("d.created_at DESC, d.id DESC").Limit(f.Page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, f.Page.Size(), func(d models.Disclosure) models.Cursor {
		return models.Cursor{Key: int64(d.CreatedAt), ID: d.ID}
	}), store.Translate(err)
}

// readDisclosure reads a request that the viewer may see.
func readDisclosure(ctx context.Context, q store.Reader, viewer models.Actor, kind models.ApprovalKind,
	id models.ID) (models.Disclosure, error) {
	visible, args := visibleDisclosures(viewer)
	var row models.Disclosure
	err := q.Query(ctx).Table("disclosures d").Where("d.id = ? AND d.kind = ?", id, kind).Where(visible, args...).
		Take(&row).Error
	return row, store.Translate(err)
}

// readPersonIn reads an active person whose present place lies in one of the
// subtrees.
func readPersonIn(ctx context.Context, q store.Reader, subtrees []models.RegionCode, id models.ID) (models.Person,
	error) {
	var row models.Person
	if len(subtrees) == 0 {
		return row, store.ErrNotFound
	}
	within, args := store.WithinSubtrees("region_code", subtrees)
	err := q.Query(ctx).Where("id = ? AND state = ?", id, models.PersonActive).Where("("+within+")", args...).
		Take(&row).Error
	return row, store.Translate(err)
}

// insertDisclosure adds a request.
func insertDisclosure(ctx context.Context, tx *store.Tx, d *models.Disclosure) error {
	return tx.Create(ctx, d)
}

// decideDisclosure ends the wait of a request; ErrNotAffected when it does not
// wait any longer.
func decideDisclosure(ctx context.Context, tx *store.Tx, d models.Disclosure) error {
	return tx.Exec1(ctx, `UPDATE disclosures
		SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?, expires_at = ?
		WHERE id = ? AND state = ? AND expires_at > ?`, d.State, d.DecidedBy, d.DecidedAt, d.DecisionReason,
		d.ExpiresAt,
		d.ID, models.DisclosureRequested, tx.Now)
}

// spendDisclosure marks a permission as used, by the person who asked for it;
// ErrNotAffected when it was used, has run out, or never was.
func spendDisclosure(ctx context.Context, tx *store.Tx, id, by models.ID) error {
	return tx.Exec1(ctx, `UPDATE disclosures SET state = ?, read_at = ?
		WHERE id = ? AND requested_by = ? AND state = ? AND expires_at > ?`,
		models.DisclosureRead, tx.Now, id, by, models.DisclosureApproved, tx.Now)
}

// memberContact is a member as an export and a look at one contact need it.
type memberContact struct {
	models.Membership
	Nickname    string
	NameSealed  []byte
	PhoneSealed []byte
}

// readMemberToContact reads an active member of one of the organizations.
func readMemberToContact(ctx context.Context, q store.Reader, organizations []models.ID,
	membership models.ID) (memberContact,
	error) {
	var row memberContact
	if len(organizations) == 0 {
		return row, store.ErrNotFound
	}
	err := q.Query(ctx).Table("memberships m").Select("m.*, p.nickname, p.name_sealed, p.phone_sealed").
		Joins("JOIN persons p ON p.id = m.person_id").
		Where("m.id = ? AND m.state = ? AND m.organization_id IN ? AND p.state = ?", membership,
			models.MembershipActive, organizations, models.PersonActive).
		Take(&row).Error
	return row, store.Translate(err)
}

// listMembersToExport lists active members of an organization after a place in the queue.
func listMembersToExport(ctx context.Context, q store.Reader, organization models.ID, after int64,
	limit int) ([]memberContact, error) {
	var rows []memberContact
	err := q.Query(ctx).Table("memberships m").Select("m.*, p.nickname, p.name_sealed, p.phone_sealed").
		Joins("JOIN persons p ON p.id = m.person_id").
		Where("m.organization_id = ? AND m.state = ? AND m.queue_no > ?", organization, models.MembershipActive, after).
		Order("m.queue_no").Limit(limit).Find(&rows).Error
	return rows, store.Translate(err)
}

// insertContactReveal adds a look at one number. The caller holds the row of
// who looks, so that the looks of a day are counted one after the other.
func insertContactReveal(ctx context.Context, tx *store.Tx, r *models.ContactReveal) error {
	return tx.Create(ctx, r)
}

// countContactReveals counts the looks of a person on a day.
func countContactReveals(ctx context.Context, q store.Reader, actor models.ID, day models.Day) (int64, error) {
	return store.Count[models.ContactReveal](ctx, q, "actor_id = ? AND day = ?", actor, day)
}
