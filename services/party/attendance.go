package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// Mark is whether one person came.
type Mark struct {
	PersonID models.ID
	State    branch.AttendanceState
}

// Attendance lists who is expected at a meeting and who came, to people of the
// branch.
func (s *Service) Attendance(
	ctx context.Context, actor models.Actor, meeting models.ID, page models.Page,
) (models.List[AttendanceSeen], error) {
	if _, err := readMeeting(ctx, s.st, actor, meeting); err != nil {
		return models.List[AttendanceSeen]{}, err
	}
	return listAttendances(ctx, s.st, actor, meeting, page)
}

// MarkAttendance writes who came, by who keeps the record, until the minutes are
// final. A leave may be noted before the meeting.
func (s *Service) MarkAttendance(
	ctx context.Context, actor models.Actor, meeting models.ID, marks []Mark,
) (Meeting, error) {
	var out Meeting
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, err := lockMeeting(ctx, tx, actor, meeting)
		if err != nil {
			return err
		}
		if seen, err = tx.OrganizationOf(ctx, m.OrganizationID); err != nil {
			return err
		}
		if !m.KeptBy(actor) {
			return models.ErrForbidden
		}
		if m.State != branch.MeetingPlanned && m.State != branch.MeetingHeld {
			return branch.ErrMeetingState
		}
		for _, k := range marks {
			if m.State == branch.MeetingPlanned && k.State != branch.AttendanceLeave &&
				k.State != branch.AttendanceExpected && tx.Now < m.StartsAt.Add(-branch.CheckInEarly) {
				return branch.ErrMeetingCheckIn
			}
			if err := unaffected(markAttendance(ctx, tx, m.ID, k.PersonID, k.State, actor.PersonID),
				branch.ErrMeetingUninvited); err != nil {
				return err
			}
		}
		return s.meetingDone(ctx, tx, actor, seen, ActionMark, m.ID, &out)
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, ActionMark, "meeting", meeting, nil), err)
}

// CheckIn says that the actor is there, during the meeting. Saying so again
// changes nothing, so that a lost answer may be asked for once more.
func (s *Service) CheckIn(ctx context.Context, actor models.Actor, meeting models.ID) (Meeting, error) {
	var out Meeting
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, err := lockMeeting(ctx, tx, actor, meeting)
		if err != nil {
			return err
		}
		o, err := tx.OrganizationOf(ctx, m.OrganizationID)
		if err != nil {
			return err
		}
		if err := m.MayCheckIn(tx.Now); err != nil {
			return err
		}
		own, err := s.readMeeting(ctx, tx, actor, meeting)
		switch {
		case err != nil:
			return err
		case own.Own == nil:
			return branch.ErrMeetingUninvited
		case own.Own.State == branch.AttendancePresent:
			out = own
			return tx.Answer(ctx, out)
		}
		if err := markAttendance(ctx, tx, m.ID, actor.PersonID, branch.AttendancePresent, actor.PersonID); err != nil {
			return err
		}
		return s.meetingDone(ctx, tx, actor, o, ActionCheckIn, m.ID, &out)
	})
	return out, err
}
