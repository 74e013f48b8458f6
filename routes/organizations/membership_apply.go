package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Application is an application as reviewers see it in their queue.
type Application struct {
	ID         models.ID      `json:"id"`
	PersonID   models.ID      `json:"person_id"`
	Nickname   string         `json:"nickname" maxLength:"64"`
	QueueNo    int64          `json:"queue_no" minimum:"1" maximum:"9007199254740991"`
	State      string         `json:"state" enum:"applied,returned,rejected,withdrawn"`
	StateText  string         `json:"state_text" maxLength:"16" example:"待审核"`
	Side       string         `json:"side" enum:"migrant,local_cadre" doc:"What the applicant says; it can be corrected when approving"`
	SideText   string         `json:"side_text" maxLength:"16" example:"新居民"`
	Source     string         `json:"source" enum:"application,code,roster,registration,transfer"`
	SourceText string         `json:"source_text" maxLength:"16" example:"扫码申请"`
	Message    string         `json:"message" maxLength:"300"`
	Answers    []JoinAnswer   `json:"answers" maxItems:"5"`
	AppliedAt  models.Instant `json:"applied_at"`
	Applicant
	httpapi.Acts
}

// Applicant is what those who decide learn of a person besides what an application says.
type Applicant struct {
	Verified     bool               `json:"verified" doc:"The identity was checked against the card"`
	LivesIn      *models.RegionCode `json:"lives_in" doc:"Present place; null: not told"`
	LivesInName  string             `json:"lives_in_name" names:"region LivesIn" maxLength:"255"`
	AccountSince models.Instant     `json:"account_since" doc:"Since when the person has an account"`
}

// ApplicantDTO gives an applicant on the wire.
func ApplicantDTO(a models.Applicant) Applicant {
	return Applicant{Verified: a.Verified, LivesIn: a.LivesIn, AccountSince: a.Since}
}

// Docs implements httpapi.Documented.
func (Application) Docs() map[string]string {
	return map[string]string{
		"source": "code: came by a code of the organization, which anybody may have copied",
	}
}

type applyIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		Message string   `json:"message,omitempty" maxLength:"300" doc:"A few words to those who decide" example:"我在外山村住了三年，想加入。"`
		Side    string   `json:"side,omitempty" enum:"migrant,local_cadre" doc:"For whom one stands; absent: migrant"`
		Answers []string `json:"answers,omitempty" maxItems:"5" nullable:"false" example:"[\"安徽阜阳\",\"yes\"]"`
		Code    string   `json:"code,omitempty" maxLength:"32" example:"k7m2qd9xw3ha4tpe"`
	}
}

// Docs implements httpapi.Documented.
func (applyIn) Docs() map[string]string {
	return map[string]string{
		"answers": "To the questions of the join form, in order; yes or no to a yes-no question, the words " +
			"of the option to a choice",
		"code": "The code that was scanned, if any; it only tells how one came",
	}
}

type applicationQueueIn struct {
	httpapi.PageIn
	ID        models.ID `path:"id" doc:"Organization"`
	State     string    `query:"state" enum:"applied,returned,rejected,withdrawn" default:"applied" doc:"Applications in this state"`
	WithTotal bool      `query:"with_total" doc:"Also count them"`
}

type applicationQueueOut struct {
	Body struct {
		Items      []Application `json:"items" maxItems:"100"`
		NextCursor *string       `json:"next_cursor" maxLength:"200" doc:"Cursor of the next page; null on the last one"`
		Total      *int64        `json:"total" minimum:"0" maximum:"1000000000"`
	}
}

// Docs implements httpapi.Documented.
func (applicationQueueOut) Docs() map[string]string {
	return map[string]string{
		"total": "How many there are, when with_total was asked for; else null",
	}
}

type ApplicationIn struct {
	ID models.ID `path:"id" doc:"Application"`
}

type approveIn struct {
	ID   models.ID `path:"id" doc:"Application"`
	Body *struct {
		Side string `json:"side,omitempty" enum:"migrant,local_cadre" doc:"Corrects what the applicant said"`
	}
}

func (in approveIn) side() *models.MemberSide {
	if in.Body == nil || in.Body.Side == "" {
		return nil
	}
	side := models.MemberSide(in.Body.Side)
	return &side
}

// reviewerPolicy is the policy of those who decide who comes into an organization.
func reviewerPolicy(audit models.Action) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Staff(models.ReviewerRoles()...), Scope: httpapi.ScopeOrganization,
		Audit: audit}
}

