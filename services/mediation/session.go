package mediation

import (
	"context"
	"fmt"
	"net/url"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Meeting is when and where people meet in a case.
type Meeting struct {
	Kind         dispute.SessionKind // of a new one
	Starts, Ends models.Instant
	Place        string // in words, or the address of a video meeting
	Room         string // of the committee; may be empty
	Video        bool
	VideoAgreed  bool // both sides have agreed to meet by video
}

func (m *Meeting) clean() error {
	m.Place, m.Room = text.Clean(m.Place), text.Clean(m.Room)
	var bad []models.FieldError
	length(&bad, "/place", m.Place, 1, dispute.PlaceMax)
	length(&bad, "/room", m.Room, 0, dispute.RoomMax)
	if m.Video {
		if at, err := url.Parse(m.Place); err != nil || at.Scheme != "https" || at.Host == "" {
			bad = append(bad, models.BodyField("/place", "url", "请填写视频会议的完整链接",
				"The https:// address of the video meeting"))
		}
		if !m.VideoAgreed {
			bad = append(bad, models.BodyField("/video_agreed", "required", "各方都同意视频调解后才能用视频",
				"Both sides agree to a video meeting first"))
		}
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// PlanSession arranges a meeting of a case with its mediators, and of a mediation with
// its parties, who are told. A mediator who has taken the case may, or the head. Nobody is
// asked to two places at once (dispute.ErrSessionClash, which tells the time alone). One
// that took place within the last days may be put down, too.
func (s *Service) PlanSession(ctx context.Context, actor models.Actor, a Act, m Meeting) (Summary, error) {
	if err := m.clean(); err != nil {
		return Summary{}, err
	}
	if zh, _ := m.Kind.Text(); zh == "" {
		return Summary{}, models.ErrInvalid.With(models.BodyField("/kind", "enum", "请选择调解或者调查",
			"Mediation or inquiry"))
	}
	return s.do(ctx, actor, a, dispute.Plan, func(tx *store.Tx, st *step) error {
		row := dispute.Session{ID: tx.NewID(), DisputeID: st.d.ID, Kind: m.Kind, State: dispute.SessionPlanned,
			CreatedBy: actor.PersonID, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
		if err := s.arrange(ctx, tx, st, &row, m); err != nil {
			return err
		}
		if err := tx.Create(ctx, &row); err != nil {
			return err
		}
		st.met(row, dispute.EventSessionPlanned, "")
		if err := takeSlots(ctx, tx, row, st.holders(row)); err != nil {
			return err
		}
		return st.tellSession(ctx, tx, actor, row, dispute.NoticeSessionPlanned)
	})
}

// MoveSession changes when and where a planned session is; who comes is told.
func (s *Service) MoveSession(ctx context.Context, actor models.Actor, session models.ID, version *int64,
	m Meeting) (Summary, error) {
	if err := m.clean(); err != nil {
		return Summary{}, err
	}
	return s.onSession(ctx, actor, session, version, dispute.MoveSession, func(tx *store.Tx, st *step,
		row *dispute.Session) error {
		if row.State != dispute.SessionPlanned {
			return dispute.ErrSessionNotPlanned
		}
		if err := s.arrange(ctx, tx, st, row, m); err != nil {
			return err
		}
		if err := moveSession(ctx, tx, *row); err != nil {
			return err
		}
		row.Version++
		st.met(*row, dispute.EventSessionPlanned, "")
		if err := takeSlots(ctx, tx, *row, st.holders(*row)); err != nil {
			return err
		}
		return st.tellSession(ctx, tx, actor, *row, dispute.NoticeSessionMoved)
	})
}

// CancelSession calls a planned session off, with a reason that those read who were to
// come.
func (s *Service) CancelSession(ctx context.Context, actor models.Actor, session models.ID, version *int64,
	reason string) (Summary, error) {
	reason = text.Clean(reason)
	var bad []models.FieldError
	if length(&bad, "/reason", reason, 1, dispute.PlaceMax); len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	return s.onSession(ctx, actor, session, version, dispute.CancelSession, func(tx *store.Tx, st *step,
		row *dispute.Session) error {
		if row.State != dispute.SessionPlanned {
			return dispute.ErrSessionNotPlanned
		}
		if err := endSession(ctx, tx, *row, dispute.SessionCancelled); err != nil {
			return err
		}
		st.met(*row, dispute.EventSessionCancelled, reason)
		return st.tellSession(ctx, tx, actor, *row, dispute.NoticeSessionCancelled)
	})
}

// onSession is do on the case of a session; one that the actor may not see is
// models.ErrNotFound. The lock of the case keeps the session as it was read.
func (s *Service) onSession(ctx context.Context, actor models.Actor, session models.ID, version *int64,
	verb dispute.Verb, change func(tx *store.Tx, st *step, row *dispute.Session) error) (Summary, error) {
	return s.do(ctx, actor, Act{ID: session, by: bySession, Version: version}, verb, func(tx *store.Tx,
		st *step) error {
		row, err := readSession(ctx, tx, session)
		if err != nil {
			return err
		}
		st.detail["session"] = string(row.Kind)
		return change(tx, st, &row)
	})
}

// arrange puts when and where into a session after judging it against the locked case.
func (s *Service) arrange(ctx context.Context, tx *store.Tx, st *step, row *dispute.Session, m Meeting) (err error) {
	if bad := dispute.CheckSessionTimes(m.Starts, m.Ends, tx.Now); len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	if st.lead() == nil {
		return dispute.ErrLeadFirst
	}
	if row.Kind == dispute.SessionMediation {
		if err := violenceFirst(ctx, tx, st.d.ID); err != nil {
			return err
		}
	}
	terms, err := listDeadlines(ctx, tx, st.d.ID, dispute.DeadlineKind("").All())
	if err != nil {
		return err
	}
	var settling *dispute.Deadline
	if d, ok := dispute.Settling(terms); ok {
		settling = &d
	}
	if err := row.Kind.MayBe(st.sides, settling, models.DayOf(m.Starts)); err != nil {
		return err
	}
	row.StartsAt, row.EndsAt, row.Room, row.ByVideo = m.Starts, m.Ends, m.Room, m.Video
	row.PlaceSealed, err = s.seal(sessionPlaceColumn, row.ID, m.Place)
	return err
}

// holders lists whom, and which room, a session takes for its time.
func (st *step) holders(row dispute.Session) []models.ID {
	all := st.comers(row)
	if row.Room != "" {
		all = append(all, dispute.RoomKey(st.d.CommitteeID, text.Fold(row.Room)))
	}
	return all
}

// comers lists the people with an account who come to a session.
func (st *step) comers(row dispute.Session) []models.ID {
	var all []models.ID
	for _, m := range st.mediators {
		all = append(all, m.PersonID)
	}
	if row.Kind != dispute.SessionMediation {
		return all
	}
	for _, p := range st.sides {
		if p.PersonID != nil && p.TakesPart() && p.Consent == dispute.ConsentGiven {
			all = append(all, *p.PersonID)
		}
	}
	return all
}

// met adds what happened with a session to the timeline, for those who know of it.
func (st *step) met(row dispute.Session, kind dispute.EventKind, note string) {
	audience := dispute.AudienceParties
	if row.Kind != dispute.SessionMediation {
		audience = dispute.AudienceCommittee
	}
	st.detail["session"] = string(row.Kind)
	st.lines = append(st.lines, line{kind: kind, audience: audience, note: note})
}

// tellSession tells who comes to a session that is still to be.
func (st *step) tellSession(ctx context.Context, tx *store.Tx, actor models.Actor, row dispute.Session,
	kind models.NoticeKind) error {
	if row.StartsAt <= tx.Now {
		return nil
	}
	zh, en := row.StartsAt.Spoken()
	var notices []inbox.Notice
	for _, p := range models.Without(st.comers(row), actor.PersonID) {
		notices = append(notices, inbox.Notice{
			PersonID: p, Kind: kind, Subject: "dispute", SubjectID: st.d.ID,
			Params: map[string]string{"number": st.d.Number, "when": zh, "when_en": en},
			Dedupe: fmt.Sprintf("%s:%s:%s:%d", kind, row.ID, p, row.Version),
		})
	}
	return inbox.Tell(ctx, tx, notices...)
}

// callOff calls every planned session of a locked case off, because nobody leads it now;
// who was to come is told.
func (st *step) callOff(ctx context.Context, tx *store.Tx) error {
	rows, err := cancelSessions(ctx, tx, st.d.ID)
	if err != nil {
		return err
	}
	for _, row := range rows {
		st.met(row, dispute.EventSessionCancelled, "")
		if err := st.tellSession(ctx, tx, models.System, row, dispute.NoticeSessionCancelled); err != nil {
			return err
		}
	}
	return nil
}
