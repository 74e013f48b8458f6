package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

type createOrganizationIn struct {
	Body struct {
		Kind              string             `json:"kind" enum:"harmony_association,fellowship,villager_group,council,party_branch,union,youth_league,womens_federation,hometown_group" example:"fellowship"`
		Name              string             `json:"name" minLength:"2" maxLength:"40" example:"外山村新居民联谊会"`
		RegionCode        models.RegionCode  `json:"region_code" example:"330602005206"`
		Introduction      string             `json:"introduction,omitempty" maxLength:"1000" example:"一起过节，互相帮忙。"`
		Capacity          *int64             `json:"capacity,omitempty" minimum:"1" maximum:"1000000" example:"200"`
		Subtype           string             `json:"subtype,omitempty" enum:"ordinary,temporary,floating,joint,own,federation"`
		DisplayName       string             `json:"display_name,omitempty" maxLength:"16" example:"新市民联谊会"`
		IntendedForm      string             `json:"intended_form,omitempty" enum:"filed,internal,statutory_sub_group,registered"`
		Base              string             `json:"base,omitempty" enum:"residence,workplace,market"`
		EmployerName      string             `json:"employer_name,omitempty" maxLength:"60" example:"某某制衣厂"`
		EmployerCode      string             `json:"employer_code,omitempty" maxLength:"64" example:"91350100M000100Y43"`
		OriginCode        *models.RegionCode `json:"origin_code,omitempty" example:"340000000000"`
		ParentID          *models.ID         `json:"parent_id,omitempty"`
		EndsOn            *models.Day        `json:"ends_on,omitempty" doc:"Of a temporary organization: its last day"`
		TermYears         int64              `json:"term_years,omitempty" minimum:"1" maximum:"5" example:"3"`
		MinMigrantPercent int64              `json:"min_migrant_percent,omitempty" minimum:"0" maximum:"100" example:"60"`
	}
}

// Docs implements httpapi.Documented.
func (createOrganizationIn) Docs() map[string]string {
	return map[string]string{
		"region_code": "A present town or village; of a federation of unions also a county or city",
		"capacity":    "Most members it takes; absent: no limit",
		"subtype": "Of a Party branch: ordinary (the default), temporary, floating, joint; of a union: " +
			"own (the default), joint, federation",
		"display_name":  "What such an organization is called here, where it is not the usual word",
		"intended_form": "What it is to be in law; absent: the usual form of its kind",
		"base":          "Where its people are found together; absent: residence",
		"employer_name": "The unit where it is based",
		"employer_code": "Credit code of the unit",
		"origin_code":   "Of a hometown group: the home place of its members",
		"parent_id": "The organization of which it is a part; its founder is a member there. The head of " +
			"that organization approves a hometown group",
		"term_years":          "How long its organs serve; absent: the longest of its kind",
		"min_migrant_percent": "Least share of new residents among the individual members",
	}
}

type reviseOrganizationIn struct {
	ID models.ID `path:"id" doc:"Organization"`
	httpapi.IfMatch
	Body struct {
		Name              httpapi.Maybe[string]            `json:"name,omitzero" minLength:"2" maxLength:"40" example:"外山村新居民联谊会"`
		RegionCode        httpapi.Maybe[models.RegionCode] `json:"region_code,omitzero" doc:"A present town or village"`
		Introduction      httpapi.Maybe[string]            `json:"introduction,omitzero" maxLength:"1000" example:"一起过节，互相帮忙。"`
		Capacity          httpapi.Optional[int64]          `json:"capacity,omitzero" minimum:"1" maximum:"1000000" example:"300"`
		DisplayName       httpapi.Maybe[string]            `json:"display_name,omitzero" maxLength:"16" example:"新市民联谊会"`
		IntendedForm      httpapi.Maybe[string]            `json:"intended_form,omitzero" enum:"filed,internal,statutory_sub_group,registered"`
		EmployerName      httpapi.Maybe[string]            `json:"employer_name,omitzero" maxLength:"60" example:"某某制衣厂"`
		EmployerCode      httpapi.Maybe[string]            `json:"employer_code,omitzero" maxLength:"64" example:"91350100M000100Y43"`
		EndsOn            httpapi.Maybe[models.Day]        `json:"ends_on,omitzero" doc:"Of a temporary organization: its last day"`
		TermYears         httpapi.Maybe[int64]             `json:"term_years,omitzero" minimum:"1" maximum:"5" example:"3"`
		MinMigrantPercent httpapi.Maybe[int64]             `json:"min_migrant_percent,omitzero" minimum:"0" maximum:"100" example:"60"`
	}
}

// Docs implements httpapi.Documented.
func (reviseOrganizationIn) Docs() map[string]string {
	return map[string]string{
		"capacity":     "null: no limit",
		"display_name": "Empty: the usual word",
	}
}

func founding(api *httpapi.API, svc *organizations.Service, tag string) {
	drafting(api, svc, tag)
	approval(api, svc, tag)
}

