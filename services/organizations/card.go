package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// pictureSubject is what a picture of an organization hangs on.
const pictureSubject = "organization"

// Page is an organization as its own page shows it, with its picture.
type Page struct {
	models.OrganizationPage
	Picture *upload.View // nil without one
}

// ChangeCard changes the public card of an active organization: its head may. A new
// picture takes the place of the one before, which goes away.
func (s *Service) ChangeCard(ctx context.Context, actor models.Actor, id models.ID, version *int64,
	c models.CardChange) (models.OrganizationView, error) {
	for _, said := range []*string{c.Address, c.ServicePhone} {
		if said != nil {
			*said = text.Clean(*said)
		}
	}
	if bad := c.Check(); len(bad) > 0 {
		return models.OrganizationView{}, models.ErrInvalid.With(bad...)
	}
	amend := func(models.Organization) models.OrganizationAction { return models.AmendOrganization }
	return s.moveBy(ctx, actor, id, ActionCard, version, amend,
		func(tx *store.Tx, o models.Organization, _ models.OrganizationState) error {
			set(&o.Address, c.Address)
			set(&o.ServicePhone, c.ServicePhone)
			if c.Picture != nil || c.ClearPicture {
				if _, err := tx.DropFilesOf(ctx, pictureSubject, id); err != nil {
					return err
				}
			}
			if c.Picture != nil {
				err := attach.File(ctx, tx, actor, *c.Picture, upload.Avatar, pictureSubject, id, "/picture_id")
				if err != nil {
					return err
				}
			}
			return updateCard(ctx, tx, o)
		})
}

// ShowOffice says how everybody sees the actor as the holder of an office; until then
// nobody outside does. In a Party branch it is models.ErrNotShown.
func (s *Service) ShowOffice(ctx context.Context, actor models.Actor, id models.ID,
	as models.ShownAs) (models.Office, error) {
	a := act.Of[seated, models.Office]{
		Event: func(v seated) audit.Event { return audit.InOrganization(v.o, ActionShow, "office", id, nil) },
		Lock:  func(tx *store.Tx) (seated, error) { return lockOffice(ctx, tx, actor, id) },
		May:   func(_ *store.Tx, v seated) error { return v.o.MayActOnOffice(actor, v.g, models.ShowOffice) },
		Do: func(tx *store.Tx, v *seated) error {
			v.g.ShownAs = as
			return act.Lost(setShown(ctx, tx, id, as), models.ErrOfficeEnded)
		},
		Detail: func(v seated) map[string]string { return map[string]string{"as": string(v.g.ShownAs)} },
	}
	a.Answer = officeAnswer(ctx, actor)
	return act.On(ctx, s.st, actor, a)
}

// card reads what everybody may see of the heads and the picture of an organization.
func (s *Service) card(ctx context.Context, page *Page, now models.Instant) error {
	rows, err := listShownHeads(ctx, s.st, page.Organization, now)
	if err != nil {
		return err
	}
	for _, head := range rows {
		name := head.Nickname
		if head.ShownAs == models.ShownByName {
			if name, err = s.ring.NameOf(head.Person); err != nil {
				return err
			}
		}
		page.Heads = append(page.Heads, name)
	}
	pictures, err := attach.Views(ctx, s.st, s.ring, pictureSubject, page.ID, models.ID{}, now)
	if len(pictures) > 0 {
		page.Picture = &pictures[0]
	}
	return err
}
