package party

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Meeting is a meeting as somebody of the branch reads it.
type Meeting struct {
	MeetingSeen
	Agenda     string
	Minutes    string
	Resolution string
	Need       int64 // voters who must be there; 0: nothing is asked
	Enough     bool
	Own        *branch.Attendance // the reader's line; nil: not expected
	Choices    models.Choices
}

func (m *Meeting) texts() []sealedText {
	return []sealedText{
		{keyring.MeetingAgenda, &m.AgendaSealed, &m.Agenda}, {keyring.MeetingMinutes, &m.MinutesSealed, &m.Minutes},
		{keyring.MeetingResolution, &m.ResolutionSealed, &m.Resolution},
	}
}

func (s *Service) readMeeting(
	ctx context.Context, from store.Reader, actor models.Actor, id models.ID, now models.Instant,
) (Meeting, error) {
	seen, err := readMeeting(ctx, from, actor, id)
	m := Meeting{MeetingSeen: seen}
	if err != nil {
		return m, err
	}
	m.Need, m.Enough = branch.MeetingQuorum(m.Kind, m.Voters, m.VotersPresent)
	own, err := readAttendance(ctx, from, id, actor.PersonID)
	if err == nil {
		m.Own = &own
	} else if !errors.Is(err, store.ErrNotFound) {
		return m, err
	}
	m.Choices = m.MeetingSeen.Choices(actor, m.Own, now)
	return m, s.openAll(id, m.texts()...)
}

// Meeting reads a meeting of a branch that the actor is in.
func (s *Service) Meeting(ctx context.Context, actor models.Actor, id models.ID) (Meeting, error) {
	return s.readMeeting(ctx, s.st, actor, id, s.st.Now())
}

// Meetings lists the meetings of a branch to the people in it, without anything
// sealed.
func (s *Service) Meetings(
	ctx context.Context, actor models.Actor, organization models.ID, kind branch.MeetingKind, page models.Page,
) (models.List[MeetingSeen], error) {
	if _, err := s.inside(ctx, actor, organization); err != nil {
		return models.List[MeetingSeen]{}, err
	}
	return listMeetings(ctx, s.st, actor, organization, kind, page)
}

