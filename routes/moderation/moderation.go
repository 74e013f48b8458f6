package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/moderation"
)

// Case is the complaints about one target and what became of them.
type Case struct {
	ID             models.ID         `json:"id"`
	TargetKind     string            `json:"target_kind" enum:"organization,activity,poll,person,announcement"`
	TargetID       models.ID         `json:"target_id"`
	RegionCode     models.RegionCode `json:"region_code" doc:"Where it is decided"`
	RegionName     string            `json:"region_name" names:"region RegionCode" maxLength:"255"`
	Snapshot       string            `json:"snapshot" maxLength:"6000"`
	State          string            `json:"state" enum:"open,passed,removed,appealed,upheld,overturned"`
	StateText      string            `json:"state_text" maxLength:"32" example:"待处理"`
	ReportCount    int64             `json:"report_count" minimum:"0" maximum:"9007199254740991"`
	DueAt          models.Instant    `json:"due_at" doc:"When the next level is told"`
	DecisionReason string            `json:"decision_reason" maxLength:"200"`
	DecidedAt      *models.Instant   `json:"decided_at"`
	AppealUntil    *models.Instant   `json:"appeal_until" doc:"Until when an appeal is taken"`
	AppealedAt     *models.Instant   `json:"appealed_at"`
	ReviewReason   string            `json:"review_reason" maxLength:"200"`
	ReviewedAt     *models.Instant   `json:"reviewed_at"`
	CreatedAt      models.Instant    `json:"created_at"`
}

// Docs implements httpapi.Documented.
func (Case) Docs() map[string]string {
	return map[string]string{
		"snapshot":     "What could be read when the first complaint came, one text a line",
		"report_count": "0 for those who are answerable for the target",
	}
}

// CaseDetails is a case with what only its readers see.
type CaseDetails struct {
	Case
	httpapi.Acts
	Complaints []Complaint `json:"complaints" maxItems:"50" doc:"For administrators only"`
	Appeal     string      `json:"appeal" maxLength:"500" doc:"What the person concerned says; empty without an appeal"`
	Bans       []Ban       `json:"bans" maxItems:"100"`
}

// Complaint is one complaint; its author is masked.
type Complaint struct {
	Reason     complaint.ReportReason `json:"reason" example:"fraud"`
	ReasonText string                 `json:"reason_text" maxLength:"32" example:"诈骗、假消息"`
	Words      string                 `json:"words" maxLength:"500"`
	Reporter   string                 `json:"reporter" maxLength:"20" example:"小*"`
	CreatedAt  models.Instant         `json:"created_at"`
}

type queueIn struct {
	httpapi.PageIn
	State  string            `query:"state" enum:"open,appealed,removed,passed,upheld,overturned"`
	Region models.RegionCode `query:"region" doc:"This place and those below"`
}

// Docs implements httpapi.Documented.
func (queueIn) Docs() map[string]string {
	return map[string]string{
		"state": "Left out: what waits, open and appealed",
	}
}

type caseIn struct {
	ID models.ID `path:"id" doc:"Case"`
}

type passIn struct {
	ID   models.ID          `path:"id" doc:"Case"`
	Body shapes.GivenReason `doc:"Kept with the decision" example:"{\"reason\":\"内容属实，没有违规\"}"`
}

type removeIn struct {
	ID   models.ID `path:"id" doc:"Case"`
	Body struct {
		Reason string       `json:"reason" minLength:"1" maxLength:"200" doc:"The person concerned reads it" example:"虚假招工信息"`
		Ban    *SentencedTo `json:"ban,omitempty" doc:"Left out: no ban"`
	}
}

// SentencedTo is a ban that goes with a decision.
type SentencedTo struct {
	Scope string `json:"scope" enum:"posting,account" doc:"posting: nothing that others read; account: nothing but one's rights"`
	Days  int64  `json:"days" minimum:"1" maximum:"365" example:"7"`
}

type appealIn struct {
	ID   models.ID       `path:"id" doc:"Case"`
	Body shapes.OwnWords `doc:"Read by whoever decides the appeal" example:"{\"words\":\"招工信息是真实的，附厂方电话\"}"`
}

type caseOut struct{ Body CaseDetails }

