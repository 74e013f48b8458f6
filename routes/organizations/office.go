package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Office is an office of an organization and who holds it.
type Office struct {
	ID               models.ID       `json:"id"`
	OrganizationID   models.ID       `json:"organization_id"`
	OrganizationName string          `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	PersonID         models.ID       `json:"person_id"`
	Nickname         string          `json:"nickname" maxLength:"64"`
	Role             string          `json:"role" maxLength:"32" example:"secretary_general"`
	RoleText         string          `json:"role_text" maxLength:"16" example:"秘书长"`
	StartsAt         models.Instant  `json:"starts_at"`
	EndsAt           models.Instant  `json:"ends_at"`
	EndedAt          *models.Instant `json:"ended_at" doc:"Set when it was taken back before its time"`
	ExOfficio        bool            `json:"ex_officio" doc:"Held by another post, not by election"`
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

func offices(api *httpapi.API, svc *organizations.Service, tag string) {
	policy := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization, Audit: audit}
	}
	httpapi.Read(api, httpapi.Route{
		ID:          "listOffices",
		Path:        "/organizations/{id}/offices",
		Tag:         tag,
		Summary:     "List who holds an office now",
		Description: "For members and, except in a Party branch, administrators of the place.",
		ZH:          httpapi.InChinese("查看现任职务", "供会员查看；除党支部外，当地管理员也可查看。"),
		Policy:      policy(models.Action{}),
		Errors:      []*models.Error{models.ErrMembersOnly},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) ([]models.Office, error) {
		return svc.Offices(ctx, actor, in.ID)
	}, func(rows []models.Office) *officesOut {
		out := &officesOut{}
		for _, o := range rows {
			out.Body.Items = append(out.Body.Items, officeDTO(o))
		}
		return out
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "appointOffice",
		Path:    "/organizations/{id}/offices",
		Tag:     tag,
		Summary: "Give a member an office",
		Status:  201,
		Description: "The head of the organization gives the offices below their own, an administrator of the place " +
			"all of them. With post an administrator makes somebody head ex officio (say the secretary of the " +
			"village), who joins as a local cadre within the share that the organization has set for new residents.",
		ZH: httpapi.InChinese("任命职务", "组织的负责人可任命低于自己的职务，当地管理员可任命全部职务。填写 post 时，由管理员任命当然负责人（例如村书记），"+
			"其以村社区干部身份入会，并须符合组织定下的新居民比例。"),
		Policy: policy(organizations.ActionAppoint),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrNotMember,
			models.ErrNotInBranch, models.ErrTemporaryAppointed, models.ErrOfficeHeld, models.ErrNotExOfficio,
			models.ErrOrganizationMigrantShare, models.ErrOrganizationFull, union.ErrKin},
	}, func(ctx context.Context, actor models.Actor, in *appointIn) (models.Office, error) {
		b := in.Body
		return svc.Appoint(ctx, actor, in.ID,
			organizations.Appointment{Person: b.PersonID, Role: models.Role(b.Role), EndsOn: b.EndsOn, NotKin: b.NotKin,
				Post: b.Post})
	}, presentOffice)
	httpapi.Post(api, httpapi.Route{
		ID:          "endOffice",
		Path:        "/offices/{id}/end",
		Tag:         tag,
		Summary:     "Take an office back, or lay one's own down",
		Status:      200,
		Description: "The last head of an organization stays until somebody follows.",
		ZH:          httpapi.InChinese("免去职务或辞去自己的职务", "组织的最后一位负责人须有人接任后才能离任。"),
		Policy:      policy(organizations.ActionEnd),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrOfficeEnded, models.ErrLastHead},
	}, func(ctx context.Context, actor models.Actor, in *officeIn) (models.Office, error) {
		return svc.EndOffice(ctx, actor, in.ID)
	}, presentOffice)
}

func officeDTO(o models.Office) Office {
	words, _ := o.Role.Text()
	return Office{ID: o.ID, OrganizationID: *o.OrganizationID, PersonID: o.PersonID, Nickname: o.Nickname,
		Role: string(o.Role), RoleText: words, StartsAt: o.StartsAt, EndsAt: o.EndsAt, EndedAt: o.EndedAt,
		ExOfficio: o.Post != "", Post: o.Post}
}

func presentOffice(o models.Office) *officeOut { return &officeOut{Body: officeDTO(o)} }
