package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Unit is a unit member (团体会员) of an organization.
type Unit struct {
	ID               models.ID       `json:"id"`
	Name             string          `json:"name" maxLength:"60" example:"某某制衣厂"`
	CreditCode       string          `json:"credit_code" maxLength:"18" doc:"Empty where it has none"`
	RepresentativeID models.ID       `json:"representative_id" doc:"The member who speaks for it"`
	Nickname         string          `json:"representative_nickname" maxLength:"64"`
	JoinedOn         models.Day      `json:"joined_on"`
	EndedAt          *models.Instant `json:"ended_at"`
}

type addUnitIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		Name             string    `json:"name" minLength:"2" maxLength:"60" example:"某某制衣厂"`
		CreditCode       string    `json:"credit_code,omitempty" maxLength:"64" example:"91350100M000100Y43"`
		RepresentativeID models.ID `json:"representative_id" doc:"An active member of the organization"`
	}
}

type endUnitIn struct {
	ID   models.ID          `path:"id" doc:"Unit"`
	Body shapes.GivenReason `example:"{\"reason\":\"单位搬迁\"}"`
}

type listUnitsIn struct {
	httpapi.PageIn
	ID models.ID `path:"id" doc:"Organization"`
}

type unitOut struct{ Body Unit }

func units(api *httpapi.API, svc *organizations.Service, tag string) {
	const list = "units"
	policy := func(action models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization, Audit: action}
	}
	httpapi.List(api, httpapi.Route{
		ID:          "listUnits",
		Path:        "/organizations/{id}/units",
		Tag:         tag,
		Summary:     "List the units that belong to an organization",
		Description: "In the order in which they came; for members, office holders and administrators of the place.",
		ZH:          httpapi.InChinese("查看组织的团体会员", "按加入先后排列；供会员、任职人员和当地管理员查看。"),
		Policy:      policy(models.Action{}),
		Errors:      []*models.Error{models.ErrMembersOnly},
	}, list, func(
		ctx context.Context, actor models.Actor, in *listUnitsIn, page models.Page,
	) (models.List[models.UnitView], error) {
		return svc.Units(ctx, actor, in.ID, page)
	}, unitDTO)
	httpapi.Post(api, httpapi.Route{
		ID:      "addUnit",
		Path:    "/organizations/{id}/units",
		Tag:     tag,
		Summary: "Take a unit into an organization",
		Status:  201,
		Once: httpapi.OnceByKey("One live row of a unit in an organization, by its credit code, else its name.",
			"同一组织中同一单位（按信用代码，没有就按名称）只有一份有效登记。"),
		Description: "By those who decide applications, with a member who speaks for the unit.",
		ZH:          httpapi.InChinese("吸收团体会员", "由审批入会申请的人办理，并指定一名会员代表该单位。"),
		Policy:      policy(organizations.ActionUnitAdd),
		Errors: []*models.Error{models.ErrForbidden, models.ErrCapability, models.ErrOrganizationClosed,
			models.ErrUnitExists, models.ErrUnitRepresentative},
	}, func(ctx context.Context, actor models.Actor, in *addUnitIn) (models.UnitView, error) {
		b := in.Body
		return svc.AddUnit(ctx, actor, in.ID,
			organizations.UnitDraft{Name: b.Name, CreditCode: b.CreditCode, Representative: b.RepresentativeID})
	}, presentUnit)
	httpapi.Post(api, httpapi.Route{
		ID:          "endUnit",
		Path:        "/units/{id}/end",
		Tag:         tag,
		Summary:     "Let a unit go",
		Status:      200,
		Description: "By those who decide applications; the unit no longer counts.",
		ZH:          httpapi.InChinese("终止团体会员", "由审批入会申请的人办理，该单位不再计入。"),
		Policy:      policy(organizations.ActionUnitEnd),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrUnitEnded},
	}, func(ctx context.Context, actor models.Actor, in *endUnitIn) (models.UnitView, error) {
		return svc.EndUnit(ctx, actor, in.ID, in.Body.Reason)
	}, presentUnit)
}

func unitDTO(u models.UnitView) Unit {
	return Unit{ID: u.ID, Name: u.Name, CreditCode: u.CreditCode, RepresentativeID: u.RepresentativeID,
		Nickname: u.Nickname, JoinedOn: u.JoinedOn, EndedAt: u.EndedAt}
}

func presentUnit(u models.UnitView) *unitOut { return &unitOut{Body: unitDTO(u)} }
