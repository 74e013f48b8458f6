package unions

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// proposalsMax bounds how many unions of each sort are offered.
const proposalsMax = 3

// Offer tells whether the actor, who lives on wages and is in no union, is to be
// offered one, and which: that of the employer, else the joint unions of the
// village and town, else the federation that knows. Only what was told with
// consent is looked at.
func (s *Service) Offer(ctx context.Context, actor models.Actor) (union.Offer, error) {
	now := s.st.Now()
	f, err := membership.Facts(ctx, s.st, s.ring, actor.PersonID, models.DayOf(now))
	if err != nil {
		return union.Offer{}, err
	}
	_, err = readUnionMembership(ctx, s.st, actor.PersonID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return union.Offer{}, err
	}
	member := err == nil
	var declined *models.Instant
	switch answer, err := readUnionOfferAnswer(ctx, s.st, actor.PersonID); {
	case err == nil:
		declined = &answer.DeclinedAt
	case !errors.Is(err, store.ErrNotFound):
		return union.Offer{}, err
	}
	out := union.OfferOf(f, member, declined, now)
	if out.State != union.OfferOpen {
		return out, nil
	}
	out.Proposals, err = s.proposals(ctx, actor, f)
	return out, err
}

// proposals goes from the nearest to the farthest and stops where there is one.
func (s *Service) proposals(
	ctx context.Context, actor models.Actor, f models.ProfileFacts,
) ([]union.Proposal, error) {
	county, places := models.CountryCode, []models.RegionCode(nil)
	if f.RegionCode != nil {
		for _, c := range append(f.RegionCode.Ancestors(), *f.RegionCode) {
			if c.Level() <= models.LevelCounty {
				county = c
			}
			if c.Level() >= models.LevelCity {
				places = append(places, c)
			}
		}
	}
	steps := []struct {
		why  union.Reason
		find func() ([]models.OrganizationView, error)
	}{
		{union.ByCode, func() ([]models.OrganizationView, error) {
			return listUnionsOfEmployer(ctx, s.st, actor, f.EmployerCode, "", county, proposalsMax)
		}},
		{union.ByName, func() ([]models.OrganizationView, error) {
			return listUnionsOfEmployer(ctx, s.st, actor, "", text.Unit(f.EmployerName), county, proposalsMax)
		}},
		{union.ByPlace, func() ([]models.OrganizationView, error) {
			return listUnionsOfPlaces(ctx, s.st, actor, models.UnionJoint, places, proposalsMax)
		}},
		{union.Above, func() ([]models.OrganizationView, error) {
			return listUnionsOfPlaces(ctx, s.st, actor, models.UnionFederation, places, 1)
		}},
	}
	var out []union.Proposal
	for _, step := range steps {
		rows, err := step.find()
		if err != nil {
			return nil, err
		}
		for _, o := range rows {
			out = append(out, union.Proposal{OrganizationView: o, Why: step.why,
				TakesMembers: o.AcceptsApplications() == nil})
		}
		if len(out) > 0 {
			break
		}
	}
	return out, nil
}

// DeclineOffer remembers that the actor does not want to be offered a union for
// a while. Saying so again begins the while anew.
func (s *Service) DeclineOffer(ctx context.Context, actor models.Actor) (union.Offer, error) {
	return act.On(ctx, s.st, actor, act.Of[models.Person, union.Offer]{
		Event: func(models.Person) audit.Event {
			return audit.Event{Action: ActionDecline, Object: "person", ObjectID: actor.PersonID}
		},
		Lock: func(tx *store.Tx) (models.Person, error) { return tx.LockPerson(ctx, actor.PersonID) },
		Do:   func(tx *store.Tx, p *models.Person) error { return declineUnionOffer(ctx, tx, p.ID) },
		Answer: func(tx *store.Tx, _ models.Person) (union.Offer, error) {
			again := tx.Now.Add(union.OfferPause)
			return union.Offer{State: union.OfferDeclined, AskAgain: &again}, nil
		},
	})
}