func applications(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Post(api, httpapi.Route{
		ID:      "applyForMembership",
		Path:    "/organizations/{id}/applications",
		Tag:     tag,
		Summary: "Apply for membership",
		Status:  201,
		Once: httpapi.OnceByKey("One live membership, application or invitation of a person in an organization.",
			"同一人在同一组织只有一份有效的会籍、申请或邀请。"),
		Description: "One open application or membership for each organization. Those who decide are told. In an " +
			"organization whose admission is open, and in a sub-group for the people of its parent, " +
			"one is a member at once, " +
			"or waits in the order of arrival while it is full. Whoever holds an invitation of the organization " +
			"becomes a member by applying.",
		ZH: httpapi.InChinese("申请入会", "每个组织只能有一份待处理的申请或一份会员关系。会通知审批的人。自由加入的组织，以及上级组织会员加入的下设小组，申请即成为会员，"+
			"满员时按先后等待。持有该组织邀请的人，申请即成为会员。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: organizations.ActionApply}.ForActing(),
		Errors: shapes.Unfit(models.ErrOrganizationClosed, models.ErrMembershipExists, models.ErrRegisterInstead,
			models.ErrMembershipCoolingOff, models.ErrParentFirst, models.ErrOrganizationFull),
	}, func(ctx context.Context, actor models.Actor, in *applyIn) (models.OwnMembership, error) {
		b := in.Body
		return svc.Apply(ctx, actor, in.ID,
			organizations.Application{Message: b.Message, Side: models.MemberSide(b.Side), Answers: b.Answers,
				Code: b.Code})
	}, PresentMembership)
	applicationQueue(api, svc, tag)
	httpapi.Read(api, httpapi.Route{
		ID:          "readApplication",
		Path:        "/applications/{id}",
		Tag:         tag,
		Summary:     "Read an application",
		Description: "One's own, or one that one decides.",
		ZH:          httpapi.InChinese("查看入会申请", "自己的申请，或由自己审批的申请。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization},
	}, func(ctx context.Context, actor models.Actor, in *ApplicationIn) (models.ApplicationView, error) {
		return svc.Application(ctx, actor, in.ID)
	}, presentApplication)
	applicationDecisions(api, svc, tag)
	applicationCorrections(api, svc, tag)
}

func applicationQueue(api *httpapi.API, svc *organizations.Service, tag string) {
	const list = "applications"
	httpapi.Read(api, httpapi.Route{
		ID:          "listApplications",
		Path:        "/organizations/{id}/applications",
		Tag:         tag,
		Summary:     "List applications",
		Description: "Those that wait, or those in another state, in the order of arrival, for those who decide them.",
		ZH:          httpapi.InChinese("查询入会申请", "默认列出待审批的，也可查其他状态，按申请先后排列，供审批的人使用。"),
		Policy:      reviewerPolicy(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *applicationQueueIn) (organizations.Queue, error) {
		page, err := api.Page(list, in.PageIn)
		if err != nil {
			return organizations.Queue{}, err
		}
		return svc.Applications(ctx, actor, in.ID, models.MembershipState(in.State), in.WithTotal, page)
	}, func(rows organizations.Queue) *applicationQueueOut {
		shown := httpapi.ListOf(api, list, rows.List, applicationDTO).Body
		out := &applicationQueueOut{}
		out.Body.Items, out.Body.NextCursor, out.Body.Total = shown.Items, shown.NextCursor, rows.Total
		return out
	})
}

func applicationDecisions(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Post(api, httpapi.Route{
		ID:          "approveApplication",
		Path:        "/applications/{id}/approve",
		Tag:         tag,
		Summary:     "Make an applicant a member",
		Status:      200,
		Description: "By whoever decides applications in the organization, never one's own. The person is told.",
		ZH:          httpapi.InChinese("同意入会", "由组织里审批入会申请的人办理，不能审批自己的申请。会通知本人。"),
		Policy:      reviewerPolicy(organizations.ActionAccept),
		Errors: shapes.Unfit(models.ErrForbidden, models.ErrMembershipOwn, models.ErrMembershipDecided,
			models.ErrOrganizationFull, models.ErrOrganizationState, models.ErrOrganizationMigrantShare,
			models.ErrParentFirst),
	}, func(ctx context.Context, actor models.Actor, in *approveIn) (models.OwnMembership, error) {
		return svc.ApproveApplication(ctx, actor, in.ID, in.side())
	}, PresentMembership)
	httpapi.Post(api, httpapi.Route{
		ID:          "rejectApplication",
		Path:        "/applications/{id}/reject",
		Tag:         tag,
		Summary:     "Refuse an applicant",
		Status:      200,
		Description: "The person reads the reason and may apply again after 30 days.",
		ZH:          httpapi.InChinese("不同意入会", "申请人看到原因，30天后可再次申请。"),
		Policy:      reviewerPolicy(organizations.ActionRefuse),
		Errors: []*models.Error{models.ErrForbidden, models.ErrMembershipOwn, models.ErrMembershipDecided,
			models.ErrOrganizationState},
	}, func(ctx context.Context, actor models.Actor, in *shapes.RejectIn) (models.OwnMembership, error) {
		return svc.RejectApplication(ctx, actor, in.ID, in.Body.Reason)
	}, PresentMembership)
	httpapi.Post(api, httpapi.Route{
		ID:          "withdrawApplication",
		Path:        "/applications/{id}/withdraw",
		Tag:         tag,
		Summary:     "Take one's own application back",
		Status:      200,
		Description: "Possible until it is decided.",
		ZH:          httpapi.InChinese("撤回自己的入会申请", "审批之前可以撤回。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: organizations.ActionWithdraw}.AsRight().ForActing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrMembershipDecided},
	}, func(ctx context.Context, actor models.Actor, in *ApplicationIn) (models.OwnMembership, error) {
		return svc.Withdraw(ctx, actor, in.ID)
	}, PresentMembership)
}

func applicationDTO(m models.Member) Application {
	state, _ := m.State.Text()
	side, _ := m.Side.Text()
	source, _ := m.Source.Text()
	return Application{ID: m.ID, PersonID: m.PersonID, Nickname: m.Nickname, QueueNo: m.QueueNo, State: string(m.State),
		StateText: state, Side: string(m.Side), SideText: side, Source: string(m.Source), SourceText: source,
		Message: m.Message, Answers: joinAnswers(m.Answers), AppliedAt: m.CreatedAt,
		Applicant: ApplicantDTO(m.Applicant), Acts: httpapi.ActsOf(m.Choices)}
}
