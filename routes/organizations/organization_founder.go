package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Founder is somebody who was asked to found an organization, by nickname only.
type Founder struct {
	PersonID  models.ID       `json:"person_id"`
	Nickname  string          `json:"nickname" maxLength:"64"`
	State     string          `json:"state" enum:"invited,signed,withdrawn"`
	StateText string          `json:"state_text" maxLength:"16" example:"已签名"`
	SignedAt  *models.Instant `json:"signed_at"`
}

type inviteFounderIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		PersonID models.ID `json:"person_id" doc:"Who is asked to sign"`
	}
}

type foundersOut struct {
	Body struct {
		Items []Founder `json:"items" maxItems:"51" doc:"In the order of signing, who has not signed last"`
	}
}

func founders(api *httpapi.API, svc *organizations.Service, tag string) {
	policy := func(action models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: action}
	}
	httpapi.Read(api, httpapi.Route{
		ID:      "listFounders",
		Path:    "/organizations/{id}/founders",
		Tag:     tag,
		Summary: "List who founds an organization",
		Description: "For those who were asked, and for administrators of the place; of a Party branch for the " +
			"latter only while they decide.",
		ZH:     httpapi.InChinese("查看组织的发起人", "供被邀请签名的人和当地管理员查看；党支部的只在审批期间供管理员查看。"),
		Policy: policy(models.Action{}),
		Errors: []*models.Error{models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) ([]models.FounderView, error) {
		return svc.Founders(ctx, actor, in.ID)
	}, presentFounders)
	httpapi.Post(api, httpapi.Route{
		ID:      "inviteFounder",
		Path:    "/organizations/{id}/founders",
		Tag:     tag,
		Summary: "Ask somebody to sign the founding",
		Status:  201,
		Once: httpapi.OnceByKey("A person is named once among the founders of an organization.",
			"同一人在同一组织的发起人中只列一次。"),
		Description: "The person who drafted the organization asks; the person sees the draft and signs it, or does " +
			"not. A person is asked once.",
		ZH:     httpapi.InChinese("邀请共同发起", "由起草人邀请；被邀请的人能看到草稿，签名与否由本人决定。每人只邀请一次。"),
		Policy: policy(organizations.ActionFounderInvite),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrFounderNamed,
			models.ErrFoundersMany},
	}, func(ctx context.Context, actor models.Actor, in *inviteFounderIn) ([]models.FounderView, error) {
		return svc.InviteFounder(ctx, actor, in.ID, in.Body.PersonID)
	}, presentFounders)
	httpapi.Post(api, httpapi.Route{
		ID:      "signFounding",
		Path:    "/organizations/{id}/founders/sign",
		Tag:     tag,
		Summary: "Sign the founding of an organization",
		Status:  200,
		Description: "By the person who was asked, with a verified identity. When the organization is approved the " +
			"signers become members, in the order of signing.",
		ZH:     httpapi.InChinese("签名发起组织", "由被邀请并已实名认证的本人签名。组织获批准后，签名的人按签名先后成为会员。"),
		Policy: policy(organizations.ActionFounderSign),
		Errors: shapes.Unfit(models.ErrForbidden, models.ErrFounderUnverified, models.ErrOrganizationState,
			models.ErrParentFirst),
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) ([]models.FounderView, error) {
		return svc.SignFounding(ctx, actor, in.ID)
	}, presentFounders)
	withdrawal(api, svc, tag, policy)
}

// withdrawal registers how a founder leaves before the approval.
func withdrawal(
	api *httpapi.API, svc *organizations.Service, tag string, policy func(models.Action) httpapi.Policy,
) {
	httpapi.Post(api, httpapi.Route{
		ID:          "withdrawFounding",
		Path:        "/organizations/{id}/founders/withdraw",
		Tag:         tag,
		Summary:     "Take a signature back, or decline to sign",
		Status:      200,
		Description: "Until the organization is approved. The draft does not show to the person any longer.",
		ZH:          httpapi.InChinese("撤回签名或谢绝签名", "组织获批准前可以办理。办理后本人不再看到草稿。"),
		Policy:      policy(organizations.ActionFounderLeave),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrFounderInitiator},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) ([]models.FounderView, error) {
		return svc.WithdrawFounding(ctx, actor, in.ID)
	}, presentFounders)
}

func presentFounders(rows []models.FounderView) *foundersOut {
	out := &foundersOut{}
	out.Body.Items = []Founder{}
	for _, f := range rows {
		words, _ := f.State.Text()
		out.Body.Items = append(out.Body.Items,
			Founder{PersonID: f.PersonID, Nickname: f.Nickname, State: string(f.State), StateText: words,
				SignedAt: f.SignedAt})
	}
	return out
}

// takingBack registers how the founder takes back what is not approved.
func takingBack(
	api *httpapi.API, svc *organizations.Service, tag string, founder func(audit models.Action) httpapi.Policy,
) {
	httpapi.Delete(api, httpapi.Route{
		ID:      "deleteOrganization",
		Path:    "/organizations/{id}",
		Tag:     tag,
		Summary: "Delete a draft, or take the application back",
		Description: "By its founder, until it is approved. It is gone with its charter and " +
			"signatures, and its name is " +
			"free. Who was asked to sign is told, and who was to decide.",
		ZH: httpapi.InChinese("删除成立草稿，或撤回成立申请", "获批准前由发起人办理。章程和签名一并删除，名称可以重新使用。"+
			"会通知被邀请签名的人和待审批的管理员。"),
		Policy: founder(organizations.ActionDelete).AsRight(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (*httpapi.None, error) {
		return nil, svc.Delete(ctx, actor, in.ID)
	})
}
