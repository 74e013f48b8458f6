package party

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/branch"
)

// Status is what the numbers of a branch say, as far as the reader may know
// them.
type Status struct {
	Branch models.OrganizationView
	Inside bool
	Counts branch.Counts // inside only
	Coarse *int64        // for whoever approves branches: how many, unless few
	Hints  []branch.Hint
}

// Status tells people of a branch its numbers and what they ask for, and an
// administrator who approves branches how many are in it, coarsely and never a
// small number. Others are models.ErrMembersOnly.
func (s *Service) Status(ctx context.Context, actor models.Actor, organization models.ID) (Status, error) {
	o, err := s.inside(ctx, actor, organization)
	if err != nil && (!errors.Is(err, models.ErrMembersOnly) || !o.ApprovedBy(actor)) {
		return Status{}, err
	}
	out := Status{Branch: o, Inside: err == nil}
	counts, err := readPartyCounts(ctx, s.st, o.ID)
	if err != nil {
		return out, err
	}
	if !out.Inside {
		out.Coarse = branch.Coarse(counts.Total())
		return out, nil
	}
	out.Counts, out.Hints = counts, branch.Hints(o.Organization, counts)
	return out, nil
}

// Watch is how a branch stands with one kind of meeting.
type Watch struct {
	Kind   branch.MeetingKind
	Last   models.Day // empty: never held
	Behind bool
}

// Monitored is a branch with its meetings.
type Monitored struct {
	Branch models.OrganizationView
	Kinds  []Watch
}

// Monitor tells people of a branch which kinds of meetings it is behind with.
func (s *Service) Monitor(ctx context.Context, actor models.Actor, organization models.ID) (Monitored, error) {
	o, err := s.inside(ctx, actor, organization)
	if err != nil {
		return Monitored{}, err
	}
	all, err := s.watch(ctx, []models.OrganizationView{o}, models.PartyCommitteeFrom)
	if err != nil {
		return Monitored{}, err
	}
	return all[0], nil
}

// Overview tells an administrator who approves branches which are behind with
// which kinds: branches, kinds and days, no people. Whether a small branch has a
// committee would tell how small it is, so there the committee is left out.
func (s *Service) Overview(
	ctx context.Context, actor models.Actor, region models.RegionCode, page models.Page,
) (models.List[Monitored], error) {
	rows, err := listBranchesUnder(ctx, s.st, actor, region, page)
	if err != nil {
		return models.List[Monitored]{}, err
	}
	all, err := s.watch(ctx, rows.Items, models.SmallCell)
	return models.List[Monitored]{Items: all, Next: rows.Next}, err
}

// watch judges branches; committees count from so many full members on.
func (s *Service) watch(
	ctx context.Context, branches []models.OrganizationView, committees int64,
) ([]Monitored, error) {
	ids := make([]models.ID, len(branches))
	for i, o := range branches {
		ids[i] = o.ID
	}
	counts, err := listPartyCountsOf(ctx, s.st, ids)
	if err != nil {
		return nil, err
	}
	last, err := listLastMeetings(ctx, s.st, ids)
	if err != nil {
		return nil, err
	}
	today := models.DayOf(s.st.Now())
	out := make([]Monitored, len(branches))
	for i, o := range branches {
		out[i].Branch = o
		began := models.DayOf(o.CreatedAt)
		if o.ApprovedAt != nil {
			began = models.DayOf(*o.ApprovedAt)
		}
		_, groups := last[o.ID][branch.MeetingGroup]
		for _, k := range branch.MeetingKinds() {
			if !branch.MeetingExpected(k, counts[o.ID], groups) || k == branch.MeetingCommittee &&
				counts[o.ID].Full < committees {
				continue
			}
			day := last[o.ID][k]
			out[i].Kinds = append(out[i].Kinds,
				Watch{Kind: k, Last: day, Behind: branch.MeetingBehind(k, day, began, today)})
		}
	}
	return out, nil
}
