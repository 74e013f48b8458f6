package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

type handUpIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"1000" doc:"The committee above reads it" example:"涉及两个村，本村调解不了"`
	}
}

type referDisputeIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Note     string        `json:"note,omitempty" maxLength:"1000" doc:"Only the committee reads it" example:"劳动监察已经立案"`
		GoesTo   dispute.Place `json:"goes_to" enum:"arbitration,court,labour_inspection,police,department" doc:"To which organ it goes"`
		LetterOn models.Day    `json:"letter_on" doc:"Of the letter, from the application until today"`
	}
}

// elsewhere registers how a case goes on with somebody else.
func elsewhere(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, below(dispute.HandUp, httpapi.ScopeCommittee, "handUpDispute", "/disputes/{id}/hand-up",
		"Hand a case up to the committee above",
		"By a head of the committee, before an agreement is written. It ends here and goes on at the nearest committee "+
			"above, with its parties, words and evidence, under another number; the day of the application stays, and a "+
			"term that runs from there goes on. Consents begin anew.",
		httpapi.InChinese("移交上级调解委员会", "由委员会负责人在写协议以前办理。本委员会的办理结束，由最近的上级委员会继续，当事人、陈述和证据一起移交，另有新编号；"+
			"申请的日期不变，从申请起算的期限继续计算。是否同意调解重新征求。"),
		dispute.ErrHeadOnly, dispute.ErrOwnCase, dispute.ErrNobodyAbove),
		func(ctx context.Context, actor models.Actor, in *handUpIn) (mediation.Summary, error) {
			return svc.HandUp(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()}, in.Body.Reason)
		}, presentReceipt)
	httpapi.Post(api, disputeAct(dispute.Refer, httpapi.ScopeCommittee, "Refer a case to an organ",
		"By a head of the committee, by a letter. The parties are told where it went, and all other ways stay open.",
		httpapi.InChinese("转交有关部门", "由委员会负责人用函转交，告诉双方转到了哪里，其他途径也都还开着。"),
		dispute.ErrHeadOnly, dispute.ErrOwnCase),
		func(ctx context.Context, actor models.Actor, in *referDisputeIn) (mediation.Summary, error) {
			return svc.Refer(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected(), Note: in.Body.Note},
				in.Body.GoesTo, in.Body.LetterOn)
		}, presentReceipt)
}
