package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/models/union"
	"xinjumin/services/internal/store"
)

// insertUnionCall begins a call for a meeting; a union that has an open one is
// ErrDuplicate.
func insertUnionCall(ctx context.Context, tx *store.Tx, c *union.MeetingCall) error {
	return tx.Create(ctx, c)
}

// signUnionCall adds a name; one that is there is ErrDuplicate.
func signUnionCall(ctx context.Context, tx *store.Tx, call, person models.ID) error {
	return tx.Create(ctx, &union.MeetingSignature{CallID: call, PersonID: person, CreatedAt: tx.Now})
}

// moveUnionCall writes a call that had the version before; else it is
// ErrNotAffected.
func moveUnionCall(ctx context.Context, tx *store.Tx, c union.MeetingCall) error {
	return tx.Exec1(ctx, `UPDATE union_meeting_calls
		SET state = ?, live_key = ?, signature_count = ?, needed_count = ?, reached_at = ?, due_at = ?,
		meets_on = ?, answer = ?, answered_by = ?, answered_at = ?, version = ?, updated_at = ?
		WHERE id = ? AND version = ?`,
		c.State, c.LiveKey, c.SignatureCount, c.NeededCount, c.ReachedAt, c.DueAt, c.MeetsOn, c.Answer, c.AnsweredBy,
		c.AnsweredAt,
		c.Version, c.UpdatedAt, c.ID, c.Version-1)
}

