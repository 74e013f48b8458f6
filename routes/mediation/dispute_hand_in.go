package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

type disputeMessageIn struct {
	ID   models.ID `path:"id" doc:"Case"`
	Body struct {
		Text     string           `json:"text" minLength:"1" maxLength:"1000" example:"周六下午我有空"`
		Audience dispute.Audience `json:"audience,omitempty" example:"parties"`
		PartyID  *models.ID       `json:"party_id,omitempty"`
	}
}

// Docs implements httpapi.Documented.
func (disputeMessageIn) Docs() map[string]string {
	return map[string]string{
		"audience": "committee when left out: from a party, it stays between that party and the committee; party is for " +
			"the committee, with party_id",
		"party_id": "The one party that reads it beside the committee",
	}
}

type handInIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		FileID     models.ID  `json:"file_id" doc:"An own file of the purpose evidence that is not in use"`
		Title      string     `json:"title,omitempty" maxLength:"100" doc:"What it shows" example:"九月的考勤表"`
		PartyID    *models.ID `json:"party_id,omitempty" doc:"Whose it is, when the committee hands it in; left out: its own"`
		ReplacesID *models.ID `json:"replaces_id,omitempty" doc:"An older piece of the same owner, which stays readable"`
		Shared     bool       `json:"shared,omitempty" doc:"All parties may read it"`
	}
}

type shareIn struct {
	ID models.ID `path:"id" doc:"Piece of evidence"`
}

// disputeTalk registers what is written and handed in while a case runs.
func disputeTalk(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, onceByWords(disputeAct(dispute.Message, httpapi.ScopeParty, "Write in a case",
		"By a party or whoever works on the case, while it runs. Each message has its audience: the committee alone, "+
			"one party beside it, or all parties, which a party may write to once it has consented. It stands in the "+
			"timeline and cannot be taken back.",
		httpapi.InChinese("在纠纷里留言", "纠纷办理期间，当事人和办理的人都可以写。每条留言都有能看到的人：只给委员会、只给一位当事人和委员会、"+
			"或者给全部当事人；当事人同意调解后才能写给全部当事人。留言记入办理经过，不能撤回。"), dispute.ErrConsentFirst, dispute.ErrLeft)),
		func(ctx context.Context, actor models.Actor, in *disputeMessageIn) (mediation.Summary, error) {
			return svc.Say(ctx, actor, in.ID, mediation.Message{Text: in.Body.Text, Audience: in.Body.Audience,
				Party: in.Body.PartyID})
		}, presentReceipt)
	httpapi.Post(api, below(dispute.HandIn, httpapi.ScopeParty, "handInEvidence", "/disputes/{id}/evidence",
		"Hand in a piece of evidence",
		"By a party its own, by whoever works on the case what a party brought or the committee's own. The file is "+
			"uploaded first (POST /files). The committee and its owner read it; the others once it is shared.",
		httpapi.InChinese("提交一份材料", "当事人交自己的；办理的人可以代交当事人送来的，也可以交委员会自己的。文件先用 POST /files 上传。"+
			"委员会和交的人看得到，给双方看之后其他当事人也看得到。"), dispute.ErrNotYourEvidence, dispute.ErrReplaced, dispute.ErrLeft),
		func(ctx context.Context, actor models.Actor, in *handInIn) (mediation.Summary, error) {
			return svc.HandIn(ctx, actor, in.ID, in.Expected(), mediation.HandedIn{File: in.Body.FileID,
				Title: in.Body.Title, Party: in.Body.PartyID, Replaces: in.Body.ReplacesID, Shared: in.Body.Shared})
		}, presentReceipt)
	httpapi.Post(api, below(dispute.Share, httpapi.ScopeParty, "shareEvidence", "/dispute-evidence/{id}/share",
		"Share a piece of evidence with all parties",
		"By its owner, or by the committee what is its own or was brought by somebody without an account; for good.",
		httpapi.InChinese("把一份材料给双方看", "由交材料的人决定；委员会自己的、没有账号的当事人送来的，由委员会决定。给出后不能收回。"),
		dispute.ErrNotYourEvidence, dispute.ErrShared, dispute.ErrLeft),
		func(ctx context.Context, actor models.Actor, in *shareIn) (mediation.Summary, error) {
			return svc.Share(ctx, actor, in.ID)
		}, presentReceipt)
}

// onceByWords is a route on which the same words at once are one message.
func onceByWords(r httpapi.Route) httpapi.Route {
	r.Once = httpapi.OnceBySameBody()
	return r
}
