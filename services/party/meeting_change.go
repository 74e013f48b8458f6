package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// MeetingEdits is a partial change; nil leaves a field as it is. A plan changes
// while the meeting is planned, minutes and resolution while it is held.
type MeetingEdits struct {
	StartsAt   *models.Instant
	EndsAt     *models.Instant
	Place      *string
	Agenda     *string
	ChairID    *models.ID
	RecorderID *models.ID
	Minutes    *string
	Resolution *string
}

func (e MeetingEdits) plan() bool {
	return e.StartsAt != nil || e.EndsAt != nil || e.Place != nil || e.Agenda != nil || e.ChairID != nil ||
		e.RecorderID != nil
}

func set[T any](field, to *T) {
	if to != nil {
		*field = *to
	}
}

// Change changes a plan, or the draft of minutes. When the time or the place of
// a meeting changes, those expected are told.
func (s *Service) Change(
	ctx context.Context, actor models.Actor, id models.ID, version *int64, e MeetingEdits,
) (Meeting, error) {
	a := s.changing(ctx, actor, id, ActionChange)
	a.Version, a.VersionOf = version, func(v convened) int64 { return v.m.Version }
	a.Next = func(_ *store.Tx, v *convened) error {
		if _, err := v.m.After(branch.EditMeeting); err != nil {
			return err
		}
		if e.plan() && v.m.State != branch.MeetingPlanned || (e.Minutes != nil || e.Resolution != nil) &&
			v.m.State != branch.MeetingHeld {
			return branch.ErrMeetingState
		}
		return nil
	}
	write := a.Do
	a.Do = func(tx *store.Tx, v *convened) error {
		if err := s.edit(&v.m, e); err != nil {
			return err
		}
		if err := ofBranch(ctx, tx, v.o.ID, v.m.ChairID, v.m.RecorderID); e.plan() && err != nil {
			return err
		}
		return write(tx, v)
	}
	a.Tell = func(tx *store.Tx, v convened) error {
		if v.m.StartsAt == v.was.StartsAt && v.m.Place == v.was.Place {
			return nil
		}
		return inbox.TellMeeting(ctx, tx, v.m.ID, meetingNotice(branch.NoticeMeetingChanged, v.o, v.m))
	}
	return act.On(ctx, s.st, actor, a)
}

// edit puts what is changed into a meeting and seals it again.
func (s *Service) edit(m *branch.Meeting, e MeetingEdits) error {
	now := Meeting{MeetingSeen: MeetingSeen{Meeting: *m}}
	if err := s.openAll(m.ID, now.texts()...); err != nil {
		return err
	}
	set(&now.StartsAt, e.StartsAt)
	set(&now.EndsAt, e.EndsAt)
	set(&now.Place, e.Place)
	set(&now.Agenda, e.Agenda)
	set(&now.ChairID, e.ChairID)
	set(&now.RecorderID, e.RecorderID)
	set(&now.Minutes, e.Minutes)
	set(&now.Resolution, e.Resolution)
	now.Place, now.Agenda = text.Clean(now.Place), text.Clean(now.Agenda)
	now.Minutes, now.Resolution = text.Clean(now.Minutes), text.Clean(now.Resolution)
	p := branch.MeetingPlan{StartsAt: now.StartsAt, EndsAt: now.EndsAt, Place: now.Place, Agenda: now.Agenda}
	if bad := append(p.Check(), branch.CheckMinutes(now.Minutes, now.Resolution, false)...); len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	if err := s.sealAll(m.ID, now.texts()...); err != nil {
		return err
	}
	*m = now.Meeting
	return nil
}

// Hold says that a planned meeting takes place, from its beginning on.
func (s *Service) Hold(ctx context.Context, actor models.Actor, id models.ID) (Meeting, error) {
	a := s.changing(ctx, actor, id, ActionHold)
	move := leads(branch.HoldMeeting)
	a.Next = func(tx *store.Tx, v *convened) error {
		if err := v.m.MayHold(tx.Now); err != nil {
			return err
		}
		return move(tx, v)
	}
	return act.On(ctx, s.st, actor, a)
}

// Cancel calls a planned meeting off and tells those expected.
func (s *Service) Cancel(ctx context.Context, actor models.Actor, id models.ID) (Meeting, error) {
	a := s.changing(ctx, actor, id, ActionCancel)
	a.Next = leads(branch.CancelMeeting)
	a.Tell = func(tx *store.Tx, v convened) error {
		return inbox.TellMeeting(ctx, tx, v.m.ID, meetingNotice(branch.NoticeMeetingCancelled, v.o, v.m))
	}
	return act.On(ctx, s.st, actor, a)
}

