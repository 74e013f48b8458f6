package store

import (
	"context"

	"xinjumin/models"
)

// InsertMembership adds a spell and moves the queue of its body on. The caller
// holds the lock of the body's row, from which the queue number is. A person
// who has a live spell there already is ErrDuplicate.
// Then the queue stands where it stood.
func (tx *Tx) InsertMembership(ctx context.Context, m *models.Membership) error {
	if err := tx.create(ctx, m); err != nil {
		return err
	}
	return tx.exec1(ctx, "UPDATE organizations SET next_queue_no = next_queue_no + 1 WHERE id = ? AND next_queue_no = ?", m.OrganizationID, m.QueueNo)
}

// MoveMembership writes a spell that was in state from, one version ago; else
// it is ErrNotAffected: somebody else was faster. ErrDuplicate means that the
// person is already in what one may be in only once.
func (tx *Tx) MoveMembership(ctx context.Context, m models.Membership, from models.MembershipState) error {
	return tx.exec1(ctx, `UPDATE memberships SET state = ?, side = ?, live_key = ?, exclusive_key = ?, tie = ?, standing = ?, member_no = ?,
		expires_at = ?, dues_until = ?, decided_by = ?, decided_at = ?, decision_reason = ?,
		joined_at = ?, ended_at = ?, end_reason = ?, version = ?, updated_at = ? WHERE id = ? AND state = ? AND version = ?`,
		m.State, m.Side, m.LiveKey, m.ExclusiveKey, m.Tie, m.Standing, m.MemberNo, m.ExpiresAt, m.DuesUntil, m.DecidedBy, m.DecidedAt, m.DecisionReason, m.JoinedAt, m.EndedAt, m.EndReason, m.Version, m.UpdatedAt,
		m.ID, from, m.Version-1)
}

// Application reads a spell that the viewer may see: their own, but for an
// invitation that is held back, and those of the bodies whose applications they
// decide.
func (q queries) Application(ctx context.Context, viewer models.Actor, id models.ID) (models.Membership, error) {
	cond, args := "person_id = ? AND held_back = 0", []any{id, viewer.PersonID}
	if bodies := viewer.Organizations(models.ReviewerRoles()...); len(bodies) > 0 {
		cond += " OR organization_id IN ?"
		args = append(args, bodies)
	}
	return take[models.Membership](ctx, q, "id = ? AND ("+cond+")", args...)
}

// OwnMembership reads a spell of this person.
func (q queries) OwnMembership(ctx context.Context, person, id models.ID) (models.Membership, error) {
	return take[models.Membership](ctx, q, "id = ? AND person_id = ?", id, person)
}

// ActiveMembership reads the active spell of a person in a body.
func (q queries) ActiveMembership(ctx context.Context, organization, person models.ID) (models.Membership, error) {
	return take[models.Membership](ctx, q, "live_key = ? AND state = ?", models.SpellKey(organization, person), models.MembershipActive)
}

// Applications lists the applications of a body that are in a state, in the order
// of arrival. It is for those who decide them. Invitations are not among them,
// also when they were withdrawn: nobody reads a nickname by inviting.
func (q queries) Applications(ctx context.Context, organization models.ID, state models.MembershipState, page models.Page) (models.List[models.Member], error) {
	return q.members(ctx, organization, state, page, "m.source <> ?", models.ByInvitation)
}

// CountApplications counts what Applications lists.
func (q queries) CountApplications(ctx context.Context, organization models.ID, state models.MembershipState) (int64, error) {
	return count[models.Membership](ctx, q, "organization_id = ? AND state = ? AND source <> ?", organization, state, models.ByInvitation)
}

// Members lists the active members in the order in which they came, to members
// and office holders of that body; anybody else gets no rows. Of a Party branch
// nobody else ever sees who is in it.
func (q queries) Members(ctx context.Context, viewer models.Actor, organization models.ID, page models.Page) (models.List[models.Member], error) {
	if viewer.InOrganization(organization, models.OfficeRoles()...) {
		return q.members(ctx, organization, models.MembershipActive, page, "1 = 1")
	}
	return q.members(ctx, organization, models.MembershipActive, page,
		"EXISTS (SELECT 1 FROM memberships v WHERE v.live_key = ? AND v.state = ?)",
		models.SpellKey(organization, viewer.PersonID), models.MembershipActive)
}

// members reads the page and then the nicknames, by key: joined to persons, the
// planner of MariaDB may begin there and sort all members of the body.
func (q queries) members(ctx context.Context, organization models.ID, state models.MembershipState, page models.Page, cond string, args ...any) (models.List[models.Member], error) {
	var after int64
	if page.After != nil {
		after = page.After.Key
	}
	rows, err := find[models.Membership](q, q.db.WithContext(ctx).Table("memberships m").
		Where("m.organization_id = ? AND m.state = ? AND m.queue_no > ?", organization, state, after).
		Where(cond, args...).
		Order("m.queue_no").Limit(page.Size()+1))
	if err != nil {
		return models.List[models.Member]{}, translate(err)
	}
	spells := models.CutPage(rows, page.Size(), func(m models.Membership) models.Cursor {
		return models.Cursor{Key: m.QueueNo, ID: m.ID}
	})
	people := make([]models.ID, len(spells.Items))
	for i, m := range spells.Items {
		people[i] = m.PersonID
	}
	names, err := q.nicknames(ctx, people)
	if err != nil {
		return models.List[models.Member]{}, err
	}
	out := models.List[models.Member]{Items: make([]models.Member, len(spells.Items)), Next: spells.Next}
	for i, m := range spells.Items {
		out.Items[i] = models.Member{Membership: m, Nickname: names[m.PersonID]}
	}
	return out, nil
}

// nicknames reads what people call themselves.
func (q queries) nicknames(ctx context.Context, people []models.ID) (map[models.ID]string, error) {
	var rows []models.Person
	if len(people) > 0 {
		if err := q.db.WithContext(ctx).Select("id", "nickname").Where("id IN ?", people).Find(&rows).Error; err != nil {
			return nil, translate(err)
		}
	}
	names := make(map[models.ID]string, len(rows))
	for _, p := range rows {
		names[p.ID] = p.Nickname
	}
	return names, nil
}

// Spells lists all spells of a person with their bodies, the newest first, but
// for invitations that are held back.
func (q queries) Spells(ctx context.Context, person models.ID, page models.Page) (models.List[models.Spell], error) {
	db := q.db.WithContext(ctx).Table("memberships m").
		Select("m.*, o.name AS organization_name, o.kind AS organization_kind, o.region_code").
		Joins("JOIN organizations o ON o.id = m.organization_id").
		Where("m.person_id = ? AND m.held_back = 0", person)
	if c := page.After; c != nil {
		db = db.Where("m.created_at <= ? AND (m.created_at < ? OR m.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[models.Spell](q, db.Order("m.created_at DESC, m.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(s models.Spell) models.Cursor {
		return models.Cursor{Key: int64(s.CreatedAt), ID: s.ID}
	}), translate(err)
}
