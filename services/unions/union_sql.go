package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/store"
)

// insertUnionForm adds the form of an application.
func insertUnionForm(ctx context.Context, tx *store.Tx, f *union.Form) error {
	return tx.Create(ctx, f)
}

// deleteUnionForm removes the form of an application, for the corrected one.
func deleteUnionForm(ctx context.Context, tx *store.Tx, membership models.ID) error {
	_, err := tx.ExecN(ctx, "DELETE FROM union_forms WHERE id = ?", membership)
	return err
}

// listUnionForms reads the forms of applications, by the id of the membership; an
// application that was made without one has none.
func listUnionForms(ctx context.Context, q store.Reader, memberships []models.ID) (map[models.ID]union.Form,
	error) {
	var rows []union.Form
	if len(memberships) > 0 {
		if err := q.Query(ctx).Where("id IN ?", memberships).Find(&rows).Error; err != nil {
			return nil, store.Translate(err)
		}
	}
	out := make(map[models.ID]union.Form, len(rows))
	for _, f := range rows {
		out[f.ID] = f
	}
	return out, nil
}

// readUnionMembership reads the active membership of a person in a union: there is one
// at most.
func readUnionMembership(ctx context.Context, q store.Reader, person models.ID) (models.Membership, error) {
	return store.Take[models.Membership](ctx, q, "exclusive_key = ?",
		*models.ExclusiveKeyOf(models.KindUnion, models.TieFormal, person))
}

// listUnionNumbers lists the ended memberships of a person in unions, the newest first.
func listUnionNumbers(ctx context.Context, q store.Reader, person models.ID, limit int) ([]union.Number, error) {
	var rows []union.Number
	err := q.Query(ctx).Raw(`SELECT o.name AS organization_name, m.member_no, m.joined_at, m.ended_at, m.end_reason
		FROM memberships m JOIN organizations o ON o.id = m.organization_id
		WHERE m.person_id = ? AND m.state = ? AND o.kind = ? AND m.member_no IS NOT NULL
		AND m.joined_at IS NOT NULL
		ORDER BY m.created_at DESC, m.id DESC LIMIT ?`, person, models.MembershipEnded, models.KindUnion, limit).
		Scan(&rows).Error
	return rows, store.Translate(err)
}

// retainMembers moves every active member of a union to the federation that
// holds them from now on, part by part, and tells how many they were. hold
// makes the membership above from the one below. The caller holds both rows.
func retainMembers(ctx context.Context, tx *store.Tx, union, above models.Organization,
	hold func(m models.Membership, queueNo int64) models.Membership) ([]models.ID, error) {
	const part = 500
	var people []models.ID
	var migrants int64
	next := above.NextQueueNo
	for after := int64(0); ; {
		rows, err := store.Find[models.Membership](tx, tx.Query(ctx).
			Where("organization_id = ? AND state = ? AND queue_no > ?", union.ID, models.MembershipActive, after).
			Order("queue_no").Limit(part))
		if err != nil {
			return nil, store.Translate(err)
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
		n, err := tx.ExecN(ctx, `UPDATE memberships
			SET state = ?, live_key = NULL, exclusive_key = NULL, ended_at = ?, end_reason = ?,
			version = version + 1, updated_at = ?
			WHERE id IN ? AND state = ?`, models.MembershipEnded, tx.Now, models.EndTransferred, tx.Now, ids,
			models.MembershipActive)
		if err != nil {
			return nil, err
		}
		if n != int64(len(rows)) {
			return nil, store.ErrNotAffected
		}
		if err := tx.Create(ctx, &held); err != nil {
			return nil, err
		}
		after = rows[len(rows)-1].QueueNo
	}
	total := int64(len(people))
	if total == 0 {
		return nil, nil
	}
	return people, moveCounts(ctx, tx, union.ID, above, total, migrants)
}

// moveCounts takes members off one organization and counts them in another, which
// must have room for them all.
func moveCounts(ctx context.Context, tx *store.Tx, from models.ID, to models.Organization, total,
	migrants int64) error {
	err := tx.Exec1(ctx, `UPDATE organizations
		SET member_count = member_count - ?, migrant_count = migrant_count - ?
		WHERE id = ? AND member_count >= ?`, total, migrants, from, total)
	if err != nil {
		return err
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET member_count = member_count + ?, migrant_count = migrant_count + ?, next_queue_no = next_queue_no + ?
		WHERE id = ? AND next_queue_no = ? AND state = ? AND (capacity IS NULL OR member_count + ? <= capacity)`,
		total, migrants, total, to.ID, to.NextQueueNo, models.OrganizationActive, total)
}

// endOffices takes back every office of an organization.
func endOffices(ctx context.Context, tx *store.Tx, organization models.ID) error {
	_, err := tx.ExecN(ctx, `UPDATE role_grants SET ended_at = ?, live_key = NULL
		WHERE organization_id = ? AND ended_at IS NULL`, tx.Now, organization)
	return err
}
