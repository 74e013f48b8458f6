package branch

import "xinjumin/models"

// MeetingVerb is an act on a meeting.
type MeetingVerb string

// The verbs. All but the last are for those who keep the record.
const (
	EditMeeting    MeetingVerb = "edit"
	HoldMeeting    MeetingVerb = "hold"
	CancelMeeting  MeetingVerb = "cancel"
	FinalMinutes   MeetingVerb = "finalize"
	CorrectMinutes MeetingVerb = "correct"
	MarkPresence   MeetingVerb = "mark"
	CheckIn        MeetingVerb = "check_in"
)

// MeetingMoves is the table of what leads where.
var MeetingMoves = models.Moves[MeetingState, MeetingVerb]{
	EditMeeting:    {MeetingPlanned: MeetingPlanned, MeetingHeld: MeetingHeld},
	HoldMeeting:    {MeetingPlanned: MeetingHeld},
	CancelMeeting:  {MeetingPlanned: MeetingCancelled},
	FinalMinutes:   {MeetingHeld: MeetingFinal},
	CorrectMinutes: {MeetingFinal: MeetingFinal},
	MarkPresence:   {MeetingPlanned: MeetingPlanned, MeetingHeld: MeetingHeld},
	CheckIn:        {MeetingPlanned: MeetingPlanned, MeetingHeld: MeetingHeld},
}

// After gives the state that the verb leads to, else ErrMeetingState.
func (m Meeting) After(v MeetingVerb) (MeetingState, error) {
	return MeetingMoves.After(m.State, v, ErrMeetingState)
}

// MayKeep refuses a person who does not keep the record of the meeting.
func (m Meeting) MayKeep(a models.Actor) error {
	if !m.KeptBy(a) {
		return models.ErrForbidden
	}
	return nil
}

// Choices lists what a person of the branch may do to the meeting at now; own is their
// line among the expected, nil for none.
func (m Meeting) Choices(a models.Actor, own *Attendance, now models.Instant) models.Choices {
	out, _ := models.Choose([]MeetingVerb{EditMeeting, HoldMeeting, CancelMeeting, FinalMinutes, CorrectMinutes,
		MarkPresence, CheckIn}, func(v MeetingVerb) error {
		switch {
		case v != CheckIn:
			return m.MayKeep(a)
		case own == nil:
			return ErrMeetingUninvited
		case own.State == AttendancePresent: // it is said already
			return ErrMeetingState
		}
		return nil
	}, func(v MeetingVerb) error {
		if v == CheckIn && now >= m.EndsAt { // what is over is not for checking in at all
			return ErrMeetingCheckIn
		}
		_, err := m.After(v)
		return err
	}, func(v MeetingVerb) error {
		switch v {
		case HoldMeeting:
			return m.MayHold(now)
		case CheckIn:
			return m.MayCheckIn(now)
		}
		return nil
	}) // these rules give refusals alone
	return out
}
