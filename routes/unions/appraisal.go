package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/models/union"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/organizations"
	"xinjumin/routes/shapes"
	"xinjumin/services/unions"
)

// UnionHint is one thing that the law says about a union as it is now.
type UnionHint struct {
	Code    string `json:"code" maxLength:"32" example:"committee"`
	Met     bool   `json:"met" doc:"false: something is to be done"`
	Text    string `json:"text" maxLength:"200" example:"会员已有30人。满25人应当建立工会委员会，现有委员1人。"`
	TextEN  string `json:"text_en" maxLength:"300"`
	Article string `json:"article" maxLength:"32" example:"工会法第十一条"`
}

// UnionStatus is what the law says about a union.
type UnionStatus struct {
	Items []UnionHint `json:"items" maxItems:"20"`
}

type unionStatusOut struct{ Body UnionStatus }

// AppraisalResult is one question of an appraisal.
type AppraisalResult struct {
	PollID    models.ID `json:"poll_id" doc:"Vote with POST /polls/{id}/ballots, once and in secret"`
	PollTitle string    `json:"poll_title" maxLength:"60"`
	State     string    `json:"state" enum:"draft,roll_published,roll_sealed,open,closed,certified,archived,annulled"`
	StateText string    `json:"state_text" maxLength:"16" example:"投票中"`
	RollCount int64     `json:"roll_count" minimum:"0" maximum:"9007199254740991"`
	CastCount *int64    `json:"cast_count" minimum:"0" maximum:"9007199254740991" doc:"null until the close"`
	QuorumMet bool      `json:"quorum_met" doc:"Two thirds of the roll took part; below it the result is a hint only"`
	Satisfied *int64    `json:"satisfied" minimum:"0" maximum:"9007199254740991" doc:"满意; null until the close"`
	Basically *int64    `json:"basically_satisfied" minimum:"0" maximum:"9007199254740991" doc:"基本满意"`
	Not       *int64    `json:"not_satisfied" minimum:"0" maximum:"9007199254740991" doc:"不满意"`
}

