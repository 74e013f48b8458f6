package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/store"
)

// What somebody may see of meetings m: those of the branches they are in. This
// is the only place that says so.
const inMeetingBranch = `EXISTS (SELECT 1 FROM memberships v
	WHERE v.person_id = ? AND v.organization_id = m.organization_id AND v.state = 'active')`

// MeetingSeen is a meeting with the people who chair and record it and how many came.
type MeetingSeen struct {
	branch.Meeting
	ChairName     string
	RecorderName  string
	Expected      int64
	Present       int64
	Absent        int64
	OnLeave       int64
	Voters        int64
	VotersPresent int64
}

// TableName tells the mapper where the embedded row lives.
func (MeetingSeen) TableName() string { return "meetings" }

const meetingSeen = `m.*, c.nickname AS chair_name, r.nickname AS recorder_name, (SELECT COUNT(*)
	FROM meeting_attendances a WHERE a.meeting_id = m.id) AS expected, (SELECT COUNT(*)
	FROM meeting_attendances a WHERE a.meeting_id = m.id AND a.state = 'present') AS present, (SELECT COUNT(*)
	FROM meeting_attendances a WHERE a.meeting_id = m.id AND a.state = 'absent') AS absent, (SELECT COUNT(*)
	FROM meeting_attendances a WHERE a.meeting_id = m.id AND a.state = 'leave') AS on_leave, (SELECT COUNT(*)
	FROM meeting_attendances a WHERE a.meeting_id = m.id AND a.voter = 1) AS voters, (SELECT COUNT(*)
	FROM meeting_attendances a WHERE a.meeting_id = m.id AND a.voter = 1
	AND a.state = 'present') AS voters_present`

// readMeeting reads a meeting of a branch that the viewer is in.
func readMeeting(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (MeetingSeen, error) {
	rows, err := store.Find[MeetingSeen](q, q.Query(ctx).Table("meetings m").Select(meetingSeen).
		Joins("JOIN persons c ON c.id = m.chair_id").Joins("JOIN persons r ON r.id = m.recorder_id").
		Where("m.id = ?", id).Where(inMeetingBranch, viewer.PersonID))
	return first(rows, store.Translate(err))
}

// lockMeeting is Meeting, and keeps others from changing it until the
// transaction ends.
func lockMeeting(ctx context.Context, tx *store.Tx, viewer models.Actor, id models.ID) (branch.Meeting, error) {
	if _, err := readMeeting(ctx, tx, viewer, id); err != nil {
		return branch.Meeting{}, err
	}
	return store.LockRow[branch.Meeting](ctx, tx, id)
}

// listMeetings lists the meetings of a branch, the latest first, to the people in it;
// anybody else gets none.
func listMeetings(ctx context.Context, q store.Reader, viewer models.Actor, organization models.ID,
	kind branch.MeetingKind, page models.Page) (models.List[MeetingSeen], error) {
	db := q.Query(ctx).Table("meetings m").Select(meetingSeen).
		Joins("JOIN persons c ON c.id = m.chair_id").Joins("JOIN persons r ON r.id = m.recorder_id").
		Where("m.organization_id = ?", organization).Where(inMeetingBranch, viewer.PersonID)
	if kind != "" {
		db = db.Where("m.kind = ?", kind)
	}
	if c := page.After; c != nil {
		db = db.Where("m.starts_at <= ? AND (m.starts_at < ? OR m.id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[MeetingSeen](q, db.Order("m.starts_at DESC, m.id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(m MeetingSeen) models.Cursor {
		return models.Cursor{Key: int64(m.StartsAt), ID: m.ID}
	}), store.Translate(err)
}

// insertMeeting adds a meeting.
func insertMeeting(ctx context.Context, tx *store.Tx, m *branch.Meeting) error {
	return tx.Create(ctx, m)
}

// moveMeeting writes a meeting that was in state from, one version ago; else it
// is ErrNotAffected.
func moveMeeting(ctx context.Context, tx *store.Tx, m branch.Meeting, from branch.MeetingState) error {
	return tx.Exec1(ctx, `UPDATE meetings
		SET state = ?, starts_at = ?, ends_at = ?, place = ?, chair_id = ?, recorder_id = ?, agenda_sealed = ?,
		minutes_sealed = ?, resolution_sealed = ?, final_at = ?, final_by = ?, corrections = ?, version = ?,
		updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`,
		m.State, m.StartsAt, m.EndsAt, m.Place, m.ChairID, m.RecorderID, m.AgendaSealed, m.MinutesSealed,
		m.ResolutionSealed, m.FinalAt, m.FinalBy, m.Corrections, m.Version, m.UpdatedAt, m.ID, from, m.Version-1)
}

// insertCorrection keeps what minutes said before; a number that is taken is
// ErrDuplicate.
func insertCorrection(ctx context.Context, tx *store.Tx, c *branch.MeetingCorrection) error {
	return tx.Create(ctx, c)
}

// listCorrections lists what the minutes of a meeting said before, the newest first.
func listCorrections(ctx context.Context, q store.Reader, viewer models.Actor, meeting models.ID,
	page models.Page) (models.List[branch.MeetingCorrection], error) {
	db := q.Query(ctx).Table("meeting_corrections x").Select("x.*").Joins("JOIN meetings m ON m.id = x.meeting_id").
		Where("x.meeting_id = ?", meeting).Where(inMeetingBranch, viewer.PersonID)
	if c := page.After; c != nil {
		db = db.Where("x.no < ?", c.Key)
	}
	rows, err := store.Find[branch.MeetingCorrection](q, db.Order("x.no DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c branch.MeetingCorrection) models.Cursor {
		return models.Cursor{Key: c.No, ID: c.ID}
	}), store.Translate(err)
}

// listLastMeetings gives, for each of the branches, when each kind was last held.
func listLastMeetings(ctx context.Context, q store.Reader,
	organizations []models.ID) (map[models.ID]map[branch.MeetingKind]models.Day, error) {
	out := map[models.ID]map[branch.MeetingKind]models.Day{}
	if len(organizations) == 0 {
		return out, nil
	}
	var rows []struct {
		OrganizationID models.ID
		Kind           branch.MeetingKind
		LastAt         models.Instant
	}
	err := q.Query(ctx).Raw(`SELECT organization_id, kind, MAX(starts_at) AS last_at FROM meetings
		WHERE organization_id IN ? AND state IN ('held', 'minutes_final')
		GROUP BY organization_id, kind`, organizations).Scan(&rows).Error
	for _, r := range rows {
		if out[r.OrganizationID] == nil {
			out[r.OrganizationID] = map[branch.MeetingKind]models.Day{}
		}
		out[r.OrganizationID][r.Kind] = models.DayOf(r.LastAt)
	}
	return out, store.Translate(err)
}
