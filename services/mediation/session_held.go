package mediation

import (
	"context"
	"encoding/json"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// sessionSubject is what the pages of a record in handwriting are attached to.
const sessionSubject = "dispute_session"

// Held is what a session was.
type Held struct {
	Session          models.ID
	Minutes, Outcome string
	Pages            []models.ID // own files of the purpose document: the record in handwriting
	Parties          []models.ID // who came
	Mediators        []models.ID
	Guests           []dispute.Guest
	GuestsAgreed     bool // both sides have agreed to them
}

func (h *Held) clean() error {
	h.Minutes, h.Outcome = text.CleanLines(h.Minutes), text.CleanLines(h.Outcome)
	var bad []models.FieldError
	least := 1
	if len(h.Pages) > 0 {
		least = 0
	}
	length(&bad, "/minutes", h.Minutes, least, dispute.MinutesMax)
	length(&bad, "/outcome", h.Outcome, 0, dispute.OutcomeMax)
	if len(h.Pages) > dispute.PagesMax {
		bad = append(bad, models.BodyField("/page_ids", "max_items", "最多40页", "Too many pages"))
	}
	if len(h.Mediators) == 0 {
		bad = append(bad, models.BodyField("/mediator_ids", "required", "请选择到场的调解员", "Who mediated it"))
	}
	if len(h.Guests) > dispute.GuestsMax {
		bad = append(bad, models.BodyField("/guests", "max_items", "最多20人", "Too many guests"))
	}
	for i := range h.Guests {
		g, at := &h.Guests[i], "/guests/"+strconv.Itoa(i)
		g.Name, g.Role = text.Clean(g.Name), text.Clean(g.Role)
		length(&bad, at+"/name", g.Name, 1, dispute.PartyNameMax)
		length(&bad, at+"/role", g.Role, 1, dispute.GuestRoleMax)
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// HoldSession puts down what a session of the last days was and who came, once. The
// first mediation brings the case into session. A mediator who has taken the case may, or
// the head.
func (s *Service) HoldSession(ctx context.Context, actor models.Actor, version *int64, h Held) (Summary, error) {
	if err := h.clean(); err != nil {
		return Summary{}, err
	}
	return s.onSession(ctx, actor, h.Session, version, dispute.Hold, func(tx *store.Tx, st *step,
		row *dispute.Session) error {
		if err := row.Recordable(tx.Now); err != nil {
			return err
		}
		record, err := s.record(ctx, tx, st, *row, h)
		if err != nil {
			return err
		}
		if err := endSession(ctx, tx, *row, dispute.SessionHeld); err != nil {
			return err
		}
		if err := s.keepRecord(ctx, tx, actor, *row, record); err != nil {
			return err
		}
		if err := attach.Files(ctx, tx, actor, h.Pages, upload.Document, sessionSubject, row.ID, "/page_ids"); err != nil {
			return err
		}
		st.d.State = st.d.Sat(row.Kind)
		st.met(*row, dispute.EventSessionHeld, "")
		return nil
	})
}

// record puts the names to who came, by the locked case.
func (s *Service) record(ctx context.Context, tx *store.Tx, st *step, row dispute.Session, h Held) (dispute.Record,
	error) {
	r := dispute.Record{Minutes: h.Minutes, Outcome: h.Outcome, Parties: []dispute.Named{},
		Mediators: []dispute.Sat{}, Guests: h.Guests}
	if r.Guests == nil {
		r.Guests = []dispute.Guest{}
	}
	var bad []models.FieldError
	if len(h.Guests) > 0 && row.Kind == dispute.SessionMediation && !h.GuestsAgreed {
		bad = append(bad, models.BodyField("/guests_agreed", "required", "双方都同意，别人才能参加",
			"Both sides agree to guests first"))
	}
	for i, id := range h.Parties {
		named, err := s.named(st, id)
		if err != nil {
			return r, err
		}
		if named.Party.IsZero() {
			bad = append(bad, models.BodyField("/party_ids/"+strconv.Itoa(i), "party", "请选择本案的当事人",
				"No party of the case"))
		}
		r.Parties = append(r.Parties, named)
	}
	for i, id := range h.Mediators {
		if !st.mediates(id) {
			bad = append(bad, models.BodyField("/mediator_ids/"+strconv.Itoa(i), "mediator", "请选择本案的调解员",
				"No mediator of the case"))
			continue
		}
		name, err := s.nameOf(ctx, tx, id)
		if err != nil {
			return r, err
		}
		r.Mediators = append(r.Mediators, dispute.Sat{Person: id, Name: name})
	}
	if len(bad) > 0 {
		return r, models.ErrInvalid.With(bad...)
	}
	return r, nil
}

// named gives a party of the case by its name; zero for what is none.
func (s *Service) named(st *step, party models.ID) (dispute.Named, error) {
	p := st.side(party)
	if p == nil {
		return dispute.Named{}, nil
	}
	name, err := s.open(nameColumn, p.ID, p.NameSealed)
	return dispute.Named{Party: p.ID, Side: p.Side, Name: name}, err
}

func (s *Service) keepRecord(ctx context.Context, tx *store.Tx, actor models.Actor, row dispute.Session,
	r dispute.Record) error {
	words, err := r.JSON()
	if err != nil {
		return err
	}
	kept := dispute.SessionRecord{ID: row.ID, DisputeID: row.DisputeID, RecordedBy: actor.PersonID, CreatedAt: tx.Now}
	if kept.RecordSealed, err = s.ring.Seal(sessionRecordColumn, row.ID[:], words); err != nil {
		return err
	}
	return tx.Create(ctx, &kept)
}

// Session is a session as its reader sees it: what was said is for the committee.
type Session struct {
	dispute.Session
	Place  string
	Record *dispute.Record
	Pages  []upload.View
}

// Sessions lists the sessions of a case, the latest first: to the parties the mediations,
// to the committee all, with their records.
func (s *Service) Sessions(ctx context.Context, actor models.Actor, id models.ID, page models.Page) (
	models.List[Session], error) {
	seen, err := readDispute(ctx, s.st, actor, id)
	if err != nil {
		return models.List[Session]{}, err
	}
	rows, err := listSessions(ctx, s.st, actor, id, page)
	if err != nil {
		return models.List[Session]{}, err
	}
	out := models.List[Session]{Items: make([]Session, len(rows.Items)), Next: rows.Next}
	for i, row := range rows.Items {
		if out.Items[i], err = s.session(row); err != nil {
			return models.List[Session]{}, err
		}
	}
	if !seen.Standing.Committee() {
		return out, nil
	}
	return out, s.records(ctx, actor, out.Items)
}

func (s *Service) session(row dispute.Session) (out Session, err error) {
	out.Session = row
	out.Place, err = s.open(sessionPlaceColumn, row.ID, row.PlaceSealed)
	return out, err
}

// nextSession gives the session that is planned next, of those that the actor may see; nil
// without one.
func (s *Service) nextSession(ctx context.Context, actor models.Actor, id models.ID) (*Session, error) {
	rows, err := nextSessions(ctx, s.st, actor, id, s.st.Now())
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	next, err := s.session(rows[0])
	return &next, err
}

// records adds what the committee alone reads to those that were held.
func (s *Service) records(ctx context.Context, actor models.Actor, all []Session) error {
	var ids []models.ID
	for _, one := range all {
		if one.State == dispute.SessionHeld {
			ids = append(ids, one.ID)
		}
	}
	kept, err := listSessionRecords(ctx, s.st, ids)
	if err != nil {
		return err
	}
	for i := range all {
		row, has := kept[all[i].ID]
		if !has {
			continue
		}
		words, err := s.ring.Open(sessionRecordColumn, row.ID[:], row.RecordSealed)
		if err != nil {
			return err
		}
		all[i].Record = &dispute.Record{}
		if err := json.Unmarshal(words, all[i].Record); err != nil {
			return err
		}
		all[i].Pages, err = attach.Views(ctx, s.st, s.ring, sessionSubject, row.ID, actor.PersonID, s.st.Now())
		if err != nil {
			return err
		}
	}
	return nil
}
