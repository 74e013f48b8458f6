package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/people"
)

// HandOverLine is one line of the list of what is open in a role.
type HandOverLine struct {
	Key   string `json:"key" enum:"identity_reviews,body_approvals,moderation_cases,applications,activities,polls,disputes,assigned_disputes"`
	Text  string `json:"text" maxLength:"40" example:"待核实的实名申请"`
	Count int64  `json:"count" minimum:"0" maximum:"9007199254740991" example:"3"`
}

// RoleHandOver is that somebody is asked to take over what is open in a role.
type RoleHandOver struct {
	ID              models.ID      `json:"id"`
	RoleID          models.ID      `json:"role_id"`
	PersonID        models.ID      `json:"person_id" doc:"Holder of the role"`
	HolderNickname  string         `json:"nickname" names:"person PersonID" maxLength:"64"`
	SuccessorID     models.ID      `json:"successor_id"`
	Nickname        string         `json:"successor_nickname" maxLength:"20" example:"小方"`
	AskedBy         models.ID      `json:"asked_by" doc:"The holder or a superior"`
	AskedByNickname string         `json:"asked_by_nickname" names:"person AskedBy" maxLength:"64"`
	Note            string         `json:"note" maxLength:"200"`
	State           string         `json:"state" enum:"open,accepted,declined,withdrawn,expired"`
	StateText       string         `json:"state_text" maxLength:"16" example:"待接手人确认"`
	Taken           []HandOverLine `json:"taken" maxItems:"20" doc:"What was open when it was accepted; empty before"`
	ExpiresAt       models.Instant `json:"expires_at" doc:"Until when it waits"`
	CreatedAt       models.Instant `json:"created_at"`
	UpdatedAt       models.Instant `json:"updated_at"`
}

type handOverSheetOut struct {
	Body struct {
		httpapi.Acts
		RoleID     models.ID      `json:"role_id"`
		Role       models.Role    `json:"role" example:"officer"`
		RoleText   string         `json:"role_text" maxLength:"16" example:"协管员"`
		Lines      []HandOverLine `json:"lines" maxItems:"20" doc:"What is open now"`
		HandedOver bool           `json:"handed_over" doc:"Somebody accepted a hand-over of this role"`
		HandOvers  []RoleHandOver `json:"hand_overs" maxItems:"20" doc:"The latest first"`
	}
}

type handOverIn struct {
	ID   models.ID `path:"id" doc:"Role or office"`
	Body struct {
		SuccessorID models.ID `json:"successor_id"`
		Note        string    `json:"note,omitempty" maxLength:"200" doc:"The successor and superiors read it" example:"台账在三楼档案柜"`
	}
}

// Docs implements httpapi.Documented.
func (handOverIn) Docs() map[string]string {
	return map[string]string{
		"successor_id": "Holds the same role over the same place or one above it, or in the same " +
			"organization or committee",
	}
}

type handOverRoleIn struct {
	ID models.ID `path:"id" doc:"Role or office"`
}

type handOverOut struct{ Body RoleHandOver }

// roleHandOvers registers how what is open in a role is passed on.
func roleHandOvers(api *httpapi.API, svc *people.Service) {
	policy := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeRegion, Audit: audit}
	}
	httpapi.Read(api, httpapi.Route{
		ID:      "readRoleHandOver",
		Path:    "/roles/{id}/hand-over",
		Tag:     roleTag,
		Summary: "What is open in a role, and its hand-overs",
		Description: "A list of numbers, counted now. For the holder of the role or office, for those who may end " +
			"it, and for whoever is asked to take it over.",
		ZH:     httpapi.InChinese("查看角色手头的工作和交接", "当下统计的数字清单。供担任角色或职务的本人、有权免去的人和被请求接手的人查看。"),
		Policy: policy(models.Action{}),
		Errors: []*models.Error{models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *handOverRoleIn) (models.HandOverSheet, error) {
		return svc.HandOvers(ctx, actor, in.ID)
	}, handOverSheet)
	httpapi.Post(api, httpapi.Route{
		ID:      "handOverRole",
		Path:    "/roles/{id}/hand-over",
		Tag:     roleTag,
		Summary: "Ask somebody to take over what is open in a role",
		Status:  201,
		Once: httpapi.OnceByKey("One open hand-over of a role.",
			"同一角色同时只有一份未办结的交接。"),
		Description: "By the holder or somebody who may end the role. The successor answers within 14 days. It " +
			"gives no role and ends none; one hand-over of a role is open at a time.",
		ZH:     httpapi.InChinese("请人接手某个角色手头的工作", "由本人或有权免去该角色的人提出，接手人14天内答复。不授予也不结束任何角色；每个角色同一时间只能有一次交接。"),
		Policy: policy(people.ActionHandOver),
		Errors: []*models.Error{models.ErrForbidden, models.ErrHandOverStandIn, models.ErrHandOverOpen,
			models.ErrRoleState},
	}, func(ctx context.Context, actor models.Actor, in *handOverIn) (models.HandOverSeen, error) {
		return svc.HandOver(ctx, actor, in.ID, in.Body.SuccessorID, in.Body.Note)
	}, presentHandOver)
	handOverAnswers(api, svc, policy)
}

