package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/moderation"
)

// Ban is a restriction of an account for a time.
type Ban struct {
	ID         models.ID       `json:"id"`
	CaseID     models.ID       `json:"case_id" doc:"The decision it rests on; it can be appealed there"`
	Scope      string          `json:"scope" enum:"posting,account"`
	ScopeText  string          `json:"scope_text" maxLength:"16" example:"禁言"`
	Reason     string          `json:"reason" maxLength:"200"`
	StartsAt   models.Instant  `json:"starts_at"`
	EndsAt     models.Instant  `json:"ends_at"`
	LiftedAt   *models.Instant `json:"lifted_at" doc:"Set when it ended before its time"`
	LiftReason string          `json:"lift_reason" maxLength:"200"`
}

// Docs implements httpapi.Documented.
func (Ban) Docs() map[string]string {
	return map[string]string{
		"scope": "posting: nothing that others read; account: nothing but one's rights",
	}
}

type banIn struct {
	ID   models.ID          `path:"id" doc:"Ban"`
	Body shapes.GivenReason `doc:"The person concerned reads it" example:"{\"reason\":\"已认识错误并改正\"}"`
}

type banOut struct{ Body Ban }

type bansOut struct {
	Body struct {
		Items []Ban `json:"items" maxItems:"100"`
	}
}

// Bans registers the routes of bans.
func Bans(api *httpapi.API, svc *moderation.Service) {
	httpapi.Read(api, httpapi.Route{
		ID:          "listMyBans",
		Path:        "/me/bans",
		Tag:         reportTag,
		Summary:     "List one's own bans",
		Description: "Those that hold and those of the past, the newest first.",
		ZH:          httpapi.InChinese("查看自己受到的限制使用", "现行的和过去的都在内，最新的在前。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf},
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) ([]complaint.Ban, error) {
		return svc.Bans(ctx, actor)
	}, func(rows []complaint.Ban) *bansOut {
		out := &bansOut{}
		out.Body.Items = bansDTO(rows)
		return out
	})
	httpapi.Post(api, httpapi.Route{
		ID:          "liftBan",
		Path:        "/bans/{id}/lift",
		Tag:         reportTag,
		Summary:     "Lift a ban before its time",
		Status:      200,
		Description: "By an administrator of the level that imposed it, or above.",
		ZH:          httpapi.InChinese("提前解除限制使用", "由作出限制的同级或上级管理员解除。"),
		Policy:      moderators(moderation.ActionLift),
		Errors: []*models.Error{models.ErrForbidden, complaint.ErrBanOver, complaint.ErrBanSelf, complaint.ErrOwn,
			complaint.ErrSuperior},
	}, func(ctx context.Context, actor models.Actor, in *banIn) (complaint.Ban, error) {
		return svc.Lift(ctx, actor, in.ID, in.Body.Reason)
	}, func(b complaint.Ban) *banOut { return &banOut{Body: banDTO(b)} })
}

func bansDTO(rows []complaint.Ban) []Ban {
	out := make([]Ban, 0, len(rows))
	for _, b := range rows {
		out = append(out, banDTO(b))
	}
	return out
}

func banDTO(b complaint.Ban) Ban {
	scope, _ := b.Scope.Text()
	return Ban{ID: b.ID, CaseID: b.CaseID, Scope: string(b.Scope), ScopeText: scope, Reason: b.Reason,
		StartsAt: b.StartsAt, EndsAt: b.EndsAt, LiftedAt: b.LiftedAt, LiftReason: b.LiftReason}
}
