package matching

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// KindFigure is the share of a kind of body, with how many there are.
type KindFigure struct {
	Kind   models.OrganizationKind
	People models.Figure
	Bodies int64
}

// Coverage is the figures of a division, each with its base.
type Coverage struct {
	Region     models.Region
	CountedAt  *models.Instant // nil: not yet
	Registered models.Figure
	Organized  models.Figure
	Kinds      []KindFigure
	Gaps       models.Figure
	Whole      models.Figure // stations with all five
	Recorded   models.Figure
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
// division are in a body, by the last count. Small numbers are not told.
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
	out.Whole = models.ThingFigure(stations.Whole, &stations.Recorded, models.BaseStations, models.BaseStationsEN)
	out.Recorded = models.ThingFigure(stations.Recorded, &stations.Places, models.BaseRecorded, models.BaseRecordedEN)
	row, err := readCoverage(ctx, s.st, code)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return out, err
	}
	if run.FinishedAt > 0 {
		out.CountedAt = &run.FinishedAt
	}
	out.Registered = models.PeopleFigure(row.Registered, nil, models.BaseRegistered, models.BaseRegisteredEN)
	out.Organized = models.PeopleFigure(row.Organized, &row.Registered, models.BaseOrganized, models.BaseOrganizedEN)
	out.Gaps = models.ThingFigure(row.PlacesBodiless, &row.Places, models.BasePlaces, models.BasePlacesEN)
	kinds, err := listCoverageKinds(ctx, s.st, code)
	if err != nil {
		return out, err
	}
	out.Kinds = kindFigures(code, row.Registered, kinds)
	return out, nil
}

func kindFigures(code models.RegionCode, registered int64, rows []models.CoverageKind) []KindFigure {
	by := map[models.OrganizationKind]models.CoverageKind{}
	for _, r := range rows {
		by[r.Kind] = r
	}
	var out []KindFigure
	for _, k := range models.OrganizationKinds() {
		f := KindFigure{Kind: k, Bodies: by[k].Bodies}
		if f.People = models.PeopleFigure(by[k].People, &registered, models.BaseKind,
			models.BaseKindEN); !models.KindShown(k, code.Level()) {
			f.People = models.Figure{Suppressed: true, BaseZH: models.BaseKind, BaseEN: models.BaseKindEN}
		}
		out = append(out, f)
	}
	return out
}

// Gaps lists villages and employers with many registered people and no active
// body, the most people first.
func (s *Service) Gaps(
	ctx context.Context, actor models.Actor, code models.RegionCode, subject models.GapSubject, page models.Page,
) (models.List[models.CoverageGapView], error) {
	if _, err := s.over(ctx, actor, code, models.RoleRegionAdmin, models.RoleAuditor); err != nil {
		return models.List[models.CoverageGapView]{}, err
	}
	return listCoverageGaps(ctx, s.st, code, subject, page)
}
