package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
)

// Resubmit hands the actor's own application to a union in again, after it was sent back for
// correction, with a form that replaces the one before. Those who decide are told.
func (s *Service) Resubmit(
	ctx context.Context, actor models.Actor, id models.ID, form union.FormData,
) (union.Application, error) {
	cleanForm(&form)
	return act.On(ctx, s.st, actor, act.Of[joining, union.Application]{
		Quiet: true, // as of an application
		Event: func(v joining) audit.Event { return audit.InOrganization(v.o, ActionResubmit, "membership", id, nil) },
		Lock: func(tx *store.Tx) (v joining, err error) {
			read := func() (models.Membership, error) { return tx.Application(ctx, actor, id) }
			v.m, v.o, err = act.Under(ctx, tx, read, func(m models.Membership) models.ID { return m.OrganizationID })
			return v, err
		},
		May: func(_ *store.Tx, v joining) error {
			if v.m.PersonID != actor.PersonID {
				return models.ErrForbidden
			}
			return nil
		},
		Next: func(tx *store.Tx, v *joining) (err error) {
			if v.o.Kind != models.KindUnion {
				return union.ErrUnionsOnly
			}
			if v.m, err = v.m.Resubmit(v.m, tx.Now); err != nil {
				return err
			}
			return v.o.AcceptsApplications()
		},
		Do: func(tx *store.Tx, v *joining) error {
			if bad := form.Check(models.DayOf(tx.Now)); len(bad) > 0 {
				return models.ErrInvalid.With(bad...)
			}
			if err := membership.Admits(ctx, tx, s.ring, v.o, actor.PersonID); err != nil {
				return err
			}
			if err := act.Lost(tx.MoveMembership(ctx, v.m, models.MembershipReturned),
				models.ErrMembershipDecided); err != nil {
				return err
			}
			if err := deleteUnionForm(ctx, tx, id); err != nil {
				return err
			}
			return s.keepForm(ctx, tx, v.m, form)
		},
		Tell: func(tx *store.Tx, v joining) error {
			n := inbox.Notice{Kind: models.NoticeMembershipCorrected, Subject: "application", SubjectID: id}
			return inbox.TellHolders(ctx, tx, n, v.o, actor, v.o.Kind.Reviewers()...)
		},
		Detail: func(joining) map[string]string { return map[string]string{"channel": string(form.Channel)} },
		Answer: func(tx *store.Tx, v joining) (union.Application, error) {
			p, err := tx.Person(ctx, actor.PersonID)
			return union.Application{OwnMembership: v.m.In(v.o), Nickname: p.Nickname, Form: form}, err
		},
	})
}