// readUnionCall reads a call of an organization that the viewer belongs to or holds an office
// in; anybody else finds nothing.
func readUnionCall(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (union.MeetingCall,
	error) {
	cond := `EXISTS (SELECT 1 FROM memberships v
		WHERE v.person_id = ? AND v.state = ? AND v.organization_id = union_meeting_calls.organization_id)`
	args := []any{id, viewer.PersonID, models.MembershipActive}
	if organizations := viewer.Organizations(models.OfficeRoles()...); len(organizations) > 0 {
		cond += " OR organization_id IN ?"
		args = append(args, organizations)
	}
	return store.Take[union.MeetingCall](ctx, q, "id = ? AND ("+cond+")", args...)
}

// lockUnionCall reads a call and holds its row.
func lockUnionCall(ctx context.Context, tx *store.Tx, id models.ID) (union.MeetingCall, error) {
	return store.LockRow[union.MeetingCall](ctx, tx, id)
}

// listUnionCalls lists the calls of a union, the newest first, and whether the
// viewer signed each.
func listUnionCalls(ctx context.Context, q store.Reader, viewer models.ID, unionID models.ID,
	page models.Page) (models.List[union.CallView], error) {
	db := q.Query(ctx).Table("union_meeting_calls c").
		Select(`c.*, EXISTS (SELECT 1 FROM union_meeting_signatures s
			WHERE s.call_id = c.id AND s.person_id = ?) AS signed`, viewer).
		Where("c.organization_id = ?", unionID)
	if c := page.After; c != nil {
		db = db.Where("c.created_at <= ? AND (c.created_at < ? OR c.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[union.CallView](q, db.Order("c.created_at DESC, c.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c union.CallView) models.Cursor {
		return models.Cursor{Key: int64(c.CreatedAt), ID: c.ID}
	}), store.Translate(err)
}

// listUnionCallSigners lists everybody who signed a call.
func listUnionCallSigners(ctx context.Context, q store.Reader, call models.ID) ([]models.ID, error) {
	var ids []models.ID
	err := q.Query(ctx).Model(&union.MeetingSignature{}).Where("call_id = ?", call).Order("person_id").
		Pluck("person_id", &ids).Error
	return ids, store.Translate(err)
}

// insertAppraisal adds the appraisal of a year; a second one is ErrDuplicate.
func insertAppraisal(ctx context.Context, tx *store.Tx, a *union.Appraisal) error {
	return tx.Create(ctx, a)
}

// listAppraisals lists the appraisals of a union with their results, the newest year
// first.
func listAppraisals(ctx context.Context, q store.Reader, unionID models.ID,
	page models.Page) (models.List[union.AppraisalView], error) {
	var none models.List[union.AppraisalView]
	db := q.Query(ctx).Where("organization_id = ?", unionID)
	if c := page.After; c != nil {
		db = db.Where("year < ?", c.Key)
	}
	var rows []union.Appraisal
	if err := db.Order("year DESC").Limit(page.Size() + 1).Find(&rows).Error; err != nil {
		return none, store.Translate(err)
	}
	cut := models.CutPage(rows, page.Size(), func(a union.Appraisal) models.Cursor {
		return models.Cursor{Key: a.Year, ID: a.ID}
	})
	var ids []models.ID
	for _, a := range cut.Items {
		ids = append(ids, a.HomePollID, a.ChairPollID)
	}
	results, err := appraisalResults(ctx, q, ids)
	out := models.List[union.AppraisalView]{Next: cut.Next}
	for _, a := range cut.Items {
		out.Items = append(out.Items,
			union.AppraisalView{Appraisal: a, Home: results[a.HomePollID], Chair: results[a.ChairPollID]})
	}
	return out, err
}

func appraisalResults(ctx context.Context, q store.Reader, polls []models.ID) (map[models.ID]union.AppraisalResult,
	error) {
	out := make(map[models.ID]union.AppraisalResult, len(polls))
	if len(polls) == 0 {
		return out, nil
	}
	var rows []poll.Poll
	if err := q.Query(ctx).Where("id IN ?", polls).Find(&rows).Error; err != nil {
		return nil, store.Translate(err)
	}
	var options []poll.Option
	if err := q.Query(ctx).Where("poll_id IN ? AND votes IS NOT NULL", polls).Order("poll_id, no").Find(&options).
		Error; err != nil {
		return nil, store.Translate(err)
	}
	votes := map[models.ID][]int64{}
	for _, o := range options {
		votes[o.PollID] = append(votes[o.PollID], *o.Votes)
	}
	for _, p := range rows {
		out[p.ID] = union.AppraisalResult{Poll: p, Votes: votes[p.ID]}
	}
	return out, nil
}

// isAppraised reports whether a union has an appraisal of a year.
func isAppraised(ctx context.Context, q store.Reader, unionID models.ID, year int64) (bool, error) {
	n, err := store.Count[union.Appraisal](ctx, q, "organization_id = ? AND year = ?", unionID, year)
	return n > 0, err
}

// readCommitteeSize counts the people who hold one of the roles in an organization now.
func readCommitteeSize(ctx context.Context, q store.Reader, organization models.ID, roles []models.Role,
	now models.Instant) (int64, error) {
	var n int64
	err := q.Query(ctx).Raw(`SELECT COUNT(DISTINCT person_id) FROM role_grants
		WHERE organization_id = ? AND role IN ? AND ended_at IS NULL AND starts_at <= ? AND ends_at > ?`, organization,
		roles,
		now, now).Scan(&n).Error
	return n, store.Translate(err)
}

// listLeagueLeavers lists the members of a branch born on cutoff or before, in the
// order in which they came, and whether each holds an office there.
func listLeagueLeavers(ctx context.Context, q store.Reader, branch models.ID, cutoff models.Day, now models.Instant,
	page models.Page) (models.List[models.LeagueLeaver], error) {
	var after int64
	if page.After != nil {
		after = page.After.Key
	}
	rows, err := store.Find[models.LeagueLeaver](q, q.Query(ctx).Table("memberships m").
		Select(`m.*, p.nickname, EXISTS (SELECT 1 FROM role_grants g
			WHERE g.organization_id = m.organization_id AND g.person_id = m.person_id AND g.ended_at IS NULL
			AND g.starts_at <= ? AND g.ends_at > ?) AS holds_office`, now, now).
		Joins("JOIN persons p ON p.id = m.person_id").
		Where("m.organization_id = ? AND m.state = ? AND m.queue_no > ? AND p.birth_day <= ?", branch,
			models.MembershipActive, after, cutoff).
		Order("m.queue_no").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(m models.LeagueLeaver) models.Cursor {
		return models.Cursor{Key: m.QueueNo, ID: m.ID}
	}), store.Translate(err)
}
