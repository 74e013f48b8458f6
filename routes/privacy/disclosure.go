package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/privacy"
)

// Disclosure is a request to see in clear what is sealed, or to take a list of
// members out.
type Disclosure struct {
	httpapi.Acts
	ID                  models.ID              `json:"id"`
	Number              int64                  `json:"number" minimum:"1" maximum:"9007199254740991" doc:"Printed on what is taken out"`
	PersonID            *models.ID             `json:"person_id" doc:"Whose identity"`
	OrganizationID      *models.ID             `json:"organization_id" doc:"Whose members"`
	OrganizationName    string                 `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	What                *models.DisclosedValue `json:"what" doc:"Of an identity; null for a list of members"`
	WhatText            string                 `json:"what_text" maxLength:"16" example:"身份证件号码"`
	Reason              string                 `json:"reason" maxLength:"200"`
	Reference           string                 `json:"reference" maxLength:"60"`
	State               string                 `json:"state" enum:"requested,approved,rejected,read,expired"`
	StateText           string                 `json:"state_text" maxLength:"16" example:"待批准"`
	RequestedBy         models.ID              `json:"requested_by"`
	RequestedByNickname string                 `json:"requested_by_nickname" names:"person RequestedBy" maxLength:"64"`
	DecidedBy           *models.ID             `json:"decided_by"`
	DecidedByNickname   string                 `json:"decided_by_nickname" names:"person DecidedBy" maxLength:"64"`
	DecidedAt           *models.Instant        `json:"decided_at"`
	DecisionReason      string                 `json:"decision_reason" maxLength:"200" doc:"Why it was rejected"`
	ExpiresAt           models.Instant         `json:"expires_at" doc:"Until when the request waits, or the permission lasts"`
	ReadAt              *models.Instant        `json:"read_at"`
	CreatedAt           models.Instant         `json:"created_at"`
}

// Disclosed is the value in clear.
type Disclosed struct {
	Disclosure
	Value string `json:"value" maxLength:"255" doc:"Shown once; stored nowhere"`
}

// RevealedContact is one phone number in clear.
type RevealedContact struct {
	MembershipID models.ID `json:"membership_id"`
	PersonID     models.ID `json:"person_id"`
	Nickname     string    `json:"nickname" names:"person PersonID" maxLength:"64"`
	Phone        string    `json:"phone" maxLength:"24" example:"+86 15612345677"`
	Left         int64     `json:"left_today" minimum:"0" maximum:"20" doc:"How many more numbers one may see today"`
}

type disclosureListIn struct{ httpapi.PageIn }

type disclosureIn struct {
	ID models.ID `path:"id" doc:"Request"`
}

type requestDisclosureIn struct {
	Body struct {
		PersonID  models.ID `json:"person_id"`
		What      string    `json:"what" enum:"id_number,name,phone"`
		Reason    string    `json:"reason" minLength:"1" maxLength:"200" doc:"The person concerned reads it" example:"法院来函核实当事人身份"`
		Reference string    `json:"reference,omitempty" maxLength:"60" doc:"Number of the case or letter" example:"(2026)浙0602民初1号"`
	}
}

type reasonIn struct {
	ID   models.ID          `path:"id"`
	Body shapes.GivenReason `example:"{\"reason\":\"按街道来函办理\"}"`
}

type (
	disclosureOut struct{ Body Disclosure }
	disclosedOut  struct{ Body Disclosed }
	contactOut    struct{ Body RevealedContact }
)

const disclosureTag = "disclosures"

// Disclosures registers what two people open together, and the one contact that
// an organization may look at.
func Disclosures(api *httpapi.API, svc *privacy.Service) {
	api.Tag(disclosureTag, "Disclosures that need two people", "两人查看和导出")
	identityDisclosures(api, svc)
	memberExports(api, svc)
	httpapi.Post(api, httpapi.Route{
		ID:      "revealContact",
		Path:    "/memberships/{id}/reveal-contact",
		Tag:     disclosureTag,
		Summary: "See the phone number of one member",
		Status:  200,
		Description: "By a head or the secretary-general of the member's organization, at most 20 a day, with a " +
			"reason that the member reads. No Idempotency-Key: the answer is stored nowhere.",
		ZH: httpapi.InChinese("查看一名会员的手机号", "由会员所在组织的负责人或秘书长办理，每天最多20次，须写明原因，会员本人能看到。不使用 Idempotency-Key："+
			"回答不在任何地方保存。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.ReviewerRoles()...),
			Scope: httpapi.ScopeOrganization, Audit: privacy.ActionRevealContact},
		Errors:        []*models.Error{models.ErrContactNone, models.ErrContactLimit},
		NoIdempotency: true,
	}, func(ctx context.Context, actor models.Actor, in *reasonIn) (privacy.RevealedContact, error) {
		return svc.RevealContact(ctx, actor, in.ID, in.Body.Reason)
	}, func(c privacy.RevealedContact) *contactOut {
		return &contactOut{Body: RevealedContact{MembershipID: c.MembershipID, PersonID: c.PersonID, Phone: c.Phone,
			Left: c.Left}}
	})
}

func identityDisclosures(api *httpapi.API, svc *privacy.Service) {
	const list, kind = "identity_disclosures", models.ApproveIdentityDisclosure
	admins := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: audit}
	}
	asker := httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin), Scope: httpapi.ScopeRegion,
		Audit: privacy.ActionRequestDisclosure}
	httpapi.List(api, httpapi.Route{
		ID:          "listIdentityDisclosures",
		Path:        "/identity-disclosures",
		Tag:         disclosureTag,
		Summary:     "Requests to see an identity",
		Description: "One's own and those that one may decide, the newest first; never those about oneself.",
		ZH:          httpapi.InChinese("查询查看身份信息的申请", "包括自己提出的和可由自己决定的，最新的在前；针对自己的不在其中。"),
		Policy:      admins(models.Action{}),
	}, list, func(
		ctx context.Context, actor models.Actor, in *disclosureListIn, page models.Page,
	) (models.List[models.Disclosure], error) {
		return svc.Disclosures(ctx, actor, kind, models.ID{}, page)
	}, disclosureDTO)
	httpapi.Post(api, httpapi.Route{
		ID:      "requestIdentityDisclosure",
		Path:    "/identity-disclosures",
		Tag:     disclosureTag,
		Summary: "Ask to see one value of an identity",
		Status:  201,
		Once:    httpapi.OnceBySameBody("rejectIdentityDisclosure", "readIdentityDisclosure"),
		Description: "By an administrator of the person's place. It waits 48 hours for a second one of " +
			"the same place or above.",
		ZH:     httpapi.InChinese("申请查看一项身份信息", "由本人所在地的管理员提出，48小时内须由同级或上级的第二名管理员批准。"),
		Policy: asker,
		Errors: []*models.Error{models.ErrDisclosureOwn, models.ErrDisclosureNothing, models.ErrNotFound},
	}, func(ctx context.Context, actor models.Actor, in *requestDisclosureIn) (models.Disclosure, error) {
		return svc.RequestDisclosure(ctx, actor,
			privacy.DisclosureRequest{PersonID: in.Body.PersonID, What: models.DisclosedValue(in.Body.What),
				Reason: in.Body.Reason, Reference: in.Body.Reference})
	}, presentDisclosure)
	signDisclosures(api, svc, kind, "IdentityDisclosure", "/identity-disclosures", admins)
	asker.Audit = privacy.ActionReadDisclosure
	httpapi.Post(api, httpapi.Route{
		ID:      "readIdentityDisclosure",
		Path:    "/identity-disclosures/{id}/read",
		Tag:     disclosureTag,
		Summary: "Read the value, once",
		Status:  200,
		Description: "By the person who asked, within 24 hours of the approval and five minutes of signing in. " +
			"The person concerned is told. No Idempotency-Key: the answer is stored nowhere.",
		ZH: httpapi.InChinese("查看身份信息（只能看一次）",
			"由申请人在批准后24小时内、登录后五分钟内查看。会通知本人。不使用 Idempotency-Key：回答不在任何地方保存。"),
		Policy:        asker,
		NoIdempotency: true,
		Errors: []*models.Error{models.ErrForbidden, models.ErrSessionNotFresh, models.ErrDisclosureState,
			models.ErrDisclosureNothing},
	}, func(ctx context.Context, actor models.Actor, in *disclosureIn) (models.Disclosed, error) {
		return svc.ReadDisclosure(ctx, actor, in.ID)
	}, func(d models.Disclosed) *disclosedOut {
		return &disclosedOut{Body: Disclosed{Disclosure: disclosureDTO(d.Disclosure), Value: d.Value}}
	})
}

// signDisclosures registers the second signature under requests of a kind.
func signDisclosures(
	api *httpapi.API, svc *privacy.Service, kind models.ApprovalKind, name, path string,
	policy func(audit models.Action) httpapi.Policy,
) {
	approve, reject := privacy.ActionApproveDisclosure, privacy.ActionRejectDisclosure
	if kind == models.ApproveMemberExport {
		approve, reject = privacy.ActionApproveMemberExport, privacy.ActionRejectMemberExport
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "approve" + name,
		Path:    path + "/{id}/approve",
		Tag:     disclosureTag,
		Summary: "Sign a request of somebody else",
		Status:  200,
		Description: "Neither by the person who asked nor by the person concerned, within five minutes of signing " +
			"in. The person who asked may read within 24 hours.",
		ZH:     httpapi.InChinese("批准别人提出的申请", "申请人和所涉的本人都不能批准，须在登录后五分钟内办理。批准后申请人可在24小时内查看。"),
		Policy: policy(approve),
		Errors: []*models.Error{models.ErrApprovalSecondPerson, models.ErrSessionNotFresh, models.ErrDisclosureState,
			models.ErrApprovalClosed},
	}, func(ctx context.Context, actor models.Actor, in *disclosureIn) (models.Disclosure, error) {
		return svc.ApproveDisclosure(ctx, actor, kind, in.ID)
	}, presentDisclosure)
	httpapi.Post(api, httpapi.Route{
		ID:          "reject" + name,
		Path:        path + "/{id}/reject",
		Tag:         disclosureTag,
		Summary:     "Refuse a request of somebody else",
		Status:      200,
		Description: "The person who asked reads the reason.",
		ZH:          httpapi.InChinese("不批准别人提出的申请", "申请人能看到原因。"),
		Policy:      policy(reject),
		Errors:      []*models.Error{models.ErrApprovalSecondPerson, models.ErrDisclosureState},
	}, func(ctx context.Context, actor models.Actor, in *reasonIn) (models.Disclosure, error) {
		return svc.RejectDisclosure(ctx, actor, kind, in.ID, in.Body.Reason)
	}, presentDisclosure)
}

func disclosureDTO(d models.Disclosure) Disclosure {
	what, _ := d.What.Text()
	words, _ := d.State.Text()
	return Disclosure{Acts: httpapi.ActsOf(d.Choices), ID: d.ID, Number: d.Number, PersonID: d.PersonID,
		OrganizationID: d.OrganizationID, What: httpapi.OrNull(d.What), WhatText: what, Reason: d.Reason,
		Reference: d.Reference, State: string(d.State), StateText: words, RequestedBy: d.RequestedBy,
		DecidedBy: d.DecidedBy, DecidedAt: d.DecidedAt, DecisionReason: d.DecisionReason, ExpiresAt: d.ExpiresAt,
		ReadAt: d.ReadAt, CreatedAt: d.CreatedAt}
}

func presentDisclosure(d models.Disclosure) *disclosureOut {
	return &disclosureOut{Body: disclosureDTO(d)}
}
