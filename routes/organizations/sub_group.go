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
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[models.OrganizationView], error) {
		return svc.SubGroups(ctx, actor, in.ID, page)
	}, OrganizationDTO)
}
