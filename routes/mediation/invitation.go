package mediation

import (
	"bytes"
	"context"
	"io"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// DisputeInvitation is a code by which somebody asks to be a party, and who has.
type DisputeInvitation struct {
	State     dispute.InvitationState `json:"state" example:"open"`
	StateText string                  `json:"state_text" maxLength:"20" example:"等待本人扫码"`
	Code      *string                 `json:"code" maxLength:"32" doc:"For the person who is meant, and nobody else; null once it is used or over" example:"k7m2qd9xw3ha4tpe"`
	AskedBy   *string                 `json:"asked_by_name" maxLength:"64" doc:"Verified name of who asks to be the party" example:"李小妹"`
	AskedAt   *models.Instant         `json:"asked_at"`
	ExpiresAt models.Instant          `json:"expires_at" doc:"Until when the code can be used"`
}

// DisputeJoin is what somebody learns who has asked to be a party.
type DisputeJoin struct {
	CommitteeName string `json:"committee_name" maxLength:"128" doc:"Which committee confirms" example:"外山村人民调解委员会"`
}

type joinDisputeIn struct {
	Body struct {
		Code string `json:"code" minLength:"1" maxLength:"32" doc:"The scene of the code, in any case" example:"k7m2qd9xw3ha4tpe"`
	}
}

type joinDisputeOut struct{ Body DisputeJoin }

func disputeInvitation(i *mediation.Invited) *DisputeInvitation {
	if i == nil {
		return nil
	}
	out := &DisputeInvitation{State: i.State, Code: textOrNull(i.Code), AskedBy: textOrNull(i.AskedBy),
		AskedAt: i.AskedAt, ExpiresAt: i.ExpiresAt}
	out.StateText, _ = i.State.Text()
	return out
}

// disputeJoins registers how parties come to a case with their own account.
func disputeJoins(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "joinDispute",
		Path:    "/dispute-joins",
		Tag:     disputeTag,
		Limit:   httpapi.LimitGuess,
		Summary: "Ask to be a party of a case, by its code",
		Status:  200,
		Description: "By the person for whom the committee has made the code, once, within fourteen days. The committee " +
			"confirms; until then one learns nothing of the case. Any other code has one answer.",
		ZH: httpapi.InChinese("凭码申请以当事人身份加入", "由收到码的本人在十四天内使用一次，调解委员会核对后确认，在此以前看不到纠纷的任何内容。"+
			"不能用的码都是同一个答复。"),
		Policy: httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf, Audit: mediation.ActionAskToJoin},
		Errors: []*models.Error{dispute.ErrInvitationOver, dispute.ErrPartyTwice},
	}, func(ctx context.Context, actor models.Actor, in *joinDisputeIn) (mediation.AskedToJoin, error) {
		return svc.AskToJoin(ctx, actor, in.Body.Code)
	}, func(a mediation.AskedToJoin) *joinDisputeOut {
		return &joinDisputeOut{Body: DisputeJoin{CommitteeName: a.Committee}}
	})
	onParty := func(v dispute.Verb, id, path, summary, more string, zh httpapi.Chinese,
		do func(context.Context, models.Actor, *int64, models.ID) (mediation.Summary, error), errs ...*models.Error) {
		httpapi.Post(api, partyAct(v, id, path, summary, more, zh, errs...),
			func(ctx context.Context, actor models.Actor, in *onPartyIn) (mediation.Summary, error) {
				return do(ctx, actor, in.Expected(), in.ID)
			}, presentReceipt)
	}
	onParty(dispute.Invite, "inviteParty", "code", "Make a code by which a party joins",
		"By a head of the committee or a mediator of the case, for the person who is meant: it is read with the case "+
			"(invitation of the party) and drawn by drawPartyCode. A new one voids the one before.",
		httpapi.InChinese("给当事人一个加入码", "由委员会负责人或本案调解员制作，只交给本人，在纠纷详情里查看。新的码一出，旧的作废。"),
		svc.Invite, dispute.ErrPartyJoined)
	onParty(dispute.ConfirmJoin, "confirmJoin", "join", "Confirm who has asked to be a party",
		"By a head of the committee or a mediator of the case, and nobody for themselves. From then on the person sees "+
			"the case as a party and as nothing else; a mediator of it mediates it no more.",
		httpapi.InChinese("确认当事人加入", "由委员会负责人或本案调解员核对后确认，不能确认自己。此后这个人以当事人身份查看本案，原来是本案调解员的不再办理。"),
		svc.ConfirmJoin, dispute.ErrJoinNobody, dispute.ErrPartyTwice, dispute.ErrPartyJoined)
	onParty(dispute.RefuseJoin, "refuseJoin", "join/refuse", "Refuse who has asked to be a party",
		"By a head of the committee or a mediator of the case. The person learns nothing of the case; another code can "+
			"be made.",
		httpapi.InChinese("不确认当事人加入", "由委员会负责人或本案调解员作出，申请的人看不到纠纷的任何内容；可以再给一个码。"),
		svc.RefuseJoin, dispute.ErrJoinNobody)
	httpapi.Stream(api, httpapi.Route{
		ID:          "drawPartyCode",
		Path:        "/qr-codes/case/{id}",
		Tag:         disputeTag,
		Summary:     "Draw the code by which a party joins",
		Description: "For those who make it, to show to the person who is meant.",
		ZH:          httpapi.InChinese("生成当事人加入码的图片", "供制作的人查看，出示给本人。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeCommittee},
		Errors:      []*models.Error{dispute.ErrInvitationOver, dispute.ErrCommitteeOnly, dispute.ErrOwnCase},
	}, []string{"image/png"}, func(ctx context.Context, actor models.Actor, in *onPartyIn) (*httpapi.Download, error) {
		png, err := svc.InvitationPicture(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		return &httpapi.Download{Body: io.NopCloser(bytes.NewReader(png)), Size: int64(len(png)), Type: "image/png",
			Name: "case.png", Inline: true}, nil
	})
}
