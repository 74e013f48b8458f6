package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/complaint"
	"xinjumin/models/dispute"
	"xinjumin/models/poll"
	"xinjumin/services/internal/store"
)

// handOversShown bounds the history of hand-overs of one role.
const handOversShown = 20

// readHandOverGrant reads a grant of any scope, held or ended, with how the viewer
// stands to its hand-over. A person who sees the role but has no part in it gets
// ErrForbidden; for a person who does not see it, it is not there.
func readHandOverGrant(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID,
	now models.Instant) (models.RoleGrant, models.HandOverPart, error) {
	var part models.HandOverPart
	// One query for what is hidden and for what is not there.
	visible, args := visibleHandOver(viewer)
	var g models.RoleGrant
	err := store.Translate(q.Query(ctx).Table("role_grants g").Select("g.*").
		Joins("LEFT JOIN organizations o ON o.id = g.organization_id").
		Joins("LEFT JOIN mediation_committees c ON c.id = g.committee_id").
		Where("g.id = ? AND g.starts_at < g.ends_at", id). // nothing is open in an offer
		Where(visible, args...).Take(&g).Error)
	if err != nil {
		return g, part, err
	}
	part.Holder = g.PersonID == viewer.PersonID
	if part.Asked, err = asked(ctx, q, g, viewer.PersonID, now); err != nil {
		return g, part, err
	}
	err = mayEnd(ctx, q, viewer, g)
	part.Superior = err == nil
	if (part.Holder || part.Asked) && (errors.Is(err, store.ErrNotFound) || errors.Is(err, models.ErrForbidden)) {
		err = nil
	}
	return g, part, err
}

// visibleHandOver limits a query on role_grants g with organizations o and
// mediation_committees c to the roles that the viewer may see, by the rules of
// each scope, or was asked to take over.
func visibleHandOver(viewer models.Actor) (string, []any) {
	cond := "g.person_id = ? OR EXISTS (SELECT 1 FROM role_hand_overs h WHERE h.grant_id = g.id AND h.successor_id = ?)"
	args := []any{viewer.PersonID, viewer.PersonID}
	region, more := visibleRoles("g", "g.granted_by", viewer)
	cond += " OR (g.scope_kind = 'region' AND " + region + ")"
	args = append(args, more...)
	office, more := store.VisibleOffices(viewer)
	cond += " OR (g.scope_kind = 'organization' AND " + office + ")"
	args = append(args, more...)
	if ids := viewer.Committees(models.RoleCommitteeHead, models.RoleMediator); len(ids) > 0 {
		cond += " OR g.committee_id IN ?"
		args = append(args, ids)
	}
	if subtrees := viewer.Own().Regions(models.RoleRegionAdmin, models.RolePlatformAdmin); len(subtrees) > 0 {
		in, more := store.WithinSubtrees("c.region_code", subtrees)
		cond += " OR (" + in + ")"
		args = append(args, more...)
	}
	return "(" + cond + ")", args
}

// asked reports whether a person is to take a role over, or has, and still
// holds one that allows it.
func asked(ctx context.Context, q store.Reader, g models.RoleGrant, person models.ID, now models.Instant) (bool,
	error) {
	n, err := store.Count[models.RoleHandOver](ctx, q, `grant_id = ? AND successor_id = ?
		AND (state = ? OR (state = ? AND expires_at > ?))`,
		g.ID, person, models.HandOverAccepted, models.HandOverOpen, now)
	if err != nil || n == 0 {
		return false, err
	}
	return mayFollow(ctx, q, g, person, now)
}

