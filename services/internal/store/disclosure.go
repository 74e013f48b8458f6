package store

import (
	"context"

	"xinjumin/models"
)

// DisclosureFilter narrows a list of requests.
type DisclosureFilter struct {
	Kind         models.ApprovalKind
	Organization models.ID // of exports
	Page         models.Page
}

// visibleDisclosures limits a query to the viewer's own requests and to those
// that the viewer may decide: identities by who administers the place of the
// request or one above, exports by the heads and secretaries of the body and,
// but for Party branches, by who administers its place. Who the request is
// about learns of it when it was read.
func visibleDisclosures(viewer models.Actor) (string, []any) {
	viewer = viewer.Own()
	cond, args := "d.requested_by = ?", []any{viewer.PersonID}
	if bodies := viewer.Organizations(models.ReviewerRoles()...); len(bodies) > 0 {
		cond += " OR d.organization_id IN ?"
		args = append(args, bodies)
	}
	if subtrees := viewer.Regions(models.RoleRegionAdmin, models.RolePlatformAdmin); len(subtrees) > 0 {
		in, more := withinSubtrees("d.region_code", subtrees)
		cond += ` OR ((` + in + `) AND (d.person_id IS NULL OR d.person_id <> ?)
			AND NOT EXISTS (SELECT 1 FROM organizations o WHERE o.id = d.organization_id AND o.kind = ?))`
		args = append(append(args, more...), viewer.PersonID, models.KindPartyBranch)
	}
	return "(" + cond + ")", args
}

// Disclosures lists requests that the viewer may see, the newest first.
func (q queries) Disclosures(ctx context.Context, viewer models.Actor, f DisclosureFilter) (models.List[models.Disclosure], error) {
	visible, args := visibleDisclosures(viewer)
	db := q.db.WithContext(ctx).Table("disclosures d").Where("d.kind = ?", f.Kind).Where(visible, args...)
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
	}), translate(err)
}

// Disclosure reads a request that the viewer may see.
func (q queries) Disclosure(ctx context.Context, viewer models.Actor, kind models.ApprovalKind, id models.ID) (models.Disclosure, error) {
	visible, args := visibleDisclosures(viewer)
	var row models.Disclosure
	err := q.db.WithContext(ctx).Table("disclosures d").Where("d.id = ? AND d.kind = ?", id, kind).Where(visible, args...).Take(&row).Error
	return row, translate(err)
}

// PersonIn reads an active person whose present place lies in one of the
// subtrees.
func (q queries) PersonIn(ctx context.Context, subtrees []models.RegionCode, id models.ID) (models.Person, error) {
	var row models.Person
	if len(subtrees) == 0 {
		return row, ErrNotFound
	}
	within, args := withinSubtrees("region_code", subtrees)
	err := q.db.WithContext(ctx).Where("id = ? AND state = ?", id, models.PersonActive).Where("("+within+")", args...).Take(&row).Error
	return row, translate(err)
}

// InsertDisclosure adds a request.
func (tx *Tx) InsertDisclosure(ctx context.Context, d *models.Disclosure) error {
	return tx.create(ctx, d)
}

// DecideDisclosure ends the wait of a request; ErrNotAffected when it does not
// wait any longer.
func (tx *Tx) DecideDisclosure(ctx context.Context, d models.Disclosure) error {
	return tx.exec1(ctx, `UPDATE disclosures SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?, expires_at = ?
		WHERE id = ? AND state = ? AND expires_at > ?`, d.State, d.DecidedBy, d.DecidedAt, d.DecisionReason, d.ExpiresAt,
		d.ID, models.DisclosureRequested, tx.Now)
}

// SpendDisclosure marks a permission as used, by who asked for it;
// ErrNotAffected when it was used, has run out, or never was.
func (tx *Tx) SpendDisclosure(ctx context.Context, id, by models.ID) error {
	return tx.exec1(ctx, "UPDATE disclosures SET state = ?, read_at = ? WHERE id = ? AND requested_by = ? AND state = ? AND expires_at > ?",
		models.DisclosureRead, tx.Now, id, by, models.DisclosureApproved, tx.Now)
}

// MemberContact is a member as an export and a look at one contact need it.
type MemberContact struct {
	models.Membership
	Nickname    string
	NameSealed  []byte
	PhoneSealed []byte
}

// MemberToContact reads an active member of one of the bodies.
func (q queries) MemberToContact(ctx context.Context, bodies []models.ID, membership models.ID) (MemberContact, error) {
	var row MemberContact
	if len(bodies) == 0 {
		return row, ErrNotFound
	}
	err := q.db.WithContext(ctx).Table("memberships m").Select("m.*, p.nickname, p.name_sealed, p.phone_sealed").
		Joins("JOIN persons p ON p.id = m.person_id").
		Where("m.id = ? AND m.state = ? AND m.organization_id IN ? AND p.state = ?", membership, models.MembershipActive, bodies, models.PersonActive).
		Take(&row).Error
	return row, translate(err)
}

// MembersToExport lists active members of a body after a place in the queue.
func (q queries) MembersToExport(ctx context.Context, organization models.ID, after int64, limit int) ([]MemberContact, error) {
	var rows []MemberContact
	err := q.db.WithContext(ctx).Table("memberships m").Select("m.*, p.nickname, p.name_sealed, p.phone_sealed").
		Joins("JOIN persons p ON p.id = m.person_id").
		Where("m.organization_id = ? AND m.state = ? AND m.queue_no > ?", organization, models.MembershipActive, after).
		Order("m.queue_no").Limit(limit).Find(&rows).Error
	return rows, translate(err)
}

// InsertContactReveal adds a look at one number. The caller holds the row of
// who looks, so that the looks of a day are counted one after the other.
func (tx *Tx) InsertContactReveal(ctx context.Context, r *models.ContactReveal) error {
	return tx.create(ctx, r)
}

// ContactReveals counts the looks of a person on a day.
func (q queries) ContactReveals(ctx context.Context, actor models.ID, day models.Day) (int64, error) {
	return count[models.ContactReveal](ctx, q, "actor_id = ? AND day = ?", actor, day)
}
