package party

import (
	"context"
	"strings"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/store"
)

// AttendanceSeen is a line of the attendance with a nickname.
type AttendanceSeen struct {
	branch.Attendance
	Nickname string
}

// TableName tells the mapper where the embedded row lives.
func (AttendanceSeen) TableName() string { return "meeting_attendances" }

// expectAll adds people of a branch to a meeting: those who are in it now.
const expectAll = `INSERT INTO meeting_attendances (meeting_id, person_id, voter, state, marked_by, marked_at)
	SELECT ?, m.person_id, CASE WHEN m.tie = 'formal' AND m.standing = 'full' THEN 1 ELSE 0 END, 'expected', NULL, NULL
	FROM memberships m WHERE m.organization_id = ? AND m.state = 'active'`

// readExpectBranch expects everybody in the branch and tells how many they are. A person who
// has a vote is as Membership.Votes says.
func readExpectBranch(ctx context.Context, tx *store.Tx, meeting, organization models.ID) (int64, error) {
	return tx.ExecN(ctx, expectAll, meeting, organization)
}

// readExpectPeople expects those of the people who are in the branch.
func readExpectPeople(ctx context.Context, tx *store.Tx, meeting, organization models.ID, people []models.ID) (int64,
	error) {
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(people)), ", ")
	args := []any{meeting, organization}
	for _, p := range people {
		args = append(args, p)
	}
	return tx.ExecN(ctx, expectAll+" AND m.person_id IN ("+marks+")", args...)
}

// readExpectOfficers expects the committee: those who hold one of the offices now.
func readExpectOfficers(ctx context.Context, tx *store.Tx, meeting, organization models.ID,
	roles []models.Role) (int64, error) {
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(roles)), ", ")
	args := []any{meeting, organization, tx.Now, tx.Now}
	for _, r := range roles {
		args = append(args, string(r))
	}
	return tx.ExecN(ctx, expectAll+` AND EXISTS (SELECT 1 FROM role_grants g
		WHERE g.organization_id = m.organization_id AND g.person_id = m.person_id AND g.ended_at IS NULL
		AND g.starts_at <= ? AND g.ends_at > ? AND g.role IN (`+marks+"))", args...)
}

// readInBranch counts those of the people who are in a branch now.
func readInBranch(ctx context.Context, q store.Reader, organization models.ID, people ...models.ID) (int64, error) {
	var n int64
	err := q.Query(ctx).Raw(`SELECT COUNT(DISTINCT person_id) FROM memberships
		WHERE organization_id = ? AND state = 'active' AND person_id IN ?`,
		organization, people).Scan(&n).Error
	return n, store.Translate(err)
}

// listAttendances lists everybody who is expected at a meeting, to the people of its branch.
func listAttendances(ctx context.Context, q store.Reader, viewer models.Actor, meeting models.ID,
	page models.Page) (models.List[AttendanceSeen], error) {
	after := models.ID{}
	if page.After != nil {
		after = page.After.ID
	}
	rows, err := store.Find[AttendanceSeen](q, q.Query(ctx).Table("meeting_attendances a").Select("a.*, p.nickname").
		Joins("JOIN persons p ON p.id = a.person_id").Joins("JOIN meetings m ON m.id = a.meeting_id").
		Where("a.meeting_id = ? AND a.person_id > ?", meeting, after).Where(inMeetingBranch, viewer.PersonID).
		Order("a.person_id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(a AttendanceSeen) models.Cursor {
		return models.Cursor{ID: a.PersonID}
	}), store.Translate(err)
}

// readAttendance reads one person's line; ErrNotFound when nobody expects them.
func readAttendance(ctx context.Context, q store.Reader, meeting, person models.ID) (branch.Attendance, error) {
	return store.Take[branch.Attendance](ctx, q, "meeting_id = ? AND person_id = ?", meeting, person)
}

// markAttendance writes whether an expected person came; ErrNotAffected when
// nobody expects them.
func markAttendance(ctx context.Context, tx *store.Tx, meeting, person models.ID, state branch.AttendanceState,
	by models.ID) error {
	return tx.Exec1(ctx, `UPDATE meeting_attendances SET state = ?, marked_by = ?, marked_at = ?
		WHERE meeting_id = ? AND person_id = ?`,
		state, by, tx.Now, meeting, person)
}

// settleAttendance makes absent who was expected and did not come.
func settleAttendance(ctx context.Context, tx *store.Tx, meeting, by models.ID) error {
	_, err := tx.ExecN(ctx, `UPDATE meeting_attendances
		SET state = 'absent', marked_by = ?, marked_at = ?
		WHERE meeting_id = ? AND state = 'expected'`, by, tx.Now, meeting)
	return err
}
