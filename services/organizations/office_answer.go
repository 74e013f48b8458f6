package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// AcceptOffice lets an office that is offered to the actor hold from now on. A
// person who is asked to lead the organization by another post becomes a member with it.
func (s *Service) AcceptOffice(ctx context.Context, actor models.Actor, id models.ID) (models.Office, error) {
	return s.answerOffice(ctx, actor, id, models.AcceptOffice, ActionAcceptOffice, models.NoticeOfficeAccepted,
		func(tx *store.Tx, v *seated) error {
			if err := v.o.Works(); err != nil {
				return err
			}
			p, err := tx.LockPerson(ctx, actor.PersonID)
			if err != nil {
				return err
			}
			if !p.MayServe() {
				return models.ErrForbidden
			}
			if v.g.Post != "" {
				if err := bringIn(ctx, tx, *v.g.GrantedBy, v.o, actor.PersonID); err != nil {
					return err
				}
			}
			if err := mayHold(ctx, tx, v.o, actor.PersonID); err != nil {
				return err
			}
			v.g.StartsAt = tx.Now
			return act.Lost(tx.BeginGrant(ctx, id), models.ErrRoleState)
		})
}

// DeclineOffice ends the offer of an office at the will of the actor.
func (s *Service) DeclineOffice(ctx context.Context, actor models.Actor, id models.ID) (models.Office, error) {
	return s.answerOffice(ctx, actor, id, models.DeclineOffice, ActionDeclineOffice, models.NoticeOfficeDeclined,
		func(tx *store.Tx, v *seated) error {
			v.g.EndedAt, v.g.EndedBy, v.g.LiveKey = &tx.Now, &actor.PersonID, nil
			return act.Lost(tx.DeclineGrant(ctx, id), models.ErrRoleState)
		})
}

// answerOffice runs the answer of the person to whom an office is offered; whoever
// offered it is told.
func (s *Service) answerOffice(ctx context.Context, actor models.Actor, id models.ID, verb models.OfficeVerb,
	action models.Action, kind models.NoticeKind, do func(tx *store.Tx, v *seated) error) (models.Office, error) {
	return s.onOffice(ctx, actor, kind, act.Of[seated, models.Office]{
		Event: func(v seated) audit.Event { return audit.InOrganization(v.o, action, "office", id, nil) },
		Lock:  func(tx *store.Tx) (seated, error) { return lockOffice(ctx, tx, actor, id) },
		May:   func(_ *store.Tx, v seated) error { return v.o.MayActOnOffice(actor, v.g, verb) },
		Next:  func(tx *store.Tx, v *seated) error { return v.g.TakesOfficeVerb(verb, tx.Now) },
		Do:    do,
	})
}

// lockOffice finds an office that the actor may see, held, offered or ended, and
// holds its organization.
func lockOffice(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (seated, error) {
	read := func() (models.Office, error) { return tx.Office(ctx, actor, id) }
	office, o, err := act.Under(ctx, tx, read, func(g models.Office) models.ID { return *g.OrganizationID })
	return seated{o, office.RoleGrant}, err
}

// answers reports whether a notice tells how somebody answered an offer.
func answers(kind models.NoticeKind) bool {
	return kind == models.NoticeOfficeAccepted || kind == models.NoticeOfficeDeclined
}
