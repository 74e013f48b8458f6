package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

type terminateDisputeIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Note   string         `json:"note,omitempty" maxLength:"1000" doc:"Only the committee reads it" example:"谈了三次，差距太大"`
		Reason dispute.Reason `json:"reason" enum:"no_agreement,party_stopped,party_refuses,unreachable,unfit"`
		GoesTo dispute.Place  `json:"goes_to" doc:"Where the parties are told to go"`
	}
}

type releaseMediatorIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Note       string    `json:"note,omitempty" maxLength:"1000" doc:"Only the committee reads it" example:"一方要求换人"`
		MediatorID models.ID `json:"mediator_id" doc:"A mediator of the case"`
	}
}

// disputeParting registers how a case ends without an agreement, and how a mediator
// leaves it.
func disputeParting(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, disputeAct(dispute.Terminate, httpapi.ScopeCommittee, "End a mediation without an agreement",
		"By a head of the committee or a mediator of the case. The parties are told where to go, and all other ways "+
			"stay open.",
		httpapi.InChinese("终止调解", "由委员会负责人或本案调解员作出，告诉双方可以去哪里，其他途径也都还开着。"),
		dispute.ErrCommitteeOnly, dispute.ErrOwnCase),
		func(ctx context.Context, actor models.Actor, in *terminateDisputeIn) (mediation.Summary, error) {
			return svc.Terminate(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected(), Note: in.Body.Note},
				in.Body.Reason, in.Body.GoesTo)
		}, presentReceipt)
	httpapi.Post(api, disputeAct(dispute.Recuse, httpapi.ScopeCommittee, "Leave a case as its mediator",
		"By a mediator of the case, for a tie to a party or any other reason, which need not be "+
			"told. A case without a "+
			"lead waits for another one.",
		httpapi.InChinese("调解员回避", "由本案调解员提出，与当事人有亲属、雇佣、债务等关系的应当回避，不必说明理由。没有主办调解员的纠纷等待重新指派。"),
		dispute.ErrNotAssigned, dispute.ErrOwnCase),
		func(ctx context.Context, actor models.Actor, in *actOnDisputeIn) (mediation.Summary, error) {
			return svc.Recuse(ctx, actor, in.act())
		}, presentReceipt)
	httpapi.Post(api, disputeAct(dispute.Release, httpapi.ScopeCommittee, "Take a mediator off a case",
		"By a head of the committee: a party asks for somebody else, which needs no reason, or the case goes to "+
			"another mediator.",
		httpapi.InChinese("更换调解员", "由委员会负责人办理：当事人要求换人的，不用说明理由；也可以改派他人。"),
		dispute.ErrHeadOnly, dispute.ErrOwnCase, dispute.ErrNotInCase),
		func(ctx context.Context, actor models.Actor, in *releaseMediatorIn) (mediation.Summary, error) {
			return svc.Release(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected(), Note: in.Body.Note},
				in.Body.MediatorID)
		}, presentReceipt)
	disputeOwnActs(api, svc)
}

// disputeOwnActs registers what a party says about a case by their own account.
func disputeOwnActs(api *httpapi.API, svc *mediation.Service) {
	own := func(v dispute.Verb, summary, more string, zh httpapi.Chinese,
		do func(ctx context.Context, actor models.Actor, a mediation.Act) (mediation.Summary, error),
		errs ...*models.Error) {
		httpapi.Post(api, disputeAct(v, httpapi.ScopeParty, summary, more, zh, append(errs, dispute.ErrPartyOnly)...),
			func(ctx context.Context, actor models.Actor, in *actOnDisputeIn) (mediation.Summary, error) {
				return do(ctx, actor, in.act())
			}, presentReceipt)
	}
	own(dispute.GiveConsent, "Consent to mediation", "By a party, who may stop again at any time.",
		httpapi.InChinese("同意调解", "由当事人本人作出，以后随时可以不再调解。"),
		func(ctx context.Context, actor models.Actor, a mediation.Act) (mediation.Summary, error) {
			return svc.Consent(ctx, actor, a, dispute.ConsentGiven)
		}, dispute.ErrAnswered)
	own(dispute.RefuseConsent, "Refuse mediation", "By a party, without a reason. Nobody is made to mediate.",
		httpapi.InChinese("不同意调解", "由当事人本人作出，不必说明理由。调解全凭自愿。"),
		func(ctx context.Context, actor models.Actor, a mediation.Act) (mediation.Summary, error) {
			return svc.Consent(ctx, actor, a, dispute.ConsentRefused)
		}, dispute.ErrAnswered, dispute.ErrStopInstead)
	own(dispute.Acknowledge, "Say that one knows one's rights in mediation", "By a party, once.",
		httpapi.InChinese("确认已了解调解中的权利和义务", "由当事人本人确认，一次即可。"), svc.Acknowledge, dispute.ErrAnswered)
	own(dispute.Stop, "Stop a mediation",
		"By any party, at any time before an agreement is in effect, without a reason. Where others take part on the "+
			"same side, they go on.",
		httpapi.InChinese("不再调解", "任何一方当事人，在协议生效以前随时可以提出，不必说明理由。同一方还有其他人参加的，其他人继续。"),
		svc.Stop, dispute.ErrConsentFirst)
}
