package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

type promiseIn struct {
	What      string     `json:"what" minLength:"1" maxLength:"200" example:"支付9月工资"`
	AmountFen *int64     `json:"amount_fen,omitempty" example:"620000" minimum:"1" maximum:"1000000000000" doc:"In fen; left out when it is not about money"`
	PayerID   models.ID  `json:"payer_id" doc:"Party of the case who owes it"`
	PayeeID   models.ID  `json:"payee_id" doc:"Party of the case to whom it is owed"`
	DueOn     models.Day `json:"due_on"`
}

type proposeIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Facts          string      `json:"facts" minLength:"1" maxLength:"5000" example:"2026年9月至11月欠工资18600元"`
		Responsibility string      `json:"responsibility,omitempty" maxLength:"5000" example:"用工单位应当足额支付"`
		Terms          string      `json:"terms" minLength:"1" maxLength:"5000" example:"分两次付清"`
		Manner         string      `json:"manner" minLength:"1" maxLength:"500" example:"银行转账"`
		DueOn          models.Day  `json:"due_on"`
		Items          []promiseIn `json:"items,omitempty" maxItems:"100"`
		TotalFen       int64       `json:"total_fen,omitempty" minimum:"0" maximum:"100000000000000" example:"1860000"`
	}
}

// Docs implements httpapi.Documented.
func (proposeIn) Docs() map[string]string {
	return map[string]string{
		"facts":          "What the quarrel is about, kept sealed",
		"responsibility": "Who answers for what",
		"terms":          "What the parties agree on",
		"manner":         "How it is done",
		"due_on":         "The last day on which all is done",
		"items":          "What each owes, by itself; a reminder and a record for each",
		"total_fen":      "The sum of the items in fen, as it stands on the paper",
	}
}

type signIn struct {
	ID models.ID `path:"id" doc:"Agreement"`
	httpapi.IfMatch
	Body struct {
		SHA256           string        `json:"sha256" minLength:"64" maxLength:"64" doc:"Of the version that was signed" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
		Signatures       []signatureIn `json:"signatures,omitempty" maxItems:"100" doc:"Who signed on which day"`
		MediatorSignedOn *models.Day   `json:"mediator_signed_on,omitempty" doc:"When the caller signed it"`
		PageIDs          []models.ID   `json:"page_ids,omitempty" maxItems:"40"`
		OriginalSeen     bool          `json:"original_seen" doc:"The caller has seen the signed paper itself" example:"true"`
	}
}

// Docs implements httpapi.Documented.
func (signIn) Docs() map[string]string {
	return map[string]string{"page_ids": "Own files of the purpose document: all pages of the signed paper"}
}

type signatureIn struct {
	PartyID models.ID  `json:"party_id"`
	On      models.Day `json:"on"`
}

type sealIn struct {
	ID models.ID `path:"id" doc:"Agreement"`
	httpapi.IfMatch
	Body struct {
		SHA256 string     `json:"sha256" minLength:"64" maxLength:"64" doc:"Of the version that was signed" example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
		On     models.Day `json:"on" doc:"When the seal was put on the paper"`
	}
}

type performIn struct {
	ID models.ID `path:"id" doc:"Item of an agreement"`
	httpapi.IfMatch
	Body struct {
		On models.Day `json:"on" doc:"From the effect of the agreement until today"`
	}
}

// agreementActs registers how an agreement is drawn up, signed, sealed and performed.
func agreementActs(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, disputeAct(dispute.Propose, httpapi.ScopeCommittee, "Put an agreement up for its signatures",
		"By a mediator who has taken the case, once every party has been told their rights. Another version makes the "+
			"one before void, with its signatures.",
		httpapi.InChinese("写好调解协议，等待签字", "由已接手的调解员办理，此前每位当事人都要被告知权利和义务。再写一份，前一份连同签字作废。"),
		dispute.ErrTakerOnly, dispute.ErrOwnCase, dispute.ErrConsentsFirst, dispute.ErrRightsFirst, dispute.ErrViolence),
		func(ctx context.Context, actor models.Actor, in *proposeIn) (mediation.Summary, error) {
			b := in.Body
			p := mediation.Proposal{Facts: b.Facts, Responsibility: b.Responsibility, Terms: b.Terms, Manner: b.Manner,
				DueOn: b.DueOn, TotalFen: b.TotalFen}
			for _, i := range b.Items {
				p.Items = append(p.Items, dispute.Promise{What: i.What, AmountFen: i.AmountFen, Payer: i.PayerID,
					Payee: i.PayeeID, DueOn: i.DueOn})
			}
			return svc.Propose(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()}, p)
		}, presentReceipt)
	agreementSignatures(api, svc)
	agreementAfter(api, svc)
}

