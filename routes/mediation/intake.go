package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// party is a party as whoever files knows it.
type party struct {
	Kind    dispute.PartyKind `json:"kind" example:"employer"`
	Name    string            `json:"name" minLength:"1" maxLength:"100" example:"某某制衣厂"`
	Contact string            `json:"contact,omitempty" maxLength:"100" example:"老板姓王，厂在村口"`
}

func (p party) in() mediation.NewParty {
	return mediation.NewParty{Kind: p.Kind, Name: p.Name, Contact: p.Contact}
}

func partiesIn(all []party) []mediation.NewParty {
	out := make([]mediation.NewParty, len(all))
	for i, p := range all {
		out[i] = p.in()
	}
	return out
}

// referral is the letter by which an organ sends a case.
type referral struct {
	Organ     dispute.Organ `json:"organ" example:"court"`
	Name      string        `json:"name,omitempty" maxLength:"60" doc:"Of the office, as its letter has it" example:"越城区人民法院"`
	Number    string        `json:"number,omitempty" maxLength:"60" doc:"Of its letter" example:"（2026）浙0602诉前调123号"`
	WrittenOn models.Day    `json:"written_on" doc:"Day of its letter, not in the future"`
	ReplyBy   *models.Day   `json:"reply_by,omitempty" doc:"Until when it wants an answer, from today on; left out: no day was named"`
}

type takeInDisputeIn struct {
	ID   models.ID `path:"id" doc:"Committee"`
	Body struct {
		Source      dispute.Source    `json:"source" doc:"application: somebody came; proactive: own motion; referral: an organ sent it"`
		Category    dispute.Category  `json:"category,omitempty" doc:"other when left out"`
		RegionCode  models.RegionCode `json:"region_code" doc:"Village or community where it happened, which the committee serves"`
		Statement   string            `json:"statement" minLength:"1" maxLength:"5000" doc:"What it is about; kept sealed" example:"五名工人来访，反映工资没有结清"`
		AmountFen   *int64            `json:"amount_fen,omitempty" minimum:"0" maximum:"1000000000000" doc:"What the quarrel is about, in fen" example:"1350000"`
		Applicants  []party           `json:"applicants" minItems:"1" maxItems:"50" doc:"Who asks, or would have to"`
		Respondents []party           `json:"respondents" minItems:"1" maxItems:"10" doc:"The other side"`
		Referral    *referral         `json:"referral,omitempty" doc:"Who has sent it; of the source referral alone"`
	}
}

type addPartyIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Side    dispute.PartySide `json:"side" example:"respondent"`
		Kind    dispute.PartyKind `json:"kind" example:"contractor"`
		Name    string            `json:"name" minLength:"1" maxLength:"100" example:"某某建设公司"`
		Contact string            `json:"contact,omitempty" maxLength:"100" example:"项目经理姓赵"`
	}
}

type onPartyIn struct {
	ID models.ID `path:"id" doc:"Party of a case"`
	httpapi.IfMatch
}

type representative struct {
	PartyID models.ID   `json:"party_id" doc:"An applicant who takes part"`
	Settle  bool        `json:"may_settle" doc:"May sign an agreement for the others, too"`
	ScanIDs []models.ID `json:"scan_ids,omitempty" maxItems:"9" doc:"Own files of the purpose document: the mandate that was signed"`
}

type representIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Representatives []representative `json:"representatives" maxItems:"5" doc:"In place of those before; none: nobody stands"`
	}
}

