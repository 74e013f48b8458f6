package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// Delete takes back what is not approved, by its founder: a draft, an application that waits
// for the authority, or one that was sent back. It is gone with its charter and its
// signatures, and its name is free in its place. Those who were asked to sign with the founder are told,
// and those who were to decide.
func (s *Service) Delete(ctx context.Context, actor models.Actor, id models.ID) error {
	type deleting struct {
		models.Organization
		asked []models.FounderView
	}
	_, err := act.On(ctx, s.st, actor, act.Of[deleting, struct{}]{
		Event: func(v deleting) audit.Event {
			return audit.InOrganization(v.Organization, ActionDelete, "organization", id, nil)
		},
		Lock: func(tx *store.Tx) (v deleting, err error) {
			v.Organization, err = act.LockOrganization(ctx, tx, actor, id)
			return v, err
		},
		May: func(_ *store.Tx, v deleting) error { return v.Allows(actor, models.DeleteOrganization) },
		Next: func(_ *store.Tx, v *deleting) error {
			_, err := v.Next(models.DeleteOrganization)
			return err
		},
		Do: func(tx *store.Tx, v *deleting) (err error) {
			if v.asked, err = listFounders(ctx, tx, id); err != nil {
				return err
			}
			if err := tx.Forget(ctx, id); err != nil {
				return err
			}
			return deleteFounding(ctx, tx, v.Organization)
		},
		Tell: func(tx *store.Tx, v deleting) error {
			var with []models.ID
			for _, f := range v.asked {
				if f.State != models.FounderWithdrawn {
					with = append(with, f.PersonID)
				}
			}
			n := notice(models.NoticeFounderDropped, v.Organization)
			if err := inbox.TellAbout(ctx, tx, n, v.Organization, actor, with...); err != nil {
				return err
			}
			if v.State != models.OrganizationSubmitted {
				return nil
			}
			return tellApprovers(ctx, tx, actor, v.Organization,
				notice(models.NoticeOrganizationDeleted, v.Organization))
		},
		Detail: func(v deleting) map[string]string { return map[string]string{"from": string(v.State)} },
	})
	return err
}
