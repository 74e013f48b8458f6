package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/store"
)

// readBranchMembership reads a membership in a branch that the viewer may see: their own,
// and those of the branches whose applications they decide.
func readBranchMembership(ctx context.Context, q store.Reader, viewer models.Actor, id models.ID) (models.Membership,
	error) {
	cond, args := "person_id = ?", []any{id, models.KindPartyBranch, viewer.PersonID}
	if organizations := viewer.Organizations(models.KindPartyBranch.Reviewers()...); len(organizations) > 0 {
		cond += " OR organization_id IN ?"
		args = append(args, organizations)
	}
	return store.Take[models.Membership](ctx, q, `id = ? AND organization_id IN (SELECT o.id FROM organizations o
		WHERE o.kind = ?) AND (`+cond+")", args...)
}

// readFormalTie reads the active membership of a person's formal tie with the Party.
func readFormalTie(ctx context.Context, q store.Reader, person models.ID) (models.Membership, error) {
	return store.Take[models.Membership](ctx, q, "exclusive_key = ?",
		*models.ExclusiveKeyOf(models.KindPartyBranch, models.TieFormal, person))
}

// insertPartyStanding adds a line to how a member came to be what she is.
func insertPartyStanding(ctx context.Context, tx *store.Tx, s *branch.Standing) error {
	return tx.Create(ctx, s)
}

// readLastStanding reads the newest line of a membership.
func readLastStanding(ctx context.Context, q store.Reader, membership models.ID) (branch.Standing, error) {
	return store.Take[branch.Standing](ctx, q, `membership_id = ? AND NOT EXISTS (SELECT 1 FROM party_standings l
		WHERE l.membership_id = party_standings.membership_id
		AND (l.created_at > party_standings.created_at
		OR (l.created_at = party_standings.created_at AND l.id > party_standings.id)))`, membership)
}

// readPartyCounts counts everybody who is in a branch now.
func readPartyCounts(ctx context.Context, q store.Reader, organization models.ID) (branch.Counts, error) {
	byBranch, err := listPartyCountsOf(ctx, q, []models.ID{organization})
	return byBranch[organization], err
}

// listPartyCountsOf counts everybody who is in each of the branches now.
func listPartyCountsOf(ctx context.Context, q store.Reader,
	organizations []models.ID) (map[models.ID]branch.Counts, error) {
	out := map[models.ID]branch.Counts{}
	if len(organizations) == 0 {
		return out, nil
	}
	var rows []struct {
		OrganizationID models.ID
		Tie            models.MemberTie
		Standing       models.MemberStanding
		N              int64
	}
	err := q.Query(ctx).Raw(`SELECT organization_id, tie, standing, COUNT(*) AS n FROM memberships
		WHERE organization_id IN ? AND state = 'active'
		GROUP BY organization_id, tie, standing`, organizations).Scan(&rows).Error
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
	return out, store.Translate(err)
}

// listBranchMembers lists the active members of a branch with their standing and
// dues, in the order in which they came; with behind only those whose dues are.
// It is for those who decide its applications.
func listBranchMembers(ctx context.Context, q store.Reader, organization models.ID, behind bool, today models.Day,
	page models.Page) (models.List[models.Member], error) {
	if !behind {
		return q.MembersWhere(ctx, organization, models.MembershipActive, page, "1 = 1")
	}
	cutoff := today.AddMonths(-branch.DuesMonths)
	return q.MembersWhere(ctx, organization, models.MembershipActive, page,
		"((m.dues_until IS NOT NULL AND m.dues_until < ?) OR (m.dues_until IS NULL AND m.tie = ? AND m.joined_at < ?))",
		cutoff, models.TieFormal, cutoff.Start())
}