// intakeActs registers how cases come in by the committee, and who is added to them.
func intakeActs(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "takeInDispute",
		Path:    "/mediation-committees/{id}/disputes",
		Tag:     disputeTag,
		Summary: "Take a case in for a committee",
		Status:  201,
		Once:    httpapi.OnceBySameBody("declineDispute", "terminateDispute"),
		Description: "By a head or mediator of the committee: somebody came in person, the committee begins by itself, " +
			"or an organ has sent it. The parties have no account yet; their consents are recorded, or they join by a " +
			"code. Whoever takes it in is no party, and mediates it only when it is assigned to them.",
		ZH: httpapi.InChinese("由调解委员会登记纠纷", "由本委员会的主任或调解员登记：群众上门、主动介入，或者有关部门移送。"+
			"当事人这时还没有账号，是否同意由委员会登记，也可以凭码加入。登记的人不是当事人，指派以后才办理本案。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeCommittee, Audit: mediation.ActionTakeIn},
		Errors: []*models.Error{dispute.ErrTakesInOnly, models.ErrCommitteeOver},
	}, func(ctx context.Context, actor models.Actor, in *takeInDisputeIn) (mediation.Summary, error) {
		b := in.Body
		intake := mediation.Intake{Source: b.Source, Applicants: partiesIn(b.Applicants),
			Filing: mediation.Filing{Statement: b.Statement, Category: b.Category, RegionCode: b.RegionCode,
				AmountFen: b.AmountFen, Others: partiesIn(b.Respondents)}}
		if r := b.Referral; r != nil {
			intake.Letter = &dispute.Referral{Organ: r.Organ, Name: r.Name, Number: r.Number, WrittenOn: r.WrittenOn,
				ReplyBy: r.ReplyBy}
		}
		return svc.TakeIn(ctx, actor, in.ID, intake)
	}, presentReceipt)
	httpapi.Post(api, below(dispute.AddParty, httpapi.ScopeCommittee, "addParty", "/disputes/{id}/parties",
		"Add a party to a case",
		"By a head of the committee or a mediator of the case, until an agreement is written. An accepted case stays "+
			"accepted; the new party has to answer before an agreement is written.",
		httpapi.InChinese("增加当事人", "由委员会负责人或本案调解员在写成协议以前登记。已受理的仍是已受理，新当事人答复以后才能写协议。"),
		dispute.ErrCommitteeOnly, dispute.ErrOwnCase, dispute.ErrSideFull),
		func(ctx context.Context, actor models.Actor, in *addPartyIn) (mediation.Summary, error) {
			b := in.Body
			return svc.AddParty(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()},
				mediation.NewParty{Side: b.Side, Kind: b.Kind, Name: b.Name, Contact: b.Contact})
		}, presentReceipt)
	httpapi.Post(api, partyAct(dispute.LeaveOut, "leavePartyOut", "leave",
		"Say that a party who does not answer takes no part",
		"By a head of the committee or a mediator of the case; the others go on. Whoever has answered is not left out "+
			"by others, and whoever was can still consent. The case ends when nobody is left on a side.",
		httpapi.InChinese("登记当事人不参加调解", "一直没有答复的，由委员会负责人或本案调解员登记，其他人继续调解。已经答复的不能由别人排除，"+
			"登记以后本人仍可以同意调解。一方没有人参加的，纠纷结束。"), dispute.ErrAnswered),
		func(ctx context.Context, actor models.Actor, in *onPartyIn) (mediation.Summary, error) {
			return svc.LeaveOut(ctx, actor, in.Expected(), in.ID)
		}, presentReceipt)
	represented(api, svc)
}

// represented registers who stands for many applicants.
func represented(api *httpapi.API, svc *mediation.Service) {
	httpapi.Put(api, below(dispute.Represent, httpapi.ScopeCommittee, "setRepresentatives",
		"/disputes/{id}/representatives", "Say who stands for the applicants",
		"By a head of the committee or a mediator of the case: at most five of at least ten applicants who take part, "+
			"each with the paper by which the others chose them. Those who may settle sign an agreement for the others.",
		httpapi.InChinese("登记推选代表", "申请人在十位以上的，可以推选最多五位代表，由委员会负责人或本案调解员凭推选材料登记。"+
			"可以代签协议的代表签字后，其他申请人不用逐一签字。"),
		dispute.ErrCommitteeOnly, dispute.ErrOwnCase, dispute.ErrFewApplicants),
		func(ctx context.Context, actor models.Actor, in *representIn) (*receiptOut, error) {
			all := make([]mediation.Representative, len(in.Body.Representatives))
			for i, r := range in.Body.Representatives {
				all[i] = mediation.Representative{Party: r.PartyID, Settle: r.Settle, Scan: r.ScanIDs}
			}
			out, err := svc.Represent(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()}, all)
			return presentReceipt(out), err
		})
}

// DisputeReferral is by which letter an organ sent a case.
type DisputeReferral struct {
	Organ     dispute.Organ `json:"organ"`
	OrganText string        `json:"organ_text" maxLength:"20" example:"人民法院"`
	Name      string        `json:"name" maxLength:"60" doc:"Of the office; may be empty"`
	Number    string        `json:"number" maxLength:"60" doc:"Of its letter; may be empty"`
	WrittenOn models.Day    `json:"written_on"`
	ReplyBy   *models.Day   `json:"reply_by" doc:"Until when it wants an answer"`
}

func disputeReferral(r *dispute.Referral) *DisputeReferral {
	if r == nil {
		return nil
	}
	out := &DisputeReferral{Organ: r.Organ, Name: r.Name, Number: r.Number, WrittenOn: r.WrittenOn, ReplyBy: r.ReplyBy}
	out.OrganText, _ = r.Organ.Text()
	return out
}
