package organizations

import (
	"context"
	"hash/fnv"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/organizations"
)

// Card is what everybody may read to find an organization and talk to it.
type Card struct {
	Heads        []CardHead `json:"heads" maxItems:"10" doc:"Only those who agreed to be shown"`
	Address      string     `json:"address" maxLength:"100" example:"外山村文化礼堂二楼"`
	ServicePhone string     `json:"service_phone" maxLength:"20" doc:"Of the office" example:"0575-85112345"`
	Picture      *Picture   `json:"picture" doc:"null without one"`
}

// CardHead is somebody who leads an organization.
type CardHead struct {
	RoleText string `json:"role_text" maxLength:"16" example:"会长"`
	Name     string `json:"name" maxLength:"64" example:"王建国"`
}

// Picture is a picture that everybody may see.
type Picture struct {
	URL       string         `json:"url" maxLength:"500" doc:"For <image src>; empty when the picture is blocked"`
	ThumbURL  *string        `json:"thumb_url" maxLength:"500" doc:"Of a small JPEG"`
	URLEndsAt models.Instant `json:"url_expires_at" doc:"Read the organization again for fresh links"`
}

func cardDTO(api *httpapi.API, o organizations.Page) Card {
	card := Card{Heads: make([]CardHead, len(o.Heads)), Address: o.Address, ServicePhone: o.ServicePhone}
	role, _ := o.Kind.HeadWords()
	for i, name := range o.Heads {
		card.Heads[i] = CardHead{RoleText: role, Name: name}
	}
	if o.Picture != nil {
		card.Picture = &Picture{URLEndsAt: o.Picture.LinkEnds}
		card.Picture.URL, card.Picture.ThumbURL = o.Picture.Addresses(api.URL)
	}
	return card
}

// mark is a number that changes with the card, for the entity tag: heads come and go,
// and links end, without a new version of the organization.
func (c Card) mark() int64 {
	h := fnv.New32a()
	for _, head := range c.Heads {
		_, _ = h.Write([]byte(head.RoleText + "\x00" + head.Name + "\x00"))
	}
	if c.Picture != nil {
		_, _ = h.Write([]byte(c.Picture.URL))
	}
	return int64(h.Sum32())
}

type changeCardIn struct {
	ID models.ID `path:"id" doc:"Organization"`
	httpapi.IfMatch
	Body struct {
		Address      httpapi.Maybe[string]       `json:"address,omitzero" maxLength:"100" example:"外山村文化礼堂二楼"`
		ServicePhone httpapi.Maybe[string]       `json:"service_phone,omitzero" maxLength:"20" doc:"Of the office" example:"0575-85112345"`
		PictureID    httpapi.Optional[models.ID] `json:"picture_id,omitzero" doc:"An uploaded file of the purpose avatar; null: no picture"`
	}
}

type showOfficeIn struct {
	ID   models.ID `path:"id" doc:"Office"`
	Body struct {
		As models.ShownAs `json:"as" example:"name"`
	}
}

// cards registers what an organization shows of itself to everybody.
func cards(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Put(api, httpapi.Route{
		ID:      "changeCard",
		Path:    "/organizations/{id}/card",
		Tag:     tag,
		Summary: "Change the public card of an organization",
		Description: "By its head: where it is, the telephone of its office, a picture. What is " +
			"absent stays. Who leads it " +
			"is shown once that person agrees (PUT /offices/{id}/shown).",
		ZH: httpapi.InChinese("修改组织的公开名片", "由负责人填写地址、办公电话和图片，没有提交的保持不变。"+
			"负责人的姓名由本人同意后公开（PUT /offices/{id}/shown）。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization,
			Audit: organizations.ActionCard}.Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState},
	}, func(ctx context.Context, actor models.Actor, in *changeCardIn) (*organizationOut, error) {
		b := in.Body
		o, err := svc.ChangeCard(ctx, actor, in.ID, in.Expected(), models.CardChange{Address: b.Address.Pointer(),
			ServicePhone: b.ServicePhone.Pointer(), Picture: b.PictureID.Pointer(), ClearPicture: b.PictureID.Null})
		if err != nil {
			return nil, err
		}
		return PresentOrganization(o), nil
	})
	httpapi.Put(api, httpapi.Route{
		ID:      "showOffice",
		Path:    "/offices/{id}/shown",
		Tag:     tag,
		Summary: "Say how everybody sees one as the holder of an office",
		Description: "By the holder; nobody outside sees one before. The page of the organization " +
			"shows its heads so. In a " +
			"Party branch nobody is shown.",
		ZH:     httpapi.InChinese("设置自己的任职是否公开", "由任职人本人设置，此前不对外公开。组织的页面按此显示负责人。党支部的任职情况不公开。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: organizations.ActionShow},
		Errors: []*models.Error{models.ErrForbidden, models.ErrOfficeEnded, models.ErrNotShown},
	}, func(ctx context.Context, actor models.Actor, in *showOfficeIn) (*officeOut, error) {
		o, err := svc.ShowOffice(ctx, actor, in.ID, in.Body.As)
		if err != nil {
			return nil, err
		}
		return presentOffice(o), nil
	})
}
