package store

import (
	"context"

	"xinjumin/models"
)

// InsertUnionCall begins a call for a meeting; a union that has an open one is
// ErrDuplicate.
func (tx *Tx) InsertUnionCall(ctx context.Context, c *models.UnionMeetingCall) error {
	return tx.create(ctx, c)
}

// SignUnionCall adds a name; one that is there is ErrDuplicate.
func (tx *Tx) SignUnionCall(ctx context.Context, call, person models.ID) error {
	return tx.create(ctx, &models.UnionMeetingSignature{CallID: call, PersonID: person, CreatedAt: tx.Now})
}

// MoveUnionCall writes a call that had the version before; else it is
// ErrNotAffected.
func (tx *Tx) MoveUnionCall(ctx context.Context, c models.UnionMeetingCall) error {
	return tx.exec1(ctx, `UPDATE union_meeting_calls SET state = ?, live_key = ?, signature_count = ?, needed_count = ?, reached_at = ?, due_at = ?,
		meets_on = ?, answer = ?, answered_by = ?, answered_at = ?, version = ?, updated_at = ? WHERE id = ? AND version = ?`,
		c.State, c.LiveKey, c.SignatureCount, c.NeededCount, c.ReachedAt, c.DueAt, c.MeetsOn, c.Answer, c.AnsweredBy, c.AnsweredAt,
		c.Version, c.UpdatedAt, c.ID, c.Version-1)
}

// UnionCall reads a call of a body that the viewer belongs to or holds an office
// in; anybody else finds nothing.
func (q queries) UnionCall(ctx context.Context, viewer models.Actor, id models.ID) (models.UnionMeetingCall, error) {
	cond := "EXISTS (SELECT 1 FROM memberships v WHERE v.person_id = ? AND v.state = ? AND v.organization_id = union_meeting_calls.organization_id)"
	args := []any{id, viewer.PersonID, models.MembershipActive}
	if bodies := viewer.Organizations(models.OfficeRoles()...); len(bodies) > 0 {
		cond += " OR organization_id IN ?"
		args = append(args, bodies)
	}
	return take[models.UnionMeetingCall](ctx, q, "id = ? AND ("+cond+")", args...)
}

// LockUnionCall reads a call and holds its row.
func (tx *Tx) LockUnionCall(ctx context.Context, id models.ID) (models.UnionMeetingCall, error) {
	return lockRow[models.UnionMeetingCall](ctx, tx, id)
}

// UnionCalls lists the calls of a union, the newest first, and whether the
// viewer signed each.
func (q queries) UnionCalls(ctx context.Context, viewer models.ID, union models.ID, page models.Page) (models.List[models.UnionCallView], error) {
	db := q.db.WithContext(ctx).Table("union_meeting_calls c").
		Select("c.*, EXISTS (SELECT 1 FROM union_meeting_signatures s WHERE s.call_id = c.id AND s.person_id = ?) AS signed", viewer).
		Where("c.organization_id = ?", union)
	if c := page.After; c != nil {
		db = db.Where("c.created_at <= ? AND (c.created_at < ? OR c.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := find[models.UnionCallView](q, db.Order("c.created_at DESC, c.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c models.UnionCallView) models.Cursor {
		return models.Cursor{Key: int64(c.CreatedAt), ID: c.ID}
	}), translate(err)
}

// UnionCallSigners lists who signed a call.
func (q queries) UnionCallSigners(ctx context.Context, call models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.db.WithContext(ctx).Model(&models.UnionMeetingSignature{}).Where("call_id = ?", call).Order("person_id").Pluck("person_id", &ids).Error
	return ids, translate(err)
}

// InsertAppraisal adds the appraisal of a year; a second one is ErrDuplicate.
func (tx *Tx) InsertAppraisal(ctx context.Context, a *models.UnionAppraisal) error {
	return tx.create(ctx, a)
}