// Call plans a meeting and tells everybody who is expected: the roster is that
// of this moment (应到). Of a committee meeting it is the committee, of a group
// meeting who is named, else everybody in the branch, also who only takes part;
// each with whether they have a vote.
func (s *Service) Call(
	ctx context.Context, actor models.Actor, organization models.ID, p branch.MeetingPlan,
) (Meeting, error) {
	p.Place, p.Agenda = text.Clean(p.Place), text.Clean(p.Agenda)
	return act.On(ctx, s.st, actor, act.Of[convened, Meeting]{
		Event: func(v convened) audit.Event {
			id := v.m.ID
			if id.IsZero() { // refused: there is only the branch
				id = organization
			}
			return audit.InOrganization(v.o, ActionCall, "meeting", id, nil)
		},
		Lock: func(tx *store.Tx) (v convened, err error) {
			v.o, err = lockBranch(ctx, tx, actor, organization)
			return v, err
		},
		May: func(_ *store.Tx, v convened) error {
			if !actor.InOrganization(v.o.ID, branch.MeetingRoles()...) {
				return models.ErrForbidden
			}
			return nil
		},
		Next: func(_ *store.Tx, v *convened) error { return v.o.May(models.MayHoldMeetings) },
		Do: func(tx *store.Tx, v *convened) error {
			if bad := p.Check(); len(bad) > 0 {
				return models.ErrInvalid.With(bad...)
			}
			if err := ofBranch(ctx, tx, v.o.ID, p.ChairID, p.RecorderID); err != nil {
				return err
			}
			v.m = branch.Meeting{ID: tx.NewID(), OrganizationID: v.o.ID, Kind: p.Kind, State: branch.MeetingPlanned,
				StartsAt: p.StartsAt, EndsAt: p.EndsAt, Place: p.Place, ChairID: p.ChairID, RecorderID: p.RecorderID,
				CreatedBy: actor.PersonID, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
			var err error
			if v.m.AgendaSealed, err = s.seal(keyring.MeetingAgenda, v.m.ID, p.Agenda); err != nil {
				return err
			}
			if err := insertMeeting(ctx, tx, &v.m); err != nil {
				return err
			}
			return expect(ctx, tx, v.m, p.Expected)
		},
		Tell: func(tx *store.Tx, v convened) error {
			return inbox.TellMeeting(ctx, tx, v.m.ID, meetingNotice(branch.NoticeMeetingCalled, v.o, v.m))
		},
		Detail: kindOf,
		Answer: func(
			tx *store.Tx, v convened,
		) (Meeting, error) {
			return s.readMeeting(ctx, tx, actor, v.m.ID, tx.Now)
		},
	})
}

// convened is a meeting in the hands of an act, with its branch.
type convened struct {
	o      models.Organization
	was, m branch.Meeting
}

// kindOf is all that the trail says of a meeting.
func kindOf(v convened) map[string]string { return map[string]string{"kind": string(v.m.Kind)} }

// onMeeting is what every act on a meeting of the actor's branch has. Do writes nothing.
func (s *Service) onMeeting(
	ctx context.Context, actor models.Actor, id models.ID, action models.Action,
) act.Of[convened, Meeting] {
	return act.Of[convened, Meeting]{
		Event: func(v convened) audit.Event { return audit.InOrganization(v.o, action, "meeting", id, nil) },
		Lock: func(tx *store.Tx) (v convened, err error) {
			if v.m, err = lockMeeting(ctx, tx, actor, id); err != nil {
				return v, err
			}
			v.was = v.m
			v.o, err = tx.OrganizationOf(ctx, v.m.OrganizationID)
			return v, err
		},
		Detail: kindOf,
		Answer: func(tx *store.Tx, _ convened) (Meeting, error) { return s.readMeeting(ctx, tx, actor, id, tx.Now) },
	}
}

// expect writes who is expected at a meeting.
func expect(ctx context.Context, tx *store.Tx, m branch.Meeting, group []models.ID) error {
	var n int64
	var err error
	switch m.Kind {
	case branch.MeetingCommittee:
		n, err = readExpectOfficers(ctx, tx, m.ID, m.OrganizationID, committeeRoles())
	case branch.MeetingGroup:
		n, err = readExpectPeople(ctx, tx, m.ID, m.OrganizationID, group)
		if err == nil && n != int64(len(group)) {
			return branch.ErrMeetingStranger
		}
	default:
		n, err = readExpectBranch(ctx, tx, m.ID, m.OrganizationID)
	}
	if err == nil && n == 0 {
		return branch.ErrMeetingNobody
	}
	return err
}

// committeeRoles are the offices of a branch committee (支部委员会).
func committeeRoles() []models.Role {
	return []models.Role{models.RoleBranchSecretary, models.RoleViceChair, models.RoleSecretaryGeneral,
		models.RoleDirector}
}

// ofBranch refuses people who are not in the branch.
func ofBranch(ctx context.Context, tx *store.Tx, organization models.ID, people ...models.ID) error {
	distinct := map[models.ID]bool{}
	for _, p := range people {
		distinct[p] = true
	}
	n, err := readInBranch(ctx, tx, organization, people...)
	if err == nil && n != int64(len(distinct)) {
		return branch.ErrMeetingStranger
	}
	return err
}

func meetingNotice(kind models.NoticeKind, o models.Organization, m branch.Meeting) inbox.Notice {
	zh, en := m.Kind.Text()
	return inbox.Notice{Kind: kind, Subject: "meeting", SubjectID: m.ID,
		Params: map[string]string{"organization": o.Name, "meeting": zh, "meeting_en": en,
			"when": m.StartsAt.Time().In(models.Shanghai).Format("2006-01-02 15:04")}}
}
