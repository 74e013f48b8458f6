package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/qrcode"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// coded is a code in the hands of an act, with the locked row of the organization to
// which it leads.
type coded struct {
	o models.Organization
	c models.JoinCode
}

// MakeCode makes a short code that leads to the organization, for those who decide who
// comes into it. It proves nothing and skips nothing.
func (s *Service) MakeCode(
	ctx context.Context, actor models.Actor, organization models.ID, note string, ends models.Instant,
) (models.JoinCode, error) {
	return act.On(ctx, s.st, actor, act.Of[coded, models.JoinCode]{
		Event: func(v coded) audit.Event { return audit.Made(v.o, ActionCode, "join_code", v.c.ID) },
		Lock: func(tx *store.Tx) (v coded, err error) {
			v.o, err = act.LockOrganization(ctx, tx, actor, organization)
			return v, err
		},
		May: func(_ *store.Tx, v coded) error { return v.o.MayReview(actor) },
		Next: func(tx *store.Tx, v *coded) (err error) {
			v.c, err = models.NewJoinCode(v.o, text.Clean(note), actor.PersonID, ends, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *coded) error {
			v.c.ID, v.c.Code = tx.NewID(), models.NewSceneCode(tx.NewSecretID())
			return insertJoinCode(ctx, tx, &v.c)
		},
		Answer: func(_ *store.Tx, v coded) (models.JoinCode, error) { return v.c, nil },
	})
}

// Codes lists the codes of an organization to those who make them.
func (s *Service) Codes(
	ctx context.Context, actor models.Actor, organization models.ID, page models.Page,
) (models.List[models.JoinCode], error) {
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return models.List[models.JoinCode]{}, err
	}
	if err := o.MayReview(actor); err != nil {
		return models.List[models.JoinCode]{}, err
	}
	return joinCodes(ctx, s.st, o.ID, page)
}

// RevokeCode ends a code. Doing it again does nothing, and neither does the second of
// two at once.
func (s *Service) RevokeCode(ctx context.Context, actor models.Actor, id models.ID) error {
	_, err := act.On(ctx, s.st, actor, act.Of[coded, models.JoinCode]{
		Event: func(v coded) audit.Event { return audit.InOrganization(v.o, ActionEndCode, "join_code", id, nil) },
		Lock: func(tx *store.Tx) (v coded, err error) {
			read := func() (models.JoinCode, error) { return joinCode(ctx, tx, actor, id) }
			v.c, v.o, err = act.Under(ctx, tx, read, func(c models.JoinCode) models.ID { return c.OrganizationID })
			return v, err
		},
		Do: func(tx *store.Tx, v *coded) error {
			if v.c.RevokedAt != nil {
				return act.ErrUnchanged
			}
			if err := tx.Forget(ctx, id); err != nil {
				return err
			}
			return revokeJoinCode(ctx, tx, id)
		},
	})
	return err
}

// CodePicture draws a code for printing, to those who make the codes of the organization.
func (s *Service) CodePicture(ctx context.Context, actor models.Actor, id models.ID) ([]byte, error) {
	c, err := joinCode(ctx, s.st, actor, id)
	if err != nil {
		return nil, err
	}
	if !c.Live(s.st.Now()) {
		return nil, models.ErrCodeEnded
	}
	return qrcode.PNG(c.SceneText())
}
