package organizations

import (
	"bytes"
	"context"
	"io"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// JoinCode is a short code that leads people to an organization.
type JoinCode struct {
	ID               models.ID       `json:"id"`
	OrganizationID   models.ID       `json:"organization_id"`
	OrganizationName string          `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	Code             string          `json:"code" maxLength:"32" example:"k7m2qd9xw3ha4tpe"`
	Note             string          `json:"note" maxLength:"50" doc:"Where it hangs" example:"文化礼堂门口"`
	CreatedAt        models.Instant  `json:"created_at"`
	ExpiresAt        models.Instant  `json:"expires_at"`
	RevokedAt        *models.Instant `json:"revoked_at"`
	httpapi.Acts
}

type makeCodeIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		Note      string         `json:"note,omitempty" maxLength:"50" doc:"Where it will hang" example:"文化礼堂门口"`
		ExpiresAt models.Instant `json:"expires_at" doc:"Within a year"`
	}
}

type codeIn struct {
	ID models.ID `path:"id" doc:"Code"`
}

type codeOut struct{ Body JoinCode }

func joinCodes(api *httpapi.API, svc *organizations.Service, tag string) {
	const list = "join_codes"
	httpapi.Post(api, httpapi.Route{
		ID:      "makeJoinCode",
		Path:    "/organizations/{id}/join-codes",
		Tag:     tag,
		Summary: "Make a code that leads to an organization",
		Status:  201,
		Once:    httpapi.OnceBySameBody("revokeJoinCode"),
		Description: "For a board, a door or a leaflet. Everybody who sees it may copy it, so it grants nothing: an " +
			"application only says that it came by it.",
		ZH:     httpapi.InChinese("制作入会码", "可贴在公告栏、门口或印在传单上。看到的人都能复制，所以入会码不带任何权利：申请上只会注明来自这个码。"),
		Policy: reviewerPolicy(organizations.ActionCode).Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationClosed},
	}, func(ctx context.Context, actor models.Actor, in *makeCodeIn) (models.JoinCode, error) {
		return svc.MakeCode(ctx, actor, in.ID, in.Body.Note, in.Body.ExpiresAt)
	}, func(c models.JoinCode) *codeOut { return &codeOut{Body: codeDTO(c)} })
	httpapi.List(api, httpapi.Route{
		ID:          "listJoinCodes",
		Secret:      true,
		Path:        "/organizations/{id}/join-codes",
		Tag:         tag,
		Summary:     "List the codes of an organization",
		Description: "The newest first, for those who make them.",
		ZH:          httpapi.InChinese("查看组织的入会码", "最新的在前，供制作入会码的人查看。"),
		Policy:      reviewerPolicy(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[models.JoinCode], error) {
		return svc.Codes(ctx, actor, in.ID, page)
	}, codeDTO)
	httpapi.Delete(api, httpapi.Route{
		ID:          "revokeJoinCode",
		Path:        "/join-codes/{id}",
		Tag:         tag,
		Summary:     "End a code",
		Description: "From then on it leads nowhere. Doing it again does nothing.",
		ZH:          httpapi.InChinese("停用入会码", "停用后不再指向任何页面。重复停用不产生变化。"),
		Policy:      reviewerPolicy(organizations.ActionEndCode),
	}, func(ctx context.Context, actor models.Actor, in *codeIn) (*httpapi.None, error) {
		return &httpapi.None{}, svc.RevokeCode(ctx, actor, in.ID)
	})
	joinCodePicture(api, svc, tag)
	scenes(api, svc, tag)
}

func joinCodePicture(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Stream(api, httpapi.Route{
		ID:      "drawJoinCode",
		Path:    "/qr-codes/join/{id}",
		Tag:     tag,
		Summary: "Draw a code for printing",
		Description: "A picture of 1024 by 1024 pixels that stays readable when a quarter of it is dirty. It says " +
			"the page and the scene (`pages/organization/join?scene=…`), for the scanner of the mini-program.",
		ZH: httpapi.InChinese("生成供打印的入会码图片", "1024×1024像素，脏污四分之一仍可识别。图中写有页面和场景值"+
			"（`pages/organization/join?scene=…`），供小程序扫码使用。"),
		Policy: reviewerPolicy(models.Action{}),
		Errors: []*models.Error{models.ErrCodeEnded},
	}, []string{"image/png"}, func(ctx context.Context, actor models.Actor, in *codeIn) (*httpapi.Download, error) {
		png, err := svc.CodePicture(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		return &httpapi.Download{Body: io.NopCloser(bytes.NewReader(png)), Size: int64(len(png)), Type: "image/png",
			Name: "join.png", Inline: true, ETag: in.ID.String()}, nil
	})
}

func codeDTO(c models.JoinCode) JoinCode {
	return JoinCode{ID: c.ID, OrganizationID: c.OrganizationID, Code: c.Code, Note: c.Note, CreatedAt: c.CreatedAt,
		ExpiresAt: c.ExpiresAt, RevokedAt: c.RevokedAt, Acts: httpapi.ActsOf(models.CodeChoices(c.RevokedAt))}
}
