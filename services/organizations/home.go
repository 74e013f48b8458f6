package organizations

import (
	"context"

	"xinjumin/models"
)

// Home is the part of organizations in the first screen: where the actor is a member,
// the invitations and offices that wait for an answer, the applications that they
// decide, and the organizations that wait for their approval.
func (s *Service) Home(ctx context.Context, actor models.Actor) (models.Home, error) {
	var out models.Home
	for _, part := range []func(context.Context, models.Actor, *models.Home) error{
		s.homeOwn, s.homeOffers, s.homeReviews, s.homeRemovals, s.homeApprovals,
	} {
		if err := part(ctx, actor, &out); err != nil {
			return models.Home{}, err
		}
	}
	return out, nil
}

func (s *Service) homeOwn(ctx context.Context, actor models.Actor, out *models.Home) error {
	rows, err := listActiveMemberships(ctx, s.st, actor.PersonID)
	for _, m := range rows {
		o := models.HomeOrganization{ID: m.OrganizationID, MembershipID: m.ID, Name: m.OrganizationName,
			Kind: m.OrganizationKind}
		for _, g := range actor.Grants {
			if g.OrganizationID != nil && *g.OrganizationID == o.ID {
				o.Offices = append(o.Offices, g.Role)
			}
		}
		out.Organizations = append(out.Organizations, o)
	}
	return err
}

func (s *Service) homeOffers(ctx context.Context, actor models.Actor, out *models.Home) error {
	now := s.st.Now()
	invitations, err := listInvitationsTo(ctx, s.st, actor.PersonID, now, models.Page{Limit: models.HomeMax})
	if err != nil {
		return err
	}
	for _, m := range invitations.Items {
		t := models.ToDo{Kind: models.ToDoInvitation, SubjectID: &m.ID, Title: m.OrganizationName, Count: 1}
		if m.ExpiresAt != nil {
			day := models.DayOf(*m.ExpiresAt)
			t.DueOn = &day
		}
		out.ToDo = append(out.ToDo, t)
	}
	offices, err := listOwnOfficeOffers(ctx, s.st, actor, now)
	for _, g := range offices {
		day := models.DayOf(g.AnswerUntil())
		out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoOffice, SubjectID: &g.ID, Title: g.Name, Count: 1,
			DueOn: &day})
	}
	return err
}

func (s *Service) homeReviews(ctx context.Context, actor models.Actor, out *models.Home) error {
	if len(actor.Organizations(models.ReviewerRoles()...)) == 0 {
		return nil
	}
	queues, err := listApplicationQueues(ctx, s.st, actor)
	for _, r := range queues {
		out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoApplications, SubjectID: &r.ID, Title: r.Name,
			Count: r.Applications})
	}
	return err
}

func (s *Service) homeRemovals(ctx context.Context, actor models.Actor, out *models.Home) error {
	if len(actor.Organizations(models.RemovalDeciders()...)) == 0 {
		return nil
	}
	queues, err := listRemovalQueues(ctx, s.st, actor)
	for _, r := range queues {
		out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoRemovals, SubjectID: &r.ID, Title: r.Name,
			Count: r.Waiting, DueOn: &r.DecideBy})
	}
	return err
}

func (s *Service) homeApprovals(ctx context.Context, actor models.Actor, out *models.Home) error {
	if len(actor.Regions(models.RoleRegionAdmin)) == 0 {
		return nil
	}
	rows, err := listSubmitted(ctx, s.st, actor)
	for _, o := range rows {
		if o.ApprovedBy(actor) {
			out.ToDo = append(out.ToDo, models.ToDo{Kind: models.ToDoApprove, SubjectID: &o.ID, Title: o.Name, Count: 1})
		}
	}
	return err
}
