package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

type extendIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		UntilOn models.Day `json:"until_on" doc:"The new last day, one more month at most; the next working day counts"`
	}
}

type partyExtensionIn struct {
	ID models.ID `path:"id" doc:"Party of a case"`
	httpapi.IfMatch
	Body struct {
		UntilOn models.Day  `json:"until_on" doc:"The new last day, one more month at most; the next working day counts"`
		Way     dispute.Way `json:"way" enum:"paper,oral"`
		Witness string      `json:"witness,omitempty" maxLength:"100" example:"网格员小沈"`
		ScanIDs []models.ID `json:"scan_ids,omitempty" maxItems:"9"`
	}
}

// Docs implements httpapi.Documented.
func (partyExtensionIn) Docs() map[string]string { return partyConsentIn{}.Docs() }

// disputeExtensions registers how both sides give a case more time.
func disputeExtensions(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, disputeAct(dispute.Extend, httpapi.ScopeParty, "Agree to a later last day of the term",
		"By a party who takes part, for itself. The term to settle the case has the new day once everybody who takes "+
			"part has agreed to the same one.",
		httpapi.InChinese("同意延长调解期限", "由参加调解的当事人本人办理。参加的人都同意延长到同一天，期限才改。"),
		dispute.ErrPartyOnly, dispute.ErrConsentFirst, dispute.ErrDeadlineNotLater, dispute.ErrDeadlineTooFar,
		dispute.ErrExtendedAlready, dispute.ErrLeft),
		func(ctx context.Context, actor models.Actor, in *extendIn) (mediation.Summary, error) {
			return svc.Extend(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()}, in.Body.UntilOn)
		}, presentReceipt)
	httpapi.Post(api, partyAct(dispute.RecordExtension, "recordPartyExtension", "extension",
		"Record that a party agrees to a later last day of the term",
		"By a head of the committee or a mediator of the case: on paper, of which a scan is kept, or by word of mouth "+
			"before a witness.",
		httpapi.InChinese("登记当事人同意延长调解期限", "由委员会负责人或本案调解员登记：书面的要上传签字的纸，口头的要有见证人。"),
		dispute.ErrSessionConsent, dispute.ErrDeadlineNotLater, dispute.ErrDeadlineTooFar, dispute.ErrExtendedAlready),
		func(ctx context.Context, actor models.Actor, in *partyExtensionIn) (mediation.Summary, error) {
			return svc.RecordExtension(ctx, actor, in.Expected(), mediation.Recorded{Party: in.ID, Way: in.Body.Way,
				Witness: in.Body.Witness, Scan: in.Body.ScanIDs}, in.Body.UntilOn)
		}, presentReceipt)
}
