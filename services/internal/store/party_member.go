package store

import (
	"context"

	"xinjumin/models"
)

// BranchMembership reads a spell in a branch that the viewer may see: their own,
// and those of the branches whose applications they decide.
func (q queries) BranchMembership(ctx context.Context, viewer models.Actor, id models.ID) (models.Membership, error) {
	cond, args := "person_id = ?", []any{id, models.KindPartyBranch, viewer.PersonID}
	if bodies := viewer.Organizations(models.KindPartyBranch.Reviewers()...); len(bodies) > 0 {
		cond += " OR organization_id IN ?"
		args = append(args, bodies)
	}
	return take[models.Membership](ctx, q, "id = ? AND organization_id IN (SELECT o.id FROM organizations o WHERE o.kind = ?) AND ("+cond+")", args...)
}

// FormalTie reads the active spell of a person's formal tie with the Party.
func (q queries) FormalTie(ctx context.Context, person models.ID) (models.Membership, error) {
	return take[models.Membership](ctx, q, "exclusive_key = ?", *models.ExclusiveKeyOf(models.KindPartyBranch, models.TieFormal, person))
}

// InsertPartyStanding adds a line to how a member came to be what she is.
func (tx *Tx) InsertPartyStanding(ctx context.Context, s *models.PartyStanding) error {
	return tx.create(ctx, s)
}

// LastStanding reads the newest line of a spell.
func (q queries) LastStanding(ctx context.Context, membership models.ID) (models.PartyStanding, error) {
	return take[models.PartyStanding](ctx, q, `membership_id = ? AND NOT EXISTS (SELECT 1 FROM party_standings l WHERE l.membership_id = party_standings.membership_id
		AND (l.created_at > party_standings.created_at OR (l.created_at = party_standings.created_at AND l.id > party_standings.id)))`, membership)
}

// PartyCounts counts who is in a branch now.
func (q queries) PartyCounts(ctx context.Context, organization models.ID) (models.PartyCounts, error) {
	byBranch, err := q.PartyCountsOf(ctx, []models.ID{organization})
	return byBranch[organization], err
}

// PartyCountsOf counts who is in each of the branches now.
func (q queries) PartyCountsOf(ctx context.Context, organizations []models.ID) (map[models.ID]models.PartyCounts, error) {
	out := map[models.ID]models.PartyCounts{}
	if len(organizations) == 0 {
		return out, nil
	}
	var rows []struct {
		OrganizationID models.ID
		Tie            models.MemberTie
		Standing       models.MemberStanding
		N              int64
	}
	err := q.db.WithContext(ctx).Raw(`SELECT organization_id, tie, standing, COUNT(*) AS n FROM memberships
		WHERE organization_id IN ? AND state = 'active' GROUP BY organization_id, tie, standing`, organizations).Scan(&rows).Error
	for _, r := range rows {
		c := out[r.OrganizationID]
		switch {
		case r.Tie == models.TieParticipating:
			c.Participating += r.N
		case r.Standing == models.StandingFull:
			c.Full += r.N
		case r.Standing == models.StandingProbationary:
			c.Probationary += r.N
		case r.Standing == models.StandingActivist:
			c.Activist += r.N
		default:
			c.Unrecorded += r.N
		}
		out[r.OrganizationID] = c
	}
	return out, translate(err)
}

// BranchMembers lists the active members of a branch with their standing and
// dues, in the order in which they came; with behind only those whose dues are.
// It is for those who decide its applications.
func (q queries) BranchMembers(ctx context.Context, organization models.ID, behind bool, today models.Day, page models.Page) (models.List[models.Member], error) {
	if !behind {
		return q.members(ctx, organization, models.MembershipActive, page, "1 = 1")
	}
	cutoff := today.AddMonths(-models.DuesMonths)
	return q.members(ctx, organization, models.MembershipActive, page,
		"((m.dues_until IS NOT NULL AND m.dues_until < ?) OR (m.dues_until IS NULL AND m.tie = ? AND m.joined_at < ?))",
		cutoff, models.TieFormal, cutoff.Start())
}
