package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/people"
)

type renewRoleIn struct {
	ID   models.ID         `path:"id" doc:"Role"`
	Body shapes.NewLastDay `doc:"Last day of the longer term, at most three years from now"`
}

type delegateRoleIn struct {
	ID   models.ID `path:"id" doc:"Role"`
	Body struct {
		PersonID models.ID                    `json:"person_id" doc:"A verified person who stands in"`
		StartsOn httpapi.Optional[models.Day] `json:"starts_on,omitempty" doc:"First day, today when it is left out"`
		EndsOn   models.Day                   `json:"ends_on" doc:"Last day, at most 60 days later and inside one's own term"`
	}
}

// roleTerms registers what happens to a role while it lasts.
func roleTerms(api *httpapi.API, svc *people.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "renewRole",
		Path:    "/roles/{id}/renew",
		Tag:     roleTag,
		Summary: "Offer a longer term",
		Status:  201,
		Once: httpapi.OnceByKey("One open offer of a role to a person in a place.",
			"同一人在同一地方的同一角色只有一份未答复的提名。"),
		Description: "By a superior. It holds once the holder accepts, before the present term ends. A " +
			"platform_admin's is proposed first, for another platform administrator to approve.",
		ZH: httpapi.InChinese("延长角色的任期", "由上级提出，本人在现任期结束前接受后生效。platform_admin 的先为提名，须由另一名平台管理员批准。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: people.ActionRenewRole},
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleOwn, models.ErrRoleHeld, models.ErrRoleState},
	}, func(ctx context.Context, actor models.Actor, in *renewRoleIn) (models.RegionRole, error) {
		return svc.RenewRole(ctx, actor, in.ID, in.Body.EndsOn)
	}, presentRole)
	httpapi.Post(api, httpapi.Route{
		ID:      "delegateRole",
		Path:    "/roles/{id}/delegate",
		Tag:     roleTag,
		Summary: "Ask somebody to stand in",
		Status:  201,
		Once: httpapi.OnceByKey("One open offer of a role to a person in a place.",
			"同一人在同一地方的同一角色只有一份未答复的提名。"),
		Description: "While one is on leave: a verified person holds the same role for at most 60 days, once they " +
			"accept. Both may act. A person who stands in passes nothing on and appoints nobody; the superiors are " +
			"told and may end it; it ends with one's own role.",
		ZH: httpapi.InChinese("请人代理自己的角色", "用于休假期间：由已实名认证的人接受后代理同一角色，最多60天，双方都可行使。代理人不能转托，也不能任命；会通知上级，上级可以终止；"+
			"本人的角色结束，代理随之结束。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleOfficer, models.RoleRegionAdmin),
			Scope: httpapi.ScopeRegion, Audit: people.ActionDelegate},
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleOwn, models.ErrRoleHeld, models.ErrRoleState,
			models.ErrRoleNotDelegable, models.ErrRoleDelegated},
	}, func(ctx context.Context, actor models.Actor, in *delegateRoleIn) (models.RegionRole, error) {
		d := people.Delegation{PersonID: in.Body.PersonID, EndsOn: in.Body.EndsOn}
		if in.Body.StartsOn.Set {
			d.StartsOn = in.Body.StartsOn.Value
		}
		return svc.DelegateRole(ctx, actor, in.ID, d)
	}, presentRole)
}
