package store

import (
	"context"

	"xinjumin/models"
)

// TakeMemberNo gives the next number on a card of a union, and the union its
// own number before the first. The caller holds the row of the body, so that
// the numbers of a union follow each other without a gap or a repeat.
func (tx *Tx) TakeMemberNo(ctx context.Context, union models.ID) (string, error) {
	if err := tx.exec1(ctx, "UPDATE organizations SET last_member_no = last_member_no + 1 WHERE id = ? AND kind = ?", union, models.KindUnion); err != nil {
		return "", err
	}
	o, err := take[models.Organization](ctx, tx.queries, "id = ?", union)
	if err != nil {
		return "", err
	}
	if o.UnionNo == nil {
		n, err := tx.NextNumber(ctx, models.UnionSeries(o.RegionCode))
		if err != nil {
			return "", err
		}
		no := models.UnionNo(o.RegionCode, n)
		if err := tx.exec1(ctx, "UPDATE organizations SET union_no = ? WHERE id = ? AND union_no IS NULL", no, union); err != nil {
			return "", err
		}
		o.UnionNo = &no
	}
	return models.UnionMemberNo(*o.UnionNo, o.LastMemberNo), nil
}

// InsertUnionForm adds the form of an application.
func (tx *Tx) InsertUnionForm(ctx context.Context, f *models.UnionForm) error {
	return tx.create(ctx, f)
}

// UnionForms reads the forms of applications, by the id of the spell; an
// application that was made without one has none.
func (q queries) UnionForms(ctx context.Context, spells []models.ID) (map[models.ID]models.UnionForm, error) {
	var rows []models.UnionForm
	if len(spells) > 0 {
		if err := q.db.WithContext(ctx).Where("id IN ?", spells).Find(&rows).Error; err != nil {
			return nil, translate(err)
		}
	}
	out := make(map[models.ID]models.UnionForm, len(rows))
	for _, f := range rows {
		out[f.ID] = f
	}
	return out, nil
}

// UnionSpell reads the active membership of a person in a union: there is one
// at most.
func (q queries) UnionSpell(ctx context.Context, person models.ID) (models.Membership, error) {
	return take[models.Membership](ctx, q, "exclusive_key = ?", *models.ExclusiveKeyOf(models.KindUnion, models.TieFormal, person))
}

// UnionNumbers lists the ended spells of a person in unions, the newest first.
func (q queries) UnionNumbers(ctx context.Context, person models.ID, limit int) ([]models.UnionNumber, error) {
	var rows []models.UnionNumber
	err := q.db.WithContext(ctx).Raw(`SELECT o.name AS organization_name, m.member_no, m.joined_at, m.ended_at, m.end_reason
		FROM memberships m JOIN organizations o ON o.id = m.organization_id
		WHERE m.person_id = ? AND m.state = ? AND o.kind = ? AND m.member_no IS NOT NULL AND m.joined_at IS NOT NULL
		ORDER BY m.created_at DESC, m.id DESC LIMIT ?`, person, models.MembershipEnded, models.KindUnion, limit).Scan(&rows).Error
	return rows, translate(err)
}

// RetainMembers moves every active member of a union to the federation that
// holds them from now on, part by part, and tells how many they were. hold
// makes the spell above from the one below. The caller holds both rows.
func (tx *Tx) RetainMembers(ctx context.Context, union, above models.Organization, hold func(m models.Membership, queueNo int64) models.Membership) ([]models.ID, error) {
	const part = 500
	var people []models.ID
	var migrants int64
	next := above.NextQueueNo
	for after := int64(0); ; {
		rows, err := find[models.Membership](tx.queries, tx.db.WithContext(ctx).
			Where("organization_id = ? AND state = ? AND queue_no > ?", union.ID, models.MembershipActive, after).
			Order("queue_no").Limit(part))
		if err != nil {
			return nil, translate(err)
		}
		if len(rows) == 0 {
			break
		}
		ids, held := make([]models.ID, len(rows)), make([]models.Membership, len(rows))
		for i, m := range rows {
			ids[i], held[i] = m.ID, hold(m, next)
			people = append(people, m.PersonID)
			next++
			if m.Side == models.SideMigrant {
				migrants++
			}
		}
		n, err := tx.exec(ctx, `UPDATE memberships SET state = ?, live_key = NULL, exclusive_key = NULL, ended_at = ?, end_reason = ?, version = version + 1, updated_at = ?
			WHERE id IN ? AND state = ?`, models.MembershipEnded, tx.Now, models.EndTransferred, tx.Now, ids, models.MembershipActive)
		if err != nil {
			return nil, err
		}
		if n != int64(len(rows)) {
			return nil, ErrNotAffected
		}
		if err := tx.create(ctx, &held); err != nil {
			return nil, err
		}
		after = rows[len(rows)-1].QueueNo
	}
	total := int64(len(people))
	if total == 0 {
		return nil, nil
	}
	return people, tx.moveCounts(ctx, union.ID, above, total, migrants)
}

// moveCounts takes members off one body and counts them in another, which
// must have room for them all.
func (tx *Tx) moveCounts(ctx context.Context, from models.ID, to models.Organization, total, migrants int64) error {
	err := tx.exec1(ctx, `UPDATE organizations SET member_count = member_count - ?, migrant_count = migrant_count - ?, version = version + 1, updated_at = ?
		WHERE id = ? AND member_count >= ?`, total, migrants, tx.Now, from, total)
	if err != nil {
		return err
	}
	return tx.exec1(ctx, `UPDATE organizations SET member_count = member_count + ?, migrant_count = migrant_count + ?, next_queue_no = next_queue_no + ?,
		version = version + 1, updated_at = ? WHERE id = ? AND next_queue_no = ? AND state = ? AND (capacity IS NULL OR member_count + ? <= capacity)`,
		total, migrants, total, tx.Now, to.ID, to.NextQueueNo, models.OrganizationActive, total)
}

// EndOffices takes back every office of a body.
func (tx *Tx) EndOffices(ctx context.Context, body models.ID) error {
	_, err := tx.exec(ctx, "UPDATE role_grants SET ended_at = ?, live_key = NULL WHERE organization_id = ? AND ended_at IS NULL", tx.Now, body)
	return err
}

// LockBodies locks two bodies in the order of their ids and gives them in the
// order in which they were named.
func (tx *Tx) LockBodies(ctx context.Context, a, b models.ID) (first, second models.Organization, err error) {
	if string(b[:]) < string(a[:]) {
		second, first, err = tx.LockBodies(ctx, b, a)
		return first, second, err
	}
	if first, err = tx.LockOrganization(ctx, a); err != nil {
		return first, second, err
	}
	if a == b {
		return first, first, nil
	}
	second, err = tx.LockOrganization(ctx, b)
	return first, second, err
}
