package mediation

import (
	"context"
	"errors"
	"slices"
	"strings"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
	"xinjumin/services/mediation/papers"
)

// sessionPaper is the record of a session for its signatures. What was not put down yet
// is left to the pen.
func (s *Service) sessionPaper(ctx context.Context, actor models.Actor, c Case, in PrintDocument) (papers.Document,
	error) {
	none := models.ErrInvalid.With(models.BodyField("/session_id", "session", "请选择本案的会面，种类要和文书对应",
		"No session of the case, or of another kind than the paper"))
	row, err := seenSessionOf(ctx, s.st, actor, c.ID, *in.Session)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, none
	case err != nil:
		return nil, err
	case row.Kind.Document() != in.Kind || row.State == dispute.SessionCancelled:
		return nil, none
	}
	one, err := s.session(row)
	if err != nil {
		return nil, err
	}
	all := []Session{one}
	if err := s.records(ctx, actor, all); err != nil {
		return nil, err
	}
	no, err := sittingNo(ctx, s.st, row)
	if err != nil {
		return nil, err
	}
	if row.State != dispute.SessionHeld {
		no++
	}
	return recordPaper(c, all[0], int(no)), nil
}

// recordPaper lays what a session was out by its kind. Those who came sign.
func recordPaper(c Case, s Session, no int) papers.Document {
	of := paperCase(c, s.Kind.Document())
	var guests []string
	var words, outcome string
	if r := s.Record; r != nil {
		words, outcome = r.Minutes, r.Outcome
		of.Mediators = nil
		for _, m := range r.Mediators {
			of.Mediators = append(of.Mediators, m.Name)
		}
		of.Parties = partiesOnPaper(c, r.Parties, s.Kind.Document())
		for _, g := range r.Guests {
			guests = append(guests, g.Name+"（"+g.Role+"）")
		}
	}
	on := models.DayOf(s.StartsAt)
	if s.Kind == dispute.SessionInquiry {
		var asked []string
		if s.Record != nil {
			for _, p := range s.Record.Parties {
				asked = append(asked, p.Name)
			}
		}
		return papers.Inquiry{Case: of, When: on, Place: s.Place, Present: slices.Concat(of.Mediators, guests),
			Asked: strings.Join(asked, "、"), Words: words}
	}
	return papers.Session{Case: of, Number: no, When: on, Place: s.Place, Present: guests, Words: words,
		Outcome: outcome}
}
