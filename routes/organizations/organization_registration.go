package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

type registerIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		CreditCode   string     `json:"credit_code" minLength:"1" maxLength:"64" example:"51330600000000001X"`
		RegisteredOn models.Day `json:"registered_on" doc:"Day of the certificate"`
	}
}

// Docs implements httpapi.Documented.
func (registerIn) Docs() map[string]string {
	return map[string]string{
		"credit_code": "Unified social credit code of the certificate (GB 32100)",
	}
}

type renameIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		Name   string `json:"name" minLength:"2" maxLength:"40" example:"外山村新居民联谊会"`
		Reason string `json:"reason" minLength:"1" maxLength:"200" example:"与全市名称统一"`
	}
}

type extendIn struct {
	ID   models.ID         `path:"id" doc:"Organization"`
	Body shapes.NewLastDay `doc:"The new last day, after the old one"`
}

func life(api *httpapi.API, svc *organizations.Service, tag string) {
	authority := func(action models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeRegion, Audit: action}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "registerOrganization",
		Path:    "/organizations/{id}/register",
		Tag:     tag,
		Summary: "Record the registration of an organization",
		Status:  200,
		Description: "By an administrator at county level or above. It needs 50 individual members, 30 units, or 50 " +
			"of both; a union needs none of these. From then on the organization is a legal person and " +
			"owes a report every year.",
		ZH: httpapi.InChinese("记录组织取得法人登记", "由县级及以上管理员办理。须有50个个人会员，或30个团体会员，或两者合计50个；工会不受此限。登记后组织成为法人，"+
			"每年须提交年度报告。"),
		Policy: authority(organizations.ActionRegister),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationAuthority, models.ErrOrganizationState,
			models.ErrOrganizationRegistered, models.ErrOrganizationTooSmall, models.ErrCreditCodeTaken,
			models.ErrCapability},
	}, func(ctx context.Context, actor models.Actor, in *registerIn) (models.OrganizationView, error) {
		return svc.Register(ctx, actor, in.ID, in.Body.CreditCode, in.Body.RegisteredOn)
	}, PresentOrganization)
	httpapi.Post(api, httpapi.Route{
		ID:      "renameOrganization",
		Path:    "/organizations/{id}/rename",
		Tag:     tag,
		Summary: "Give an organization another name",
		Status:  200,
		Description: "By its head, or an administrator who could approve it; of a registered organization only by " +
			"an administrator at county level or above. The organization is still found by every name it had.",
		ZH: httpapi.InChinese("变更组织名称", "由负责人或有权批准该组织的管理员办理；已登记的组织只能由县级及以上管理员办理。用曾用名仍能找到该组织。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization,
			Audit: organizations.ActionRename}.Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationAuthority, models.ErrOrganizationState,
			models.ErrOrganizationName},
	}, func(ctx context.Context, actor models.Actor, in *renameIn) (models.OrganizationView, error) {
		return svc.Rename(ctx, actor, in.ID, in.Body.Name, in.Body.Reason)
	}, PresentOrganization)
	suspension(api, svc, tag, authority)
}

// suspension registers how an organization lasts longer, is stopped and resumes.
func suspension(
	api *httpapi.API, svc *organizations.Service, tag string, authority func(action models.Action) httpapi.Policy,
) {
	httpapi.Post(api, httpapi.Route{
		ID:          "extendOrganization",
		Path:        "/organizations/{id}/extend",
		Tag:         tag,
		Summary:     "Let a temporary organization last longer",
		Status:      200,
		Description: "By an administrator who could approve it, before its last day is over.",
		ZH:          httpapi.InChinese("延长临时组织的期限", "由有权批准该组织的管理员办理，须在到期日当天结束之前。"),
		Policy:      authority(organizations.ActionExtend),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationAuthority, models.ErrOrganizationState,
			models.ErrOrganizationPermanent},
	}, func(ctx context.Context, actor models.Actor, in *extendIn) (models.OrganizationView, error) {
		return svc.Extend(ctx, actor, in.ID, in.Body.EndsOn)
	}, PresentOrganization)
	httpapi.Post(api, httpapi.Route{
		ID:      "suspendOrganization",
		Path:    "/organizations/{id}/suspend",
		Tag:     tag,
		Summary: "Stop an organization for a time",
		Status:  200,
		Description: "By an administrator who could approve it. Its members stay; nothing is done in its name until " +
			"it is resumed. Its heads read the reason.",
		ZH:     httpapi.InChinese("暂停组织活动", "由有权批准该组织的管理员办理。会员关系保留；恢复之前不能以其名义办任何事。负责人能看到原因。"),
		Policy: authority(organizations.ActionSuspend),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationAuthority, models.ErrOrganizationState},
	}, func(ctx context.Context, actor models.Actor, in *shapes.RejectIn) (models.OrganizationView, error) {
		return svc.Suspend(ctx, actor, in.ID, in.Body.Reason)
	}, PresentOrganization)
	httpapi.Post(api, httpapi.Route{
		ID:          "resumeOrganization",
		Path:        "/organizations/{id}/resume",
		Tag:         tag,
		Summary:     "Let a suspended organization act again",
		Status:      200,
		Description: "By an administrator who could approve it. Its heads read why.",
		ZH:          httpapi.InChinese("恢复组织活动", "由有权批准该组织的管理员办理。负责人能看到原因。"),
		Policy:      authority(organizations.ActionResume),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrOrganizationAuthority, models.ErrOrganizationState},
	}, func(ctx context.Context, actor models.Actor, in *shapes.RejectIn) (models.OrganizationView, error) {
		return svc.Resume(ctx, actor, in.ID, in.Body.Reason)
	}, PresentOrganization)
}