func drafting(api *httpapi.API, svc *organizations.Service, tag string) {
	founder := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "createOrganization",
		Path:    "/organizations",
		Tag:     tag,
		Summary: "Draft an organization",
		Status:  201,
		Once:    httpapi.OnceBySameBody("reviseOrganization", "deleteOrganization"),
		Description: "A verified person founds an organization. Until it is approved it shows to its founder and to " +
			"administrators of the place only.",
		ZH: httpapi.InChinese("起草成立组织", "由已实名认证的人发起。获批准前只有发起人和当地管理员看得到。"),
		Policy: httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf,
			Audit: organizations.ActionCreate}.Publishing(),
		Errors: []*models.Error{models.ErrOrganizationName, models.ErrFounderUnverified, models.ErrParentFirst,
			models.ErrNoRegionalBranches, models.ErrOrganizationInactive, models.ErrOrganizationPreparing},
	}, func(ctx context.Context, actor models.Actor, in *createOrganizationIn) (models.OrganizationView, error) {
		b := in.Body
		return svc.Create(ctx, actor, organizations.Draft{
			Kind: models.OrganizationKind(b.Kind), Name: b.Name, RegionCode: b.RegionCode, Introduction: b.Introduction,
			Capacity: b.Capacity, Subtype: models.Subtype(b.Subtype), DisplayName: b.DisplayName,
			IntendedForm: models.LegalForm(b.IntendedForm), Base: models.OrganizationBase(b.Base),
			EmployerName: b.EmployerName, EmployerCode: b.EmployerCode, OriginCode: b.OriginCode, ParentID: b.ParentID,
			EndsOn: b.EndsOn, TermYears: b.TermYears, MinMigrantPercent: b.MinMigrantPercent,
		})
	}, PresentOrganization)
	submission(api, svc, tag, founder)
}

// submission registers how a draft is changed and handed in.
func submission(
	api *httpapi.API, svc *organizations.Service, tag string, founder func(audit models.Action) httpapi.Policy,
) {
	httpapi.Put(api, httpapi.Route{
		ID:      "reviseOrganization",
		Path:    "/organizations/{id}",
		Tag:     tag,
		Summary: "Change a draft, or what an active organization says of itself",
		Description: "Its founder changes all of a draft; an organization that was not approved becomes a draft " +
			"again. The head of an active organization changes introduction, capacity, display_name and " +
			"min_migrant_percent; the rest was approved and is fixed.",
		ZH: httpapi.InChinese("修改草稿或活动中组织的介绍", "发起人可修改草稿的全部内容；未获批准的组织重新成为草稿。活动中的组织，负责人可修改介绍、人数上限、"+
			"display_name 和 min_migrant_percent；其余内容已获批准，不能改动。"),
		Policy: founder(organizations.ActionRevise).Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrOrganizationName,
			models.ErrOrganizationFixed, models.ErrOrganizationCapacity},
	}, func(ctx context.Context, actor models.Actor, in *reviseOrganizationIn) (*organizationOut, error) {
		b := in.Body
		o, err := svc.Revise(ctx, actor, in.ID, in.Expected(), organizations.Change{
			Name: b.Name.Pointer(), RegionCode: b.RegionCode.Pointer(), Introduction: b.Introduction.Pointer(),
			Capacity: b.Capacity.Pointer(), ClearCapacity: b.Capacity.Null, DisplayName: b.DisplayName.Pointer(),
			IntendedForm: (*models.LegalForm)(b.IntendedForm.Pointer()), EmployerName: b.EmployerName.Pointer(),
			EmployerCode: b.EmployerCode.Pointer(), EndsOn: b.EndsOn.Pointer(), TermYears: b.TermYears.Pointer(),
			MinMigrantPercent: b.MinMigrantPercent.Pointer(),
		})
		if err != nil {
			return nil, err
		}
		return PresentOrganization(o), nil
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "submitOrganization",
		Path:    "/organizations/{id}/submit",
		Tag:     tag,
		Summary: "Ask for approval",
		Status:  200,
		Description: "It needs the signatures that its kind asks for and, where its kind has one, a whole charter. " +
			"The draft can no longer be changed; an administrator of the level that approves such organizations " +
			"approves it or sends it back.",
		ZH:     httpapi.InChinese("提交审批", "须有该组织类型要求的签名；要求章程的，章程须完整。提交后草稿不能再改，由有权批准该类组织的同级管理员批准或退回。"),
		Policy: founder(organizations.ActionSubmit).Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrCharterIncomplete,
			models.ErrFoundersMissing, models.ErrOrganizationEnds},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (models.OrganizationView, error) {
		return svc.Submit(ctx, actor, in.ID)
	}, PresentOrganization)
	takingBack(api, svc, tag, founder)
}

func approval(api *httpapi.API, svc *organizations.Service, tag string) {
	admin := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeRegion, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "approveOrganization",
		Path:    "/organizations/{id}/approve",
		Tag:     tag,
		Summary: "Approve an organization",
		Status:  200,
		Description: "It becomes active with its founder as first member and head; those who signed with them " +
			"become members, too. An administrator who signed it does not decide about it.",
		ZH:     httpapi.InChinese("批准成立组织", "批准后组织开始活动，发起人成为第一位会员和负责人，一同签名的人也成为会员。签过名的管理员不能审批该组织。"),
		Policy: admin(organizations.ActionApprove),
		Errors: shapes.Unfit(models.ErrForbidden, models.ErrOrganizationState, models.ErrOrganizationOwnReview,
			models.ErrOrganizationAuthority, models.ErrFoundersMissing, models.ErrOrganizationEnds,
			models.ErrParentFirst),
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (models.OrganizationView, error) {
		return svc.Approve(ctx, actor, in.ID)
	}, PresentOrganization)
	httpapi.Post(api, httpapi.Route{
		ID:          "rejectOrganization",
		Path:        "/organizations/{id}/reject",
		Tag:         tag,
		Summary:     "Send an organization back to its founder",
		Status:      200,
		Description: "The founder reads the reason, may change the draft, and submit it again.",
		ZH:          httpapi.InChinese("退回组织的成立申请", "发起人看到原因，可修改草稿后再次提交。"),
		Policy:      admin(organizations.ActionReject),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrOrganizationOwnReview,
			models.ErrOrganizationAuthority},
	}, func(ctx context.Context, actor models.Actor, in *shapes.RejectIn) (models.OrganizationView, error) {
		return svc.Reject(ctx, actor, in.ID, in.Body.Reason)
	}, PresentOrganization)
}
