package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/organizations"
	"xinjumin/routes/people"
	"xinjumin/routes/shapes"
	"xinjumin/services/unions"
)

// UnionForm is the form of an application to a union as it is shown.
type UnionForm struct {
	Channel        *union.Channel    `json:"channel" doc:"null: applied without a form"`
	ChannelText    string            `json:"channel_text" maxLength:"16" example:"居住登记时办理"`
	Employment     *union.Employment `json:"employment" doc:"null: applied without a form"`
	EmploymentText string            `json:"employment_text" maxLength:"16" example:"灵活就业、平台接单"`
	WorkKind       people.Coded      `json:"work_kind"`
	EmployerName   string            `json:"employer_name" maxLength:"60"`
	EmployerCode   string            `json:"employer_code" maxLength:"18"`
	StartedOn      *models.Day       `json:"started_on" doc:"When the present work began"`
}

// UnionApplication is an open application with its form.
type UnionApplication struct {
	organizations.Membership
	PersonID models.ID `json:"person_id"`
	Nickname string    `json:"nickname" maxLength:"64"`
	Form     UnionForm `json:"form"`
	organizations.Applicant
}

// UnionApplicationDetails is one application with what the applicant wrote.
type UnionApplicationDetails struct {
	UnionApplication
	Statement string `json:"statement" maxLength:"500"`
}

type unionApplyIn struct {
	ID   models.ID `path:"id" doc:"Union"`
	Body unionFormBody
}

type unionCorrectIn struct {
	ID   models.ID `path:"id" doc:"Application"`
	Body unionFormBody
}

// unionFormBody is the form of an application as its applicant fills it in.
type unionFormBody struct {
	Channel      string      `json:"channel" enum:"registration,hotline,self"`
	Employment   string      `json:"employment" enum:"contract,gig"`
	WorkKind     string      `json:"work_kind,omitempty" maxLength:"16" doc:"List work_kind" example:"601"`
	EmployerName string      `json:"employer_name,omitempty" maxLength:"60" doc:"Needed with a contract" example:"某某制衣厂"`
	EmployerCode string      `json:"employer_code,omitempty" maxLength:"64" example:"91350100M000100Y43"`
	StartedOn    *models.Day `json:"started_on,omitempty" doc:"When the present work began" example:"2026-03-01"`
	Statement    string      `json:"statement" minLength:"1" maxLength:"500" example:"我自愿加入工会，遵守工会章程。"`
}

func (b unionFormBody) form() union.FormData {
	return union.FormData{Channel: union.Channel(b.Channel), Employment: union.Employment(b.Employment),
		WorkKind: b.WorkKind, EmployerName: b.EmployerName, EmployerCode: b.EmployerCode, StartedOn: b.StartedOn,
		Statement: b.Statement}
}

// Docs implements httpapi.Documented.
func (unionFormBody) Docs() map[string]string {
	return map[string]string{
		"channel":       "registration: at the residence registration; hotline: by 12351",
		"employment":    "contract: with a labour contract or a fixed employer; gig: from job to job, by a platform",
		"employer_code": "Unified social credit code (GB 32100)",
		"statement":     "That, and why, one wants to join; kept sealed",
	}
}

type unionApplicationOut struct{ Body UnionApplicationDetails }

// UnionNumber is an earlier number of a member.
type UnionNumber struct {
	OrganizationName string            `json:"organization_name" maxLength:"40"`
	MemberNo         string            `json:"member_no" maxLength:"32" example:"330602-0007-000123"`
	JoinedAt         models.Instant    `json:"joined_at"`
	EndedAt          *models.Instant   `json:"ended_at"`
	EndReason        *models.EndReason `json:"end_reason"`
}

// UnionCard is the membership card of a person.
type UnionCard struct {
	MembershipID     models.ID       `json:"membership_id"`
	OrganizationID   models.ID       `json:"organization_id"`
	OrganizationName string          `json:"organization_name" maxLength:"40"`
	UnionNo          string          `json:"union_no" maxLength:"16" example:"330602-0007"`
	RegionName       string          `json:"region_name" maxLength:"255"`
	MemberNo         string          `json:"member_no" maxLength:"32" example:"330602-0007-000123"`
	Standing         string          `json:"standing" enum:"active,retained"`
	StandingText     string          `json:"standing_text" maxLength:"16" example:"在会"`
	JoinedAt         *models.Instant `json:"joined_at"`
	Transfers        []UnionTransfer `json:"transfers" maxItems:"1" doc:"The one that waits for an answer"`
	Before           []UnionNumber   `json:"before" maxItems:"100" doc:"Earlier numbers, the newest first"`
}

