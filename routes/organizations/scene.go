package organizations

import (
	"bytes"
	"context"
	"io"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/organizations"
)

// Scene tells where a scanned code leads.
type Scene struct {
	Kind     string      `json:"kind" enum:"join,check_in,poll,organization_board,committee_board,desk,sign_in,case"`
	KindText string      `json:"kind_text" maxLength:"16" example:"申请加入"`
	Page     string      `json:"page" maxLength:"64" doc:"Page of the mini-program" example:"pages/organization/join"`
	Params   SceneParams `json:"params"`
}

// SceneParams are what the page needs.
type SceneParams struct {
	Code             string         `json:"code" maxLength:"32" doc:"Of join: sent when applying; sign_in: pairing; case: joining"`
	SubjectID        *models.ID     `json:"subject_id" doc:"Id of what it leads to, by the kind; null for sign_in and case"`
	SubjectText      string         `json:"title" maxLength:"128" doc:"Its name or title; empty for desk and sign_in"`
	OrganizationID   *models.ID     `json:"organization_id" doc:"Whose it is; null for committee_board, desk, sign_in and case"`
	OrganizationName string         `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	ExpiresAt        models.Instant `json:"expires_at" doc:"When the code ends"`
}

// SceneCode is a code on a door, a board or a screen.
type SceneCode struct {
	ID        models.ID       `json:"id"`
	Kind      string          `json:"kind" enum:"join,check_in,poll,organization_board,committee_board,desk,sign_in,case"`
	KindText  string          `json:"kind_text" maxLength:"16" example:"活动签到"`
	SubjectID models.ID       `json:"subject_id" doc:"Id of what it leads to, by the kind"`
	Code      string          `json:"code" maxLength:"32" example:"k7m2qd9xw3ha4tpe"`
	Note      string          `json:"note" maxLength:"50" doc:"Where it hangs" example:"文化礼堂门口"`
	CreatedAt models.Instant  `json:"created_at"`
	ExpiresAt models.Instant  `json:"expires_at"`
	RevokedAt *models.Instant `json:"revoked_at"`
	httpapi.Acts
}

type (
	sceneIn struct {
		Code string `path:"code" minLength:"1" maxLength:"32" doc:"The scene of the code, in any case" example:"k7m2qd9xw3ha4tpe"`
	}
	makeSceneIn struct {
		Body struct {
			Kind      string         `json:"kind" enum:"join,check_in,poll,organization_board,committee_board,desk,sign_in,case" doc:"What the code leads to; join, sign_in and case are made by makeJoinCode, beginPairing and inviteParty"`
			SubjectID models.ID      `json:"subject_id" doc:"Id of what it leads to, by the kind"`
			Note      string         `json:"note,omitempty" maxLength:"50" doc:"Where it will hang" example:"文化礼堂门口"`
			ExpiresAt models.Instant `json:"expires_at" doc:"Within a year; of a desk within 30 minutes"`
		}
	}
	sceneListIn struct {
		httpapi.PageIn
		Kind      string    `query:"kind" required:"true" enum:"join,check_in,poll,organization_board,committee_board,desk,sign_in,case" doc:"What the codes lead to"`
		SubjectID models.ID `query:"subject_id" required:"true" doc:"Id of what it leads to, by the kind"`
	}
	sceneOut     struct{ Body Scene }
	sceneCodeOut struct{ Body SceneCode }
)

// scenePolicy lets whoever holds a noun make its codes.
func scenePolicy(audit models.Action) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization, Audit: audit}
}

func scenes(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Read(api, httpapi.Route{
		ID:      "readScene",
		Secret:  true,
		Path:    "/scenes/{code}",
		Tag:     tag,
		Summary: "Find out where a scanned code leads",
		Description: "Kind, page and parameters, of codes of every kind. A code grants nothing: what one may not see " +
			"without it is 404 with it. A code that has ended says so; one that never was is 404, and so is that of " +
			"a browser that no longer waits.",
		ZH: httpapi.InChinese("查询扫到的码指向哪里", "给出各类二维码的类型、页面和参数。二维码不带任何权利：本来看不到的，扫了码也是 404。"+
			"已停用的会说明已停用，从来没有的回答 404，不再等待扫码登录的电脑也是 404。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
		Errors: []*models.Error{models.ErrCodeEnded},
	}, func(ctx context.Context, actor models.Actor, in *sceneIn) (models.Scene, error) {
		return svc.Scene(ctx, actor, in.Code)
	}, presentScene)
	httpapi.Post(api, httpapi.Route{
		ID:      "makeSceneCode",
		Path:    "/scene-codes",
		Tag:     tag,
		Summary: "Make a code that leads to something",
		Status:  201,
		Once:    httpapi.OnceBySameBody("revokeSceneCode"),
		Description: "By whoever holds it: an activity's organizers (check_in), the head or secretary-general of the " +
			"organization (poll), those who decide about its applications (organization_board), the head of a " +
			"committee (committee_board), the officer of a session at a desk (desk). Everybody who sees the code may " +
			"copy it, so it grants nothing. To replace one, make another and end the first.",
		ZH: httpapi.InChinese("制作指向某项内容的二维码", "由负责人制作：活动签到由活动组织者，投票由组织的负责人或秘书长，组织公示牌由审核入会的人，"+
			"调解公示牌由调委会主任，确认代办由办理的协管员。看到的人都能复制，所以不带任何权利。更换时先做新的，再停用旧的。"),
		Policy: scenePolicy(organizations.ActionSceneCode).Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrNotFound, models.ErrCodeEnded},
	}, func(ctx context.Context, actor models.Actor, in *makeSceneIn) (models.SceneCode, error) {
		return svc.MakeSceneCode(ctx, actor, models.SceneCode{Kind: models.SceneKind(in.Body.Kind),
			SubjectID: in.Body.SubjectID, Note: in.Body.Note, ExpiresAt: in.Body.ExpiresAt})
	}, func(c models.SceneCode) *sceneCodeOut { return &sceneCodeOut{Body: sceneCodeDTO(c)} })
	httpapi.List(api, httpapi.Route{
		ID:          "listSceneCodes",
		Secret:      true,
		Path:        "/scene-codes",
		Tag:         tag,
		Summary:     "List the codes that lead to something",
		Description: "The newest first, for those who make them.",
		ZH:          httpapi.InChinese("查看指向某项内容的二维码", "最新的在前，供制作的人查看。"),
		Policy:      scenePolicy(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrNotFound},
	}, "scene_codes", func(
		ctx context.Context, actor models.Actor, in *sceneListIn, page models.Page,
	) (models.List[models.SceneCode], error) {
		return svc.SceneCodes(ctx, actor, models.SceneKind(in.Kind), in.SubjectID, page)
	}, sceneCodeDTO)
	sceneCodeOf(api, svc, tag)
}

func sceneCodeOf(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Delete(api, httpapi.Route{
		ID:          "revokeSceneCode",
		Path:        "/scene-codes/{id}",
		Tag:         tag,
		Summary:     "End a code of any kind but join",
		Description: "From then on it leads nowhere. Doing it again does nothing.",
		ZH:          httpapi.InChinese("停用二维码（入会码除外）", "停用后不再指向任何页面。重复停用不产生变化。"),
		Policy:      scenePolicy(organizations.ActionEndSceneCode),
	}, func(ctx context.Context, actor models.Actor, in *codeIn) (*httpapi.None, error) {
		return &httpapi.None{}, svc.RevokeSceneCode(ctx, actor, in.ID)
	})
	httpapi.Stream(api, httpapi.Route{
		ID:          "drawSceneCode",
		Path:        "/qr-codes/scene/{id}",
		Tag:         tag,
		Summary:     "Draw a code of any kind but join for printing",
		Description: "As drawJoinCode, for those who make it.",
		ZH:          httpapi.InChinese("生成供打印的二维码图片（入会码除外）", "与入会码图片相同，供制作的人使用。"),
		Policy:      scenePolicy(models.Action{}),
		Errors:      []*models.Error{models.ErrCodeEnded},
	}, []string{"image/png"}, func(ctx context.Context, actor models.Actor, in *codeIn) (*httpapi.Download, error) {
		png, err := svc.SceneCodePicture(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		return &httpapi.Download{Body: io.NopCloser(bytes.NewReader(png)), Size: int64(len(png)), Type: "image/png",
			Name: "scene.png", Inline: true, ETag: in.ID.String()}, nil
	})
}

func presentScene(s models.Scene) *sceneOut {
	text, _ := s.Kind.Text()
	out := Scene{Kind: string(s.Kind), KindText: text, Page: s.Kind.Page(), Params: SceneParams{Code: s.Code,
		SubjectText: s.SubjectText, OrganizationID: s.OrganizationID, ExpiresAt: s.ExpiresAt}}
	if !s.SubjectID.IsZero() {
		out.Params.SubjectID = &s.SubjectID
	}
	return &sceneOut{Body: out}
}

func sceneCodeDTO(c models.SceneCode) SceneCode {
	text, _ := c.Kind.Text()
	return SceneCode{ID: c.ID, Kind: string(c.Kind), KindText: text, SubjectID: c.SubjectID, Code: c.Code, Note: c.Note,
		CreatedAt: c.CreatedAt, ExpiresAt: c.ExpiresAt, RevokedAt: c.RevokedAt,
		Acts: httpapi.ActsOf(models.CodeChoices(c.RevokedAt))}
}
