package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// OwnMembership is a membership in the list of its person, with what they may do to it.
type OwnMembership struct {
	Membership
	httpapi.Acts
}

// Membership is a membership of an organization as its person and its reviewers see it; an
// application is its first state under the same id.
type Membership struct {
	ID               models.ID               `json:"id"`
	OrganizationID   models.ID               `json:"organization_id"`
	OrganizationName string                  `json:"organization_name" maxLength:"40"`
	OrganizationKind models.OrganizationKind `json:"organization_kind"`
	KindText         string                  `json:"organization_kind_text" maxLength:"16"`
	RegionCode       models.RegionCode       `json:"region_code"`
	RegionName       string                  `json:"region_name" names:"region RegionCode" maxLength:"255"`
	State            string                  `json:"state" enum:"invited,applied,returned,active,ended,rejected,withdrawn,declined,expired"`
	StateText        string                  `json:"state_text" maxLength:"16" example:"待审核"`
	Side             string                  `json:"side" enum:"migrant,local_cadre"`
	SideText         string                  `json:"side_text" maxLength:"16" example:"新居民"`
	QueueNo          int64                   `json:"queue_no" minimum:"1" maximum:"9007199254740991" doc:"Order of arrival"`
	Message          string                  `json:"message" maxLength:"300" doc:"Of the applicant, or of the inviter"`
	Source           string                  `json:"source" enum:"application,founding,invitation,code,roster,registration,transfer"`
	SourceText       string                  `json:"source_text" maxLength:"16" example:"申请加入"`
	Answers          []JoinAnswer            `json:"answers" maxItems:"5" doc:"To the questions of the organization as it asked them then"`
	DecisionReason   string                  `json:"decision_reason" maxLength:"200" doc:"Why it was rejected or sent back for correction"`
	EndReason        *models.EndReason       `json:"end_reason" doc:"null while it is not over"`
	AppliedAt        models.Instant          `json:"applied_at"`
	DecidedAt        *models.Instant         `json:"decided_at"`
	JoinedAt         *models.Instant         `json:"joined_at"`
	EndedAt          *models.Instant         `json:"ended_at"`
	Version          int64                   `json:"version" minimum:"1" maximum:"9007199254740991"`
}

// Docs implements httpapi.Documented.
func (Membership) Docs() map[string]string {
	return map[string]string{
		"source": "How it began",
	}
}

// Member is a member as other members see them: by nickname only.
type Member struct {
	ID       models.ID       `json:"id"`
	PersonID models.ID       `json:"person_id"`
	Nickname string          `json:"nickname" maxLength:"64"`
	Side     string          `json:"side" enum:"migrant,local_cadre"`
	SideText string          `json:"side_text" maxLength:"16"`
	QueueNo  int64           `json:"queue_no" minimum:"1" maximum:"9007199254740991"`
	JoinedAt *models.Instant `json:"joined_at"`
	httpapi.Acts
}

type membershipIn struct {
	ID models.ID `path:"id" doc:"Membership"`
}

type sideIn struct {
	ID   models.ID `path:"id" doc:"Membership"`
	Body struct {
		Side string `json:"side" enum:"migrant,local_cadre" example:"local_cadre"`
	}
}

type listMembersIn struct {
	httpapi.PageIn
	ID models.ID `path:"id" doc:"Organization"`
	Q  string    `query:"q" maxLength:"40" doc:"Part of the nickname, or the beginning of its pinyin or initials" example:"xiaowang"`
}

type membershipOut struct{ Body Membership }