func moderators(audit models.Action) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Staff(models.ModerationRoles()...), Scope: httpapi.ScopeRegion,
		Audit: audit}
}

// Moderation registers the routes of cases.
func Moderation(api *httpapi.API, svc *moderation.Service) {
	const queue, mine = "moderation", "own-moderation"
	httpapi.List(api, httpapi.Route{
		ID:      "listModerationQueue",
		Path:    "/moderation/queue",
		Tag:     reportTag,
		Summary: "List the cases of one's places",
		Description: "Those with the most complaints first, then the oldest. A case about oneself, or about an " +
			"organization in which one holds an office, is not in it.",
		ZH:     httpapi.InChinese("查询本地区待处理的投诉", "投诉多的在前，其次是时间早的。与自己有关的、以及自己任职的组织的，不在其中。"),
		Policy: moderators(models.Action{}),
	}, queue, func(
		ctx context.Context, actor models.Actor, in *queueIn, page models.Page,
	) (models.List[moderation.Counted], error) {
		return svc.Queue(ctx, actor, complaint.CaseState(in.State), in.Region, page)
	}, caseDTO)
	httpapi.Read(api, httpapi.Route{
		ID:      "readModerationCase",
		Path:    "/moderation/{id}",
		Tag:     reportTag,
		Summary: "Read a case",
		Description: "An administrator of the place reads it with the complaints, which is kept in the trail. The " +
			"person concerned reads it once something was decided against them, without the complaints.",
		ZH: httpapi.InChinese("查看投诉处理", "当地管理员可以连同投诉一起查看，查看会留下审计记录。当事人在处理决定作出后可以查看，但看不到投诉。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeRegion,
			Audit: moderation.ActionRead}.AsRight(),
	}, func(ctx context.Context, actor models.Actor, in *caseIn) (moderation.View, error) {
		return svc.Get(ctx, actor, in.ID)
	}, presentCase)
	httpapi.List(api, httpapi.Route{
		ID:          "listMyModerationCases",
		Path:        "/me/moderation",
		Tag:         reportTag,
		Summary:     "List what was decided against oneself",
		Description: "The newest first.",
		ZH:          httpapi.InChinese("查看对自己作出的处理", "最新的在前。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf},
	}, mine, func(
		ctx context.Context, actor models.Actor, in *listReportsIn, page models.Page,
	) (models.List[moderation.Counted], error) {
		return svc.Mine(ctx, actor, page)
	}, func(c moderation.Counted) Case {
		c.ReportCount = 0
		return caseDTO(c)
	})
	decisions(api, svc)
	appeals(api, svc)
}

func decisions(api *httpapi.API, svc *moderation.Service) {
	refusals := []*models.Error{models.ErrForbidden, complaint.ErrDecided, complaint.ErrOwn,
		complaint.ErrSuperior}
	httpapi.Post(api, httpapi.Route{
		ID:          "passModerationCase",
		Path:        "/moderation/{id}/pass",
		Tag:         reportTag,
		Summary:     "Decide that nothing is wrong",
		Status:      200,
		Description: "Whoever complained is told; the person concerned hears nothing.",
		ZH:          httpapi.InChinese("认定没有违规", "会告诉投诉的人；被投诉的人不会得到通知。"),
		Policy:      moderators(moderation.ActionPass),
		Errors:      refusals,
	}, func(ctx context.Context, actor models.Actor, in *passIn) (moderation.View, error) {
		return svc.Pass(ctx, actor, in.ID, in.Body.Reason)
	}, presentCase)
	httpapi.Post(api, httpapi.Route{
		ID:      "removeModerationCase",
		Path:    "/moderation/{id}/remove",
		Tag:     reportTag,
		Summary: "Hide the content, and ban the person if need be",
		Status:  200,
		Description: "At once nobody sees the content but those who are answerable for it; a nickname is taken " +
			"away. A ban holds from the next request on, on every process.",
		ZH:     httpapi.InChinese("隐藏内容，必要时限制使用", "内容立即只有对其负责的人看得到；昵称则被取消。限制使用从下一次请求起，在所有服务进程上生效。"),
		Policy: moderators(moderation.ActionRemove),
		Errors: append(refusals, models.ErrLastPlatformAdmin),
	}, func(ctx context.Context, actor models.Actor, in *removeIn) (moderation.View, error) {
		var ban *complaint.Sentence
		if b := in.Body.Ban; b != nil {
			ban = &complaint.Sentence{Scope: complaint.BanScope(b.Scope), Days: b.Days}
		}
		return svc.Remove(ctx, actor, in.ID, in.Body.Reason, ban)
	}, presentCase)
}

func appeals(api *httpapi.API, svc *moderation.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:          "appealModerationCase",
		Path:        "/moderation/{id}/appeal",
		Tag:         reportTag,
		Summary:     "Appeal against what was decided about oneself",
		Status:      200,
		Description: "Once, within 15 days. Another administrator of the same or a higher level decides.",
		ZH:          httpapi.InChinese("对自己受到的处理提出申诉", "只能申诉一次，限15天内。由同级或上级的另一名管理员决定。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: moderation.ActionAppeal}.AsRight(),
		Errors: []*models.Error{complaint.ErrAppealedAlready, complaint.ErrAppealLate},
	}, func(ctx context.Context, actor models.Actor, in *appealIn) (moderation.View, error) {
		return svc.Appeal(ctx, actor, in.ID, in.Body.Words)
	}, presentCase)
	refusals := []*models.Error{models.ErrForbidden, complaint.ErrNoAppeal, complaint.ErrOwn,
		complaint.ErrSuperior, complaint.ErrSame, complaint.ErrDecided}
	httpapi.Post(api, httpapi.Route{
		ID:          "upholdModerationCase",
		Path:        "/moderation/{id}/uphold",
		Tag:         reportTag,
		Summary:     "Decide that the first decision stands",
		Status:      200,
		Description: "By another administrator than the first, of the same or a higher level.",
		ZH:          httpapi.InChinese("维持原处理", "由作出原处理的人以外的同级或上级管理员决定。"),
		Policy:      moderators(moderation.ActionUphold),
		Errors:      refusals,
	}, func(ctx context.Context, actor models.Actor, in *passIn) (moderation.View, error) {
		return svc.Uphold(ctx, actor, in.ID, in.Body.Reason)
	}, presentCase)
	httpapi.Post(api, httpapi.Route{
		ID:      "overturnModerationCase",
		Path:    "/moderation/{id}/overturn",
		Tag:     reportTag,
		Summary: "Reverse the first decision",
		Status:  200,
		Description: "The content is shown again and the ban that came with the decision ends; " +
			"everybody concerned is told.",
		ZH:     httpapi.InChinese("撤销原处理", "内容恢复显示，随原处理作出的限制使用随之解除，会通知所有有关的人。"),
		Policy: moderators(moderation.ActionOverturn),
		Errors: refusals,
	}, func(ctx context.Context, actor models.Actor, in *passIn) (moderation.View, error) {
		return svc.Overturn(ctx, actor, in.ID, in.Body.Reason)
	}, presentCase)
}

