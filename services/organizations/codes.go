package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/qrcode"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// MakeCode makes a short code that leads to the organization, for those who decide who
// comes into it. It proves nothing and skips nothing.
func (s *Service) MakeCode(
	ctx context.Context, actor models.Actor, organization models.ID, note string, ends models.Instant,
) (models.JoinCode, error) {
	var out models.JoinCode
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		o, err := act.LockOrganization(ctx, tx, actor, organization)
		if err != nil {
			return err
		}
		seen = o
		if !reviews(actor, o) {
			return models.ErrForbidden
		}
		if out, err = models.NewJoinCode(o, text.Clean(note), actor.PersonID, ends, tx.Now); err != nil {
			return err
		}
		out.ID, out.Code = tx.NewID(), models.NewSceneCode(tx.NewSecretID())
		if err := insertJoinCode(ctx, tx, &out); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, ActionCode, "join_code", out.ID, nil)); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, ActionCode, "organization", organization, nil), err)
}

// Codes lists the codes of an organization to those who make them.
func (s *Service) Codes(
	ctx context.Context, actor models.Actor, organization models.ID, page models.Page,
) (models.List[models.JoinCode], error) {
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return models.List[models.JoinCode]{}, err
	}
	if !reviews(actor, o.Organization) {
		return models.List[models.JoinCode]{}, models.ErrForbidden
	}
	return joinCodes(ctx, s.st, o.ID, page)
}

// RevokeCode ends a code. Doing it again does nothing.
func (s *Service) RevokeCode(ctx context.Context, actor models.Actor, id models.ID) error {
	return s.st.InTx(ctx, func(tx *store.Tx) error {
		c, err := joinCode(ctx, tx, actor, id)
		if err != nil || c.RevokedAt != nil {
			return err
		}
		if err := revokeJoinCode(ctx, tx, id); err != nil {
			if errors.Is(err, store.ErrNotAffected) {
				return nil
			}
			return err
		}
		o, err := tx.OrganizationOf(ctx, c.OrganizationID)
		if err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, about(o, ActionEndCode, "join_code", id, nil))
	})
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

// Scene tells where a scanned code leads, to everybody who may see the organization.
func (s *Service) Scene(ctx context.Context, actor models.Actor, code string) (models.Scene, error) {
	c, err := joinCodeOf(ctx, s.st, models.NormalScene(code))
	if err != nil {
		return models.Scene{}, err
	}
	o, err := s.st.Organization(ctx, actor, c.OrganizationID)
	if err != nil {
		return models.Scene{}, err
	}
	if !c.Live(s.st.Now()) {
		return models.Scene{}, models.ErrCodeEnded
	}
	return models.Scene{Code: c, OrganizationName: o.Name}, nil
}
