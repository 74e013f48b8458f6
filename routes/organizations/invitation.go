package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Invitation is an invitation into an organization. It names the person by id only: the sender learns nothing
// about whom it reaches.
type Invitation struct {
	httpapi.Acts
	ID               models.ID               `json:"id" doc:"Also of the membership that comes of it"`
	OrganizationID   models.ID               `json:"organization_id"`
	OrganizationName string                  `json:"organization_name" maxLength:"40"`
	OrganizationKind models.OrganizationKind `json:"organization_kind"`
	KindText         string                  `json:"organization_kind_text" maxLength:"16"`
	RegionCode       models.RegionCode       `json:"region_code"`
	RegionName       string                  `json:"region_name" names:"region RegionCode" maxLength:"255"`
	PersonID         models.ID               `json:"person_id"`
	State            string                  `json:"state" enum:"invited,active,ended,withdrawn,declined,expired"`
	StateText        string                  `json:"state_text" maxLength:"16" example:"已邀请"`
	Message          string                  `json:"message" maxLength:"300"`
	ExpiresAt        *models.Instant         `json:"expires_at"`
	CreatedAt        models.Instant          `json:"created_at"`
}

// Docs implements httpapi.Documented.
func (Invitation) Docs() map[string]string {
	return map[string]string{
		"state": "invited: waits for an answer; active, ended: was accepted; withdrawn: taken back by the organization",
	}
}

type inviteIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		PersonID models.ID `json:"person_id"`
		Message  string    `json:"message,omitempty" maxLength:"300" doc:"A few words to the person" example:"您好，欢迎来我们联谊会看看。"`
		Side     string    `json:"side,omitempty" enum:"migrant,local_cadre" doc:"For whom the person would stand; absent: migrant"`
	}
}

type invitationIn struct {
	ID models.ID `path:"id" doc:"Invitation"`
}

type invitationOut struct{ Body Invitation }

