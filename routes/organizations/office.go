package organizations

import (
	"cmp"
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Office is an office of an organization and who holds it.
type Office struct {
	httpapi.Acts
	ID               models.ID       `json:"id"`
	OrganizationID   models.ID       `json:"organization_id"`
	OrganizationName string          `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	PersonID         models.ID       `json:"person_id"`
	Nickname         string          `json:"nickname" maxLength:"64"`
	Role             models.Role     `json:"role" example:"secretary_general"`
	RoleText         string          `json:"role_text" maxLength:"16" example:"秘书长"`
	State            string          `json:"state" enum:"offered,active,accepted,declined,withdrawn,expired,ended"`
	StateText        string          `json:"state_text" maxLength:"16" example:"待本人接受"`
	StartsAt         *models.Instant `json:"starts_at" doc:"When the person accepted it"`
	AnswerUntil      *models.Instant `json:"answer_until" doc:"Until when an offer waits for the person"`
	EndsAt           models.Instant  `json:"ends_at"`
	EndedAt          *models.Instant `json:"ended_at" doc:"Set when it was taken back before its time"`
	ExOfficio        bool            `json:"ex_officio" doc:"Held by another post, not by election"`
	ShownAs          models.ShownAs  `json:"shown_as" doc:"How everybody sees the holder on the page of the organization"`
	Post             string          `json:"post" maxLength:"30" doc:"That other post; else empty" example:"村党组织书记"`
}

type appointIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		PersonID models.ID  `json:"person_id" doc:"An active member, or with post a verified person who becomes one"`
		Role     string     `json:"role" enum:"chair,vice_chair,secretary_general,director,secretary,union_chair,organizer,supervisor"`
		EndsOn   models.Day `json:"ends_on" doc:"Last day of the term, at most five years from now"`
		Post     string     `json:"post,omitempty" maxLength:"30" example:"村党组织书记"`
		NotKin   bool       `json:"declares_not_kin,omitempty"`
	}
}

// Docs implements httpapi.Documented.
func (appointIn) Docs() map[string]string {
	return map[string]string{
		"post": "Of a head by another post, who need not be a member yet: that post. Only " +
			"administrators give such an office",
		"declares_not_kin": "For the committee of a union at a unit: the person declares not to be a near relative " +
			"of those who run the unit (工会法 10)",
	}
}

type officeIn struct {
	ID models.ID `path:"id" doc:"Office"`
}

type officeOut struct{ Body Office }

type officesOut struct {
	Body struct {
		Items []Office `json:"items" maxItems:"100"`
	}
}

var oneOffice = httpapi.OnceByKey("One live office of its kind of a person in an organization.",
	"同一人在同一组织的同一职务只有一份。")

func offices(api *httpapi.API, svc *organizations.Service, tag string) {
	policy := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization, Audit: audit}
	}
	httpapi.Read(api, httpapi.Route{
		ID:      "listOffices",
		Path:    "/organizations/{id}/offices",
		Tag:     tag,
		Summary: "List who holds an office now",
		Description: "For members and, except in a Party branch, administrators of the place. What is offered and " +
			"waits for an answer is shown to the person and to those who give offices there.",
		ZH: httpapi.InChinese("查看现任职务", "供会员查看；除党支部外，当地管理员也可查看。"+
			"等待答复的任命，只有本人和有权任命的人看得到。"),
		Policy: policy(models.Action{}),
		Errors: []*models.Error{models.ErrMembersOnly},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) ([]models.Office, error) {
		return svc.Offices(ctx, actor, in.ID)
	}, func(rows []models.Office) *officesOut {
		out := &officesOut{}
		for _, o := range rows {
			out.Body.Items = append(out.Body.Items, officeDTO(o))
		}
		return out
	})
	appointing(api, svc, tag, policy)
	officeAnswers(api, svc, tag)
}

// appointing registers how an office is given and taken back.
func appointing(api *httpapi.API, svc *organizations.Service, tag string,
	policy func(audit models.Action) httpapi.Policy) {
	httpapi.Post(api, httpapi.Route{
		ID:      "appointOffice",
		Path:    "/organizations/{id}/offices",
		Tag:     tag,
		Summary: "Offer a member an office",
		Status:  201,
		Once:    oneOffice,
		Description: "The head of the organization gives the offices below their own, an administrator of the place " +
			"all of them, to verified people. It holds once the person accepts, within 14 days. With post an " +
			"administrator asks somebody to be head ex officio (say the secretary of the village), who joins as a " +
			"local cadre on accepting, within the share that the organization has set for new residents.",
		ZH: httpapi.InChinese("任命职务", "组织的负责人可提名低于自己的职务，当地管理员可提名全部职务，人选须已实名认证，"+
			"14天内由本人接受后生效。填写 post 时，由管理员邀请当然负责人（例如村书记），其接受后以村社区干部身份入会，"+
			"并须符合组织定下的新居民比例。"),
		Policy: policy(organizations.ActionAppoint),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrNotMember,
			models.ErrNotInBranch, models.ErrTemporaryAppointed, models.ErrOfficeHeld, models.ErrNotExOfficio,
			models.ErrOfficeUnverified, union.ErrKin},
	}, func(ctx context.Context, actor models.Actor, in *appointIn) (models.Office, error) {
		b := in.Body
		return svc.Appoint(ctx, actor, in.ID, organizations.Appointment{Person: b.PersonID, Role: models.Role(b.Role),
			EndsOn: b.EndsOn, NotKin: b.NotKin, Post: b.Post})
	}, presentOffice)
	httpapi.Post(api, httpapi.Route{
		ID:          "endOffice",
		Path:        "/offices/{id}/end",
		Tag:         tag,
		Summary:     "Take an office or its offer back, or lay one's own down",
		Status:      200,
		Description: "The last head of an organization stays until somebody follows.",
		ZH:          httpapi.InChinese("免去职务或辞去自己的职务", "组织的最后一位负责人须有人接任后才能离任。"),
		Policy:      policy(organizations.ActionEnd),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrOfficeEnded, models.ErrLastHead},
	}, func(ctx context.Context, actor models.Actor, in *officeIn) (models.Office, error) {
		return svc.EndOffice(ctx, actor, in.ID)
	}, presentOffice)
}

// officeAnswers registers what the person does to whom an office is offered.
func officeAnswers(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Post(api, httpapi.Route{
		ID:      "acceptOffice",
		Path:    "/offices/{id}/accept",
		Tag:     tag,
		Summary: "Accept an office",
		Status:  200,
		Description: "It holds from now on. Who is asked to lead the organization by another post becomes a member " +
			"with this, as a local cadre.",
		ZH: httpapi.InChinese("接受职务", "从现在起生效。受邀担任当然负责人的，接受后以村社区干部身份成为会员。"),
		Policy: httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf,
			Audit: organizations.ActionAcceptOffice},
		Errors: shapes.Unfit(models.ErrForbidden, models.ErrRoleState, models.ErrOrganizationState,
			models.ErrNotMember, models.ErrNotInBranch, models.ErrOrganizationMigrantShare, models.ErrOrganizationFull),
	}, func(ctx context.Context, actor models.Actor, in *officeIn) (models.Office, error) {
		return svc.AcceptOffice(ctx, actor, in.ID)
	}, presentOffice)
	httpapi.Post(api, httpapi.Route{
		ID:          "declineOffice",
		Path:        "/offices/{id}/decline",
		Tag:         tag,
		Summary:     "Decline an office",
		Status:      200,
		Description: "Whoever offered it is told.",
		ZH:          httpapi.InChinese("谢绝职务", "会告知提名的人。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: organizations.ActionDeclineOffice},
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleState},
	}, func(ctx context.Context, actor models.Actor, in *officeIn) (models.Office, error) {
		return svc.DeclineOffice(ctx, actor, in.ID)
	}, presentOffice)
}

func officeDTO(o models.Office) Office {
	words, _ := o.Role.Text()
	state, _ := o.State.Text()
	out := Office{Acts: httpapi.ActsOf(o.Choices), ID: o.ID, OrganizationID: *o.OrganizationID, PersonID: o.PersonID,
		Nickname: o.Nickname, Role: o.Role, RoleText: words, EndsAt: o.EndsAt, EndedAt: o.EndedAt,
		ExOfficio: o.Post != "", Post: o.Post, ShownAs: cmp.Or(o.ShownAs, models.ShownToNobody), State: string(o.State),
		StateText: state}
	if until := o.AnswerUntil(); o.IsOffer() {
		out.AnswerUntil = &until
	} else {
		out.StartsAt = &o.StartsAt
	}
	return out
}

func presentOffice(o models.Office) *officeOut { return &officeOut{Body: officeDTO(o)} }
