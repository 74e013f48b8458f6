package matching

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Station is the station of a place with the name of that.
type Station struct {
	match.Station
	Region models.Region
}

// Station reads the five things of the station of a place; one that nobody has
// recorded has version 0 and none of them.
func (s *Service) Station(ctx context.Context, actor models.Actor, code models.RegionCode) (Station, error) {
	region, err := s.over(ctx, actor, code, models.RoleRegionAdmin, models.RoleAuditor)
	if err != nil {
		return Station{}, err
	}
	if err := match.StationAt(code); err != nil {
		return Station{}, err
	}
	row, err := readStation(ctx, s.st, code)
	if errors.Is(err, store.ErrNotFound) {
		row, err = match.Station{RegionCode: code}, nil
	}
	return Station{row, region}, err
}

// ServicePoints lists the stations where a resident of a place can go, the nearest
// first: that of the village and that of the town around it, as far as they have said
// where they are. Everybody may ask.
func (s *Service) ServicePoints(ctx context.Context, code models.RegionCode) ([]Station, error) {
	at, err := s.st.Region(ctx, code)
	if err != nil {
		return nil, err
	}
	rows, err := listServicePoints(ctx, s.st, append(at.Code.Ancestors(), at.Code))
	if err != nil {
		return nil, err
	}
	out := make([]Station, 0, len(rows))
	for _, row := range rows {
		if !row.Open() {
			continue
		}
		region, err := s.st.Region(ctx, row.RegionCode)
		if err != nil {
			return nil, err
		}
		out = append(out, Station{row, region})
	}
	return out, nil
}

// UpdateStation records what the station of a place has, by an administrator of
// the place. With a version it refuses when somebody else was faster.
func (s *Service) UpdateStation(ctx context.Context, actor models.Actor, code models.RegionCode, version *int64,
	c match.StationChange) (Station, error) {
	for _, said := range c.Texts() {
		if said != nil {
			*said = text.Clean(*said)
		}
	}
	return act.On(ctx, s.st, actor, act.Of[Station, Station]{
		Event: func(Station) audit.Event {
			return audit.Event{Action: ActionStation, Object: "station", RegionCode: code}
		},
		Lock: func(tx *store.Tx) (v Station, err error) { // the write is conditional
			if v.Region, err = tx.Region(ctx, code); err != nil {
				return v, err
			}
			v.Station, err = readStation(ctx, tx, code)
			if errors.Is(err, store.ErrNotFound) { // version 0
				v.Station, err = match.Station{RegionCode: code, CreatedAt: tx.Now}, nil
			}
			return v, err
		},
		May: func(*store.Tx, Station) error {
			if !actor.OverRegion(code, models.RoleRegionAdmin) {
				return models.ErrForbidden
			}
			return match.StationAt(code)
		},
		Version: version, VersionOf: func(v Station) int64 { return v.Version },
		Do: func(tx *store.Tx, v *Station) error {
			next := c.Apply(v.Station)
			if bad := next.Check(); bad != nil {
				return models.ErrInvalid.With(bad...)
			}
			next.Version, next.UpdatedBy, next.UpdatedAt = v.Version+1, actor.PersonID, tx.Now
			isNew := v.Version == 0
			v.Station = next
			if isNew {
				return act.Taken(insertStation(ctx, tx, &v.Station), models.ErrStale)
			}
			return act.Lost(updateStation(ctx, tx, next), models.ErrStale)
		},
		Answer: act.Same[Station],
	})
}
