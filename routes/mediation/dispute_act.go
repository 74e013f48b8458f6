package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

type fileDisputeIn struct {
	Body struct {
		Statement           string            `json:"statement,omitempty" maxLength:"5000" example:"老板欠我三个月工资"`
		Category            dispute.Category  `json:"category,omitempty"`
		RegionCode          models.RegionCode `json:"region_code" doc:"Village or community where it happened"`
		Contact             string            `json:"contact,omitempty" maxLength:"100" example:"晚上七点以后打电话"`
		Respondent          party             `json:"respondent" doc:"The other side, as far as one knows it"`
		Others              []party           `json:"others,omitempty" maxItems:"9" doc:"Who else is on the other side: a main contractor"`
		AmountFen           *int64            `json:"amount_fen,omitempty" minimum:"0" maximum:"1000000000000" example:"1350000"`
		EvidenceIDs         []models.ID       `json:"evidence_ids,omitempty" maxItems:"9"`
		VoiceID             models.ID         `json:"voice_id,omitzero"`
		Transcript          string            `json:"transcript,omitempty" maxLength:"5000" example:"老板欠我三个月工资"`
		TranscriptLang      string            `json:"transcript_lang,omitempty" maxLength:"35" example:"zh-CN"`
		TranscriptConfirmed bool              `json:"transcript_confirmed,omitempty"`
	}
}

// Docs implements httpapi.Documented.
func (fileDisputeIn) Docs() map[string]string {
	return map[string]string{
		"statement":    "What happened, in one's own words; kept sealed. May be left out when voice_id is there",
		"evidence_ids": "Own files of the purpose evidence that are not in use; they become part of the case",
		"voice_id":     "An own recording of the purpose voice in which one tells it",
		"transcript": "What is said in the recording, in writing; without a statement, and confirmed, it is the " +
			"statement",
		"transcript_lang": "The language or dialect that is spoken (BCP 47: zh-CN, wuu, yue); " +
			"needed with a transcript",
		"transcript_confirmed": "The speaker has read or heard the transcript and found it right",
		"category":             "other when left out",
		"contact":              "How the committee reaches the applicant",
		"amount_fen": "What the quarrel is about, in fen; null or left out when it is not about money, or not " +
			"known. Mediation itself is free",
	}
}

type acceptDisputeIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body *struct {
		Note string `json:"note,omitempty" maxLength:"1000" doc:"Only the committee reads it" example:"先电话了解厂方意见"`
	}
}

type declineDisputeIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Note   string         `json:"note,omitempty" maxLength:"1000" doc:"Only the committee reads it" example:"申请人已向法院起诉"`
		Reason dispute.Reason `json:"reason" enum:"special_organ,already_taken,party_refuses,not_civil" example:"already_taken"`
		GoesTo dispute.Place  `json:"goes_to,omitempty" doc:"Where the parties are told to go"`
	}
}

type assignDisputeIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		Note       string    `json:"note,omitempty" maxLength:"1000" doc:"Only the committee reads it" example:"老吴熟悉这家厂"`
		MediatorID models.ID `json:"mediator_id" doc:"A mediator of the committee"`
		Lead       bool      `json:"lead" doc:"The first mediator leads; exactly one does" example:"true"`
	}
}

type takeDisputeIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		NoConflict bool `json:"no_conflict" doc:"One has no tie to a party: no kin, no employer, no debt" example:"true"`
	}
}

type actOnDisputeIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
}

func (in *actOnDisputeIn) act() mediation.Act {
	return mediation.Act{ID: in.ID, Version: in.Expected()}
}

// disputeAct is the route of a verb. The audience is everybody who is signed
// in: a person without a part in the case gets 404, and one who has a part but may not act is refused by the
// service, which writes that down.
func disputeAct(
	v dispute.Verb, scope httpapi.Scope, summary, more string, zh httpapi.Chinese, errs ...*models.Error,
) httpapi.Route {
	return httpapi.Route{
		ID:          string(v) + "Dispute",
		Path:        "/disputes/{id}/" + string(v),
		Tag:         disputeTag,
		Summary:     summary,
		Description: more,
		ZH:          zh,
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: scope, Audit: mediation.ActionOf(v),
			Right: scope == httpapi.ScopeParty},
		Errors: append([]*models.Error{dispute.ErrState, models.ErrStale}, errs...),
	}
}

