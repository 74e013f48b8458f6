package party

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/act"
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
	a := s.onMeeting(ctx, actor, meeting, ActionMark)
	a.May = func(_ *store.Tx, v convened) error { return v.m.MayKeep(actor) }
	a.Next = leads(branch.MarkPresence)
	a.Do = func(tx *store.Tx, v *convened) error {
		for _, k := range marks {
			if v.m.State == branch.MeetingPlanned && k.State != branch.AttendanceLeave &&
				k.State != branch.AttendanceExpected && tx.Now < v.m.StartsAt.Add(-branch.CheckInEarly) {
				return branch.ErrMeetingCheckIn
			}
			if err := act.Lost(markAttendance(ctx, tx, v.m.ID, k.PersonID, k.State, actor.PersonID),
				branch.ErrMeetingUninvited); err != nil {
				return err
			}
		}
		return nil
	}
	return act.On(ctx, s.st, actor, a)
}

// CheckIn says that the actor is there, during the meeting. Saying so again
// changes nothing, so that a lost answer may be asked for once more.
func (s *Service) CheckIn(ctx context.Context, actor models.Actor, meeting models.ID) (Meeting, error) {
	a := s.onMeeting(ctx, actor, meeting, ActionCheckIn)
	a.Next = func(tx *store.Tx, v *convened) error { return v.m.MayCheckIn(tx.Now) }
	a.Do = func(tx *store.Tx, v *convened) error {
		own, err := readAttendance(ctx, tx, meeting, actor.PersonID)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return branch.ErrMeetingUninvited
		case err != nil:
			return err
		case own.State == branch.AttendancePresent:
			return act.ErrUnchanged
		}
		return markAttendance(ctx, tx, v.m.ID, actor.PersonID, branch.AttendancePresent, actor.PersonID)
	}
	return act.On(ctx, s.st, actor, a)
}
