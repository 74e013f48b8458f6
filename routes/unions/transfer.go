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

// UnionTransfer is a transfer of a membership between unions.
type UnionTransfer struct {
	httpapi.Acts
	ID              models.ID       `json:"id"`
	MembershipID    models.ID       `json:"membership_id" doc:"That goes over"`
	PersonID        models.ID       `json:"person_id"`
	Nickname        string          `json:"nickname" maxLength:"64"`
	FromID          models.ID       `json:"from_organization_id"`
	FromName        string          `json:"from_organization_name" maxLength:"40"`
	ToID            models.ID       `json:"to_organization_id"`
	ToName          string          `json:"to_organization_name" maxLength:"40"`
	State           string          `json:"state" enum:"asked,accepted,refused,withdrawn"`
	StateText       string          `json:"state_text" maxLength:"16" example:"待接收"`
	Reason          string          `json:"reason" maxLength:"200" doc:"Why it was refused"`
	NewMembershipID *models.ID      `json:"new_membership_id" doc:"In the new union, once accepted"`
	CreatedAt       models.Instant  `json:"created_at"`
	DecidedAt       *models.Instant `json:"decided_at"`
}

type askTransferIn struct {
	ID   models.ID `path:"id" doc:"Membership of a union"`
	Body struct {
		To models.ID `json:"to_organization_id" doc:"Union of the new job"`
	}
}

type unionTransferIn struct {
	ID models.ID `path:"id" doc:"Transfer"`
}

type unionTransferOut struct{ Body UnionTransfer }

type retainIn struct {
	ID   models.ID `path:"id" doc:"Membership, or union"`
	Body struct {
		Reason string `json:"reason" enum:"unit_closed,unit_merged,laid_off" doc:"Why the job is gone"`
	}
}