func disputeActs(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "fileDispute",
		Path:    "/disputes",
		Tag:     disputeTag,
		Summary: "File a dispute in one's own words, in writing or by voice",
		Status:  201,
		Once:    httpapi.OnceBySameBody("withdrawDispute", "declineDispute"),
		Description: "Gives the receipt with the number. The nearest active committee gets the case: of the " +
			"village, else of the town, else of the county. " +
			"Evidence and a recording are uploaded first (POST /files) and named here; a file that is not free is " +
			"422 with its field.",
		ZH: httpapi.InChinese("用自己的话申请调解，可写可说", "得到带编号的回执。由最近的现有委员会受理：先是本村的，没有就是本镇的，再没有就是本县的。"+
			"证据和录音先用 POST /files 上传，再在这里写上编号；不能用的文件会指出是哪一项（422）。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: mediation.ActionFile}.AsRight().ForActing(),
		Errors: []*models.Error{dispute.ErrNoCommittee},
	}, func(ctx context.Context, actor models.Actor, in *fileDisputeIn) (mediation.Summary, error) {
		b := in.Body
		return svc.File(ctx, actor, mediation.Filing{
			Statement: b.Statement, Category: b.Category, RegionCode: b.RegionCode, Contact: b.Contact,
			AmountFen: b.AmountFen, Respondent: b.Respondent.in(), Others: partiesIn(b.Others),
			Evidence: b.EvidenceIDs, Voice: upload.Transcript{ID: b.VoiceID, Words: b.Transcript,
				Lang: b.TranscriptLang, Confirmed: b.TranscriptConfirmed},
		})
	}, presentReceipt)

	httpapi.Post(api, disputeAct(dispute.Accept, httpapi.ScopeCommittee, "Accept a case",
		"By a head of the committee. The case is accepted once each side has consented; then it has its file number "+
			"and the day by which it should be settled: a month from acceptance, for labour "+
			"disputes 15 days from filing.",
		httpapi.InChinese("受理纠纷", "由委员会负责人决定。双方都同意调解后正式受理，得到案号，同时定下应办结的日期：受理后一个月，劳动纠纷为申请后15天。"),
		dispute.ErrHeadOnly, dispute.ErrOwnCase),
		func(ctx context.Context, actor models.Actor, in *acceptDisputeIn) (mediation.Summary, error) {
			a := mediation.Act{ID: in.ID, Version: in.Expected()}
			if in.Body != nil {
				a.Note = in.Body.Note
			}
			return svc.Accept(ctx, actor, a)
		}, presentReceipt)

	disputeVerbs(api, svc)
}

// disputeVerbs registers the steps of a case after it was filed.
func disputeVerbs(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, disputeAct(dispute.Decline, httpapi.ScopeCommittee, "Decline a case",
		"By a head of the committee, for one of the reasons of the rules. The parties are told "+
			"the ways that stay open.",
		httpapi.InChinese("不予受理", "由委员会负责人按规定的理由作出，并告诉双方还有哪些其他途径。"),
		dispute.ErrHeadOnly, dispute.ErrOwnCase, dispute.ErrSentByOrgan),
		func(ctx context.Context, actor models.Actor, in *declineDisputeIn) (mediation.Summary, error) {
			return svc.Decline(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected(), Note: in.Body.Note},
				in.Body.Reason, in.Body.GoesTo)
		}, presentReceipt)

	httpapi.Post(api, disputeAct(dispute.Assign, httpapi.ScopeCommittee, "Assign a mediator",
		"By a head of the committee: the lead first, then others. A party never mediates its own case.",
		httpapi.InChinese("指派调解员", "由委员会负责人指派：先指派主办调解员，再指派其他人。当事人不能调解自己的纠纷。"),
		dispute.ErrHeadOnly, dispute.ErrOwnCase, dispute.ErrNotMediator,
		dispute.ErrMediatorIsParty, dispute.ErrAssignedAlready, dispute.ErrLeadFirst,
		dispute.ErrLeadTaken),
		func(ctx context.Context, actor models.Actor, in *assignDisputeIn) (mediation.Summary, error) {
			return svc.Assign(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected(), Note: in.Body.Note},
				in.Body.MediatorID, in.Body.Lead)
		}, presentReceipt)

	httpapi.Post(api, disputeAct(dispute.Take, httpapi.ScopeCommittee, "Take a case in hand",
		"By a mediator to whom it is assigned, who declares that they have no tie to a party.",
		httpapi.InChinese("接手纠纷", "由被指派的调解员接手办理，并声明与双方没有亲属、雇佣、债务等关系。"), dispute.ErrNotAssigned,
		dispute.ErrOwnCase, dispute.ErrTakenAlready),
		func(ctx context.Context, actor models.Actor, in *takeDisputeIn) (mediation.Summary, error) {
			return svc.Take(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()}, in.Body.NoConflict)
		}, presentReceipt)

	httpapi.Post(api, disputeAct(dispute.Withdraw, httpapi.ScopeParty, "Withdraw a case",
		"By the applicant, at any time before an agreement is in effect. One of several withdraws for themselves "+
			"alone, and the others go on.",
		httpapi.InChinese("撤回调解申请", "由申请人撤回，调解协议生效前随时可以。有几位申请人的，只撤回自己的，其他人继续。"),
		dispute.ErrApplicantOnly, dispute.ErrLeft),
		func(ctx context.Context, actor models.Actor, in *actOnDisputeIn) (mediation.Summary, error) {
			return svc.Withdraw(ctx, actor, in.act())
		}, presentReceipt)
	intakeActs(api, svc)
	disputeJoins(api, svc)
	disputeTalk(api, svc)
	disputePartyActs(api, svc)
	disputeParting(api, svc)
	disputeSessions(api, svc)
	disputeExtensions(api, svc)
	agreementActs(api, svc)
}
