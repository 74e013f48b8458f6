package mediation

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// Suggestions lists who could mediate a case, each with what speaks for them, to a head
// of its committee, who decides. Parties get the same people in the order in which they
// came to serve, and nothing about them but their names: they may wish for one. Left out is
// whoever is a party, is in the case, or has left it.
func (s *Service) Suggestions(ctx context.Context, actor models.Actor, id models.ID) (all []dispute.Candidate,
	party bool, err error) {
	seen, err := readDispute(ctx, s.st, actor, id)
	if err != nil {
		return nil, false, err
	}
	party = seen.Standing.Side != ""
	if !party && !seen.Standing.Head {
		return nil, party, dispute.ErrHeadOnly
	}
	rows, err := listCandidates(ctx, s.st, seen.Dispute, s.st.Now())
	if err != nil {
		return nil, party, err
	}
	sides, err := listDisputeParties(ctx, s.st, id)
	if err != nil {
		return nil, party, err
	}
	spoken, err := listSpoken(ctx, s.st, id)
	if err != nil {
		return nil, party, err
	}
	out := make([]dispute.Candidate, len(rows))
	for i, r := range rows {
		out[i] = dispute.Candidate{PersonID: r.ID, Head: r.Heads}
		if out[i].Name, err = s.ring.NameOf(r.Person); err != nil {
			return nil, party, err
		}
		if !party {
			r.speak(&out[i], seen.Dispute, sides, spoken)
		}
	}
	if !party {
		dispute.Rank(out)
	}
	return out, party, nil
}

// speak puts down what speaks for a candidate.
func (r loadRow) speak(c *dispute.Candidate, d dispute.Dispute, sides []dispute.Party, spoken []string) {
	c.OpenCases = r.OpenCases
	c.Specialty = slices.Contains(dispute.Codes(r.Specialties), string(d.Category))
	c.Place = r.RegionCode != nil && *r.RegionCode == d.RegionCode
	for _, lang := range dispute.Codes(r.Languages) {
		if slices.Contains(spoken, lang) {
			c.Language = lang
		}
	}
	for _, p := range sides {
		if p.WishedID != nil && *p.WishedID == r.ID && !slices.Contains(c.WishedBy, p.Side) {
			c.WishedBy = append(c.WishedBy, p.Side)
		}
	}
}

// Choose says which mediator of the committee the actor, a party, wishes; nil: none any
// more. The head decides.
func (s *Service) Choose(ctx context.Context, actor models.Actor, a Act, mediator *models.ID) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Choose, func(tx *store.Tx, st *step) error {
		own, err := st.own(actor)
		if err != nil {
			return err
		}
		if mediator != nil {
			if slices.Contains(parties(st.sides), *mediator) {
				return dispute.ErrMediatorIsParty
			}
			if err := holdSeat(ctx, tx, st.d.CommitteeID, *mediator); err != nil {
				return err
			}
		}
		return updateWish(ctx, tx, own.ID, mediator)
	})
}

// SetProfile is what a mediator of a committee knows well and speaks.
type SetProfile struct {
	Committee, Person models.ID
	Specialties       []dispute.Category
	Languages         []string
}

func (p SetProfile) check() error {
	var bad []models.FieldError
	if len(p.Specialties) > dispute.SpecialtiesMax {
		bad = append(bad, models.BodyField("/specialties", "max_items", "太多了", "Too many"))
	}
	if len(p.Languages) > dispute.LanguagesMax {
		bad = append(bad, models.BodyField("/languages", "max_items", "太多了", "Too many"))
	}
	for i, c := range p.Specialties {
		if !c.Valid() || slices.Contains(p.Specialties[:i], c) {
			bad = append(bad, models.BodyField("/specialties/"+strconv.Itoa(i), "enum", "没有这个类别，或者重复了",
				"No such category, or twice"))
		}
	}
	for i, l := range p.Languages {
		if !dispute.ValidLanguage(l) || slices.Contains(p.Languages[:i], l) {
			bad = append(bad, models.BodyField("/languages/"+strconv.Itoa(i), "language", "请从列表中选择语言，不要重复",
				"A tag such as wuu, once"))
		}
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// SetProfile writes what a mediator knows well and speaks: themselves, or a head of the
// committee. To whoever does not serve there it is models.ErrNotFound.
func (s *Service) SetProfile(ctx context.Context, actor models.Actor, p SetProfile) (dispute.Profile, error) {
	if err := p.check(); err != nil {
		return dispute.Profile{}, err
	}
	serves := slices.Contains(actor.Committees(models.RoleCommitteeHead, models.RoleMediator), p.Committee)
	return act.On(ctx, s.st, actor, act.Of[dispute.Profile, dispute.Profile]{
		Event: func(dispute.Profile) audit.Event {
			return audit.Event{Action: ActionProfile, Object: "committee", ObjectID: p.Committee,
				Detail: map[string]string{"person_id": p.Person.String()}}
		},
		Lock: func(*store.Tx) (dispute.Profile, error) {
			row := dispute.Profile{CommitteeID: p.Committee, PersonID: p.Person}
			if !serves {
				return row, models.ErrNotFound
			}
			return row, nil
		},
		May: func(*store.Tx, dispute.Profile) error {
			if actor.PersonID != p.Person && !slices.Contains(actor.Committees(models.RoleCommitteeHead), p.Committee) {
				return dispute.ErrHeadOnly
			}
			return nil
		},
		Do: func(tx *store.Tx, row *dispute.Profile) error {
			if err := holdSeat(ctx, tx, p.Committee, p.Person); err != nil {
				return err
			}
			codes := make([]string, len(p.Specialties))
			for i, c := range p.Specialties {
				codes[i] = string(c)
			}
			row.Specialties, row.Languages = strings.Join(codes, ","), strings.Join(p.Languages, ",")
			row.SetBy, row.UpdatedAt = actor.PersonID, tx.Now
			return replaceProfile(ctx, tx, row)
		},
		Answer: act.Same[dispute.Profile],
	})
}
