package matching

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Station is the station of a place with the name of that.
type Station struct {
	models.Station
	Region models.Region
}

// Station reads the five things of the station of a place; one that nobody has
// recorded has version 0 and none of them.
func (s *Service) Station(ctx context.Context, actor models.Actor, code models.RegionCode) (Station, error) {
	region, err := s.over(ctx, actor, code, models.RoleRegionAdmin, models.RoleAuditor)
	if err != nil {
		return Station{}, err
	}
	if err := models.StationAt(code); err != nil {
		return Station{}, err
	}
	row, err := readStation(ctx, s.st, code)
	if errors.Is(err, store.ErrNotFound) {
		row, err = models.Station{RegionCode: code}, nil
	}
	return Station{row, region}, err
}

// UpdateStation records what the station of a place has, by an administrator of
// the place. With a version it refuses when somebody else was faster.
func (s *Service) UpdateStation(ctx context.Context, actor models.Actor, code models.RegionCode, version *int64, c models.StationChange) (Station, error) {
	var out Station
	event := audit.Event{Action: ActionStation, Object: "station", RegionCode: code}
	for _, note := range []*string{c.NoteTasks, c.NoteStaff, c.NotePremises, c.NoteWorking, c.NoteFunds} {
		if note != nil {
			*note = text.Clean(*note)
		}
	}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		region, err := tx.Region(ctx, code)
		if err != nil {
			return err
		}
		if !actor.OverRegion(code, models.RoleRegionAdmin) {
			return models.ErrForbidden
		}
		if err := models.StationAt(code); err != nil {
			return err
		}
		row, err := readStation(ctx, tx, code)
		fresh := errors.Is(err, store.ErrNotFound)
		if fresh {
			row = models.Station{RegionCode: code, CreatedAt: tx.Now}
		} else if err != nil {
			return err
		}
		if version != nil && *version != row.Version {
			return models.ErrStale
		}
		next := c.Apply(row)
		if bad := next.Check(); bad != nil {
			return models.ErrInvalid.With(bad...)
		}
		next.Version, next.UpdatedBy, next.UpdatedAt = row.Version+1, actor.PersonID, tx.Now
		if fresh {
			err = insertStation(ctx, tx, &next)
		} else {
			err = updateStation(ctx, tx, next)
		}
		if errors.Is(err, store.ErrDuplicate) || errors.Is(err, store.ErrNotAffected) {
			return models.ErrStale.Because(err)
		}
		if err != nil {
			return err
		}
		out = Station{next, region}
		return audit.Record(ctx, tx, actor, event)
	})
	return out, audit.Refused(ctx, s.st, actor, event, err)
}