func caseDTO(c moderation.Counted) Case {
	state, _ := c.State.Text()
	out := Case{ID: c.ID, TargetKind: string(c.TargetKind), TargetID: c.TargetID, RegionCode: c.RegionCode,
		Snapshot: c.Snapshot, State: string(c.State), StateText: state, ReportCount: c.ReportCount, DueAt: c.DueAt,
		DecisionReason: c.DecisionReason, DecidedAt: c.DecidedAt, AppealedAt: c.AppealedAt,
		ReviewReason: c.ReviewReason, ReviewedAt: c.ReviewedAt, CreatedAt: c.CreatedAt}
	if c.State == complaint.CaseRemoved {
		until := c.AppealUntil
		out.AppealUntil = &until
	}
	return out
}

func presentCase(v moderation.View) *caseOut {
	out := &caseOut{Body: CaseDetails{Case: caseDTO(v.Case), Acts: httpapi.ActsOf(v.Choices), Complaints: []Complaint{},
		Appeal: v.Appeal, Bans: bansDTO(v.Bans)}}
	for _, c := range v.Complaints {
		reason, _ := c.Reason.Text()
		out.Body.Complaints = append(out.Body.Complaints,
			Complaint{Reason: c.Reason, ReasonText: reason, Words: c.Words, Reporter: c.Reporter,
				CreatedAt: c.At})
	}
	return out
}