// Appraisals lists the appraisals of a union with their results, the newest year
// first.
func (q queries) Appraisals(ctx context.Context, union models.ID, page models.Page) (models.List[models.UnionAppraisalView], error) {
	var none models.List[models.UnionAppraisalView]
	db := q.db.WithContext(ctx).Where("organization_id = ?", union)
	if c := page.After; c != nil {
		db = db.Where("year < ?", c.Key)
	}
	var rows []models.UnionAppraisal
	if err := db.Order("year DESC").Limit(page.Size() + 1).Find(&rows).Error; err != nil {
		return none, translate(err)
	}
	cut := models.CutPage(rows, page.Size(), func(a models.UnionAppraisal) models.Cursor { return models.Cursor{Key: a.Year, ID: a.ID} })
	var ids []models.ID
	for _, a := range cut.Items {
		ids = append(ids, a.HomePollID, a.ChairPollID)
	}
	results, err := q.appraisalResults(ctx, ids)
	out := models.List[models.UnionAppraisalView]{Next: cut.Next}
	for _, a := range cut.Items {
		out.Items = append(out.Items, models.UnionAppraisalView{UnionAppraisal: a, Home: results[a.HomePollID], Chair: results[a.ChairPollID]})
	}
	return out, err
}

func (q queries) appraisalResults(ctx context.Context, polls []models.ID) (map[models.ID]models.AppraisalResult, error) {
	out := make(map[models.ID]models.AppraisalResult, len(polls))
	if len(polls) == 0 {
		return out, nil
	}
	var rows []models.Poll
	if err := q.db.WithContext(ctx).Where("id IN ?", polls).Find(&rows).Error; err != nil {
		return nil, translate(err)
	}
	var options []models.PollOption
	if err := q.db.WithContext(ctx).Where("poll_id IN ? AND votes IS NOT NULL", polls).Order("poll_id, no").Find(&options).Error; err != nil {
		return nil, translate(err)
	}
	votes := map[models.ID][]int64{}
	for _, o := range options {
		votes[o.PollID] = append(votes[o.PollID], *o.Votes)
	}
	for _, p := range rows {
		out[p.ID] = models.AppraisalResult{Poll: p, Votes: votes[p.ID]}
	}
	return out, nil
}

// Appraised reports whether a union has an appraisal of a year.
func (q queries) Appraised(ctx context.Context, union models.ID, year int64) (bool, error) {
	n, err := count[models.UnionAppraisal](ctx, q, "organization_id = ? AND year = ?", union, year)
	return n > 0, err
}

// CommitteeSize counts the people who hold one of the roles in a body now.
func (q queries) CommitteeSize(ctx context.Context, body models.ID, roles []models.Role, now models.Instant) (int64, error) {
	var n int64
	err := q.db.WithContext(ctx).Raw(`SELECT COUNT(DISTINCT person_id) FROM role_grants
		WHERE organization_id = ? AND role IN ? AND ended_at IS NULL AND starts_at <= ? AND ends_at > ?`, body, roles, now, now).Scan(&n).Error
	return n, translate(err)
}

// LeagueLeavers lists the members of a branch born on cutoff or before, in the
// order in which they came, and whether each holds an office there.
func (q queries) LeagueLeavers(ctx context.Context, branch models.ID, cutoff models.Day, now models.Instant, page models.Page) (models.List[models.LeagueLeaver], error) {
	var after int64
	if page.After != nil {
		after = page.After.Key
	}
	rows, err := find[models.LeagueLeaver](q, q.db.WithContext(ctx).Table("memberships m").
		Select(`m.*, p.nickname, EXISTS (SELECT 1 FROM role_grants g WHERE g.organization_id = m.organization_id AND g.person_id = m.person_id
			AND g.ended_at IS NULL AND g.starts_at <= ? AND g.ends_at > ?) AS holds_office`, now, now).
		Joins("JOIN persons p ON p.id = m.person_id").
		Where("m.organization_id = ? AND m.state = ? AND m.queue_no > ? AND p.birth_day <= ?", branch, models.MembershipActive, after, cutoff).
		Order("m.queue_no").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(m models.LeagueLeaver) models.Cursor {
		return models.Cursor{Key: m.QueueNo, ID: m.ID}
	}), translate(err)
}
