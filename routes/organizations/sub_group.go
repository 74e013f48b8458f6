package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

func subGroups(api *httpapi.API, svc *organizations.Service, tag string) {
	const list = "sub_groups"
	httpapi.List(api, httpapi.Route{
		ID:      "listSubGroups",
		Path:    "/organizations/{id}/sub-groups",
		Tag:     tag,
		Summary: "List the organizations below an organization",
		Description: "Its groups by home place, dormitory or trade, and of a federation its unions; only active " +
			"ones. People of the parent join a group without another review, others join the parent first; whoever " +
			"leaves the parent leaves its groups.",
		ZH: httpapi.InChinese("查看下级组织", "包括按同乡、宿舍、工种设立的小组，以及工会联合会下属的工会；只列活动中的。上级组织的会员加入小组不再审批，其他人须先加入上级组织；"+
			"退出上级组织即退出其小组。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[models.OrganizationView], error) {
		return svc.SubGroups(ctx, actor, in.ID, page)
	}, OrganizationDTO)
}
