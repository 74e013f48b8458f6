package matching

import (
	"cmp"
	"context"
	"slices"
	"time"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// How many organizations are looked at for one answer: so many of each stretch of
// places, and so many by unit and by origin.
const (
	bodiesOfStretch = 60
	bodiesOfTie     = 30
)

// Recommendation is an organization with why it may fit.
type Recommendation struct {
	models.OrganizationView
	match.Match
}

// Recommendations is the answer to who asks for organizations that fit.
type Recommendations struct {
	Personal bool // by what the person has told, or by place only
	Items    []Recommendation
	Missing  []models.MissingItem // what would have to be told before anything can be suggested
}

// Recommend suggests organizations to the actor, the best first: by place, unit,
// origin, age, work and political status, as far as the actor has told them and
// consents; or by place only, when the actor has switched that off or asks so
// (个人信息保护法 24). Organizations that the actor is in, has asked lately, or could not
// join are left out.
func (s *Service) Recommend(ctx context.Context, actor models.Actor, byPlace bool, limit int) (Recommendations, error) {
	p, err := s.st.Person(ctx, actor.PersonID)
	if err != nil {
		return Recommendations{}, err
	}
	facts, err := membership.Facts(ctx, s.st, s.ring, actor.PersonID, models.DayOf(s.st.Now()))
	if err != nil {
		return Recommendations{}, err
	}
	out := Recommendations{Personal: p.SuggestionsOffAt == nil && !byPlace}
	if !out.Personal {
		facts = match.ByPlaceOnly(facts)
	}
	if facts.RegionCode == nil || facts.RegionCode.Level() != models.LevelVillage {
		out.Missing = models.MissingFor("region_code")
	}
	unit := text.Unit(facts.EmployerName)
	organizations, err := s.candidates(ctx, facts, unit)
	if err != nil {
		return out, err
	}
	ties, err := readTiesOf(ctx, s.st, actor.PersonID, s.rested())
	if err != nil {
		return out, err
	}
	for _, o := range organizations {
		if ties.Organizations[o.ID] || ties.Exclusive[o.Kind.Policy().Exclusive] {
			continue
		}
		if m, ok := match.Of(facts, o.Organization, unit); ok {
			out.Items = append(out.Items, Recommendation{o, m})
		}
	}
	slices.SortStableFunc(out.Items, func(a, b Recommendation) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.RegionCode, b.RegionCode),
			slices.Compare(a.ID[:], b.ID[:]))
	})
	out.Items = out.Items[:min(limit, len(out.Items))]
	return out, nil
}

// rested is since when an ended membership keeps an organization and a person apart.
func (s *Service) rested() models.Instant {
	return s.st.Now().Add(-match.ProspectRest * 24 * time.Hour)
}

// candidates gathers organizations that may fit, each once: those around, those of the
// unit, and those of people from the same home.
func (s *Service) candidates(
	ctx context.Context, f models.ProfileFacts, unit string,
) ([]models.OrganizationView, error) {
	var asks []placeQuery
	if f.EmployerCode != "" {
		asks = append(asks, placeQuery{EmployerCode: f.EmployerCode, Limit: bodiesOfTie})
	}
	if f.RegionCode != nil {
		county := match.Up(*f.RegionCode, models.LevelCounty)
		first, last := county.Range()
		if unit != "" { // names repeat elsewhere
			asks = append(asks, placeQuery{Unit: unit, First: first, Last: last, Limit: bodiesOfTie})
		}
		if f.OriginCode != nil {
			homes := slices.DeleteFunc(append(f.OriginCode.Ancestors(), *f.OriginCode),
				func(c models.RegionCode) bool { return c.Level() < models.LevelProvince })
			asks = append(asks, placeQuery{Origins: homes, First: first, Last: last, Limit: bodiesOfTie})
		}
		for _, around := range match.NearestFirst(*f.RegionCode) {
			asks = append(asks, placeQuery{First: around.First, Last: around.Last, Limit: bodiesOfStretch})
		}
	}
	var all []models.OrganizationView
	seen := map[models.ID]bool{}
	for _, ask := range asks {
		rows, err := listActiveOrganizations(ctx, s.st, ask)
		if err != nil {
			return nil, err
		}
		for _, o := range rows {
			if !seen[o.ID] {
				seen[o.ID] = true
				all = append(all, o)
			}
		}
	}
	return all, nil
}

// SwitchSuggestions turns suggestions by personal data on or off for the actor.
func (s *Service) SwitchSuggestions(ctx context.Context, actor models.Actor, personal bool) error {
	_, err := act.On(ctx, s.st, actor, act.Of[models.Person, struct{}]{
		Event: func(p models.Person) audit.Event {
			return audit.Event{Action: ActionSuggest, Object: "person", ObjectID: p.ID,
				Detail: map[string]string{"to": map[bool]string{true: "on", false: "off"}[personal]}}
		},
		Lock: func(tx *store.Tx) (models.Person, error) { return tx.LockPerson(ctx, actor.PersonID) },
		Do: func(tx *store.Tx, p *models.Person) error {
			if (p.SuggestionsOffAt == nil) == personal {
				return act.ErrUnchanged
			}
			var off *models.Instant
			if !personal {
				off = &tx.Now
			}
			return switchSuggestions(ctx, tx, p.ID, off)
		},
	})
	return err
}