func members(api *httpapi.API, svc *organizations.Service, tag string) {
	const list, mine = "members", "memberships"
	httpapi.List(api, httpapi.Route{
		ID:      "listMembers",
		Path:    "/organizations/{id}/members",
		Tag:     tag,
		Summary: "List and find members",
		Description: "In the order of arrival, by nickname, for members and office holders only. Real names are " +
			"sealed and never searched.",
		ZH:     httpapi.InChinese("查看和查找会员", "按入会先后排列，显示昵称，只供会员和任职人员查看。真实姓名加密保存，不能用来查找。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization},
		Errors: []*models.Error{models.ErrMembersOnly},
	}, list, func(
		ctx context.Context, actor models.Actor, in *listMembersIn, page models.Page,
	) (models.List[models.Member], error) {
		return svc.Members(ctx, actor, in.ID, in.Q, page)
	}, memberDTO)
	httpapi.List(api, httpapi.Route{
		ID:          "listMyMemberships",
		Path:        "/me/memberships",
		Tag:         tag,
		Summary:     "List one's own memberships and applications",
		Description: "All of them, the newest first.",
		ZH:          httpapi.InChinese("查看自己的会员关系和入会申请", "全部列出，最新的在前。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}.ForActing(),
	}, mine, func(
		ctx context.Context, actor models.Actor, in *shapes.OwnListIn, page models.Page,
	) (models.List[models.OwnMembership], error) {
		return svc.Mine(ctx, actor, page)
	}, ownMembershipDTO)
	httpapi.Delete(api, httpapi.Route{
		ID:      "leaveOrganization",
		Path:    "/memberships/{id}",
		Tag:     tag,
		Summary: "Leave an organization",
		Description: "Ends the offices held there, too. The last head stays until somebody follows. " +
			"Leaving again does nothing.",
		ZH: httpapi.InChinese("退出组织", "在该组织的职务随之结束。最后一位负责人须有人接任后才能退出。重复退出不产生变化。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: organizations.ActionLeave}.AsRight(),
		Errors: []*models.Error{models.ErrMembershipNotActive, models.ErrLastHead},
	}, func(ctx context.Context, actor models.Actor, in *membershipIn) (*httpapi.None, error) {
		return &httpapi.None{}, svc.Leave(ctx, actor, in.ID)
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "changeMemberSide",
		Path:    "/memberships/{id}/side",
		Tag:     tag,
		Summary: "Move a member to the other side",
		Status:  200,
		Description: "By whoever decides applications. The share of new residents that the organization has set " +
			"itself must hold. The person is told.",
		ZH: httpapi.InChinese("变更会员的身份", "由审批入会申请的人办理。组织自己定下的新居民比例须继续满足。会通知本人。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.ReviewerRoles()...), Scope: httpapi.ScopeOrganization,
			Audit: organizations.ActionSide},
		Errors: []*models.Error{models.ErrForbidden, models.ErrMembershipNotActive, models.ErrOrganizationMigrantShare},
	}, func(ctx context.Context, actor models.Actor, in *sideIn) (models.OwnMembership, error) {
		return svc.ChangeSide(ctx, actor, in.ID, models.MemberSide(in.Body.Side))
	}, PresentMembership)
}

func MembershipDTO(s models.OwnMembership) Membership {
	kind, _ := s.OrganizationKind.Text()
	state, _ := s.State.Text()
	side, _ := s.Side.Text()
	source, _ := s.Source.Text()
	return Membership{
		ID: s.ID, OrganizationID: s.OrganizationID, OrganizationName: s.OrganizationName,
		OrganizationKind: s.OrganizationKind, KindText: kind, RegionCode: s.RegionCode, State: string(s.State),
		StateText: state, Side: string(s.Side), SideText: side, QueueNo: s.QueueNo, Message: s.Message,
		Source: string(s.Source), SourceText: source, Answers: joinAnswers(s.Answers), DecisionReason: s.DecisionReason,
		EndReason: httpapi.OrNull(s.EndReason), AppliedAt: s.CreatedAt, DecidedAt: s.DecidedAt, JoinedAt: s.JoinedAt,
		EndedAt: s.EndedAt, Version: s.Version,
	}
}

func PresentMembership(s models.OwnMembership) *membershipOut {
	return &membershipOut{Body: MembershipDTO(s)}
}

func ownMembershipDTO(m models.OwnMembership) OwnMembership {
	return OwnMembership{Membership: MembershipDTO(m), Acts: httpapi.ActsOf(m.Acts)}
}

func memberDTO(m models.Member) Member {
	side, _ := m.Side.Text()
	return Member{ID: m.ID, PersonID: m.PersonID, Nickname: m.Nickname, Side: string(m.Side), SideText: side,
		QueueNo: m.QueueNo, JoinedAt: m.JoinedAt, Acts: httpapi.ActsOf(m.Choices)}
}