// below is the route of an act on something that belongs to a case.
func below(v dispute.Verb, scope httpapi.Scope, id, path, summary, more string, zh httpapi.Chinese,
	errs ...*models.Error) httpapi.Route {
	r := disputeAct(v, scope, summary, more, zh, errs...)
	r.ID, r.Path = id, path
	return r
}

func agreementSignatures(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, below(dispute.Sign, httpapi.ScopeCommittee, "signAgreement", "/dispute-agreements/{id}/sign",
		"Record who signed the paper of an agreement, and keep its pages",
		"By a mediator who has taken the case and has seen the original. A changed word makes "+
			"another hash, and is 409. "+
			"The agreement is in effect once every party and a mediator have signed and the "+
			"committee has put its seal.",
		httpapi.InChinese("登记协议的签字，并保存签字页", "由已接手并看过原件的调解员登记。改动过一个字，校验值就不同，会被拒绝（409）。"+
			"各方当事人、调解员都签字，调解委员会盖章后，协议生效。"),
		dispute.ErrTakerOnly, dispute.ErrOwnCase, dispute.ErrAgreementChanged, dispute.ErrSigned,
		dispute.ErrPagesFirst, dispute.ErrViolence),
		func(ctx context.Context, actor models.Actor, in *signIn) (mediation.Summary, error) {
			s := mediation.Signing{Agreement: in.ID, SHA256: in.Body.SHA256, Mediator: in.Body.MediatorSignedOn,
				Pages: in.Body.PageIDs, Original: in.Body.OriginalSeen}
			for _, one := range in.Body.Signatures {
				s.Parties = append(s.Parties, mediation.SignedBy{Party: one.PartyID, On: one.On})
			}
			return svc.Sign(ctx, actor, in.Expected(), s)
		}, presentReceipt)
	httpapi.Post(api, below(dispute.Seal, httpapi.ScopeCommittee, "sealAgreement", "/dispute-agreements/{id}/seal",
		"Record that the committee has put its seal on an agreement",
		"By a head of the committee, signed in within the last minutes.",
		httpapi.InChinese("登记调解委员会已盖章", "由委员会负责人登记，需在登录后几分钟内办理。"),
		dispute.ErrHeadOnly, dispute.ErrOwnCase, dispute.ErrAgreementChanged, dispute.ErrSigned,
		models.ErrSessionNotFresh, dispute.ErrViolence),
		func(ctx context.Context, actor models.Actor, in *sealIn) (mediation.Summary, error) {
			return svc.Seal(ctx, actor, in.ID, in.Expected(), in.Body.SHA256, in.Body.On)
		}, presentReceipt)
}

func agreementAfter(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, below(dispute.Perform, httpapi.ScopeParty, "performItem", "/dispute-items/{id}/perform",
		"Record that an item of an agreement was done",
		"By a head of the committee, a mediator of the case, or the party to whom it is owed. The "+
			"case is performed with "+
			"the last item.",
		httpapi.InChinese("登记协议中的一项已履行", "由委员会负责人、本案调解员，或者收到这一项的当事人登记。最后一项履行后，纠纷办结。"),
		dispute.ErrPayeeOnly, dispute.ErrItemDone, dispute.ErrLeft),
		func(ctx context.Context, actor models.Actor, in *performIn) (mediation.Summary, error) {
			return svc.Perform(ctx, actor, in.ID, in.Expected(), in.Body.On)
		}, presentReceipt)
	httpapi.Post(api, disputeAct(dispute.Finish, httpapi.ScopeCommittee, "Record that an agreement was performed",
		"By a head of the committee or a mediator of the case; items are recorded one by one first.",
		httpapi.InChinese("登记协议已全部履行", "由委员会负责人或本案调解员登记；有分项的先逐项登记。"),
		dispute.ErrCommitteeOnly, dispute.ErrOwnCase, dispute.ErrItemsFirst),
		func(ctx context.Context, actor models.Actor, in *actOnDisputeIn) (mediation.Summary, error) {
			return svc.Finish(ctx, actor, in.act())
		}, presentReceipt)
	httpapi.Post(api, disputeAct(dispute.Breach, httpapi.ScopeCommittee, "Record that an agreement was not performed",
		"By a head of the committee or a mediator of the case, once something of it is overdue. The parties are told "+
			"where one can go.",
		httpapi.InChinese("登记协议没有履行", "由委员会负责人或本案调解员登记，须有到期没履行的项目。会告诉双方还可以去哪里。"),
		dispute.ErrCommitteeOnly, dispute.ErrOwnCase, dispute.ErrNotOverdue),
		func(ctx context.Context, actor models.Actor, in *actOnDisputeIn) (mediation.Summary, error) {
			return svc.Breach(ctx, actor, in.act())
		}, presentReceipt)
}