// Docs implements httpapi.Documented.
func (UnionCard) Docs() map[string]string {
	return map[string]string{
		"member_no": "The union's number and a serial; none is given twice",
		"standing":  "retained: held by the federation until a new job, without dues",
	}
}

type unionCardOut struct{ Body UnionCard }

// Unions registers the routes of unions, the League and the women's federation.
func Unions(api *httpapi.API, svc *unions.Service) {
	const tag = "unions"
	api.Tag(tag, "Trade unions, Youth League, women's federation", "工会、团支部、妇联")
	api.Words(words)
	unionApplications(api, svc, tag)
	unionCorrections(api, svc, tag)
	unionCards(api, svc, tag)
	unionTransfers(api, svc, tag)
	unionTree(api, svc, tag)
	unionAppraisals(api, svc, tag)
	unionMeetings(api, svc, tag)
	massRoutes(api, svc, tag)
}

func unionReviewers(audit models.Action) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Staff(models.ReviewerRoles()...), Scope: httpapi.ScopeOrganization,
		Audit: audit}
}

func ownPolicy(audit models.Action) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
}

func unionApplications(api *httpapi.API, svc *unions.Service, tag string) {
	const list = "union-applications"
	httpapi.Post(api, httpapi.Route{
		ID:      "applyToUnion",
		Path:    "/organizations/{id}/union-applications",
		Tag:     tag,
		Summary: "Apply to a union with its form",
		Status:  201,
		Once: httpapi.OnceByKey("One live membership or application of a person in a union.",
			"同一人在同一工会只有一份有效的会籍或申请。"),
		Description: "入会申请书. The application is decided, withdrawn and listed like any other (POST " +
			"/applications/{id}/approve); with the approval the member has a number.",
		ZH:     httpapi.InChinese("填表申请加入工会", "即入会申请书。审批、撤回和查询与其他申请相同（POST /applications/{id}/approve）；批准后会员取得编号。"),
		Policy: ownPolicy(unions.ActionApply).ForActing(),
		Errors: []*models.Error{union.ErrUnionsOnly, models.ErrOrganizationClosed, models.ErrCapability,
			models.ErrMembershipExists, models.ErrUnionElsewhere, models.ErrUnionWageWorkers,
			models.ErrMembershipTooYoung, models.ErrMembershipChild},
	}, func(ctx context.Context, actor models.Actor, in *unionApplyIn) (union.Application, error) {
		return svc.Apply(ctx, actor, in.ID, in.Body.form())
	}, func(a union.Application) *unionApplicationOut {
		return &unionApplicationOut{Body: unionApplicationDetails(a)}
	})
	httpapi.List(api, httpapi.Route{
		ID:          "listUnionApplications",
		Path:        "/organizations/{id}/union-applications",
		Tag:         tag,
		Summary:     "List open applications to a union with their forms",
		Description: "In the order of arrival, for those who decide them; without what the applicants wrote.",
		ZH:          httpapi.InChinese("查询待审批的工会入会申请和表格", "按申请先后排列，供审批的人使用；不显示申请人写的内容。"),
		Policy:      unionReviewers(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden, union.ErrUnionsOnly},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[union.Application], error) {
		return svc.Applications(ctx, actor, in.ID, page)
	}, unionApplicationDTO)
	httpapi.Read(api, httpapi.Route{
		ID:          "readUnionApplication",
		Path:        "/union-applications/{id}",
		Tag:         tag,
		Summary:     "Read an application to a union with its form",
		Description: "For the applicant and for those who decide it.",
		ZH:          httpapi.InChinese("查看工会入会申请和表格", "供申请人和审批的人查看。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}.ForActing(),
		Errors:      []*models.Error{union.ErrUnionsOnly},
	}, func(ctx context.Context, actor models.Actor, in *organizations.ApplicationIn) (union.Application, error) {
		return svc.Application(ctx, actor, in.ID)
	}, func(a union.Application) *unionApplicationOut {
		return &unionApplicationOut{Body: unionApplicationDetails(a)}
	})
}

// unionCorrections registers how an application that was sent back is handed in again.
func unionCorrections(api *httpapi.API, svc *unions.Service, tag string) {
	httpapi.Put(api, httpapi.Route{
		ID:      "resubmitUnionApplication",
		Path:    "/union-applications/{id}",
		Tag:     tag,
		Summary: "Submit one's corrected application to a union again",
		Description: "After it was sent back (POST /applications/{id}/return). The form replaces the one before; the " +
			"place in the order of arrival is kept. Those who decide are told.",
		ZH: httpapi.InChinese("更正后重新提交加入工会的申请",
			"申请被退回（POST /applications/{id}/return）后办理。表格整体替换原来的，排队位置不变，会通知审批的人。"),
		Policy: ownPolicy(unions.ActionResubmit).ForActing(),
		Errors: []*models.Error{models.ErrForbidden, union.ErrUnionsOnly, models.ErrMembershipDecided,
			models.ErrOrganizationClosed, models.ErrUnionWageWorkers, models.ErrMembershipTooYoung,
			models.ErrMembershipChild},
	}, func(ctx context.Context, actor models.Actor, in *unionCorrectIn) (*unionApplicationOut, error) {
		a, err := svc.Resubmit(ctx, actor, in.ID, in.Body.form())
		if err != nil {
			return nil, err
		}
		return &unionApplicationOut{Body: unionApplicationDetails(a)}, nil
	})
}

func unionCards(api *httpapi.API, svc *unions.Service, tag string) {
	httpapi.Read(api, httpapi.Route{
		ID:          "readUnionCard",
		Path:        "/me/union-card",
		Tag:         tag,
		Summary:     "Read one's own union membership card",
		Description: "The active membership with its number, a transfer that waits, and earlier numbers.",
		ZH:          httpapi.InChinese("查看自己的工会会员证", "包括现有会员关系和编号、待答复的会籍接转和以前的编号。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}.ForActing(),
		Errors:      []*models.Error{union.ErrNoCard},
	}, func(ctx context.Context, actor models.Actor, _ *struct{}) (union.Card, error) {
		return svc.Card(ctx, actor)
	}, func(c union.Card) *unionCardOut {
		return &unionCardOut{Body: unionCardDTO(c)}
	})
}

func unionApplicationDTO(a union.Application) UnionApplication {
	f := a.Form
	channel, _ := f.Channel.Text()
	employment, _ := f.Employment.Text()
	work, _, _ := models.CodeText(models.CodesWorkKind, f.WorkKind)
	return UnionApplication{Membership: organizations.MembershipDTO(a.OwnMembership), PersonID: a.PersonID,
		Nickname: a.Nickname, Applicant: organizations.ApplicantDTO(a.Applicant), Form: UnionForm{
			Channel: httpapi.OrNull(f.Channel), ChannelText: channel, Employment: httpapi.OrNull(f.Employment),
			EmploymentText: employment, WorkKind: people.Coded{Code: f.WorkKind, Text: work},
			EmployerName: f.EmployerName, EmployerCode: f.EmployerCode, StartedOn: f.StartedOn,
		}}
}

func unionApplicationDetails(a union.Application) UnionApplicationDetails {
	return UnionApplicationDetails{UnionApplication: unionApplicationDTO(a), Statement: a.Form.Statement}
}

func unionCardDTO(c union.Card) UnionCard {
	out := UnionCard{MembershipID: c.ID, OrganizationID: c.OrganizationID, OrganizationName: c.OrganizationName,
		UnionNo: c.UnionNo, RegionName: c.RegionName, Standing: "active", StandingText: "在会", JoinedAt: c.JoinedAt,
		Transfers: []UnionTransfer{}, Before: []UnionNumber{}}
	if c.MemberNo != nil {
		out.MemberNo = *c.MemberNo
	}
	if c.Membership.Standing == models.StandingRetained {
		out.Standing, out.StandingText = "retained", "保留会籍"
	}
	if c.Transfer != nil {
		out.Transfers = append(out.Transfers, unionTransferDTO(*c.Transfer))
	}
	for _, n := range c.Before {
		out.Before = append(out.Before, UnionNumber{OrganizationName: n.OrganizationName, MemberNo: n.MemberNo,
			JoinedAt: n.JoinedAt, EndedAt: n.EndedAt, EndReason: httpapi.OrNull(n.EndReason)})
	}
	return out
}