// Finalize fixes the minutes of a meeting that was held. A person who was expected and
// not marked is absent. From then on only a correction changes them, and
// keeps what they said.
func (s *Service) Finalize(
	ctx context.Context, actor models.Actor, id models.ID, minutes, resolution string,
) (Meeting, error) {
	minutes, resolution = text.Clean(minutes), text.Clean(resolution)
	a := s.changing(ctx, actor, id, ActionFinal)
	a.Next = leads(branch.FinalMinutes)
	write := a.Do
	a.Do = func(tx *store.Tx, v *convened) error {
		if err := s.write(&v.m, minutes, resolution); err != nil {
			return err
		}
		v.m.FinalAt, v.m.FinalBy = &tx.Now, &actor.PersonID
		if err := settleAttendance(ctx, tx, v.m.ID, actor.PersonID); err != nil {
			return err
		}
		return write(tx, v)
	}
	return act.On(ctx, s.st, actor, a)
}

// write puts minutes and resolution in, as final ones.
func (s *Service) write(m *branch.Meeting, minutes, resolution string) error {
	if bad := branch.CheckMinutes(minutes, resolution, true); len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return s.sealAll(m.ID, sealedText{keyring.MeetingMinutes, &m.MinutesSealed, &minutes},
		sealedText{keyring.MeetingResolution, &m.ResolutionSealed, &resolution})
}

// Correct replaces final minutes and keeps what they said before, with the reason.
func (s *Service) Correct(
	ctx context.Context, actor models.Actor, id models.ID, minutes, resolution, reason string,
) (Meeting, error) {
	minutes, resolution, reason = text.Clean(minutes), text.Clean(resolution), text.Clean(reason)
	a := s.changing(ctx, actor, id, ActionCorrect)
	a.Next = leads(branch.CorrectMinutes)
	write := a.Do
	a.Do = func(tx *store.Tx, v *convened) error {
		if err := models.CheckReason(reason); err != nil {
			return err
		}
		old := Meeting{MeetingSeen: MeetingSeen{Meeting: v.m}}
		if err := s.openAll(v.m.ID, old.texts()...); err != nil {
			return err
		}
		c := branch.MeetingCorrection{ID: tx.NewID(), MeetingID: v.m.ID, No: v.m.Corrections + 1,
			CorrectedBy: actor.PersonID, CreatedAt: tx.Now}
		if err := s.sealAll(c.ID, sealedText{keyring.CorrectedMinutes, &c.MinutesSealed, &old.Minutes},
			sealedText{keyring.CorrectedResolution, &c.ResolutionSealed, &old.Resolution},
			sealedText{keyring.CorrectionReason, &c.ReasonSealed, &reason}); err != nil {
			return err
		}
		if err := s.write(&v.m, minutes, resolution); err != nil {
			return err
		}
		v.m.Corrections++
		if err := insertCorrection(ctx, tx, &c); err != nil {
			return err
		}
		return write(tx, v)
	}
	return act.On(ctx, s.st, actor, a)
}

// changing is onMeeting for a person who keeps the record. Do writes the meeting as it
// is by then; an act that has more to do calls it last.
func (s *Service) changing(
	ctx context.Context, actor models.Actor, id models.ID, action models.Action,
) act.Of[convened, Meeting] {
	a := s.onMeeting(ctx, actor, id, action)
	a.May = func(_ *store.Tx, v convened) error { return v.m.MayKeep(actor) }
	a.Do = func(tx *store.Tx, v *convened) error {
		v.m.Version, v.m.UpdatedAt = v.was.Version+1, tx.Now
		if err := tx.Forget(ctx, id); err != nil {
			return err
		}
		return act.Lost(moveMeeting(ctx, tx, v.m, v.was.State), branch.ErrMeetingState)
	}
	return a
}

// leads puts the state that the verb leads to, or refuses.
func leads(verb branch.MeetingVerb) func(*store.Tx, *convened) error {
	return func(_ *store.Tx, v *convened) (err error) {
		v.m.State, err = v.m.After(verb)
		return err
	}
}

// Correction is what final minutes said before.
type Correction struct {
	branch.MeetingCorrection
	Minutes    string
	Resolution string
	Reason     string
}

// Corrections lists what the minutes of a meeting said before, the newest first,
// to people of the branch.
func (s *Service) Corrections(
	ctx context.Context, actor models.Actor, meeting models.ID, page models.Page,
) (models.List[Correction], error) {
	if _, err := readMeeting(ctx, s.st, actor, meeting); err != nil {
		return models.List[Correction]{}, err
	}
	rows, err := listCorrections(ctx, s.st, actor, meeting, page)
	out := models.List[Correction]{Items: make([]Correction, len(rows.Items)), Next: rows.Next}
	for i, row := range rows.Items {
		c := &out.Items[i]
		c.MeetingCorrection = row
		if err := s.openAll(c.ID, sealedText{keyring.CorrectedMinutes, &c.MinutesSealed, &c.Minutes},
			sealedText{keyring.CorrectedResolution, &c.ResolutionSealed, &c.Resolution},
			sealedText{keyring.CorrectionReason, &c.ReasonSealed, &c.Reason}); err != nil {
			return out, err
		}
	}
	return out, err
}
