package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/organizations"
	"xinjumin/routes/shapes"
	"xinjumin/services/unions"
)

// UnionBranch is a union in the tree.
type UnionBranch struct {
	ID          models.ID         `json:"id"`
	Name        string            `json:"name" maxLength:"40" example:"外山村联合工会"`
	Subtype     string            `json:"subtype" enum:"own,joint,federation"`
	SubtypeText string            `json:"subtype_text" maxLength:"16" example:"联合工会"`
	UnionNo     *string           `json:"union_no" maxLength:"16" example:"330602-0007"`
	RegionCode  models.RegionCode `json:"region_code"`
	RegionName  string            `json:"region_name" maxLength:"255"`
	State       string            `json:"state" enum:"draft,submitted,rejected,active,suspended,dissolved"`
	MemberCount int64             `json:"member_count" minimum:"0" maximum:"1000000000" doc:"Its own members"`
	Unions      int64             `json:"unions" minimum:"0" maximum:"1000000000" doc:"Itself and all unions below that act"`
	Members     int64             `json:"members" minimum:"0" maximum:"1000000000" doc:"Members of all these together"`
}

// UnionTree is a union with a page of those right below it.
type UnionTree struct {
	Union      UnionBranch   `json:"union"`
	Items      []UnionBranch `json:"items" maxItems:"100"`
	NextCursor *string       `json:"next_cursor" maxLength:"512" doc:"Give it back as cursor for the next page; null: there is none"`
}

type unionTreeOut struct{ Body UnionTree }

type askFederationIn struct {
	ID   models.ID `path:"id" doc:"Union"`
	Body struct {
		ParentID models.ID `json:"parent_id" doc:"Federation that is to stand above it"`
	}
}

func unionTree(api *httpapi.API, svc *unions.Service, tag string) {
	const tree, asking = "union-tree", "union-affiliations"
	chairs := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Staff(models.RoleUnionChair), Scope: httpapi.ScopeOrganization,
			Audit: audit}
	}
	httpapi.Read(api, httpapi.Route{
		ID:          "readUnionTree",
		Path:        "/organizations/{id}/union-tree",
		Tag:         tag,
		Summary:     "Read what is below a union",
		Description: "市→县→镇→企业: the unions right below, each with the sum of all that is below it.",
		ZH:          httpapi.InChinese("查看工会的下级组织", "市→县→镇→企业：列出直接下级工会，并附其全部下级的合计。"),
		Policy:      httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
		Errors:      []*models.Error{union.ErrUnionsOnly},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn) (union.Tree, error) {
		page, err := api.Page(tree, in.PageIn)
		if err != nil {
			return union.Tree{}, err
		}
		return svc.Tree(ctx, actor, in.ID, page)
	}, func(t union.Tree) *unionTreeOut {
		children := httpapi.ListOf(api, tree, t.Children, unionBranchDTO)
		return &unionTreeOut{Body: UnionTree{Union: unionBranchDTO(t.Root), Items: children.Body.Items,
			NextCursor: children.Body.NextCursor}}
	})
	httpapi.Post(api, httpapi.Route{
		ID:          "askUnionParent",
		Path:        "/organizations/{id}/parent",
		Tag:         tag,
		Summary:     "Ask a federation to stand above a union",
		Status:      200,
		Description: "By the chair of the union. A later request takes the place of one that was not answered.",
		ZH:          httpapi.InChinese("申请由工会联合会作为上级", "由工会主席提出。后一次申请取代尚未答复的前一次。"),
		Policy:      chairs(unions.ActionAffiliate),
		Errors: []*models.Error{models.ErrForbidden, union.ErrUnionsOnly, union.ErrAffiliated,
			union.ErrNotAbove, models.ErrOrganizationInactive},
	}, func(ctx context.Context, actor models.Actor, in *askFederationIn) (models.OrganizationView, error) {
		return svc.AskFederation(ctx, actor, in.ID, in.Body.ParentID)
	}, organizations.PresentOrganization)
	unionParents(api, svc, tag, asking, chairs)
}

// unionParents registers how a union comes under its federation, and leaves it.
func unionParents(
	api *httpapi.API, svc *unions.Service, tag string, asking string, chairs func(audit models.Action) httpapi.Policy,
) {
	httpapi.List(api, httpapi.Route{
		ID:          "listAskingUnions",
		Path:        "/organizations/{id}/union-affiliations",
		Tag:         tag,
		Summary:     "List unions that ask to stand under a federation",
		Description: "The oldest request first, for the chair of the federation.",
		ZH:          httpapi.InChinese("查询申请由本工会联合会作为上级的工会", "最早的申请在前，供工会联合会主席使用。"),
		Policy:      chairs(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden},
	}, asking, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[models.OrganizationView], error) {
		return svc.AskingUnions(ctx, actor, in.ID, page)
	}, organizations.OrganizationDTO)
	httpapi.Post(api, httpapi.Route{
		ID:      "acceptUnionParent",
		Path:    "/organizations/{id}/parent/accept",
		Tag:     tag,
		Summary: "Take a union under one's federation",
		Status:  200,
		Description: "By the chair of the federation that was asked. It is done once: the place in the tree does " +
			"not change by a later request.",
		ZH:     httpapi.InChinese("同意作为上级", "由被申请的工会联合会主席办理。只办一次：以后的申请不再改变隶属关系。"),
		Policy: chairs(unions.ActionTakeUnder),
		Errors: []*models.Error{models.ErrForbidden, union.ErrNotAsked, union.ErrAffiliated,
			union.ErrNotAbove, models.ErrOrganizationInactive},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (models.OrganizationView, error) {
		return svc.AnswerUnion(ctx, actor, in.ID, true, "")
	}, organizations.PresentOrganization)
	httpapi.Post(api, httpapi.Route{
		ID:          "refuseUnionParent",
		Path:        "/organizations/{id}/parent/refuse",
		Tag:         tag,
		Summary:     "Do not take a union under one's federation",
		Status:      200,
		Description: "By the chair of the federation that was asked; the chair of the union reads the reason.",
		ZH:          httpapi.InChinese("不同意作为上级", "由被申请的工会联合会主席办理；工会主席能看到原因。"),
		Policy:      chairs(unions.ActionTurnDown),
		Errors:      []*models.Error{models.ErrForbidden, union.ErrNotAsked},
	}, func(ctx context.Context, actor models.Actor, in *shapes.RejectIn) (models.OrganizationView, error) {
		return svc.AnswerUnion(ctx, actor, in.ID, false, in.Body.Reason)
	}, organizations.PresentOrganization)
}

func unionBranchDTO(b union.Branch) UnionBranch {
	words, _ := b.KindText()
	return UnionBranch{ID: b.ID, Name: b.Name, Subtype: string(b.Subtype), SubtypeText: words, UnionNo: b.UnionNo,
		RegionCode: b.RegionCode, RegionName: b.RegionName, State: string(b.State), MemberCount: b.MemberCount,
		Unions: b.Below.Unions, Members: b.Below.Members}
}