// mayEnd refuses unless the viewer may take the role back, by the rules of its
// scope.
func mayEnd(ctx context.Context, q store.Reader, viewer models.Actor, g models.RoleGrant) error {
	switch g.ScopeKind {
	case models.ScopeRegion:
		if _, err := readRegionGrant(ctx, q, viewer, g.ID); err != nil {
			return err
		}
		if models.MayGiveRole(viewer, g.Role, *g.RegionCode) {
			return nil
		}
	case models.ScopeOrganization:
		if _, err := q.Office(ctx, viewer, g.ID); err != nil {
			return err
		}
		o, err := q.OrganizationOf(ctx, *g.OrganizationID)
		if err != nil {
			return err
		}
		return models.MayChangeOffice(viewer, o, g.Role)
	case models.ScopeCommittee:
		c, err := q.Committee(ctx, *g.CommitteeID)
		if err != nil {
			return err
		}
		if viewer.Own().OverRegion(c.RegionCode, models.RoleRegionAdmin, models.RolePlatformAdmin) ||
			g.Role != models.RoleCommitteeHead && viewer.InCommittee(c.ID, models.RoleCommitteeHead) {
			return nil
		}
		if !viewer.InCommittee(c.ID, models.RoleCommitteeHead, models.RoleMediator) {
			return store.ErrNotFound
		}
	}
	return models.ErrForbidden
}

// mayFollow reports whether a person can take over what is open in a role: they
// hold the same one over the same or an enclosing place, or in the same organization or
// committee, for themselves, and can sign in.
func mayFollow(ctx context.Context, q store.Reader, g models.RoleGrant, person models.ID, now models.Instant) (bool,
	error) {
	db := q.Query(ctx).Table("role_grants g").Joins("JOIN persons p ON p.id = g.person_id").
		Where("g.person_id = ? AND g.id <> ? AND g.role = ? AND g.delegated_from IS NULL AND "+store.GrantHolds,
			person, g.ID, g.Role, now, now).
		Where("p.state = ? AND (p.account_banned_until IS NULL OR p.account_banned_until <= ?)", models.PersonActive,
			now)
	switch g.ScopeKind {
	case models.ScopeRegion:
		db = db.Where("g.region_code IN ?", append(g.RegionCode.Ancestors(), *g.RegionCode))
	case models.ScopeOrganization:
		db = db.Where("g.organization_id = ?", *g.OrganizationID)
	case models.ScopeCommittee:
		db = db.Where("g.committee_id = ?", *g.CommitteeID)
	}
	var n int64
	err := db.Count(&n).Error
	return n > 0, store.Translate(err)
}

// listHandOverLines counts what is open in a role now, line by line.
func listHandOverLines(ctx context.Context, q store.Reader, g models.RoleGrant) ([]models.HandOverLine, error) {
	keys := models.HandOverKeys(g.Role)
	lines := make([]models.HandOverLine, len(keys))
	for i, k := range keys {
		n, err := openIn(ctx, q, g, k)
		if err != nil {
			return nil, err
		}
		lines[i] = models.HandOverLine{Key: k, Count: n}
	}
	return lines, nil
}

func openIn(ctx context.Context, q store.Reader, g models.RoleGrant, k models.HandOverKey) (int64, error) {
	var first, last models.RegionCode
	if g.RegionCode != nil {
		first, last = g.RegionCode.Range()
	}
	switch k {
	case models.OpenIdentityReviews:
		return store.Count[models.Person](ctx, q, "verification = ? AND region_code BETWEEN ? AND ?",
			models.VerificationPending, first, last)
	case models.OpenOrganizationApprovals:
		return store.Count[models.Organization](ctx, q, "state = ? AND region_code BETWEEN ? AND ?",
			models.OrganizationSubmitted, first, last)
	case models.OpenModerationCases:
		var n int64
		holder := models.Actor{PersonID: g.PersonID, Grants: []models.RoleGrant{g}}
		err := q.Moderated(ctx, holder).Where("c.state IN ?",
			[]complaint.CaseState{complaint.CaseOpen, complaint.CaseAppealed}).Select("COUNT(*)").Scan(&n).Error
		return n, store.Translate(err)
	case models.OpenApplications:
		return store.Count[models.Membership](ctx, q, "organization_id = ? AND state = ?", g.OrganizationID,
			models.MembershipApplied)
	case models.OpenActivities:
		return store.Count[activity.Activity](ctx, q, "organization_id = ? AND state NOT IN (?, ?)", g.OrganizationID,
			activity.Finished, activity.Cancelled)
	case models.OpenPolls:
		return store.Count[poll.Poll](ctx, q, "organization_id = ? AND state IN (?, ?, ?, ?)", g.OrganizationID,
			poll.Draft, poll.RollPublished, poll.RollSealed, poll.Open)
	case models.OpenDisputes:
		return store.Count[dispute.Dispute](ctx, q, "committee_id = ? AND ended_at IS NULL",
			g.CommitteeID)
	case models.OpenAssignedDisputes:
		return store.Count[dispute.Mediator](ctx, q, `person_id = ? AND ended_at IS NULL
			AND EXISTS (SELECT 1 FROM disputes d
			WHERE d.id = dispute_mediators.dispute_id AND d.committee_id = ? AND d.ended_at IS NULL)`, g.PersonID,
			g.CommitteeID)
	}
	return 0, nil
}

