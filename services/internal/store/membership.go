package store

import (
	"context"
	"database/sql"
	"errors"

	"xinjumin/models"
)

// InsertMembership adds a membership and moves the queue of its organization on. The caller
// holds the lock of the organization's row, from which the queue number is. A person
// who has a live membership there already is ErrDuplicate:
// then the queue stands where it stood. The membership gets what the person is
// searched by.
func (tx *Tx) InsertMembership(ctx context.Context, m *models.Membership) error {
	if m.LiveKey != nil {
		search, err := tx.searchName(ctx, m.PersonID)
		if err != nil {
			return err
		}
		m.NameFolded, m.NamePinyin, m.NameInitials = search.Folded, search.Pinyin, search.Initials
	}
	if err := tx.Create(ctx, m); err != nil {
		return err
	}
	return tx.Exec1(ctx, `UPDATE organizations SET next_queue_no = next_queue_no + 1
		WHERE id = ? AND next_queue_no = ?`, m.OrganizationID, m.QueueNo)
}

// searchName reads what a person is searched by.
func (q queries) searchName(ctx context.Context, person models.ID) (models.SearchName, error) {
	var s models.SearchName
	row := q.Query(ctx).Raw(`SELECT nickname_folded, nickname_pinyin, nickname_initials FROM persons
		WHERE id = ?`, person).Row()
	err := row.Scan(&s.Folded, &s.Pinyin, &s.Initials)
	if errors.Is(err, sql.ErrNoRows) { // the foreign key has the last word
		return s, nil
	}
	return s, Translate(err)
}

// Rename gives the live memberships of a person what a new nickname is searched by.
// The caller holds the row of the person.
func (tx *Tx) Rename(ctx context.Context, person models.ID, s models.SearchName) error {
	_, err := tx.ExecN(ctx, `UPDATE memberships SET name_folded = ?, name_pinyin = ?, name_initials = ?
		WHERE person_id = ? AND live_key IS NOT NULL`,
		s.Folded, s.Pinyin, s.Initials, person)
	return err
}

// MoveMembership writes a membership that was in state from, one version ago; else
// it is ErrNotAffected: somebody else was faster. ErrDuplicate means that the
// person is already in what one may be in only once. A membership that has ended is
// no longer searched.
func (tx *Tx) MoveMembership(ctx context.Context, m models.Membership, from models.MembershipState) error {
	live := m.LiveKey != nil
	return tx.Exec1(ctx, `UPDATE memberships
		SET name_folded = CASE WHEN ? THEN name_folded ELSE '' END, name_pinyin = CASE WHEN ? THEN name_pinyin
		ELSE '' END, name_initials = CASE WHEN ? THEN name_initials
		ELSE '' END, state = ?, side = ?, live_key = ?, exclusive_key = ?, tie = ?, standing = ?, member_no = ?,
		expires_at = ?, dues_until = ?, decided_by = ?, decided_at = ?, decision_reason = ?, joined_at = ?,
		ended_at = ?, end_reason = ?, version = ?, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`,
		live, live, live, m.State, m.Side, m.LiveKey, m.ExclusiveKey, m.Tie, m.Standing, m.MemberNo, m.ExpiresAt,
		m.DuesUntil, m.DecidedBy, m.DecidedAt, m.DecisionReason, m.JoinedAt, m.EndedAt, m.EndReason, m.Version,
		m.UpdatedAt,
		m.ID, from, m.Version-1)
}

// Application reads a membership that the viewer may see: their own, but for an
// invitation that is held back, and those of the organizations whose applications they
// decide.
func (q queries) Application(ctx context.Context, viewer models.Actor, id models.ID) (models.Membership, error) {
	cond, args := "person_id = ? AND held_back = 0", []any{id, viewer.PersonID}
	if organizations := viewer.Organizations(models.ReviewerRoles()...); len(organizations) > 0 {
		cond += " OR organization_id IN ?"
		args = append(args, organizations)
	}
	return Take[models.Membership](ctx, q, "id = ? AND ("+cond+")", args...)
}

// OwnMembership reads a membership of this person.
func (q queries) OwnMembership(ctx context.Context, person, id models.ID) (models.Membership, error) {
	return Take[models.Membership](ctx, q, "id = ? AND person_id = ?", id, person)
}

// ActiveMembership reads the active membership of a person in an organization.
func (q queries) ActiveMembership(ctx context.Context, organization, person models.ID) (models.Membership, error) {
	return Take[models.Membership](ctx, q, "live_key = ? AND state = ?", models.MembershipKey(organization, person),
		models.MembershipActive)
}

// Applications lists the applications of an organization that are in a state, in the order
// of arrival. It is for those who decide them. Invitations are not among them,
// also when they were withdrawn: nobody reads a nickname by inviting.
func (q queries) Applications(ctx context.Context, organization models.ID, state models.MembershipState,
	page models.Page) (models.List[models.Member], error) {
	list, err := q.MembersWhere(ctx, organization, state, page, "m.source <> ?", models.ByInvitation)
	if err != nil || len(list.Items) == 0 {
		return list, err
	}
	people := make([]models.ID, len(list.Items))
	for i, m := range list.Items {
		people[i] = m.PersonID
	}
	var rows []models.Person
	err = q.Query(ctx).Select("id", "verification", "region_code", "created_at").Where("id IN ?", InList(people)).
		Find(&rows).Error
	known := make(map[models.ID]models.Applicant, len(rows))
	for _, p := range rows {
		known[p.ID] = p.AsApplicant()
	}
	for i, m := range list.Items {
		list.Items[i].Applicant = known[m.PersonID]
	}
	return list, Translate(err)
}
