package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Offices lists the offices of an organization that hold now and that the actor may see.
func (s *Service) Offices(ctx context.Context, actor models.Actor, organization models.ID) ([]models.Office, error) {
	if _, err := s.st.Organization(ctx, actor, organization); err != nil {
		return nil, err
	}
	rows, err := listOffices(ctx, s.st, actor, organization, s.st.Now())
	if err == nil && len(rows) == 0 {
		return nil, models.ErrMembersOnly
	}
	return rows, err
}

// Appointment is an office that is given.
type Appointment struct {
	Person models.ID
	Role   models.Role
	EndsOn models.Day
	NotKin bool   // declared: no near relative of who runs the unit, see Organization.NeedsKinDeclaration
	Post   string // by which somebody leads the organization ex officio; empty: a member by themselves
}

// Appoint gives a member an office to the end of a day: the head gives those
// below, an administrator of the place all. By another post an administrator
// makes somebody head who need not be a member yet; they come in as a local
// cadre, as far as the share of new residents lets them. Into the committee of a
// union at a unit goes only who declares not to be a near relative of who runs it.
func (s *Service) Appoint(
	ctx context.Context, actor models.Actor, organization models.ID, a Appointment,
) (models.Office, error) {
	a.Post = text.Clean(a.Post)
	person, role := a.Person, a.Role
	var out models.Office
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		o, err := act.LockOrganization(ctx, tx, actor, organization)
		if err != nil {
			return err
		}
		seen = o
		if err := models.MayChangeOffice(actor, o, role); err != nil {
			return err
		}
		if a.Post != "" {
			if err := models.MayLeadByPost(actor, o, role, person, a.Post); err != nil {
				return err
			}
		}
		if o.State != models.OrganizationActive {
			return models.ErrOrganizationState
		}
		if union.NeedsKinDeclaration(o, role) && !a.NotKin {
			return union.ErrKin
		}
		g, err := models.Appoint(o, person, role, a.EndsOn, actor.PersonID, tx.Now)
		if err != nil {
			return err
		}
		if g.Post = a.Post; g.Post != "" {
			if err := bringIn(ctx, tx, actor, o, person); err != nil {
				return err
			}
		}
		if _, err := tx.ActiveMembership(ctx, o.ID, person); errors.Is(err, store.ErrNotFound) && o.Kind.Secretive() {
			return models.ErrNotInBranch
		} else if errors.Is(err, store.ErrNotFound) {
			return models.ErrNotMember
		} else if err != nil {
			return err
		}
		g.ID = tx.NewID()
		if err := insertOffice(ctx, tx, &g); errors.Is(err, store.ErrDuplicate) {
			return models.ErrOfficeHeld.Because(err)
		} else if err != nil {
			return err
		}
		out, err = changed(ctx, tx, actor, o, g, ActionAppoint, models.NoticeOfficeAppointed)
		return err
	})
	return out, audit.Refused(ctx, s.st, actor,
		about(seen, ActionAppoint, "office", organization, map[string]string{"role": string(role)}), err)
}

// bringIn makes somebody a member who leads the organization by another post; who is one
// stays what they are, and who has applied or was invited comes in by that membership.
func bringIn(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, person models.ID) error {
	live, err := tx.LiveMembership(ctx, o.ID, person)
	if err == nil && live.State == models.MembershipActive {
		return nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	m := models.ExOfficio(o, person, actor.PersonID, tx.Now)
	if known := err == nil; known {
		from := live.State
		live.State, live.Side, live.Source, live.Tie = m.State, m.Side, m.Source, m.Tie
		live.DecidedBy, live.DecidedAt, live.JoinedAt = m.DecidedBy, m.DecidedAt, m.JoinedAt
		live.UpdatedAt, live.Version = tx.Now, live.Version+1
		if err := membership.Enter(ctx, tx, o, &live); err != nil {
			return err
		}
		return membership.Taken(ctx, tx, o, live, tx.MoveMembership(ctx, live, from))
	}
	m.ID, m.QueueNo = tx.NewID(), o.NextQueueNo
	if err := membership.Enter(ctx, tx, o, &m); err != nil {
		return err
	}
	if err := tx.InsertMembership(ctx, &m); errors.Is(err, store.ErrForeignKey) {
		return models.ErrInvalid.With(models.BodyField("/person_id", "unknown", "没有找到这个人", "There is no such person"))
	} else if err != nil {
		return membership.Taken(ctx, tx, o, m, err)
	}
	return nil
}

// EndOffice takes an office back, or lays the actor's own down. The last head
// of an organization stays.
func (s *Service) EndOffice(ctx context.Context, actor models.Actor, id models.ID) (models.Office, error) {
	var out models.Office
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		office, err := tx.Office(ctx, actor, id)
		if err != nil {
			return err
		}
		o, err := act.Hold(ctx, tx, *office.OrganizationID)
		if err != nil {
			return err
		}
		seen = o
		if office, err = tx.Office(ctx, actor, id); err != nil {
			return err
		}
		if err := models.MayChangeOffice(actor, o, office.Role); err != nil && office.PersonID != actor.PersonID {
			return err
		}
		if !office.Active(tx.Now) {
			return models.ErrOfficeEnded
		}
		if office.Role == o.Kind.Head() {
			heads, err := tx.OfficeHolders(ctx, o.ID, []models.Role{office.Role}, tx.Now, inbox.ToldMax)
			if err != nil {
				return err
			}
			if len(heads) <= 1 {
				return models.ErrLastHead
			}
		}
		if err := endOffice(ctx, tx, id); err != nil {
			return err
		}
		g, now := office.RoleGrant, tx.Now
		g.EndedAt, g.LiveKey = &now, nil
		out, err = changed(ctx, tx, actor, o, g, ActionEnd, models.NoticeOfficeEnded)
		return err
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, ActionEnd, "office", id, nil), err)
}

// changed tells the holder, writes the audit row and answers.
func changed(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, g models.RoleGrant,
	action models.Action, kind models.NoticeKind,
) (models.Office, error) {
	n := inbox.Notice{Kind: kind, Subject: "organization", SubjectID: o.ID, Params: officeParams(g.Role)}
	if err := tell(ctx, tx, n, o, actor, g.PersonID); err != nil {
		return models.Office{}, err
	}
	if err := audit.Record(ctx, tx, actor,
		about(o, action, "office", g.ID, map[string]string{"role": string(g.Role)})); err != nil {
		return models.Office{}, err
	}
	p, err := tx.Person(ctx, g.PersonID)
	if err != nil {
		return models.Office{}, err
	}
	out := models.Office{RoleGrant: g, Nickname: p.Nickname}
	return out, tx.Answer(ctx, out)
}
