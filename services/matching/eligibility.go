package matching

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/text"
)

// bodiesOfKind is how many organizations are named for a kind, and bodiesLookedAt how
// many of a stretch are looked at for them.
const (
	bodiesOfKind   = 3
	bodiesLookedAt = 20
)

// Eligible is one line of the router with the organizations that are near.
type Eligible struct {
	match.Eligibility
	Organizations []models.OrganizationView
}

// Eligibility tells the actor which kinds of organization are open to them, why, what
// is missing to know it, and which ones are near.
func (s *Service) Eligibility(ctx context.Context, actor models.Actor) ([]Eligible, error) {
	facts, err := membership.Facts(ctx, s.st, s.ring, actor.PersonID, models.DayOf(s.st.Now()))
	if err != nil {
		return nil, err
	}
	unit := text.Unit(facts.EmployerName)
	lines := match.EligibilityOf(facts)
	out := make([]Eligible, len(lines))
	for i, line := range lines {
		out[i].Eligibility = line
		if line.Answer == match.EligibleNo || facts.RegionCode == nil {
			continue
		}
		fits := func(o models.Organization) bool {
			return o.AcceptsApplications() == nil && o.Admits(facts) == nil &&
				(!match.OfUnit(o) || match.AtUnit(o, facts, unit)) &&
				(o.OriginCode == nil || facts.OriginCode != nil && o.OriginCode.Contains(*facts.OriginCode))
		}
		if out[i].Organizations, err = s.nearest(ctx, line.Kind, *facts.RegionCode, fits); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// nearest finds a few organizations of a kind that fit, walking outwards.
func (s *Service) nearest(
	ctx context.Context, k models.OrganizationKind, place models.RegionCode, fits func(models.Organization) bool,
) ([]models.OrganizationView, error) {
	var near []models.OrganizationView
	for _, around := range match.NearestFirst(place) {
		rows, err := listActiveOrganizations(ctx, s.st,
			placeQuery{Kind: k, First: around.First, Last: around.Last, Limit: bodiesLookedAt})
		if err != nil {
			return nil, err
		}
		for _, o := range rows {
			if fits(o.Organization) {
				near = append(near, o)
			}
			if len(near) == bodiesOfKind {
				return near, nil
			}
		}
	}
	return near, nil
}
