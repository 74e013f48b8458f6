package regions

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// ActionUpdateZone is the audit action of a changed zone.
var ActionUpdateZone = models.NewAction("zone.update", "功能区：修改")

var (
	errZoneName   = models.BodyField("/name", "length", "名称应为1至32个字", "The name must have 1 to 32 characters")
	errZoneMember = models.BodyField("/members", "invalid", "成员区划不存在", "A member is not a division")
)

// ZoneChange is a partial change of a zone: nil leaves a field alone. Members
// replace those it had.
type ZoneChange struct {
	Name    *string
	Members []models.RegionCode
}

// UpdateZone changes a zone's name or what it lies over, at least one division.
// The actor must administer every division that it lay over or will lie over.
func (s *Service) UpdateZone(ctx context.Context, actor models.Actor, code string, version *int64,
	change ZoneChange) (Zone, error) {
	return act.On(ctx, s.st, actor, act.Of[heldZone, Zone]{
		Event: func(v heldZone) audit.Event {
			e := audit.Event{Action: ActionUpdateZone, Object: "zone", Detail: map[string]string{"zone": code}}
			if change.Members != nil {
				e.Detail["members"] = join(v.members)
			}
			return e
		},
		Detail: func(v heldZone) map[string]string {
			if change.Name == nil {
				return nil
			}
			return map[string]string{"name": v.zone.Name}
		},
		Lock: func(tx *store.Tx) (v heldZone, err error) {
			if v.zone, err = lockZone(ctx, tx, code); err != nil {
				return v, err
			}
			v.old, err = memberCodes(ctx, tx, code)
			v.members = v.old
			if change.Members != nil {
				v.members = slices.Clone(change.Members)
				slices.Sort(v.members)
				v.members = slices.Compact(v.members)
			}
			return v, err
		},
		May: func(_ *store.Tx, v heldZone) error {
			if !administersAll(actor, v.old) || !administersAll(actor, v.members) {
				return models.ErrForbidden
			}
			return nil
		},
		Version: version, VersionOf: func(v heldZone) int64 { return v.zone.Version },
		Do:     func(tx *store.Tx, v *heldZone) error { return v.change(ctx, tx, change.Name) },
		Answer: func(_ *store.Tx, v heldZone) (Zone, error) { return Zone{Zone: v.zone, Members: v.rows}, nil },
	})
}

// heldZone is a zone in the hands of an act, locked: what it lay over, what it will
// lie over, and the divisions of the latter.
type heldZone struct {
	zone         models.Zone
	old, members []models.RegionCode
	rows         []models.Region
}

func (v *heldZone) change(ctx context.Context, tx *store.Tx, name *string) (err error) {
	if name != nil {
		v.zone.Name = text.Fold(*name)
	}
	if n := utf8.RuneCountInString(v.zone.Name); n == 0 || n > models.RegionNameMax {
		return models.ErrInvalid.With(errZoneName)
	}
	if v.rows, err = tx.RegionsIn(ctx, v.members); err != nil {
		return err
	}
	if len(v.rows) != len(v.members) || len(v.rows) == 0 {
		return models.ErrInvalid.With(errZoneMember)
	}
	v.zone.Pinyin, v.zone.Initials = text.PlacePinyin(v.zone.Name)
	v.zone.Version, v.zone.UpdatedAt = v.zone.Version+1, tx.Now
	return updateZone(ctx, tx, v.zone, v.old, v.members)
}

// administersAll is false for no codes, unless the actor administers everything:
// a zone over nothing belongs to nobody else.
func administersAll(actor models.Actor, codes []models.RegionCode) bool {
	if len(codes) == 0 {
		codes = []models.RegionCode{models.CountryCode}
	}
	for _, c := range codes {
		if !actor.OverRegion(c, models.RolePlatformAdmin, models.RoleRegionAdmin) {
			return false
		}
	}
	return true
}

func memberCodes(ctx context.Context, tx *store.Tx, zone string) ([]models.RegionCode, error) {
	rows, err := listZoneMembers(ctx, tx, zone)
	codes := make([]models.RegionCode, len(rows))
	for i, m := range rows {
		codes[i] = m.RegionCode
	}
	return codes, err
}

func join(codes []models.RegionCode) string {
	parts := make([]string, len(codes))
	for i, c := range codes {
		parts[i] = string(c)
	}
	return strings.Join(parts, " ")
}