// listHandOvers lists the hand-overs of a role, the latest first.
func listHandOvers(ctx context.Context, q store.Reader, grant models.ID) ([]models.HandOverSeen, error) {
	var rows []models.HandOverSeen
	err := q.Query(ctx).Table("role_hand_overs h").Select("h.*, p.nickname").
		Joins("JOIN persons p ON p.id = h.successor_id").
		Where("h.grant_id = ?", grant).Order("h.created_at DESC, h.id DESC").Limit(handOversShown).Find(&rows).Error
	return rows, store.Translate(err)
}

// isHandedOver reports whether somebody accepted what is open in a role.
func isHandedOver(ctx context.Context, q store.Reader, grant models.ID) (bool, error) {
	n, err := store.Count[models.RoleHandOver](ctx, q, "grant_id = ? AND state = ?", grant, models.HandOverAccepted)
	return n > 0, err
}

// readOpenHandOver reads the one hand-over of a role that waits.
func readOpenHandOver(ctx context.Context, q store.Reader, grant models.ID) (models.RoleHandOver, error) {
	return store.Take[models.RoleHandOver](ctx, q, "live_key = ?", grant.String())
}

// insertHandOver adds a hand-over. One that has expired gives its key free
// first; an open one is ErrDuplicate. The caller holds the row of the grant.
func insertHandOver(ctx context.Context, tx *store.Tx, h *models.RoleHandOver) error {
	if _, err := tx.ExecN(ctx, `UPDATE role_hand_overs SET state = ?, live_key = NULL, updated_at = ?
		WHERE live_key = ? AND expires_at <= ?`,
		models.HandOverExpired, tx.Now, h.LiveKey, tx.Now); err != nil {
		return err
	}
	return tx.Create(ctx, h)
}

// closeHandOver answers an open hand-over, or takes it back; ErrNotAffected when
// it does not wait any longer.
func closeHandOver(ctx context.Context, tx *store.Tx, id models.ID, to models.HandOverState, counts string) error {
	return tx.Exec1(ctx, `UPDATE role_hand_overs SET state = ?, live_key = NULL, counts = ?, updated_at = ?
		WHERE id = ? AND state = ? AND expires_at > ?`, to, counts, tx.Now, id, models.HandOverOpen, tx.Now)
}

// dropHandOver takes back the open hand-over of a role that has just ended.
func dropHandOver(ctx context.Context, tx *store.Tx, grant models.ID) error {
	_, err := tx.ExecN(ctx, "UPDATE role_hand_overs SET state = ?, live_key = NULL, updated_at = ? WHERE live_key = ?",
		models.HandOverWithdrawn, tx.Now, grant.String())
	return err
}

// dropHandOversOf takes back what a person was asked to take over, or asked
// others to; the account is being closed.
func dropHandOversOf(ctx context.Context, tx *store.Tx, person models.ID) error {
	_, err := tx.ExecN(ctx, `UPDATE role_hand_overs SET state = ?, live_key = NULL, updated_at = ?
		WHERE person_id = ? AND state = ?`,
		models.HandOverWithdrawn, tx.Now, person, models.HandOverOpen)
	if err == nil {
		_, err = tx.ExecN(ctx, `UPDATE role_hand_overs SET state = ?, live_key = NULL, updated_at = ?
			WHERE successor_id = ? AND state = ?`,
			models.HandOverWithdrawn, tx.Now, person, models.HandOverOpen)
	}
	return err
}
