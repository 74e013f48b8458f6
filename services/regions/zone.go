package regions

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"xinjumin/models"
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
func (s *Service) UpdateZone(ctx context.Context, actor models.Actor, code string, version *int64, change ZoneChange) (Zone, error) {
	event := audit.Event{Action: ActionUpdateZone, Object: "zone", Detail: map[string]string{"zone": code}}
	var out Zone
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		zone, err := lockZone(ctx, tx, code)
		if err != nil {
			return err
		}
		old, err := memberCodes(ctx, tx, code)
		if err != nil {
			return err
		}
		members := old
		if change.Members != nil {
			members = slices.Clone(change.Members)
			slices.Sort(members)
			members = slices.Compact(members)
			event.Detail["members"] = join(members)
		}
		if !administersAll(actor, old) || !administersAll(actor, members) {
			return models.ErrForbidden
		}
		if version != nil && *version != zone.Version {
			return models.ErrStale
		}
		if change.Name != nil {
			zone.Name = text.Fold(*change.Name)
			event.Detail["name"] = zone.Name
		}
		if n := utf8.RuneCountInString(zone.Name); n == 0 || n > models.RegionNameMax {
			return models.ErrInvalid.With(errZoneName)
		}
		rows, err := tx.RegionsIn(ctx, members)
		if err != nil {
			return err
		}
		if len(rows) != len(members) || len(rows) == 0 {
			return models.ErrInvalid.With(errZoneMember)
		}
		zone.Pinyin, zone.Initials = text.PlacePinyin(zone.Name)
		zone.Version, zone.UpdatedAt = zone.Version+1, tx.Now
		if err := updateZone(ctx, tx, zone, old, members); err != nil {
			return err
		}
		out = Zone{Zone: zone, Members: rows}
		return audit.Record(ctx, tx, actor, event)
	})
	return out, audit.Refused(ctx, s.st, actor, event, err)
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
