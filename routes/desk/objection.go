package desk

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/routes/httpapi"
	"xinjumin/services/desk"
)

// DeskObjection is what a person says against a session at a desk.
type DeskObjection struct {
	ID                 models.ID           `json:"id"`
	SessionID          models.ID           `json:"session_id"`
	RegionCode         models.RegionCode   `json:"region_code" doc:"Of the desk"`
	RegionName         string              `json:"region_name" names:"region RegionCode" maxLength:"255"`
	State              string              `json:"state" enum:"open,resolved"`
	StateText          string              `json:"state_text" maxLength:"16" example:"待处理"`
	Reason             string              `json:"reason" maxLength:"300" example:"我没有同意退出培训班"`
	RecordedBy         *models.ID          `json:"recorded_by" doc:"The officer who wrote it down for a person without an account"`
	RecordedByNickname string              `json:"recorded_by_nickname" names:"person RecordedBy" maxLength:"64"`
	Outcome            *assistance.Outcome `json:"outcome" doc:"null while it is open"`
	OutcomeText        string              `json:"outcome_text" maxLength:"16" example:"异议成立"`
	Answer             string              `json:"answer" maxLength:"300" example:"已核实并更正"`
	ResolvedAt         *models.Instant     `json:"resolved_at"`
	CreatedAt          models.Instant      `json:"created_at"`
}

type (
	deskObjectionOut struct{ Body DeskObjection }
	objectIn         struct {
		ID   models.ID `path:"id" doc:"Session in one's own name"`
		Body struct {
			Reason string `json:"reason" minLength:"1" maxLength:"300" doc:"What was not as one wanted" example:"我没有同意退出培训班"`
		}
	}
	listObjectionsIn struct {
		httpapi.PageIn
		State string `query:"state" enum:"open,resolved" doc:"Only these"`
	}
	resolveObjectionIn struct {
		ID   models.ID `path:"id" doc:"Objection"`
		Body struct {
			Outcome string `json:"outcome" enum:"upheld,dismissed" doc:"Whether it was as the person says" example:"upheld"`
			Answer  string `json:"answer" minLength:"1" maxLength:"300" doc:"The person reads it" example:"已核实并更正"`
		}
	}
)

func deskObjections(api *httpapi.API, svc *desk.Service) {
	superiors := []models.Role{models.RoleRegionAdmin, models.RolePlatformAdmin}
	httpapi.Post(api, httpapi.Route{
		ID:      "objectToDeskSession",
		Path:    "/me/desk-sessions/{id}/object",
		Tag:     deskTag,
		Summary: "Object to what was done in one's own name",
		Status:  201,
		Once: httpapi.OnceByKey("One objection to a session.",
			"一次代办只有一份异议。"),
		Description: "Within 30 days after the session's end; one that is under way ends. The administrators of the " +
			"place are told and answer. For a person without an account another officer, who had no part in the " +
			"session, writes it down at the desk.",
		ZH: httpapi.InChinese("对代办提出异议", "在代办结束后30天内提出；代办还在进行的，随即结束。会通知当地管理员，由其答复。本人没有账号的，"+
			"由没有参与这次代办的另一名协管员在窗口记录。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: desk.ActionObject}.ForActing(),
		Errors: []*models.Error{models.ErrNotFound, assistance.ErrState, assistance.ErrObjected,
			assistance.ErrObjectLate, assistance.ErrObjectOwn},
	}, func(ctx context.Context, actor models.Actor, in *objectIn) (assistance.Objection, error) {
		return svc.Object(ctx, actor, in.ID, in.Body.Reason)
	}, presentDeskObjection)
	const list = "desk-objections"
	httpapi.List(api, httpapi.Route{
		ID:          "listDeskObjections",
		Path:        "/desk/objections",
		Tag:         deskTag,
		Summary:     "List objections to sessions at the desk",
		Description: "The newest first, of the places that one administers.",
		ZH:          httpapi.InChinese("查询对代办的异议", "最新的在前，限自己管理的地区。"),
		Policy:      deskPolicy(models.Action{}, superiors...),
	}, list, func(
		ctx context.Context, actor models.Actor, in *listObjectionsIn, page models.Page,
	) (models.List[assistance.Objection], error) {
		return svc.Objections(ctx, actor, assistance.ObjectionState(in.State), page)
	}, deskObjectionDTO)
	httpapi.Post(api, httpapi.Route{
		ID:          "resolveDeskObjection",
		Path:        "/desk/objections/{id}/resolve",
		Tag:         deskTag,
		Summary:     "Answer an objection",
		Status:      200,
		Description: "By an administrator of the place who had no part in the session. The person is told.",
		ZH:          httpapi.InChinese("答复异议", "由没有参与这次代办的当地管理员答复，会通知本人。"),
		Policy:      deskPolicy(desk.ActionResolve, superiors...),
		Errors:      []*models.Error{models.ErrNotFound, assistance.ErrObjectOwn, assistance.ErrObjectClosed},
	}, func(ctx context.Context, actor models.Actor, in *resolveObjectionIn) (assistance.Objection, error) {
		return svc.Resolve(ctx, actor, in.ID, assistance.Outcome(in.Body.Outcome), in.Body.Answer)
	}, presentDeskObjection)
}

func presentDeskObjection(o assistance.Objection) *deskObjectionOut {
	return &deskObjectionOut{Body: deskObjectionDTO(o)}
}

func deskObjectionDTO(o assistance.Objection) DeskObjection {
	state, _ := o.State.Text()
	outcome, _ := o.Outcome.Text()
	return DeskObjection{ID: o.ID, SessionID: o.SessionID, RegionCode: o.RegionCode, State: string(o.State),
		StateText: state, Reason: o.Reason, RecordedBy: o.RecordedBy, Outcome: httpapi.OrNull(o.Outcome), OutcomeText: outcome,
		Answer: o.Answer, ResolvedAt: o.ResolvedAt, CreatedAt: o.CreatedAt}
}
