package mediation

import (
	"context"
	"strconv"
	"strings"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// DisputeRisk is how dangerous the committee of a case holds it to be.
type DisputeRisk struct {
	Level      *dispute.RiskLevel `json:"level" doc:"Null when nothing is to be feared"`
	LevelText  *string            `json:"level_text" maxLength:"20" example:"橙色：有激化苗头"`
	Violence   bool               `json:"violence" doc:"In the family or elsewhere"`
	Waits      bool               `json:"waits_for_report" doc:"No agreement and no joint session before the violence is reported"`
	Note       *string            `json:"note" maxLength:"1000"`
	Organ      *dispute.Place     `json:"organ" doc:"To whom the violence was reported"`
	OrganText  *string            `json:"organ_text" maxLength:"20" example:"派出所"`
	ReportedOn *models.Day        `json:"reported_on"`
	Reason     *string            `json:"reason" maxLength:"1000" doc:"Why it is not reported"`
	SetAt      models.Instant     `json:"set_at"`
}

// presentRisk adds the risk. It makes no new version of the case, so that it is a detail of
// the entity tag.
func presentRisk(c mediation.Case, out *disputeOut) {
	r := c.Risk
	if r == nil {
		return
	}
	out.Body.Risk = &DisputeRisk{Level: codeOrNull(r.Level), Violence: r.Violence, Waits: r.Open(), Note: textOrNull(r.Note),
		Organ: codeOrNull(r.Organ), ReportedOn: r.ReportedOn, Reason: textOrNull(r.Reason), SetAt: r.CreatedAt}
	if zh, _ := r.Level.Text(); zh != "" {
		out.Body.Risk.LevelText = &zh
	}
	if zh, _ := r.Organ.Text(); zh != "" {
		out.Body.Risk.OrganText = &zh
	}
	out.ETag = strings.TrimSuffix(out.ETag, `"`) + "." + strconv.FormatInt(r.Seq, 10) + `"`
}

type assessRiskIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Level    dispute.RiskLevel `json:"level,omitempty" doc:"Left out when nothing is to be feared"`
		Violence bool              `json:"violence" doc:"In the family or elsewhere"`
		Note     string            `json:"note,omitempty" maxLength:"1000" doc:"Only the committee reads it" example:"邻居说昨晚吵得很凶"`
	}
}

type reportRiskIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Organ dispute.Place `json:"organ" enum:"police,court,department" doc:"To whom the violence was reported"`
		On    models.Day    `json:"on" doc:"Not in the future"`
	}
}

type excuseRiskIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Reason   string `json:"reason" minLength:"1" maxLength:"1000" doc:"Only the committee reads it" example:"双方推搡一次，已经分开居住"`
		Adult    bool   `json:"adult" doc:"Whoever was harmed is a grown-up" example:"true"`
		Capable  bool   `json:"capable" doc:"Whoever was harmed can decide for themselves" example:"true"`
		NoDanger bool   `json:"no_present_danger" doc:"Whoever was harmed is in no danger now" example:"true"`
	}
}

// risks registers what the committee of a case thinks of its danger.
func risks(api *httpapi.API, svc *mediation.Service) {
	route := func(v dispute.Verb, id, path, summary, more string, zh httpapi.Chinese, errs ...*models.Error) httpapi.Route {
		return below(v, httpapi.ScopeCommittee, id, "/disputes/{id}/risk"+path, summary, more, zh,
			append(errs, dispute.ErrOwnCase)...)
	}
	httpapi.Put(api, route(dispute.Assess, "assessRisk", "", "Say how dangerous a case is",
		"By a head of the committee or a mediator who has taken the case. Only the committee sees it, and nothing that the "+
			"parties read changes by it. Violence closes agreements and joint sessions until it is reported.",
		httpapi.InChinese("判断纠纷的风险", "由委员会负责人或已接手的调解员判断，只有委员会看得到，当事人看到的内容不会有任何变化。"+
			"标记了暴力情形的，登记报告之前不能签协议，也不能让双方坐在一起调解。"), dispute.ErrAssessOnly),
		func(ctx context.Context, actor models.Actor, in *assessRiskIn) (*receiptOut, error) {
			s, err := svc.Assess(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()},
				mediation.Assessment{Level: in.Body.Level, Violence: in.Body.Violence, Note: in.Body.Note})
			if err != nil {
				return nil, err
			}
			return presentReceipt(s), nil
		})
	httpapi.Post(api, route(dispute.Report, "reportRisk", "/report", "Record that violence was reported",
		"By a head of the committee or a mediator who has taken the case: to whom, and on which day.",
		httpapi.InChinese("登记已报告暴力情形", "由委员会负责人或已接手的调解员登记向哪里、在哪天报告的。"),
		dispute.ErrAssessOnly, dispute.ErrNoViolence),
		func(ctx context.Context, actor models.Actor, in *reportRiskIn) (mediation.Summary, error) {
			return svc.ReportViolence(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()}, in.Body.Organ, in.Body.On)
		}, presentReceipt)
	httpapi.Post(api, route(dispute.NoReport, "excuseRisk", "/no-report", "Record why violence is not reported",
		"By a head of the committee, and only when whoever was harmed is a grown-up, can decide for themselves and is in "+
			"no danger now. Another judgement of the danger ends it.",
		httpapi.InChinese("说明为什么不报告", "由委员会负责人说明，只限受害人已成年、有行为能力，而且眼下没有危险。重新判断风险后要另行说明。"),
		dispute.ErrHeadOnly, dispute.ErrNoViolence),
		func(ctx context.Context, actor models.Actor, in *excuseRiskIn) (mediation.Summary, error) {
			return svc.ExcuseViolence(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()}, mediation.Excuse{
				Reason: in.Body.Reason, Adult: in.Body.Adult, Capable: in.Body.Capable, NoDanger: in.Body.NoDanger})
		}, presentReceipt)
}