// RetainedMembers tells how many memberships a federation holds from now on.
type RetainedMembers struct {
	OrganizationID   models.ID `json:"organization_id" doc:"The union, which is suspended now"`
	OrganizationName string    `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	FederationID     models.ID `json:"federation_id"`
	FederationName   string    `json:"federation_name" maxLength:"40"`
	Members          int       `json:"members" minimum:"0" maximum:"1000000000"`
	RetainReasonText string    `json:"reason_text" maxLength:"16" example:"单位终止或撤销"`
}

type retainedOut struct{ Body RetainedMembers }

func unionTransfers(api *httpapi.API, svc *unions.Service, tag string) {
	const list = "union-transfers"
	httpapi.Post(api, httpapi.Route{
		ID:      "askUnionTransfer",
		Path:    "/memberships/{id}/union-transfers",
		Tag:     tag,
		Summary: "Ask that one's membership go on in another union",
		Status:  201,
		Once: httpapi.OnceByKey("One open transfer of a membership.",
			"同一会籍同时只有一份未办结的转移。"),
		Description: "会籍接转: the membership follows the job. The union of the new job answers; the old one has no " +
			"say. One transfer waits at a time.",
		ZH:     httpapi.InChinese("申请工会会籍接转", "会籍随工作单位走。由新单位的工会答复，原工会不参与决定。同一时间只能有一份待答复的接转。"),
		Policy: ownPolicy(unions.ActionAsk).ForActing(),
		Errors: []*models.Error{union.ErrUnionsOnly, models.ErrMembershipNotActive, models.ErrMembershipExists,
			union.ErrTransferOpen, models.ErrOrganizationClosed, models.ErrCapability, models.ErrMembershipChild,
			models.ErrMembershipTooYoung, models.ErrUnionWageWorkers},
	}, func(ctx context.Context, actor models.Actor, in *askTransferIn) (union.TransferView, error) {
		return svc.AskTransfer(ctx, actor, in.ID, in.Body.To)
	}, presentUnionTransfer)
	httpapi.List(api, httpapi.Route{
		ID:          "listUnionTransfers",
		Path:        "/organizations/{id}/union-transfers",
		Tag:         tag,
		Summary:     "List transfers that wait for an answer of a union",
		Description: "The oldest first, for those who decide applications there.",
		ZH:          httpapi.InChinese("查询等待本工会答复的会籍接转", "最早的在前，供审批入会申请的人使用。"),
		Policy:      unionReviewers(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[union.TransferView], error) {
		return svc.Transfers(ctx, actor, in.ID, page)
	}, unionTransferDTO)
	unionTransferAnswers(api, svc, tag)
}

// unionTransferAnswers registers what becomes of a transfer.
func unionTransferAnswers(api *httpapi.API, svc *unions.Service, tag string) {
	httpapi.Post(api, httpapi.Route{
		ID:      "acceptUnionTransfer",
		Path:    "/union-transfers/{id}/accept",
		Tag:     tag,
		Summary: "Take a member over",
		Status:  200,
		Description: "The old membership ends and a new one begins, with a number of this union, in one step. The " +
			"last chair of the old union stays until somebody follows.",
		ZH:     httpapi.InChinese("接收会籍", "一步完成：原会员关系结束，新会员关系开始，并取得本工会的会员编号。原工会的最后一位主席须有人接任后才能转出。"),
		Policy: unionReviewers(unions.ActionAccept),
		Errors: []*models.Error{models.ErrForbidden, union.ErrTransferDecided, union.ErrTransferOwn,
			models.ErrMembershipNotActive, models.ErrMembershipExists, models.ErrLastHead, models.ErrOrganizationFull,
			models.ErrOrganizationClosed},
	}, func(ctx context.Context, actor models.Actor, in *unionTransferIn) (union.TransferView, error) {
		return svc.AcceptTransfer(ctx, actor, in.ID)
	}, presentUnionTransfer)
	httpapi.Post(api, httpapi.Route{
		ID:          "refuseUnionTransfer",
		Path:        "/union-transfers/{id}/refuse",
		Tag:         tag,
		Summary:     "Do not take a member over",
		Status:      200,
		Description: "The member reads the reason; the membership stays where it is.",
		ZH:          httpapi.InChinese("不接收会籍", "会员看到原因；会籍留在原工会。"),
		Policy:      unionReviewers(unions.ActionRefuse),
		Errors:      []*models.Error{models.ErrForbidden, union.ErrTransferDecided, union.ErrTransferOwn},
	}, func(ctx context.Context, actor models.Actor, in *shapes.RejectIn) (union.TransferView, error) {
		return svc.RefuseTransfer(ctx, actor, in.ID, in.Body.Reason)
	}, presentUnionTransfer)
	httpapi.Post(api, httpapi.Route{
		ID:          "withdrawUnionTransfer",
		Path:        "/union-transfers/{id}/withdraw",
		Tag:         tag,
		Summary:     "Take one's own transfer back",
		Status:      200,
		Description: "Possible until it is answered.",
		ZH:          httpapi.InChinese("撤回自己的会籍接转", "答复前可以撤回。"),
		Policy:      ownPolicy(unions.ActionWithdraw).AsRight().ForActing(),
		Errors:      []*models.Error{models.ErrForbidden, union.ErrTransferDecided},
	}, func(ctx context.Context, actor models.Actor, in *unionTransferIn) (union.TransferView, error) {
		return svc.WithdrawTransfer(ctx, actor, in.ID)
	}, presentUnionTransfer)
	retaining(api, svc, tag)
}

func retaining(api *httpapi.API, svc *unions.Service, tag string) {
	httpapi.Post(api, httpapi.Route{
		ID:      "retainMembership",
		Path:    "/memberships/{id}/retain",
		Tag:     tag,
		Summary: "Keep the membership of somebody without a job",
		Status:  201,
		Once: httpapi.OnceByKey("The membership in the union ends with it and cannot be handed over twice.",
			"原会籍随之结束，不能再移交一次。"),
		Description: "By the member or by those who decide applications in the union. The federation above holds it " +
			"(工会法 13): the number stays, no dues are asked, and a transfer to the union of a new job ends it.",
		ZH:     httpapi.InChinese("为失去工作的会员保留会籍", "由会员本人或审批入会申请的人办理。会籍由上级工会联合会保留（工会法第十三条）：编号不变，不收会费，转入新单位工会后保留结束。"),
		Policy: ownPolicy(unions.ActionRetain).ForActing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrCapability, union.ErrNoFederation,
			models.ErrMembershipNotActive, models.ErrLastHead},
	}, func(ctx context.Context, actor models.Actor, in *retainIn) (models.OwnMembership, error) {
		return svc.Retain(ctx, actor, in.ID, union.RetainReason(in.Body.Reason))
	}, organizations.PresentMembership)
	httpapi.Post(api, httpapi.Route{
		ID:      "retainMembers",
		Path:    "/organizations/{id}/retain-members",
		Tag:     tag,
		Summary: "Keep all memberships of a union whose unit is gone",
		Status:  200,
		Description: "By the chair of the federation above or an administrator of the place, before the union is " +
			"dissolved. All members go over to the federation, offices end, and the union is suspended.",
		ZH: httpapi.InChinese("单位撤销时保留全体会员的会籍", "由上级工会联合会主席或当地管理员在工会解散前办理。全体会员转到工会联合会，职务结束，工会暂停活动。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleUnionChair, models.RoleRegionAdmin),
			Scope: httpapi.ScopeOrganization, Audit: unions.ActionRetainAll},
		Errors: []*models.Error{models.ErrForbidden, models.ErrCapability, union.ErrNoFederation,
			union.ErrNobody, models.ErrOrganizationFull},
	}, func(ctx context.Context, actor models.Actor, in *retainIn) (unions.Retained, error) {
		return svc.RetainAll(ctx, actor, in.ID, union.RetainReason(in.Body.Reason))
	}, func(r unions.Retained) *retainedOut {
		why, _ := r.Why.Text()
		return &retainedOut{Body: RetainedMembers{OrganizationID: r.Union.ID, FederationID: r.Federation.ID,
			FederationName: r.Federation.Name, Members: r.Members, RetainReasonText: why}}
	})
}

func unionTransferDTO(t union.TransferView) UnionTransfer {
	words, _ := t.State.Text()
	return UnionTransfer{Acts: httpapi.ActsOf(t.Choices),
		ID: t.ID, MembershipID: t.MembershipID, PersonID: t.PersonID,
		Nickname: t.Nickname, FromID: t.FromID, FromName: t.FromName, ToID: t.ToID, ToName: t.ToName,
		State: string(t.State), StateText: words, Reason: t.Reason, NewMembershipID: t.NewMembershipID,
		CreatedAt: t.CreatedAt, DecidedAt: t.DecidedAt}
}

func presentUnionTransfer(t union.TransferView) *unionTransferOut {
	return &unionTransferOut{Body: unionTransferDTO(t)}
}
