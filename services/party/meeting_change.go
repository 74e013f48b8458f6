package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/audit"
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
	return s.change(ctx, actor, id, ActionChange, func(
		tx *store.Tx, o models.Organization, m branch.Meeting,
	) (branch.Meeting, error) {
		if version != nil && *version != m.Version {
			return m, models.ErrStale
		}
		if e.plan() && m.State != branch.MeetingPlanned || (e.Minutes != nil || e.Resolution != nil) &&
			m.State != branch.MeetingHeld {
			return m, branch.ErrMeetingState
		}
		now := Meeting{MeetingSeen: MeetingSeen{Meeting: m}}
		if err := s.openAll(m.ID, now.texts()...); err != nil {
			return m, err
		}
		was := m
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
			return m, models.ErrInvalid.With(bad...)
		}
		if err := ofBranch(ctx, tx, o.ID, now.ChairID, now.RecorderID); e.plan() && err != nil {
			return m, err
		}
		if err := s.sealAll(m.ID, now.texts()...); err != nil {
			return m, err
		}
		if now.StartsAt == was.StartsAt && now.Place == was.Place {
			return now.Meeting, nil
		}
		return now.Meeting, inbox.TellMeeting(ctx, tx, m.ID, meetingNotice(branch.NoticeMeetingChanged, o, now.Meeting))
	})
}

// Hold says that a planned meeting takes place, from its beginning on.
func (s *Service) Hold(ctx context.Context, actor models.Actor, id models.ID) (Meeting, error) {
	return s.change(ctx, actor, id, ActionHold, func(
		tx *store.Tx, _ models.Organization, m branch.Meeting,
	) (branch.Meeting, error) {
		if err := m.MayHold(tx.Now); err != nil {
			return m, err
		}
		m.State = branch.MeetingHeld
		return m, nil
	})
}

// Cancel calls a planned meeting off and tells those expected.
func (s *Service) Cancel(ctx context.Context, actor models.Actor, id models.ID) (Meeting, error) {
	return s.change(ctx, actor, id, ActionCancel, func(
		tx *store.Tx, o models.Organization, m branch.Meeting,
	) (branch.Meeting, error) {
		if m.State != branch.MeetingPlanned {
			return m, branch.ErrMeetingState
		}
		m.State = branch.MeetingCancelled
		return m, inbox.TellMeeting(ctx, tx, m.ID, meetingNotice(branch.NoticeMeetingCancelled, o, m))
	})
}

// Finalize fixes the minutes of a meeting that was held. A person who was expected and
// not marked is absent. From then on only a correction changes them, and
// keeps what they said.
func (s *Service) Finalize(
	ctx context.Context, actor models.Actor, id models.ID, minutes, resolution string,
) (Meeting, error) {
	minutes, resolution = text.Clean(minutes), text.Clean(resolution)
	return s.change(ctx, actor, id, ActionFinal, func(
		tx *store.Tx, _ models.Organization, m branch.Meeting,
	) (branch.Meeting, error) {
		if m.State != branch.MeetingHeld {
			return m, branch.ErrMeetingState
		}
		if err := s.write(&m, minutes, resolution); err != nil {
			return m, err
		}
		now := tx.Now
		m.State, m.FinalAt, m.FinalBy = branch.MeetingFinal, &now, &actor.PersonID
		return m, settleAttendance(ctx, tx, m.ID, actor.PersonID)
	})
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
	return s.change(ctx, actor, id, ActionCorrect, func(
		tx *store.Tx, _ models.Organization, m branch.Meeting,
	) (branch.Meeting, error) {
		if m.State != branch.MeetingFinal {
			return m, branch.ErrMeetingState
		}
		if err := models.CheckReason(reason); err != nil {
			return m, err
		}
		old := Meeting{MeetingSeen: MeetingSeen{Meeting: m}}
		if err := s.openAll(m.ID, old.texts()...); err != nil {
			return m, err
		}
		c := branch.MeetingCorrection{ID: tx.NewID(), MeetingID: m.ID, No: m.Corrections + 1,
			CorrectedBy: actor.PersonID, CreatedAt: tx.Now}
		if err := s.sealAll(c.ID, sealedText{keyring.CorrectedMinutes, &c.MinutesSealed, &old.Minutes},
			sealedText{keyring.CorrectedResolution, &c.ResolutionSealed, &old.Resolution},
			sealedText{keyring.CorrectionReason, &c.ReasonSealed, &reason}); err != nil {
			return m, err
		}
		if err := s.write(&m, minutes, resolution); err != nil {
			return m, err
		}
		m.Corrections++
		return m, insertCorrection(ctx, tx, &c)
	})
}

// change runs a change of a meeting by who keeps its record, on its locked row.
func (s *Service) change(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	rule func(tx *store.Tx, o models.Organization, m branch.Meeting) (branch.Meeting, error)) (Meeting, error) {
	var out Meeting
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, err := lockMeeting(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if seen, err = tx.OrganizationOf(ctx, m.OrganizationID); err != nil {
			return err
		}
		if !m.KeptBy(actor) {
			return models.ErrForbidden
		}
		next, err := rule(tx, seen, m)
		if err != nil {
			return err
		}
		next.Version, next.UpdatedAt = m.Version+1, tx.Now
		if err := unaffected(moveMeeting(ctx, tx, next, m.State), branch.ErrMeetingState); err != nil {
			return err
		}
		return s.meetingDone(ctx, tx, actor, seen, action, id, &out)
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, action, "meeting", id, nil), err)
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
