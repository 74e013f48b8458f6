package regions

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Audit actions of this area.
var (
	ActionCreate = models.NewAction("region.create", "区划：新建")
	ActionUpdate = models.NewAction("region.update", "区划：修改")
)

// maxSuccessors bounds the walk along successors; a longer chain is a circle.
const maxSuccessors = 16

var (
	errParentMissing = models.BodyField("/code", "parent", "上级区划不存在，请先添加上级",
		"The division above does not exist; add it first")
	errSuccessor = models.BodyField("/superseded_by", "invalid", "后继区划不存在或形成循环",
		"The successor does not exist or leads back here")
)

// Create adds a division. The digits of its code decide where it lies; the one
// above must stand, and the actor must administer that one.
func (s *Service) Create(ctx context.Context, actor models.Actor, r models.Region) (Details, error) {
	r.Name = text.Fold(r.Name)
	if bad := r.Check(); len(bad) > 0 {
		return Details{}, models.ErrInvalid.With(bad...)
	}
	r.Level, r.ParentCode = r.Code.Level(), r.Code.Parent()
	return act.On(ctx, s.st, actor, act.Of[models.Region, Details]{
		Event: func(models.Region) audit.Event {
			return audit.Event{Action: ActionCreate, Object: "region", RegionCode: r.Code,
				Detail: map[string]string{"name": r.Name}}
		},
		May: func(*store.Tx, models.Region) error { return mayChange(actor, r.ParentCode) },
		Do: func(tx *store.Tx, row *models.Region) error {
			parent, err := lockRegion(ctx, tx, r.ParentCode)
			if errors.Is(err, store.ErrNotFound) {
				return models.ErrInvalid.With(errParentMissing)
			}
			if err != nil {
				return err
			}
			if !parent.Current(models.DayOf(tx.Now)) && r.ValidTo == nil {
				return models.ErrRegionRetired
			}
			*row = r
			if err := complete(ctx, tx, row); err != nil {
				return err
			}
			row.Version, row.UpdatedAt = models.NextRegionVersion(0), tx.Now
			return act.Taken(insertRegion(ctx, tx, row), models.ErrRegionExists)
		},
		Answer: func(tx *store.Tx, row models.Region) (Details, error) { return details(ctx, tx, row.Code) },
	})
}

// Update changes a division, or retires it by a last day and a successor. With
// a version it refuses when somebody else was faster. Nothing that still has
// standing divisions below may be retired. The right rests on the code alone, so
// it is asked before the division is looked for.
func (s *Service) Update(ctx context.Context, actor models.Actor, code models.RegionCode, version *int64,
	change models.RegionChange) (Details, error) {
	if !code.Valid() {
		return Details{}, models.ErrNotFound
	}
	if change.Name != nil {
		folded := text.Fold(*change.Name)
		change.Name = &folded
	}
	type held struct{ parent, old models.Region }
	return act.On(ctx, s.st, actor, act.Of[held, Details]{
		Event: func(held) audit.Event {
			return audit.Event{Action: ActionUpdate, Object: "region", RegionCode: code}
		},
		Detail: func(v held) map[string]string { return detail(v.old, change) },
		Lock: func(tx *store.Tx) (v held, err error) {
			if err := mayChange(actor, code.Parent()); err != nil {
				return v, err
			}
			if code == models.CountryCode {
				return v, models.ErrRegionFixed
			}
			if v.parent, err = lockRegion(ctx, tx, code.Parent()); err != nil {
				return v, err
			}
			v.old, err = lockRegion(ctx, tx, code)
			return v, err
		},
		Version: version, VersionOf: func(v held) int64 { return v.old.Version },
		Do:     func(tx *store.Tx, v *held) error { return update(ctx, tx, v.parent, v.old, change.Apply(v.old)) },
		Answer: func(tx *store.Tx, _ held) (Details, error) { return details(ctx, tx, code) },
	})
}

func update(ctx context.Context, tx *store.Tx, parent, old, row models.Region) error {
	if bad := row.Check(); len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	if row.ValidTo == nil && old.ValidTo != nil && !parent.Current(models.DayOf(tx.Now)) {
		return models.ErrRegionRetired
	}
	if row.ValidTo != nil {
		standing, err := hasStandingBelow(ctx, tx, row.Code, *row.ValidTo)
		if err != nil {
			return err
		}
		if standing {
			return models.ErrRegionHasChildren
		}
	}
	if err := complete(ctx, tx, &row); err != nil {
		return err
	}
	row.Version, row.UpdatedAt = models.NextRegionVersion(old.Version), tx.Now
	if err := updateRegion(ctx, tx, row, old.Version); err != nil {
		return err
	}
	if row.Name == old.Name {
		return nil
	}
	above := row.FullName[:len(row.FullName)-len(row.Name)]
	return renameBelow(ctx, tx, row.Code,
		above+models.RegionPrefix([]models.Region{old}), above+models.RegionPrefix([]models.Region{row}))
}

// complete fills in what follows from name and code, and proves the successor.
func complete(ctx context.Context, tx *store.Tx, r *models.Region) error {
	path, err := tx.RegionsIn(ctx, r.Code.Ancestors())
	if err != nil {
		return err
	}
	r.FullName = models.RegionPrefix(path) + r.Name
	r.Pinyin, r.Initials = text.PlacePinyin(r.Name)
	next := r.SupersededBy
	for range maxSuccessors {
		if next == nil {
			return nil
		}
		row, err := tx.Region(ctx, *next)
		if errors.Is(err, store.ErrNotFound) || err == nil && row.Code == r.Code {
			return models.ErrInvalid.With(errSuccessor)
		}
		if err != nil {
			return err
		}
		next = row.SupersededBy
	}
	return models.ErrInvalid.With(errSuccessor)
}

// mayChange refuses everybody who does not administer what lies directly below
// parent.
func mayChange(actor models.Actor, parent models.RegionCode) error {
	if !actor.OverRegion(parent, models.RolePlatformAdmin, models.RoleRegionAdmin) {
		return models.ErrForbidden
	}
	return nil
}

// detail tells the trail what was changed; names of places are no personal data.
func detail(old models.Region, c models.RegionChange) map[string]string {
	d := map[string]string{}
	if c.Name != nil {
		d["name"], d["old_name"] = *c.Name, old.Name
	}
	if c.ValidFrom != nil {
		d["valid_from"] = orEmpty(*c.ValidFrom)
	}
	if c.ValidTo != nil {
		d["valid_to"] = orEmpty(*c.ValidTo)
	}
	if c.SupersededBy != nil {
		d["superseded_by"] = orEmpty(*c.SupersededBy)
	}
	return d
}

func orEmpty[T ~string](p *T) string {
	if p == nil {
		return ""
	}
	return string(*p)
}
