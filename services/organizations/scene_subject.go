package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// subject is what a code leads to, as one actor sees it.
type subject struct {
	name         string
	region       models.RegionCode
	organization *models.ID
	holds        bool // the actor makes and ends its codes
	over         bool // there is nothing to do there any longer
}

// subjectOf finds the subject of a code with the sight of the actor; what they may not
// see is store.ErrNotFound. Whoever holds the noun makes its codes: the organizers an
// activity's, the head or secretary-general a poll's, those who decide about applications
// the board of an organization, the head that of a committee, and an officer the code of
// the own session.
func (s *Service) subjectOf(
	ctx context.Context, q store.Reader, actor models.Actor, kind models.SceneKind, id models.ID,
) (subject, error) {
	switch kind {
	case models.SceneCheckIn:
		a, err := q.VisibleActivity(ctx, actor.Organizations(models.ActivityRoles()...), id)
		return subject{name: a.Title, region: a.RegionCode, organization: &a.OrganizationID,
			holds: err == nil && a.MayOrganize(actor) == nil}, err
	case models.ScenePoll:
		p, err := q.SeenPoll(ctx, actor, id)
		return subject{name: p.Title, organization: &p.OrganizationID,
			holds: actor.InOrganization(p.OrganizationID, models.PollRoles()...)}, err
	case models.SceneOrganizationBoard:
		o, err := q.Organization(ctx, actor, id)
		return subject{name: o.Name, region: o.RegionCode, organization: &o.ID, holds: o.ReviewedBy(actor)}, err
	case models.SceneCommitteeBoard:
		c, err := q.Committee(ctx, id)
		return subject{name: c.Name, region: c.RegionCode,
			holds: actor.InCommittee(id, models.RoleCommitteeHead)}, err
	case models.SceneDesk:
		d, err := deskSessionOf(ctx, q, actor.PersonID, id)
		return subject{holds: d.OfficerID == actor.PersonID, over: !d.Open || d.ExpiresAt <= s.st.Now()}, err
	}
	return subject{}, store.ErrNotFound
}

func (v subject) event(action models.Action, object string, id models.ID) audit.Event {
	e := audit.Event{Action: action, Object: object, ObjectID: id, RegionCode: v.region}
	if v.organization != nil {
		e.OrganizationID = *v.organization
	}
	return e
}

// may refuses an actor who does not make the codes of the subject.
func (v subject) may() error {
	if !v.holds {
		return models.ErrForbidden
	}
	return nil
}
