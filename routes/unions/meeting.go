package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/unions"
)

// MeetingCall asks for a meeting of the members of a union.
type MeetingCall struct {
	httpapi.Acts
	ID               models.ID       `json:"id"`
	OrganizationID   models.ID       `json:"organization_id"`
	OrganizationName string          `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	Purpose          string          `json:"purpose" maxLength:"300" example:"讨论加班费和换季工作服"`
	State            string          `json:"state" enum:"open,reached,answered"`
	StateText        string          `json:"state_text" maxLength:"20" example:"联名中"`
	Signatures       int64           `json:"signatures" minimum:"0" maximum:"1000000000"`
	Needed           int64           `json:"needed" minimum:"0" maximum:"1000000000" doc:"One third of the members"`
	Signed           bool            `json:"signed" doc:"The reader; nobody sees this of others"`
	DueAt            *models.Instant `json:"due_at" doc:"By when the committee names a day; the law names no term, 30 days are ours"`
	MeetsOn          *models.Day     `json:"meets_on"`
	Answer           string          `json:"answer" maxLength:"300"`
	CreatedAt        models.Instant  `json:"created_at"`
}

type signMeetingCallIn struct {
	ID   models.ID `path:"id" doc:"Union"`
	Body struct {
		Purpose string `json:"purpose" minLength:"2" maxLength:"300" example:"讨论加班费和换季工作服"`
	}
}

// Docs implements httpapi.Documented.
func (signMeetingCallIn) Docs() map[string]string {
	return map[string]string{
		"purpose": "What is to be discussed; all members read it",
	}
}

type meetingCallIn struct {
	ID models.ID `path:"id" doc:"Call"`
}

type answerCallIn struct {
	ID   models.ID `path:"id" doc:"Call"`
	Body struct {
		MeetsOn models.Day `json:"meets_on" doc:"Day of the meeting" example:"2026-12-20"`
		Answer  string     `json:"answer,omitempty" maxLength:"300" doc:"All members read it" example:"晚上7点在食堂二楼。"`
	}
}

type meetingCallOut struct{ Body MeetingCall }

func unionMeetings(api *httpapi.API, svc *unions.Service, tag string) {
	const list = "meeting-calls"
	member := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "createMeetingCall",
		Path:    "/organizations/{id}/meeting-calls",
		Tag:     tag,
		Summary: "Call for a meeting of the members of a union",
		Status:  201,
		Once: httpapi.OnceByKey("One open call of a union.",
			"一个工会同时只有一份未答复的召开会议请求。"),
		Description: "By a member, whose name is the first under it. With a third of the members the committee has " +
			"to name a day (工会法 17). One call is open at a time.",
		ZH:     httpapi.InChinese("提议召开工会会员大会", "由会员提出，提出人为第一个签名的人。达到会员三分之一的，工会委员会须确定开会日期（工会法第十七条）。同一时间只能有一份提议。"),
		Policy: member(unions.ActionCall).Publishing(),
		Errors: []*models.Error{union.ErrUnionsOnly, models.ErrMembershipNotActive, union.ErrCallOpen,
			models.ErrOrganizationInactive},
	}, func(ctx context.Context, actor models.Actor, in *signMeetingCallIn) (union.CallView, error) {
		return svc.CallMeeting(ctx, actor, in.ID, in.Body.Purpose)
	}, presentCall)
	httpapi.List(api, httpapi.Route{
		ID:      "listMeetingCalls",
		Path:    "/organizations/{id}/meeting-calls",
		Tag:     tag,
		Summary: "List the calls for a meeting of a union",
		Description: "The newest first, without who signed, for members, the federation above and " +
			"administrators of the place.",
		ZH:     httpapi.InChinese("查看召开工会会员大会的提议", "最新的在前，不显示谁签了名；供会员、上级工会联合会和当地管理员查看。"),
		Policy: member(models.Action{}),
		Errors: []*models.Error{union.ErrInside, union.ErrUnionsOnly},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[union.CallView], error) {
		return svc.Calls(ctx, actor, in.ID, page)
	}, callDTO)
	httpapi.Post(api, httpapi.Route{
		ID:          "signMeetingCall",
		Path:        "/meeting-calls/{id}/sign",
		Tag:         tag,
		Summary:     "Put one's name under a call for a meeting",
		Status:      200,
		Description: "Once each member. Nobody is told who signed.",
		ZH:          httpapi.InChinese("在召开大会的提议上签名", "每个会员只签一次。谁签了名不告诉任何人。"),
		Policy:      member(unions.ActionSign).AsRight(),
		Errors:      []*models.Error{models.ErrMembershipNotActive, union.ErrCallSigned, union.ErrCallClosed},
	}, func(ctx context.Context, actor models.Actor, in *meetingCallIn) (union.CallView, error) {
		return svc.SignCall(ctx, actor, in.ID)
	}, presentCall)
	answerCall(api, svc, tag)
}

// answerCall registers the answer of the committee.
func answerCall(api *httpapi.API, svc *unions.Service, tag string) {
	httpapi.Post(api, httpapi.Route{
		ID:          "answerMeetingCall",
		Path:        "/meeting-calls/{id}/answer",
		Tag:         tag,
		Summary:     "Name the day of a meeting that a third of the members call for",
		Status:      200,
		Description: "By the union's chair or secretary-general. Those who signed are told.",
		ZH:          httpapi.InChinese("确定三分之一会员提议的大会日期", "由工会主席或秘书长办理。会通知签名的人。"),
		Policy:      unionReviewers(unions.ActionAnswer).Publishing(),
		Errors:      []*models.Error{models.ErrForbidden, union.ErrCallNotReached},
	}, func(ctx context.Context, actor models.Actor, in *answerCallIn) (union.CallView, error) {
		return svc.AnswerCall(ctx, actor, in.ID, in.Body.MeetsOn, in.Body.Answer)
	}, presentCall)
}

func callDTO(c union.CallView) MeetingCall {
	words, _ := c.State.Text()
	return MeetingCall{Acts: httpapi.ActsOf(c.Choices),
		ID: c.ID, OrganizationID: c.OrganizationID, Purpose: c.Purpose,
		State: string(c.State), StateText: words, Signatures: c.SignatureCount, Needed: c.NeededCount, Signed: c.Signed,
		DueAt: c.DueAt, MeetsOn: c.MeetsOn, Answer: c.Answer, CreatedAt: c.CreatedAt}
}

func presentCall(c union.CallView) *meetingCallOut { return &meetingCallOut{Body: callDTO(c)} }