// handOverAnswers registers what becomes of a hand-over.
func handOverAnswers(api *httpapi.API, svc *people.Service, policy func(audit models.Action) httpapi.Policy) {
	httpapi.Post(api, httpapi.Route{
		ID:      "acceptRoleHandOver",
		Path:    "/roles/{id}/hand-over/accept",
		Tag:     roleTag,
		Summary: "Take over what is open in a role",
		Status:  200,
		Description: "By the successor. The list is kept as it is now, as numbers. Cases assigned to a mediator " +
			"stay assigned until the head of the committee reassigns them.",
		ZH:     httpapi.InChinese("接手工作", "由接手人办理。清单按当时的数字保存。已指派给调解员的纠纷，在委员会负责人改派之前不变。"),
		Policy: policy(people.ActionHandOverAccept),
		Errors: []*models.Error{models.ErrForbidden, models.ErrHandOverState, models.ErrRoleState},
	}, func(ctx context.Context, actor models.Actor, in *handOverRoleIn) (models.HandOverSeen, error) {
		return svc.AcceptHandOver(ctx, actor, in.ID)
	}, presentHandOver)
	httpapi.Post(api, httpapi.Route{
		ID:          "declineRoleHandOver",
		Path:        "/roles/{id}/hand-over/decline",
		Tag:         roleTag,
		Summary:     "Decline to take over",
		Status:      200,
		Description: "By the successor. The work stays with the holder, who is told.",
		ZH:          httpapi.InChinese("谢绝接手", "由被请求的人办理。工作仍归原来的人，会通知其本人。"),
		Policy:      policy(people.ActionHandOverDecline),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrHandOverState},
	}, func(ctx context.Context, actor models.Actor, in *handOverRoleIn) (models.HandOverSeen, error) {
		return svc.DeclineHandOver(ctx, actor, in.ID)
	}, presentHandOver)
	httpapi.Post(api, httpapi.Route{
		ID:      "withdrawRoleHandOver",
		Path:    "/roles/{id}/hand-over/withdraw",
		Tag:     roleTag,
		Summary: "Take an open hand-over back",
		Status:  200,
		Description: "By the holder or somebody who may end the role, while nobody answered; then " +
			"somebody else can be asked.",
		ZH:     httpapi.InChinese("撤回交接", "对方答复前，由本人或有权免去该角色的人撤回；之后可以另请他人。"),
		Policy: policy(people.ActionHandOverWithdraw),
		Errors: []*models.Error{models.ErrForbidden, models.ErrHandOverState},
	}, func(ctx context.Context, actor models.Actor, in *handOverRoleIn) (models.HandOverSeen, error) {
		return svc.WithdrawHandOver(ctx, actor, in.ID)
	}, presentHandOver)
}

func handOverSheet(s models.HandOverSheet) *handOverSheetOut {
	out := &handOverSheetOut{}
	b := &out.Body
	b.Acts = httpapi.ActsOf(s.Choices)
	b.RoleID, b.Role, b.Lines = s.Grant.ID, s.Grant.Role, handOverLines(s.Lines)
	b.RoleText, _ = s.Grant.Role.Text()
	b.HandOvers = make([]RoleHandOver, len(s.HandOvers))
	for i, h := range s.HandOvers {
		b.HandOvers[i] = roleHandOverDTO(h)
		b.HandedOver = b.HandedOver || h.State == models.HandOverAccepted
	}
	return out
}

func handOverLines(lines []models.HandOverLine) []HandOverLine {
	out := make([]HandOverLine, len(lines))
	for i, l := range lines {
		words, _ := l.Key.Text()
		out[i] = HandOverLine{Key: string(l.Key), Text: words, Count: l.Count}
	}
	return out
}

func roleHandOverDTO(h models.HandOverSeen) RoleHandOver {
	words, _ := h.State.Text()
	return RoleHandOver{ID: h.ID, RoleID: h.GrantID, PersonID: h.PersonID, SuccessorID: h.SuccessorID,
		Nickname: h.Nickname, AskedBy: h.AskedBy, Note: h.Note, State: string(h.State), StateText: words,
		Taken: handOverLines(h.Taken()), ExpiresAt: h.ExpiresAt, CreatedAt: h.CreatedAt, UpdatedAt: h.UpdatedAt}
}

func presentHandOver(h models.HandOverSeen) *handOverOut {
	return &handOverOut{Body: roleHandOverDTO(h)}
}
