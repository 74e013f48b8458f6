package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/people"
)

// RegionRole is a role over a region with everything below it, offered or held.
type RegionRole struct {
	httpapi.Acts
	ID         models.ID         `json:"id"`
	PersonID   models.ID         `json:"person_id"`
	Nickname   string            `json:"nickname" maxLength:"20" example:"小方"`
	Role       string            `json:"role" enum:"platform_admin,region_admin,officer,auditor"`
	RoleText   string            `json:"role_text" maxLength:"16" example:"协管员"`
	RegionCode models.RegionCode `json:"region_code" doc:"With everything below it"`
	RegionName string            `json:"region_name" names:"region RegionCode" maxLength:"255"`
	State      string            `json:"state" enum:"proposed,offered,accepted,active,declined,withdrawn,expired,ended"`
	StateText  string            `json:"state_text" maxLength:"16" example:"待本人接受"`
	EndsOn     models.Day        `json:"ends_on" doc:"Last day of the term"`
	StartsAt   *models.Instant   `json:"starts_at" doc:"When it was accepted"`
	EndedAt    *models.Instant   `json:"ended_at" doc:"When it was taken back or laid down"`
	EndReason  string            `json:"end_reason" maxLength:"200" doc:"Why it was taken back or laid down"`
	ExpiresAt  *models.Instant   `json:"expires_at" doc:"Until when an offer waits"`
	CreatedAt  models.Instant    `json:"created_at"`
	HandedOver bool              `json:"handed_over" doc:"Somebody took over what was open in it"`
	// Both are roles.
	DelegatedFrom *models.ID `json:"delegated_from" doc:"The role of whoever is away, in whose place this one is held"`
	Renews        *models.ID `json:"renews" doc:"The role whose term becomes longer"`
}

// Docs implements httpapi.Documented.
func (RegionRole) Docs() map[string]string {
	return map[string]string{
		"state": "accepted: begins later",
	}
}

type listRolesIn struct {
	httpapi.PageIn
	Region models.RegionCode `query:"region" doc:"Roles over this place and those below"`
	State  string            `query:"state" enum:"active,offered,proposed,ended" default:"active"`
}

// Docs implements httpapi.Documented.
func (listRolesIn) Docs() map[string]string {
	return map[string]string{
		"state": "active: held now or soon; ended: no longer; offered: waits for the person; proposed: waits " +
			"for a second administrator",
	}
}

type offerRoleIn struct {
	Body struct {
		PersonID   models.ID         `json:"person_id" doc:"A verified person"`
		Role       string            `json:"role" enum:"platform_admin,region_admin,officer,auditor" example:"officer"`
		RegionCode models.RegionCode `json:"region_code" doc:"The whole country (000000000000) for platform_admin"`
		EndsOn     models.Day        `json:"ends_on" doc:"Last day of the term, at most three years from now"`
	}
}

type roleIn struct {
	ID models.ID `path:"id" doc:"Role"`
}

type endRoleIn struct {
	ID   models.ID          `path:"id" doc:"Role"`
	Body shapes.GivenReason `doc:"The person concerned reads it" example:"{\"reason\":\"任期届满，工作调整\"}"`
}

type roleOut struct{ Body RegionRole }

type roleOffersOut struct {
	Body struct {
		Items []RegionRole `json:"items" maxItems:"100"`
	}
}

const roleTag = "roles"

// Roles registers the routes of roles over regions.
func Roles(api *httpapi.API, svc *people.Service) {
	const list = "roles"
	api.Tag(roleTag, "Roles over regions", "地区角色")
	admins := httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin)
	httpapi.List(api, httpapi.Route{
		ID:      "listRoles",
		Path:    "/roles",
		Tag:     roleTag,
		Summary: "Roles over regions, by place and state",
		Description: "One's own, those in the subtrees that one administers, and those of those who stand in " +
			"for one, the oldest first.",
		ZH: httpapi.InChinese("按地方和状态查询地区角色", "包括自己的、自己所辖范围内的，以及为自己代理的人的，最早的在前。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin,
			models.RoleOfficer, models.RoleAuditor),
			Scope: httpapi.ScopeRegion},
	}, list, func(
		ctx context.Context, actor models.Actor, in *listRolesIn, page models.Page,
	) (models.List[models.RegionRole], error) {
		return svc.Roles(ctx, actor, in.Region, models.RoleState(in.State), page)
	}, regionRoleDTO)
	httpapi.Post(api, httpapi.Route{
		ID:      "offerRole",
		Path:    "/roles",
		Tag:     roleTag,
		Summary: "Offer somebody a role over a region",
		Status:  201,
		Once: httpapi.OnceByKey("One open offer of a role to a person in a place.",
			"同一人在同一地方的同一角色只有一份未答复的提名。"),
		Description: "A platform administrator appoints anywhere, a region administrator strictly below the own " +
			"region. It holds once the person accepts, within 14 days. A new platform_admin is proposed first, for " +
			"another platform administrator to approve within 48 hours.",
		ZH: httpapi.InChinese("任命地区角色", "平台管理员可在各地任命，地区管理员只能任命低于自己地区的。本人14天内接受后生效。新的 platform_admin 先为提名，"+
			"须由另一名平台管理员在48小时内批准。"),
		Policy: httpapi.Policy{Audience: admins, Scope: httpapi.ScopeRegion, Audit: people.ActionOfferRole},
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleOwn, models.ErrRoleHeld},
	}, func(ctx context.Context, actor models.Actor, in *offerRoleIn) (models.RegionRole, error) {
		b := in.Body
		return svc.OfferRole(ctx, actor, people.Appointment{PersonID: b.PersonID, Role: models.Role(b.Role),
			RegionCode: b.RegionCode, EndsOn: b.EndsOn})
	}, presentRole)
	roleDecisions(api, svc)
}

