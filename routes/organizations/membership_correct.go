package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// ApplicationDetails is an application with the acts of the caller: approve, reject and return of
// those who decide, resubmit and withdraw of the applicant.
type ApplicationDetails struct {
	Membership
	PersonID models.ID `json:"person_id"`
	Nickname string    `json:"nickname" maxLength:"64"`
	Applicant
	httpapi.Acts
}

type applicationOut struct {
	httpapi.Versioned
	Body ApplicationDetails
}

func presentApplication(v models.ApplicationView) *applicationOut {
	return &applicationOut{Versioned: httpapi.VersionTag(v.Version, v.Choices.Mark(), v.PersonMark()),
		Body: ApplicationDetails{Membership: MembershipDTO(v.OwnMembership), PersonID: v.PersonID, Nickname: v.Nickname,
			Applicant: ApplicantDTO(v.Applicant), Acts: httpapi.ActsOf(v.Choices)}}
}

type resubmitIn struct {
	ID   models.ID `path:"id" doc:"Application"`
	Body struct {
		Message string   `json:"message,omitempty" maxLength:"300" doc:"A few words to those who decide" example:"我在外山村住了三年，想加入。"`
		Side    string   `json:"side,omitempty" enum:"migrant,local_cadre" doc:"For whom one stands; absent: migrant"`
		Answers []string `json:"answers,omitempty" maxItems:"5" nullable:"false" example:"[\"安徽阜阳\",\"yes\"]"`
	}
}

// Docs implements httpapi.Documented.
func (resubmitIn) Docs() map[string]string {
	return map[string]string{
		"answers": "To the questions of the join form as it is now, in order",
	}
}

// applicationCorrections registers how an application is sent back for correction, and handed in
// again.
func applicationCorrections(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Post(api, httpapi.Route{
		ID:      "returnApplication",
		Path:    "/applications/{id}/return",
		Tag:     tag,
		Summary: "Send an application back for correction",
		Status:  200,
		Description: "By whoever decides applications, instead of a refusal: the person reads " +
			"the reason, corrects the " +
			"application and submits it again without waiting. Its place in the order of arrival is kept.",
		ZH:     httpapi.InChinese("退回入会申请，请申请人更正", "由审批入会申请的人办理。与不同意不同：申请人看到原因，更正后可以马上重新提交，排队位置不变。"),
		Policy: reviewerPolicy(organizations.ActionReturn),
		Errors: []*models.Error{models.ErrForbidden, models.ErrMembershipOwn, models.ErrMembershipDecided,
			models.ErrOrganizationState},
	}, func(ctx context.Context, actor models.Actor, in *shapes.RejectIn) (models.OwnMembership, error) {
		return svc.ReturnApplication(ctx, actor, in.ID, in.Body.Reason)
	}, PresentMembership)
	httpapi.Post(api, httpapi.Route{
		ID:      "resubmitApplication",
		Path:    "/applications/{id}/resubmit",
		Tag:     tag,
		Summary: "Submit one's corrected application again",
		Status:  200,
		Description: "One's own, after it was sent back. What is sent replaces all that was " +
			"written before. Those who " +
			"decide are told. An application to a union is corrected with its form (PUT /union-applications/{id}).",
		ZH: httpapi.InChinese("更正后重新提交入会申请", "自己的申请被退回后办理。提交的内容整体替换原来的内容，会通知审批的人。"+
			"加入工会的申请连同表格一起更正（PUT /union-applications/{id}）。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: organizations.ActionResubmit}.ForActing(),
		Errors: shapes.Unfit(models.ErrForbidden, models.ErrMembershipDecided, models.ErrOrganizationClosed,
			models.ErrParentFirst),
	}, func(ctx context.Context, actor models.Actor, in *resubmitIn) (models.OwnMembership, error) {
		b := in.Body
		return svc.Resubmit(ctx, actor, in.ID,
			organizations.Application{Message: b.Message, Side: models.MemberSide(b.Side), Answers: b.Answers})
	}, PresentMembership)
}
