package audits

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// What staff may see of the trail: their places with the organizations there, and
// the organizations in which they hold an office. People who took part in a secret act
// is shown to nobody but the person, and what happens in a mediation only to
// those who see the case, through its timeline. Whoever complains is masked in the
// case, and an event with their id and the same instant would undo that. A person who acts in a Party branch is
// in it, so that outside the branch only what was decided about it as an
// organization is shown; and what a person consents to, which tells as much, is
// shown to nobody else. This is the only place that says so.
const (
	auditOpen    = "object NOT IN ('dispute', 'report') AND NOT (SUBSTR(audit_events.id, 7, 1) BETWEEN x'40' AND x'4F')"
	auditOutside = `object <> 'consent' AND (NOT EXISTS (SELECT 1 FROM organizations b
		WHERE b.id = audit_events.organization_id AND b.kind = 'party_branch')
		OR action IN ('organization.approve', 'organization.reject', 'organization.suspend',
		'organization.resume'))`
	auditInRegion = `region_code BETWEEN ? AND ? OR organization_id IN (SELECT o.id FROM organizations o
		WHERE o.region_code BETWEEN ? AND ?)`
)

func auditSight(a models.Actor) (string, []any) {
	var over, parts []string
	var args []any
	for _, code := range a.Regions(models.RolePlatformAdmin, models.RoleRegionAdmin, models.RoleAuditor) {
		if code == models.CountryCode {
			over = append(over, "1 = 1")
			break
		}
		first, last := code.Range()
		over, args = append(over, auditInRegion), append(args, first, last, first, last)
	}
	if len(over) > 0 {
		parts = append(parts, auditOutside+" AND ("+strings.Join(over, " OR ")+")")
	}
	if organizations := a.Organizations(models.AuditOffices()...); len(organizations) > 0 {
		parts, args = append(parts, "organization_id IN ?"), append(args, organizations)
	}
	if len(parts) == 0 {
		return "1 = 0", nil
	}
	return auditOpen + " AND (" + strings.Join(parts, " OR ") + ")", args
}

// listAuditEvents lists what the actor may see of the trail, the newest first.
func listAuditEvents(ctx context.Context, q store.Reader, actor models.Actor, f models.AuditFilter,
	page models.Page) (models.List[models.AuditEvent], error) {
	sight, args := auditSight(actor)
	return auditEvents(ctx, q, sight, args, f, page)
}

// listOwnAuditEvents lists what the person did, and what was done in the person's
// name at a desk, the newest first. Each way walks its own index.
func listOwnAuditEvents(ctx context.Context, q store.Reader, person models.ID, f models.AuditFilter,
	page models.Page) (models.List[models.AuditEvent], error) {
	own, err := auditEvents(ctx, q, "actor_id = ?", []any{person}, f, page)
	if err != nil {
		return own, err
	}
	named, err := auditEvents(ctx, q, "desk_session_id IN (SELECT d.id FROM desk_sessions d WHERE d.person_id = ?)",
		[]any{person}, f, page)
	if err != nil || len(named.Items) == 0 {
		return own, err
	}
	rows := append(own.Items, named.Items...)
	slices.SortFunc(rows, func(a, b models.AuditEvent) int {
		if c := cmp.Compare(b.At, a.At); c != 0 {
			return c
		}
		return bytes.Compare(b.ID[:], a.ID[:])
	})
	rows = slices.CompactFunc(rows, func(a, b models.AuditEvent) bool { return a.ID == b.ID })
	out := models.CutPage(rows, page.Size(), auditCursor)
	if out.Next == nil && named.Next != nil { // its last row ends this page
		out.Next = named.Next
	}
	return out, nil
}

func auditCursor(e models.AuditEvent) models.Cursor {
	return models.Cursor{Key: int64(e.At), ID: e.ID}
}

func auditEvents(ctx context.Context, q store.Reader, sight string, args []any, f models.AuditFilter,
	page models.Page) (models.List[models.AuditEvent], error) {
	db := q.Query(ctx).Where(sight, args...)
	if f.Action != "" {
		db = db.Where("action = ?", f.Action)
	}
	if f.Object != "" {
		db = db.Where("object = ?", f.Object)
	}
	if !f.ObjectID.IsZero() {
		db = db.Where("object_id = ?", f.ObjectID)
	}
	if !f.ActorID.IsZero() {
		db = db.Where("actor_id = ?", f.ActorID)
	}
	if !f.OrganizationID.IsZero() {
		db = db.Where("organization_id = ?", f.OrganizationID)
	}
	if f.Region != "" {
		first, last := f.Region.Range()
		db = db.Where("region_code BETWEEN ? AND ?", first, last)
	}
	if c := page.After; c != nil {
		db = db.Where("at <= ? AND (at < ? OR id < ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[models.AuditEvent](q, db.Order("at DESC, id DESC").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), auditCursor), err
}