// roleDecisions registers what becomes of a role that was offered.
func roleDecisions(api *httpapi.API, svc *people.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "approveRole",
		Path:    "/roles/{id}/approve",
		Tag:     roleTag,
		Summary: "Sign a proposed platform administrator",
		Status:  200,
		Description: "The second signature: by a platform administrator who neither proposed it nor gets the role. " +
			"The person can accept from then on.",
		ZH: httpapi.InChinese("批准平台管理员的提名", "这是第二个签名：由既不是提名人也不是被提名人的平台管理员签。批准后本人可以接受。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RolePlatformAdmin), Scope: httpapi.ScopeRegion,
			Audit: people.ActionApproveRole},
		Errors: []*models.Error{models.ErrForbidden, models.ErrApprovalSecondPerson, models.ErrApprovalClosed,
			models.ErrRoleState},
	}, func(ctx context.Context, actor models.Actor, in *roleIn) (models.RegionRole, error) {
		return svc.ApproveRole(ctx, actor, in.ID)
	}, presentRole)
	httpapi.Post(api, httpapi.Route{
		ID:      "endRole",
		Path:    "/roles/{id}/end",
		Tag:     roleTag,
		Summary: "Take a role back, or lay one's own down",
		Status:  200,
		Description: "By a superior or the holder; it ends at once. An offer that is still open is withdrawn. The " +
			"last platform administrator stays until somebody follows.",
		ZH:     httpapi.InChinese("免去角色或辞去自己的角色", "由上级或本人办理，立即结束。尚未接受的任命随之撤回。最后一名平台管理员须有人接任后才能离任。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeRegion, Audit: people.ActionEndRole},
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleState, models.ErrLastPlatformAdmin},
	}, func(ctx context.Context, actor models.Actor, in *endRoleIn) (models.RegionRole, error) {
		return svc.EndRole(ctx, actor, in.ID, in.Body.Reason)
	}, presentRole)
	ownRoles(api, svc)
	roleTerms(api, svc)
	roleHandOvers(api, svc)
}

// ownRoles registers what the person does to whom a role is offered.
func ownRoles(api *httpapi.API, svc *people.Service) {
	self := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Get(api, httpapi.Route{
		ID:          "listMyRoleOffers",
		Path:        "/me/role-offers",
		Tag:         roleTag,
		Summary:     "Roles that are offered to oneself",
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf},
		Description: "Those that wait for an answer. Whoever is not verified reads them; to accept one must be.",
		ZH:          httpapi.InChinese("查看等自己接受的角色", "等待本人答复的任命。没有实名认证也能查看，接受须先认证。"),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (*roleOffersOut, error) {
		rows, err := svc.RoleOffers(ctx, actor)
		if err != nil {
			return nil, err
		}
		out := &roleOffersOut{}
		out.Body.Items = make([]RegionRole, 0, len(rows))
		for _, r := range rows {
			out.Body.Items = append(out.Body.Items, regionRoleDTO(r))
		}
		return out, nil
	})
	httpapi.Post(api, httpapi.Route{
		ID:          "acceptRole",
		Path:        "/roles/{id}/accept",
		Tag:         roleTag,
		Summary:     "Accept a role",
		Status:      200,
		Description: "It holds from now on.",
		ZH:          httpapi.InChinese("接受角色", "自接受时起生效。"),
		Policy:      self(people.ActionAcceptRole),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrRoleState, models.ErrRoleHeld},
	}, func(ctx context.Context, actor models.Actor, in *roleIn) (models.RegionRole, error) {
		return svc.AcceptRole(ctx, actor, in.ID)
	}, presentRole)
	httpapi.Post(api, httpapi.Route{
		ID:          "declineRole",
		Path:        "/roles/{id}/decline",
		Tag:         roleTag,
		Summary:     "Decline a role",
		Status:      200,
		Description: "The administrator who offered it is told.",
		ZH:          httpapi.InChinese("谢绝角色", "会通知任命的管理员。"),
		Policy:      self(people.ActionDeclineRole),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrRoleState},
	}, func(ctx context.Context, actor models.Actor, in *roleIn) (models.RegionRole, error) {
		return svc.DeclineRole(ctx, actor, in.ID)
	}, presentRole)
}

func regionRoleDTO(r models.RegionRole) RegionRole {
	words, _ := r.Role.Text()
	state, _ := r.State.Text()
	return RegionRole{Acts: httpapi.ActsOf(r.Choices),
		ID: r.ID, PersonID: r.PersonID, Nickname: r.Nickname,
		Role: string(r.Role), RoleText: words, RegionCode: r.RegionCode, State: string(r.State), StateText: state,
		EndsOn: r.EndsOn, StartsAt: r.StartsAt, EndedAt: r.EndedAt, EndReason: r.EndReason, ExpiresAt: r.ExpiresAt,
		CreatedAt: r.CreatedAt, DelegatedFrom: r.DelegatedFrom, Renews: r.Renews, HandedOver: r.HandedOver}
}

func presentRole(r models.RegionRole) *roleOut { return &roleOut{Body: regionRoleDTO(r)} }