// Appraisal is the appraisal of a union in a year.
type Appraisal struct {
	ID               models.ID       `json:"id"`
	OrganizationID   models.ID       `json:"organization_id"`
	OrganizationName string          `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	Year             int64           `json:"year" minimum:"2000" maximum:"2200" example:"2026"`
	OpensAt          models.Instant  `json:"opens_at"`
	ClosesAt         models.Instant  `json:"closes_at"`
	Home             AppraisalResult `json:"home" doc:"Of the 职工之家"`
	Chair            AppraisalResult `json:"chair" doc:"Of the chair"`
}

type appraiseIn struct {
	ID   models.ID `path:"id" doc:"Union"`
	Body struct {
		OpensAt  models.Instant `json:"opens_at" doc:"When members can answer" example:"2026-12-01T00:00:00.000Z"`
		ClosesAt models.Instant `json:"closes_at" doc:"1 to 30 days later" example:"2026-12-08T00:00:00.000Z"`
	}
}

type appraisalOut struct{ Body Appraisal }

// UnionProposal is a union with why it fits.
type UnionProposal struct {
	Organization organizations.Organization `json:"organization"`
	Reason       string                     `json:"reason" enum:"employer_code,employer_name,place,federation"`
	Why          string                     `json:"why" maxLength:"60" example:"您单位的工会（单位名称相同）"`
	WhyEN        string                     `json:"why_en" maxLength:"100"`
	TakesMembers bool                       `json:"takes_members" doc:"A federation takes no applications: it tells which union does"`
}

// UnionOffer is the offer of a union to whoever lives on wages.
type UnionOffer struct {
	State     string          `json:"state" enum:"open,member,untold,no_wages,too_young,declined"`
	StateText string          `json:"state_text" maxLength:"60" example:"可以加入工会"`
	AskAgain  *models.Instant `json:"ask_again_at" doc:"After declining: when it is offered again"`
	Items     []UnionProposal `json:"items" maxItems:"10"`
	Hotline   string          `json:"hotline" maxLength:"8" example:"12351"`
	Text      string          `json:"hotline_text" maxLength:"200" example:"职工热线12351"`
	TextEN    string          `json:"hotline_text_en" maxLength:"200"`
}

// Docs implements httpapi.Documented.
func (UnionOffer) Docs() map[string]string {
	return map[string]string{
		"items": "Of the employer, else of the village and town, else the federation that knows",
	}
}

type unionOfferOut struct{ Body UnionOffer }

func unionAppraisals(api *httpapi.API, svc *unions.Service, tag string) {
	inside := httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization}
	httpapi.Read(api, httpapi.Route{
		ID:          "readUnionStatus",
		Path:        "/organizations/{id}/union-status",
		Tag:         tag,
		Summary:     "Read what the law says about a union as it is now",
		Description: "Hints with the article, for members, the federation above and administrators of the place.",
		ZH:          httpapi.InChinese("查看工会现状与法律规定", "列出提示和法律条款，供会员、上级工会联合会和当地管理员查看。"),
		Policy:      inside,
		Errors:      []*models.Error{union.ErrInside, union.ErrUnionsOnly},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) ([]union.Hint, error) {
		return svc.Status(ctx, actor, in.ID)
	}, func(hints []union.Hint) *unionStatusOut {
		out := &unionStatusOut{Body: UnionStatus{Items: []UnionHint{}}}
		for _, h := range hints {
			out.Body.Items = append(out.Body.Items,
				UnionHint{Code: h.Code, Met: h.Met, Text: h.ZH, TextEN: h.EN, Article: h.Article})
		}
		return out
	})
	appraisals(api, svc, tag, inside)
	unionOffers(api, svc, tag)
}

func appraisals(api *httpapi.API, svc *unions.Service, tag string, inside httpapi.Policy) {
	const list = "appraisals"
	begin := inside
	begin.Audience, begin.Audit = httpapi.Staff(models.RoleUnionChair,
		models.RoleSecretaryGeneral), unions.ActionAppraise
	httpapi.Post(api, httpapi.Route{
		ID:      "beginAppraisal",
		Path:    "/organizations/{id}/appraisals",
		Tag:     tag,
		Summary: "Begin the yearly appraisal of a union",
		Status:  201,
		Once: httpapi.OnceByKey("One appraisal of a union in a year.",
			"一个工会一年只有一次评议。"),
		Description: "会员评家: two secret polls, of the 职工之家 and of the chair, by the union's chair or " +
			"secretary-general or the chair of the federation. Once a year; members vote like in any poll.",
		ZH:     httpapi.InChinese("开始工会的年度会员评家", "包括两项无记名投票，分别评议职工之家和工会主席；由工会主席、秘书长或上级工会联合会主席发起。每年一次，会员像其他投票一样参加。"),
		Policy: begin,
		Errors: []*models.Error{models.ErrForbidden, union.ErrUnionsOnly, models.ErrCapability, union.ErrAppraisalHeld,
			poll.ErrRollTooSmall, poll.ErrInactiveOrganization},
	}, func(ctx context.Context, actor models.Actor, in *appraiseIn) (union.AppraisalView, error) {
		return svc.Appraise(ctx, actor, in.ID, in.Body.OpensAt, in.Body.ClosesAt)
	}, func(a union.AppraisalView) *appraisalOut { return &appraisalOut{Body: appraisalDTO(a)} })
	httpapi.List(api, httpapi.Route{
		ID:      "listAppraisals",
		Path:    "/organizations/{id}/appraisals",
		Tag:     tag,
		Summary: "List the appraisals of a union with their results",
		Description: "The newest year first, for members, the federation above and administrators of the place. " +
			"There is no count before the close.",
		ZH:     httpapi.InChinese("查看工会历年的会员评家和结果", "最近的年份在前，供会员、上级工会联合会和当地管理员查看。截止前没有票数。"),
		Policy: inside,
		Errors: []*models.Error{union.ErrInside, union.ErrUnionsOnly},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[union.AppraisalView], error) {
		return svc.Appraisals(ctx, actor, in.ID, page)
	}, appraisalDTO)
}

func unionOffers(api *httpapi.API, svc *unions.Service, tag string) {
	httpapi.Read(api, httpapi.Route{
		ID:      "readUnionOffer",
		Path:    "/me/union-offer",
		Tag:     tag,
		Summary: "Read which union is open to one",
		Description: "For whoever lives on wages and is in no union, by what the profile tells with consent; asked " +
			"after signing up and after each change of the profile.",
		ZH:     httpapi.InChinese("查看自己可以加入哪个工会", "供以工资收入为生、尚未加入工会的人查看，依据个人资料中同意使用的信息；注册后和每次修改资料后查询。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}.ForActing(),
	}, func(ctx context.Context, actor models.Actor, _ *struct{}) (union.Offer, error) {
		return svc.Offer(ctx, actor)
	}, presentUnionOffer)
	httpapi.Post(api, httpapi.Route{
		ID:          "declineUnionOffer",
		Path:        "/me/union-offer/decline",
		Tag:         tag,
		Summary:     "Say that one does not want to be offered a union now",
		Status:      200,
		Description: "It is not offered again for 90 days. Joining stays possible all the time.",
		ZH:          httpapi.InChinese("暂不接受入会提示", "90天内不再提示。仍然随时可以加入。"),
		Policy:      ownPolicy(unions.ActionDecline).ForActing(),
	}, func(ctx context.Context, actor models.Actor, _ *struct{}) (union.Offer, error) {
		return svc.DeclineOffer(ctx, actor)
	}, presentUnionOffer)
}

func presentUnionOffer(o union.Offer) *unionOfferOut {
	words, _ := o.State.Text()
	out := &unionOfferOut{Body: UnionOffer{State: string(o.State), StateText: words, AskAgain: o.AskAgain,
		Items: []UnionProposal{}, Hotline: union.Hotline, Text: union.HotlineText,
		TextEN: union.HotlineTextEN}}
	for _, p := range o.Proposals {
		why, en := p.Why.Text()
		out.Body.Items = append(out.Body.Items,
			UnionProposal{Organization: organizations.OrganizationDTO(p.OrganizationView), Reason: string(p.Why),
				Why: why, WhyEN: en, TakesMembers: p.TakesMembers})
	}
	return out
}

func appraisalDTO(a union.AppraisalView) Appraisal {
	return Appraisal{ID: a.ID, OrganizationID: a.OrganizationID, Year: a.Year, OpensAt: a.Home.Poll.OpensAt,
		ClosesAt: a.Home.Poll.ClosesAt, Home: appraisalResultDTO(a.Home), Chair: appraisalResultDTO(a.Chair)}
}

func appraisalResultDTO(r union.AppraisalResult) AppraisalResult {
	words, _ := r.Poll.State.Text()
	out := AppraisalResult{PollID: r.Poll.ID, PollTitle: r.Poll.Title, State: string(r.Poll.State), StateText: words,
		RollCount: r.Poll.RollCount, CastCount: r.Poll.CastCount, QuorumMet: r.QuorumMet()}
	if len(r.Votes) == len(union.AppraisalOptions()) {
		out.Satisfied, out.Basically, out.Not = &r.Votes[0], &r.Votes[1], &r.Votes[2]
	}
	return out
}