func invitations(api *httpapi.API, svc *organizations.Service, tag string) {
	const list, mine = "invitations", "my_invitations"
	httpapi.Post(api, httpapi.Route{
		ID:      "invitePerson",
		Path:    "/organizations/{id}/invitations",
		Tag:     tag,
		Summary: "Invite a person",
		Status:  201,
		Once: httpapi.OnceByKey("One live membership, application or invitation of a person in an organization.",
			"同一人在同一组织只有一份有效的会籍、申请或邀请。"),
		Description: "By whoever decides applications. It reaches people who have agreed to be found and people " +
			"whom one meets in an organization or an activity; to anybody else it looks the same and " +
			"runs out after 14 days. " +
			"Fifty a day; a person who did not come is not invited again for 30 days.",
		ZH: httpapi.InChinese("邀请加入组织", "由审批入会申请的人发出。对方同意被找到，或在组织、活动中与自己遇到过，才会收到；其他情况看起来一样，14天后失效。每天最多50份；"+
			"没有来的人30天内不再邀请。"),
		Policy: reviewerPolicy(organizations.ActionInvite).Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationClosed, models.ErrInvitationSelf,
			models.ErrInvitationOpen, models.ErrInvitationMember, models.ErrInvitationApplied,
			models.ErrInvitationTooSoon, models.ErrInvitationLimit},
	}, func(ctx context.Context, actor models.Actor, in *inviteIn) (models.OwnMembership, error) {
		return svc.Invite(ctx, actor, in.ID,
			organizations.Invitation{PersonID: in.Body.PersonID, Message: in.Body.Message,
				Side: models.MemberSide(in.Body.Side)})
	}, presentInvitation)
	httpapi.List(api, httpapi.Route{
		ID:          "listInvitations",
		Secret:      true,
		Path:        "/organizations/{id}/invitations",
		Tag:         tag,
		Summary:     "List the invitations of an organization",
		Description: "The newest first, for those who send them.",
		ZH:          httpapi.InChinese("查看组织发出的邀请", "最新的在前，供发邀请的人查看。"),
		Policy:      reviewerPolicy(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[models.OwnMembership], error) {
		return svc.Invitations(ctx, actor, in.ID, page)
	}, invitationDTO)
	httpapi.List(api, httpapi.Route{
		ID:          "listMyInvitations",
		Secret:      true,
		Path:        "/me/invitations",
		Tag:         tag,
		Summary:     "List the invitations that wait for one's answer",
		Description: "The newest first.",
		ZH:          httpapi.InChinese("查看等自己答复的邀请", "最新的在前。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf},
	}, mine, func(
		ctx context.Context, actor models.Actor, in *shapes.OwnListIn, page models.Page,
	) (models.List[models.OwnMembership], error) {
		return svc.MyInvitations(ctx, actor, page)
	}, invitationDTO)
	invitationAnswers(api, svc, tag)
}

func invitationAnswers(api *httpapi.API, svc *organizations.Service, tag string) {
	invited := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	answered := []*models.Error{models.ErrForbidden, models.ErrInvitationAnswered, models.ErrInvitationExpired}
	httpapi.Post(api, httpapi.Route{
		ID:          "acceptInvitation",
		Path:        "/invitations/{id}/accept",
		Tag:         tag,
		Summary:     "Accept an invitation",
		Status:      200,
		Description: "Makes one a member while there is room, if one may belong.",
		ZH:          httpapi.InChinese("接受邀请", "还有名额、本人也符合条件的，即成为会员。"),
		Policy:      invited(organizations.ActionJoin),
		Errors: shapes.Unfit(append(answered, models.ErrOrganizationFull, models.ErrOrganizationState,
			models.ErrParentFirst, models.ErrOrganizationMigrantShare)...),
	}, func(ctx context.Context, actor models.Actor, in *invitationIn) (models.OwnMembership, error) {
		return svc.AcceptInvitation(ctx, actor, in.ID)
	}, PresentMembership)
	httpapi.Post(api, httpapi.Route{
		ID:          "declineInvitation",
		Path:        "/invitations/{id}/decline",
		Tag:         tag,
		Summary:     "Decline an invitation",
		Status:      200,
		Description: "Nobody is told; the organization does not invite again for 30 days.",
		ZH:          httpapi.InChinese("谢绝邀请", "不通知任何人；该组织30天内不会再邀请。"),
		Policy:      invited(organizations.ActionDecline).AsRight(),
		Errors:      answered,
	}, func(ctx context.Context, actor models.Actor, in *invitationIn) (models.OwnMembership, error) {
		return svc.DeclineInvitation(ctx, actor, in.ID)
	}, presentInvitation)
	httpapi.Delete(api, httpapi.Route{
		ID:          "revokeInvitation",
		Path:        "/invitations/{id}",
		Tag:         tag,
		Summary:     "Take an invitation back",
		Description: "By whoever decides applications, while it is not answered. Doing it again does nothing.",
		ZH:          httpapi.InChinese("撤回邀请", "对方答复前，由审批入会申请的人撤回。重复撤回不产生变化。"),
		Policy:      reviewerPolicy(organizations.ActionRevoke),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrInvitationAnswered},
	}, func(ctx context.Context, actor models.Actor, in *invitationIn) (*httpapi.None, error) {
		return &httpapi.None{}, svc.RevokeInvitation(ctx, actor, in.ID)
	})
}

func invitationDTO(s models.OwnMembership) Invitation {
	kind, _ := s.OrganizationKind.Text()
	state, _ := s.State.Text()
	return Invitation{Acts: httpapi.ActsOf(s.Acts), ID: s.ID, OrganizationID: s.OrganizationID,
		OrganizationName: s.OrganizationName, OrganizationKind: s.OrganizationKind, KindText: kind,
		RegionCode: s.RegionCode, PersonID: s.PersonID, State: string(s.State), StateText: state, Message: s.Message,
		ExpiresAt: s.ExpiresAt, CreatedAt: s.CreatedAt}
}

func presentInvitation(s models.OwnMembership) *invitationOut {
	return &invitationOut{Body: invitationDTO(s)}
}
