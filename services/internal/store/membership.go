package store

import (
	"context"
	"database/sql"
	"errors"

	"xinjumin/models"
)

// InsertMembership adds a spell and moves the queue of its body on. The caller
// holds the lock of the body's row, from which the queue number is. A person
// who has a live spell there already is ErrDuplicate:
// then the queue stands where it stood. The spell gets what the person is
// searched by.
func (tx *Tx) InsertMembership(ctx context.Context, m *models.Membership) error {
	if m.LiveKey != nil {
		search, err := tx.searchName(ctx, m.PersonID)
		if err != nil {
			return err
		}
		m.NameFolded, m.NamePinyin, m.NameInitials = search.Folded, search.Pinyin, search.Initials
	}
	if err := tx.create(ctx, m); err != nil {
		return err
	}
	return tx.exec1(ctx, "UPDATE organizations SET next_queue_no = next_queue_no + 1 WHERE id = ? AND next_queue_no = ?", m.OrganizationID, m.QueueNo)
}

// searchName reads what a person is searched by.
func (q queries) searchName(ctx context.Context, person models.ID) (models.SearchName, error) {
	var s models.SearchName
	row := q.db.WithContext(ctx).Raw("SELECT nickname_folded, nickname_pinyin, nickname_initials FROM persons WHERE id = ?", person).Row()
	err := row.Scan(&s.Folded, &s.Pinyin, &s.Initials)
	if errors.Is(err, sql.ErrNoRows) { // the foreign key has the last word
		return s, nil
	}
	return s, translate(err)
}

// Rename gives the live spells of a person what a new nickname is searched by.
// The caller holds the row of the person.
func (tx *Tx) Rename(ctx context.Context, person models.ID, s models.SearchName) error {
	_, err := tx.exec(ctx, "UPDATE memberships SET name_folded = ?, name_pinyin = ?, name_initials = ? WHERE person_id = ? AND live_key IS NOT NULL",
		s.Folded, s.Pinyin, s.Initials, person)
	return err
}

// MoveMembership writes a spell that was in state from, one version ago; else
// it is ErrNotAffected: somebody else was faster. ErrDuplicate means that the
// person is already in what one may be in only once. A spell that has ended is
// no longer searched.
func (tx *Tx) MoveMembership(ctx context.Context, m models.Membership, from models.MembershipState) error {
	live := m.LiveKey != nil
	return tx.exec1(ctx, `UPDATE memberships SET name_folded = CASE WHEN ? THEN name_folded ELSE '' END, name_pinyin = CASE WHEN ? THEN name_pinyin ELSE '' END,
		name_initials = CASE WHEN ? THEN name_initials ELSE '' END, state = ?, side = ?, live_key = ?, exclusive_key = ?, tie = ?, standing = ?, member_no = ?,
		expires_at = ?, dues_until = ?, decided_by = ?, decided_at = ?, decision_reason = ?,
		joined_at = ?, ended_at = ?, end_reason = ?, version = ?, updated_at = ? WHERE id = ? AND state = ? AND version = ?`,
		live, live, live, m.State, m.Side, m.LiveKey, m.ExclusiveKey, m.Tie, m.Standing, m.MemberNo, m.ExpiresAt, m.DuesUntil, m.DecidedBy, m.DecidedAt, m.DecisionReason, m.JoinedAt, m.EndedAt, m.EndReason, m.Version, m.UpdatedAt,
		m.ID, from, m.Version-1)
}

// NameMembers gives the live spells of a body what their people are searched by:
// after many were written at once, past InsertMembership.
func (tx *Tx) NameMembers(ctx context.Context, organization models.ID) error {
	_, err := tx.exec(ctx, `UPDATE memberships SET
		name_folded = (SELECT p.nickname_folded FROM persons p WHERE p.id = memberships.person_id),
		name_pinyin = (SELECT p.nickname_pinyin FROM persons p WHERE p.id = memberships.person_id),
		name_initials = (SELECT p.nickname_initials FROM persons p WHERE p.id = memberships.person_id)
		WHERE organization_id = ? AND live_key IS NOT NULL`, organization)
	return err
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
