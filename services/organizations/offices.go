package organizations

import (
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Offices lists the offices of an organization that hold now and that the actor may
// see, and those that wait for an answer: the actor's own, or all of them for whoever
// gives offices there.
func (s *Service) Offices(ctx context.Context, actor models.Actor, organization models.ID) ([]models.Office, error) {
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return nil, err
	}
	now, gives := s.st.Now(), models.MayChangeOffice(actor, o.Organization, models.RoleOrganizer) == nil
	rows, err := listOffices(ctx, s.st, actor, organization, gives, now)
	if err != nil {
		return nil, err
	}
	heads, err := inbox.HoldersAt(ctx, s.st, o.ID, now, o.Kind.Head())
	for i := range rows {
		rows[i].State = rows[i].RoleGrant.State(now)
		rows[i].Choices = o.OfficeChoices(actor, rows[i].RoleGrant, len(heads), now)
	}
	rows = slices.DeleteFunc(rows, func(r models.Office) bool { return r.State == models.RoleExpired })
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

// Appoint offers a verified member an office to the end of a day: the head gives
// those below, an administrator of the place all. It holds once the person
// accepts, see AcceptOffice. By another post an administrator asks somebody to be
// head who need not be a member yet. Into the committee of a union at a unit goes
// only who declares not to be a near relative of who runs it.
func (s *Service) Appoint(
	ctx context.Context, actor models.Actor, organization models.ID, a Appointment,
) (models.Office, error) {
	a.Post = text.Clean(a.Post)
	return s.onOffice(ctx, actor, models.NoticeOfficeOffered, act.Of[seated, models.Office]{
		Event: func(v seated) audit.Event {
			id := v.g.ID
			if id.IsZero() { // refused: there is only the organization
				id = organization
			}
			return audit.InOrganization(v.o, ActionAppoint, "office", id, map[string]string{"role": string(a.Role)})
		},
		Lock: func(tx *store.Tx) (v seated, err error) {
			v.o, err = act.LockOrganization(ctx, tx, actor, organization)
			return v, err
		},
		May: func(_ *store.Tx, v seated) error {
			if err := models.MayChangeOffice(actor, v.o, a.Role); err != nil || a.Post == "" {
				return err
			}
			return models.MayLeadByPost(actor, v.o, a.Role, a.Person, a.Post)
		},
		Next: func(tx *store.Tx, v *seated) (err error) {
			if v.o.State != models.OrganizationActive {
				return models.ErrOrganizationState
			}
			if union.NeedsKinDeclaration(v.o, a.Role) && !a.NotKin {
				return union.ErrKin
			}
			v.g, err = models.Appoint(v.o, a.Person, a.Role, a.EndsOn, actor.PersonID, tx.Now)
			v.g = v.g.Waiting()
			v.g.Post = a.Post
			return err
		},
		Do: func(tx *store.Tx, v *seated) error {
			if a.Post == "" {
				if err := mayHold(ctx, tx, v.o, a.Person); err != nil {
					return err
				}
			}
			if err := mayServe(ctx, tx, a); err != nil {
				return err
			}
			v.g.ID = tx.NewID()
			return act.Taken(insertOffice(ctx, tx, &v.g), models.ErrOfficeHeld)
		},
	})
}

// mayServe refuses a person who is not there or not verified. Of who is no member
// the two are one answer, because nobody outside need learn which it is.
func mayServe(ctx context.Context, tx *store.Tx, a Appointment) error {
	p, err := tx.Person(ctx, a.Person)
	switch {
	case err != nil && !errors.Is(err, store.ErrNotFound):
		return err
	case err == nil && p.MayServe():
		return nil
	case a.Post == "":
		return models.ErrOfficeUnverified
	}
	return models.ErrInvalid.With(models.BodyField("/person_id", "unknown", "没有找到这个人，或未完成实名认证",
		"No such person, or not verified"))
}

// mayHold refuses a person who is no member: only members hold offices.
func mayHold(ctx context.Context, tx *store.Tx, o models.Organization, person models.ID) error {
	_, err := tx.ActiveMembership(ctx, o.ID, person)
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if o.Kind.Secretive() {
		return models.ErrNotInBranch
	}
	return models.ErrNotMember
}

// bringIn makes somebody a member who leads the organization by another post; who is one
// stays what they are, and who has applied or was invited comes in by that membership.
func bringIn(ctx context.Context, tx *store.Tx, by models.ID, o models.Organization, person models.ID) error {
	live, err := tx.LiveMembership(ctx, o.ID, person)
	if err == nil && live.State == models.MembershipActive {
		return nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	m := models.ExOfficio(o, person, by, tx.Now)
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

// EndOffice takes an office or the offer of one back, or lays the actor's own
// down. The last head of an organization stays.
func (s *Service) EndOffice(ctx context.Context, actor models.Actor, id models.ID) (models.Office, error) {
	return s.onOffice(ctx, actor, models.NoticeOfficeEnded, act.Of[seated, models.Office]{
		Event: func(v seated) audit.Event { return audit.InOrganization(v.o, ActionEnd, "office", id, nil) },
		Lock:  func(tx *store.Tx) (seated, error) { return lockOffice(ctx, tx, actor, id) },
		May:   func(_ *store.Tx, v seated) error { return v.o.MayActOnOffice(actor, v.g, models.EndOffice) },
		Next:  func(tx *store.Tx, v *seated) error { return v.g.TakesOfficeVerb(models.EndOffice, tx.Now) },
		Do: func(tx *store.Tx, v *seated) error {
			heads, err := inbox.Holders(ctx, tx, v.o.ID, v.o.Kind.Head())
			if err != nil {
				return err
			}
			if err := v.o.MayEndOffice(v.g, len(heads)); err != nil {
				return err
			}
			now := tx.Now
			v.g.EndedAt, v.g.LiveKey = &now, nil
			return endOffice(ctx, tx, id)
		},
	})
}

// seated is the grant of an office in the hands of an act, with the locked row of its
// organization.
type seated struct {
	o models.Organization
	g models.RoleGrant
}

// onOffice runs an act on one office: the holder is told, and the answer has their
// nickname.
func (s *Service) onOffice(ctx context.Context, actor models.Actor, kind models.NoticeKind,
	a act.Of[seated, models.Office]) (models.Office, error) {
	a.Tell = func(tx *store.Tx, v seated) error {
		n := inbox.Notice{Kind: kind, Subject: "organization", SubjectID: v.o.ID, Params: officeParams(v.g.Role)}
		told := v.g.PersonID
		if told == actor.PersonID && v.g.GrantedBy != nil && answers(kind) {
			told = *v.g.GrantedBy
		}
		return inbox.TellAbout(ctx, tx, n, v.o, actor, told)
	}
	a.Detail = func(v seated) map[string]string { return map[string]string{"role": string(v.g.Role)} }
	a.Answer = officeAnswer(ctx, actor)
	return act.On(ctx, s.st, actor, a)
}

// officeAnswer gives an office with the nickname of its person.
func officeAnswer(ctx context.Context, actor models.Actor) func(*store.Tx, seated) (models.Office, error) {
	return func(tx *store.Tx, v seated) (models.Office, error) {
		p, err := tx.Person(ctx, v.g.PersonID)
		if err != nil {
			return models.Office{}, err
		}
		heads, err := inbox.Holders(ctx, tx, v.o.ID, v.o.Kind.Head())
		return models.Office{RoleGrant: v.g, Nickname: p.Nickname, State: v.g.State(tx.Now),
			Choices: v.o.OfficeChoices(actor, v.g, len(heads), tx.Now)}, err
	}
}
