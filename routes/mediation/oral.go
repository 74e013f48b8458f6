package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// oralSide is a person on one side of an oral agreement.
type oralSide struct {
	Name    string `json:"name" minLength:"1" maxLength:"100" example:"李四"`
	Contact string `json:"contact,omitempty" maxLength:"100" example:"13800000000"`
}

type registerOralIn struct {
	ID   models.ID `path:"id" doc:"Committee"`
	Body struct {
		Category   dispute.Category  `json:"category,omitempty" example:"neighbour"`
		RegionCode models.RegionCode `json:"region_code,omitempty" doc:"Left out: the village of the committee"`
		Applicant  oralSide          `json:"applicant" doc:"Who asked for help"`
		Respondent oralSide          `json:"respondent" doc:"The other side"`
		Facts      string            `json:"facts" minLength:"1" maxLength:"5000" example:"楼上漏水，泡坏了墙纸"`
		Terms      string            `json:"terms" minLength:"1" maxLength:"5000" example:"当场赔偿三百元，双方互相谅解"`
		AmountFen  *int64            `json:"amount_fen,omitempty" minimum:"0" maximum:"1000000000000" example:"30000"`
		HappenedOn models.Day        `json:"happened_on"`
		Performed  bool              `json:"performed_on_spot" example:"true"`
		BothAgreed bool              `json:"both_agreed" doc:"Both sides have agreed by word of mouth" example:"true"`
		NoConflict bool              `json:"no_conflict" doc:"One has no tie to a party: no kin, no employer, no debt" example:"true"`
		NeedsPaper dispute.OralNeed  `json:"needs_paper,omitempty"`
	}
}

// Docs implements httpapi.Documented.
func (registerOralIn) Docs() map[string]string {
	return map[string]string{
		"category":          "other when left out; labour and family matters need a written agreement",
		"amount_fen":        "What the quarrel is about, in fen; more than ten thousand yuan needs a written agreement",
		"happened_on":       "When it was settled and performed, within the last seven days",
		"performed_on_spot": "What was agreed on was done there and then; else a written agreement is needed",
		"needs_paper":       "Why a written agreement is needed; left out when nothing is against an oral one",
	}
}

// oralCases registers how a quarrel that was settled by word of mouth comes into the books.
func oralCases(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "registerOralCase",
		Path:    "/mediation-committees/{id}/oral-cases",
		Tag:     disputeTag,
		Summary: "Register a quarrel that was settled by word of mouth",
		Status:  201,
		Once:    httpapi.OnceBySameBody(),
		Description: "By a mediator of the committee, in one request: the case stands in the books as performed, with an " +
			"oral agreement that nobody signs. Labour and family matters, what is not performed, what a party wants on " +
			"paper, and what is large or dangerous are refused with their field: they need a written agreement.",
		ZH: httpapi.InChinese("登记口头协议", "由本委员会的调解员一次登记：纠纷记为已履行，附口头协议，不用任何人签字。欠工资、工伤、辞退和家事，没有当场履行的，"+
			"有一方要求书面的，金额大或者有危险的，会指出是哪一项并拒绝：这些要写书面协议。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeCommittee,
			Audit: mediation.ActionRegisterOral},
		Errors: []*models.Error{models.ErrCommitteeOver, dispute.ErrNotMediator, dispute.ErrOralLabour, dispute.ErrOralFamily,
			dispute.ErrOralNotPerformed, dispute.ErrOralPaper, dispute.ErrOralMajor},
	}, func(ctx context.Context, actor models.Actor, in *registerOralIn) (mediation.Summary, error) {
		b := in.Body
		return svc.RegisterOral(ctx, actor, mediation.OralCase{
			Committee: in.ID, RegionCode: b.RegionCode, Facts: b.Facts, Terms: b.Terms,
			Applicant: mediation.OralSide(b.Applicant), Respondent: mediation.OralSide(b.Respondent),
			Oral: dispute.Oral{Category: b.Category, AmountFen: b.AmountFen, HappenedOn: b.HappenedOn,
				Performed: b.Performed, Agreed: b.BothAgreed, NoConflict: b.NoConflict, Need: b.NeedsPaper},
		})
	}, presentReceipt)
}
