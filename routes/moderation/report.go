package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/routes/httpapi"
	"xinjumin/services/moderation"
)

// Report is one's own complaint.
type Report struct {
	ID         models.ID              `json:"id"`
	TargetKind string                 `json:"target_kind" enum:"organization,activity,poll,person,announcement"`
	TargetID   models.ID              `json:"target_id"`
	Reason     complaint.ReportReason `json:"reason" example:"fraud"`
	ReasonText string                 `json:"reason_text" maxLength:"32" example:"诈骗、假消息"`
	State      string                 `json:"state" enum:"open,passed,removed,appealed,upheld,overturned"`
	StateText  string                 `json:"state_text" maxLength:"32" example:"待处理"`
	CreatedAt  models.Instant         `json:"created_at"`
	DecidedAt  *models.Instant        `json:"decided_at"`
}

type createReportIn struct {
	Body struct {
		TargetKind string    `json:"target_kind" enum:"organization,activity,poll,person,announcement"`
		TargetID   models.ID `json:"target_id" doc:"What or whom one complains about; it must be visible to oneself"`
		Reason     string    `json:"reason" enum:"illegal,violence,minors,fraud,vulgar,abuse,privacy,impersonation,advertising,other"`
		Words      string    `json:"words,omitempty" maxLength:"500" doc:"Read by the administrators who decide" example:"收了钱就联系不上人了"`
	}
}

type listReportsIn struct{ httpapi.PageIn }

type reportOut struct{ Body Report }

const reportTag = "moderation"

// Reports registers the routes of complaints.
func Reports(api *httpapi.API, svc *moderation.Service) {
	const list = "reports"
	api.Tag(reportTag, "Complaints and moderation", "投诉与处理")
	api.Words(words)
	self := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "createReport",
		Path:    "/reports",
		Tag:     reportTag,
		Summary: "Complain about content or a person",
		Status:  201,
		Once: httpapi.OnceByKey("One complaint of a person in an open case.",
			"同一人对同一件正在处理的内容只有一份投诉。"),
		Description: "About anything that one can see: an organization, an activity, a poll, or a person whom one " +
			"meets in an organization or on a list of sign-ups. Whom it is about never learns who complained. One " +
			"is told what came of it. At most 20 a day.",
		ZH: httpapi.InChinese("投诉内容或人", "凡是自己看得到的都可以投诉：组织、活动、投票，以及在组织里或报名名单上遇到的人。被投诉的人永远不会知道是谁投诉的。处理结果会告诉本人。"+
			"每天不超过20件。"),
		Policy: self(moderation.ActionReport).AsRight(),
		Errors: []*models.Error{models.ErrNotFound, complaint.ErrReportTwice, complaint.ErrReportOwn,
			complaint.ErrReportLimit},
	}, func(ctx context.Context, actor models.Actor, in *createReportIn) (complaint.OwnReport, error) {
		b := in.Body
		return svc.Report(ctx, actor, moderation.Filing{Kind: complaint.TargetKind(b.TargetKind), Target: b.TargetID,
			Reason: complaint.ReportReason(b.Reason), Words: b.Words})
	}, func(r complaint.OwnReport) *reportOut { return &reportOut{Body: reportDTO(r)} })
	httpapi.List(api, httpapi.Route{
		ID:          "listMyReports",
		Path:        "/me/reports",
		Tag:         reportTag,
		Summary:     "List one's own complaints and what came of them",
		Description: "The newest first.",
		ZH:          httpapi.InChinese("查看自己的投诉和处理结果", "最新的在前。"),
		Policy:      self(models.Action{}),
	}, list, func(
		ctx context.Context, actor models.Actor, in *listReportsIn, page models.Page,
	) (models.List[complaint.OwnReport], error) {
		return svc.Reports(ctx, actor, page)
	}, reportDTO)
}

func reportDTO(r complaint.OwnReport) Report {
	reason, _ := r.Reason.Text()
	state, _ := r.State.Text()
	return Report{ID: r.ID, TargetKind: string(r.TargetKind), TargetID: r.TargetID, Reason: r.Reason,
		ReasonText: reason, State: string(r.State), StateText: state, CreatedAt: r.CreatedAt, DecidedAt: r.DecidedAt}
}
