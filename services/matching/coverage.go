package matching

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/store"
)

// KindFigure is the share of a kind of organization, with how many there are.
type KindFigure struct {
	Kind          models.OrganizationKind
	People        match.Figure
	Organizations int64
}

// Coverage is the figures of a division, each with its base.
type Coverage struct {
	Region     models.Region
	CountedAt  *models.Instant // nil: not yet
	Registered match.Figure
	Organized  match.Figure
	Kinds      []KindFigure
	Gaps       match.Figure
	Whole      match.Figure // stations with all five
	Recorded   match.Figure
}

// over gives a division to an administrator or auditor of it; who is not gets
// models.ErrForbidden.
func (s *Service) over(
	ctx context.Context, actor models.Actor, code models.RegionCode, roles ...models.Role,
) (models.Region, error) {
	r, err := s.st.Region(ctx, code)
	if err == nil && !actor.OverRegion(code, roles...) {
		return r, models.ErrForbidden
	}
	return r, err
}

// Coverage tells administrators and auditors how many registered people of a
// division are in an organization, by the last count. Small numbers are not told.
func (s *Service) Coverage(ctx context.Context, actor models.Actor, code models.RegionCode) (Coverage, error) {
	region, err := s.over(ctx, actor, code, models.RoleRegionAdmin, models.RoleAuditor)
	if err != nil {
		return Coverage{}, err
	}
	out := Coverage{Region: region}
	run, err := readCoverageRun(ctx, s.st)
	if err != nil {
		return out, err
	}
	stations, err := countStations(ctx, s.st, code, models.DayOf(s.st.Now()))
	if err != nil {
		return out, err
	}
	out.Whole = match.ThingFigure(stations.Whole, &stations.Recorded, match.BaseStations, match.BaseStationsEN)
	out.Recorded = match.ThingFigure(stations.Recorded, &stations.Places, match.BaseRecorded, match.BaseRecordedEN)
	row, err := readCoverage(ctx, s.st, code)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return out, err
	}
	if run.FinishedAt > 0 {
		out.CountedAt = &run.FinishedAt
	}
	out.Registered = match.PeopleFigure(row.Registered, nil, match.BaseRegistered, match.BaseRegisteredEN)
	out.Organized = match.PeopleFigure(row.Organized, &row.Registered, match.BaseOrganized, match.BaseOrganizedEN)
	out.Gaps = match.ThingFigure(row.PlacesBodiless, &row.Places, match.BasePlaces, match.BasePlacesEN)
	kinds, err := listCoverageKinds(ctx, s.st, code)
	if err != nil {
		return out, err
	}
	out.Kinds = kindFigures(code, row.Registered, kinds)
	return out, nil
}

func kindFigures(code models.RegionCode, registered int64, rows []match.CoverageKind) []KindFigure {
	by := map[models.OrganizationKind]match.CoverageKind{}
	for _, r := range rows {
		by[r.Kind] = r
	}
	var out []KindFigure
	for _, k := range models.OrganizationKinds() {
		f := KindFigure{Kind: k, Organizations: by[k].Organizations}
		if f.People = match.PeopleFigure(by[k].People, &registered, match.BaseKind,
			match.BaseKindEN); !match.KindShown(k, code.Level()) {
			f.People = match.Figure{Suppressed: true, BaseZH: match.BaseKind, BaseEN: match.BaseKindEN}
		}
		out = append(out, f)
	}
	return out
}

// Gaps lists villages and employers with many registered people and no active
// organization, the most people first.
func (s *Service) Gaps(
	ctx context.Context, actor models.Actor, code models.RegionCode, subject match.GapSubject, page models.Page,
) (models.List[match.CoverageGapView], error) {
	if _, err := s.over(ctx, actor, code, models.RoleRegionAdmin, models.RoleAuditor); err != nil {
		return models.List[match.CoverageGapView]{}, err
	}
	return listCoverageGaps(ctx, s.st, code, subject, page)
}
