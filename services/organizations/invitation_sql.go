package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// readInvitation reads a membership that began by an invitation and that the viewer may
// see: their own unless it is held back, and those of organizations that they invite
// for.
func readInvitation(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (models.Membership, error) {
	cond, args := "person_id = ? AND held_back = 0", []any{id, models.ByInvitation, viewer.PersonID}
	if organizations := viewer.Organizations(models.ReviewerRoles()...); len(organizations) > 0 {
		cond += " OR organization_id IN ?"
		args = append(args, organizations)
	}
	return store.Take[models.Membership](ctx, q, "id = ? AND source = ? AND ("+cond+")", args...)
}

// listInvitations lists the invitations of an organization, the newest first, with its name.
func listInvitations(ctx context.Context, q store.Reader, organization models.ID,
	page models.Page) (models.List[models.OwnMembership], error) {
	return invitations(ctx, q, page, "m.organization_id = ? AND m.source = ?", organization, models.ByInvitation)
}

// listInvitationsTo lists the invitations that wait for a person's answer, the
// newest first.
func listInvitationsTo(ctx context.Context, q store.Reader, person models.ID, now models.Instant,
	page models.Page) (models.List[models.OwnMembership], error) {
	return invitations(ctx, q, page, "m.person_id = ? AND m.state = ? AND m.held_back = 0 AND m.expires_at > ?",
		person, models.MembershipInvited, now)
}

func invitations(ctx context.Context, q store.Reader, page models.Page, cond string,
	args ...any) (models.List[models.OwnMembership], error) {
	db := q.Query(ctx).Table("memberships m").
		Select(`m.*, o.name AS organization_name, o.kind AS organization_kind, o.region_code,
			o.state AS organization_state`).
		Joins("JOIN organizations o ON o.id = m.organization_id").Where(cond, args...)
	if c := page.After; c != nil {
		db = db.Where("m.created_at <= ? AND (m.created_at < ? OR m.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[models.OwnMembership](q, db.Order("m.created_at DESC, m.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(s models.OwnMembership) models.Cursor {
		return models.Cursor{Key: int64(s.CreatedAt), ID: s.ID}
	}), store.Translate(err)
}

// countInvitationsSince counts the invitations that an organization has sent since an instant.
func countInvitationsSince(ctx context.Context, q store.Reader, organization models.ID, since models.Instant) (int64,
	error) {
	return store.Count[models.Membership](ctx, q, "organization_id = ? AND source = ? AND created_at >= ?",
		organization, models.ByInvitation, since)
}

// listPastMemberships reads the memberships of a person in an organization that ended since an instant,
// at most a page of them, the newest first.
func listPastMemberships(ctx context.Context, q store.Reader, organization, person models.ID,
	since models.Instant) ([]models.Membership, error) {
	var rows []models.Membership
	err := q.Query(ctx).Where("person_id = ? AND organization_id = ? AND live_key IS NULL AND updated_at >= ?", person,
		organization, since).
		Order("created_at DESC, id DESC").Limit(models.PageMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// fillMembership writes what came with a membership that was only an invitation, or sent back for correction,
// before; the caller holds the row of the organization and moves the membership next.
func fillMembership(ctx context.Context, tx *store.Tx, m models.Membership, from models.MembershipState) error {
	return tx.Exec1(ctx, "UPDATE memberships SET answers = ?, message = ?, held_back = ? WHERE id = ? AND state = ?",
		m.Answers, m.Message, m.HeldBack, m.ID, from)
}

// listWaiting lists the people who wait for a place in an organization, in the order of arrival: in a
// organization that is open new residents, in a sub-group everybody.
func listWaiting(ctx context.Context, q store.Reader, o models.Organization, limit int) ([]models.Membership, error) {
	db := q.Query(ctx).Where("organization_id = ? AND state = ?", o.ID, models.MembershipApplied)
	if !o.IsSubGroup() {
		db = db.Where("side = ?", models.SideMigrant)
	}
	var rows []models.Membership
	err := db.Order("queue_no").Limit(limit).Find(&rows).Error
	return rows, store.Translate(err)
}

// isExclusiveTaken reports whether what one may be in only once is taken.
func isExclusiveTaken(ctx context.Context, q store.Reader, key string) (bool, error) {
	n, err := store.Count[models.Membership](ctx, q, "exclusive_key = ?", key)
	return n > 0, err
}

// setJoinForm writes how an organization takes people in; ErrNotAffected when the version
// has changed. The caller holds the row.
func setJoinForm(ctx context.Context, tx *store.Tx, o models.Organization) error {
	return tx.Exec1(ctx, `UPDATE organizations
		SET join_form = ?, admission = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND version = ?`,
		o.JoinForm, o.Admission, tx.Now, o.ID, o.Version)
}

// moveSide counts one member over to a side; ErrNotAffected when that would press
// the share of new residents below what the organization has set itself.
func moveSide(ctx context.Context, tx *store.Tx, organization models.ID, to models.MemberSide) error {
	more := -1
	if to == models.SideMigrant {
		more = 1
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET migrant_count = migrant_count + ?
		WHERE id = ? AND (? = 1 OR (migrant_count - 1) * 100 >= min_migrant_percent * member_count)`, more, organization,
		more)
}
