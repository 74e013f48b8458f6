package routes

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/organizations"
)

// Organization is a body on the wire.
type Organization struct {
	ID           models.ID         `json:"id"`
	Kind         string            `json:"kind" maxLength:"32" example:"fellowship"`
	KindText     string            `json:"kind_text" maxLength:"16" example:"新居民联谊会"`
	Name         string            `json:"name" maxLength:"40" example:"外山村新居民联谊会"`
	RegionCode   models.RegionCode `json:"region_code"`
	RegionName   string            `json:"region_name" maxLength:"255" example:"浙江省绍兴市越城区城南街道外山村"`
	State        string            `json:"state" enum:"draft,submitted,rejected,active,suspended,dissolved"`
	StateText    string            `json:"state_text" maxLength:"16" example:"正常"`
	Introduction string            `json:"introduction" maxLength:"1000"`
	Capacity     *int64            `json:"capacity" minimum:"1" maximum:"1000000" doc:"Most members it takes; null: no limit"`
	MemberCount  int64             `json:"member_count" minimum:"0" maximum:"1000000000"`
	Moderation   string            `json:"moderation" enum:"pending,passed,blocked" doc:"pending: nobody has objected; blocked: shown to who is answerable and to administrators only"`
	Version      int64             `json:"version" minimum:"1" maximum:"9007199254740991"`
	CreatedAt    models.Instant    `json:"created_at"`
	UpdatedAt    models.Instant    `json:"updated_at"`
}

// Office is an office of a body and who holds it.
type Office struct {
	ID             models.ID       `json:"id"`
	OrganizationID models.ID       `json:"organization_id"`
	PersonID       models.ID       `json:"person_id"`
	Nickname       string          `json:"nickname" maxLength:"64"`
	Role           string          `json:"role" maxLength:"32" example:"secretary_general"`
	RoleText       string          `json:"role_text" maxLength:"16" example:"秘书长"`
	StartsAt       models.Instant  `json:"starts_at"`
	EndsAt         models.Instant  `json:"ends_at"`
	EndedAt        *models.Instant `json:"ended_at" doc:"Set when it was taken back before its time"`
}

type listOrganizationsIn struct {
	httpapi.PageIn
	Region models.RegionCode `query:"region" doc:"In the subtree of this division"`
	Kind   string            `query:"kind" enum:"harmony_association,fellowship,villager_group,council,party_branch,union,youth_league,womens_federation,hometown_group" doc:"Only bodies of this kind"`
	State  string            `query:"state" enum:"draft,submitted,rejected,active,suspended,dissolved" default:"active" doc:"Bodies that are not approved show to their founder and to administrators of the place only"`
	Q      string            `query:"q" maxLength:"40" doc:"Part of the name, or the beginning of its pinyin or initials" example:"外山"`
}

type organizationIn struct {
	ID models.ID `path:"id" doc:"Body"`
}

type createOrganizationIn struct {
	Body struct {
		Kind         string            `json:"kind" enum:"harmony_association,fellowship,villager_group,council,party_branch,union,youth_league,womens_federation,hometown_group"`
		Name         string            `json:"name" minLength:"2" maxLength:"40" example:"外山村新居民联谊会"`
		RegionCode   models.RegionCode `json:"region_code" doc:"A present town or village" example:"330602005206"`
		Introduction string            `json:"introduction,omitempty" maxLength:"1000" example:"一起过节，互相帮忙。"`
		Capacity     *int64            `json:"capacity,omitempty" minimum:"1" maximum:"1000000" doc:"Most members it takes; absent: no limit" example:"200"`
	}
}

type reviseOrganizationIn struct {
	ID models.ID `path:"id" doc:"Body"`
	httpapi.IfMatch
	Body struct {
		Name         httpapi.Maybe[string]            `json:"name,omitzero" minLength:"2" maxLength:"40" example:"外山村新居民联谊会"`
		RegionCode   httpapi.Maybe[models.RegionCode] `json:"region_code,omitzero" doc:"A present town or village"`
		Introduction httpapi.Maybe[string]            `json:"introduction,omitzero" maxLength:"1000" example:"一起过节，互相帮忙。"`
		Capacity     httpapi.Optional[int64]          `json:"capacity,omitzero" minimum:"1" maximum:"1000000" doc:"null: no limit" example:"300"`
	}
}

type rejectIn struct {
	ID   models.ID `path:"id"`
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"200" doc:"The person concerned reads it" example:"资料不全，请补充后再申请"`
	}
}

type appointIn struct {
	ID   models.ID `path:"id" doc:"Body"`
	Body struct {
		PersonID models.ID  `json:"person_id" doc:"An active member"`
		Role     string     `json:"role" enum:"chair,vice_chair,secretary_general,director,secretary,union_chair,organizer,supervisor"`
		EndsOn   models.Day `json:"ends_on" doc:"Last day of the term, at most five years from now"`
	}
}

type officeIn struct {
	ID models.ID `path:"id" doc:"Office"`
}

type organizationOut struct {
	httpapi.Versioned
	Body Organization
}

type officeOut struct{ Body Office }

type officesOut struct {
	Body struct {
		Items []Office `json:"items" maxItems:"100"`
	}
}

// Organizations registers the routes of bodies, with their offices,
// applications and members.
func Organizations(api *httpapi.API, svc *organizations.Service) {
	const tag, list = "organizations", "organizations"
	api.Tag(tag, "组织 Bodies of self-organisation")

	httpapi.Get(api, httpapi.Route{
		ID: "listOrganizations", Path: "/organizations", Tag: tag, Summary: "Find bodies by place, kind and name",
		Description: "Sorted by division code.", Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}.ForActing(),
	}, func(ctx context.Context, actor models.Actor, in *listOrganizationsIn) (*httpapi.ListOut[Organization], error) {
		page, err := api.Page(list, in.PageIn)
		if err != nil {
			return nil, err
		}
		rows, err := svc.List(ctx, actor, organizations.Query{
			Region: in.Region, Kind: models.OrganizationKind(in.Kind), State: models.OrganizationState(in.State), Text: in.Q, Page: page,
		})
		if err != nil {
			return nil, err
		}
		return httpapi.ListOf(api, list, rows, organizationDTO), nil
	})
	httpapi.Get(api, httpapi.Route{
		ID: "readOrganization", Path: "/organizations/{id}", Tag: tag, Summary: "Read a body",
		Description: "A body that is not approved shows to its founder and to administrators of the place only.",
		Policy:      httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}.ForActing(),
	}, func(ctx context.Context, actor models.Actor, in *organizationIn) (*organizationOut, error) {
		o, err := svc.Get(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		return presentOrganization(o), nil
	})
	founding(api, svc, tag)
	offices(api, svc, tag)
	applications(api, svc, tag)
	members(api, svc, tag)
}

func founding(api *httpapi.API, svc *organizations.Service, tag string) {
	founder := func(audit string) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	admin := func(audit string) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeRegion, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID: "createOrganization", Path: "/organizations", Tag: tag, Summary: "Draft a body", Status: 201,
		Description: "A verified person founds a body. Until it is approved it shows to its founder and to administrators of the place only.",
		Policy:      httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf, Audit: organizations.ActionCreate}.Publishing(),
		Errors:      []*models.Error{models.ErrOrganizationName, models.ErrFounderUnverified},
	}, func(ctx context.Context, actor models.Actor, in *createOrganizationIn) (models.OrganizationView, error) {
		b := in.Body
		return svc.Create(ctx, actor, organizations.Draft{
			Kind: models.OrganizationKind(b.Kind), Name: b.Name, RegionCode: b.RegionCode, Introduction: b.Introduction, Capacity: b.Capacity,
		})
	}, presentOrganization)
	httpapi.Put(api, httpapi.Route{
		ID: "reviseOrganization", Path: "/organizations/{id}", Tag: tag, Summary: "Change a draft",
		Description: "A body that was not approved becomes a draft again.",
		Policy:      founder(organizations.ActionRevise).Publishing(),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrOrganizationName},
	}, func(ctx context.Context, actor models.Actor, in *reviseOrganizationIn) (*organizationOut, error) {
		b := in.Body
		o, err := svc.Revise(ctx, actor, in.ID, in.Expected(), organizations.Change{
			Name: b.Name.Pointer(), RegionCode: b.RegionCode.Pointer(), Introduction: b.Introduction.Pointer(),
			Capacity: b.Capacity.Pointer(), ClearCapacity: b.Capacity.Null,
		})
		if err != nil {
			return nil, err
		}
		return presentOrganization(o), nil
	})
	httpapi.Post(api, httpapi.Route{
		ID: "submitOrganization", Path: "/organizations/{id}/submit", Tag: tag, Summary: "Ask for approval", Status: 200,
		Description: "The draft can no longer be changed; an administrator of the place approves it or sends it back.",
		Policy:      founder(organizations.ActionSubmit).Publishing(), Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState},
	}, func(ctx context.Context, actor models.Actor, in *organizationIn) (models.OrganizationView, error) {
		return svc.Submit(ctx, actor, in.ID)
	}, presentOrganization)
	httpapi.Post(api, httpapi.Route{
		ID: "approveOrganization", Path: "/organizations/{id}/approve", Tag: tag, Summary: "Approve a body", Status: 200,
		Description: "It becomes active with its founder as first member and head.",
		Policy:      admin(organizations.ActionApprove),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrOrganizationOwnReview},
	}, func(ctx context.Context, actor models.Actor, in *organizationIn) (models.OrganizationView, error) {
		return svc.Approve(ctx, actor, in.ID)
	}, presentOrganization)
	httpapi.Post(api, httpapi.Route{
		ID: "rejectOrganization", Path: "/organizations/{id}/reject", Tag: tag, Summary: "Send a body back to its founder", Status: 200,
		Description: "The founder reads the reason, may change the draft, and submit it again.",
		Policy:      admin(organizations.ActionReject),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrOrganizationOwnReview},
	}, func(ctx context.Context, actor models.Actor, in *rejectIn) (models.OrganizationView, error) {
		return svc.Reject(ctx, actor, in.ID, in.Body.Reason)
	}, presentOrganization)
}

func offices(api *httpapi.API, svc *organizations.Service, tag string) {
	policy := func(audit string) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization, Audit: audit}
	}
	httpapi.Get(api, httpapi.Route{
		ID: "listOffices", Path: "/organizations/{id}/offices", Tag: tag, Summary: "List who holds an office now",
		Description: "For members and, except in a Party branch, administrators of the place.",
		Policy:      policy(""), Errors: []*models.Error{models.ErrMembersOnly},
	}, func(ctx context.Context, actor models.Actor, in *organizationIn) (*officesOut, error) {
		rows, err := svc.Offices(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		out := &officesOut{}
		for _, o := range rows {
			out.Body.Items = append(out.Body.Items, officeDTO(o))
		}
		return out, nil
	})
	httpapi.Post(api, httpapi.Route{
		ID: "appointOffice", Path: "/organizations/{id}/offices", Tag: tag, Summary: "Give a member an office", Status: 201,
		Description: "The head of the body gives the offices below their own, an administrator of the place all of them.",
		Policy:      policy(organizations.ActionAppoint),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrNotMember, models.ErrOfficeHeld},
	}, func(ctx context.Context, actor models.Actor, in *appointIn) (models.Office, error) {
		b := in.Body
		return svc.Appoint(ctx, actor, in.ID, b.PersonID, models.Role(b.Role), b.EndsOn)
	}, presentOffice)
	httpapi.Post(api, httpapi.Route{
		ID: "endOffice", Path: "/offices/{id}/end", Tag: tag, Summary: "Take an office back, or lay one's own down", Status: 200,
		Description: "The last head of a body stays until somebody follows.",
		Policy:      policy(organizations.ActionEnd),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrOfficeEnded, models.ErrLastHead},
	}, func(ctx context.Context, actor models.Actor, in *officeIn) (models.Office, error) {
		return svc.EndOffice(ctx, actor, in.ID)
	}, presentOffice)
}

func organizationDTO(o models.OrganizationView) Organization {
	kind, _ := o.Kind.Text()
	state, _ := models.OrganizationStateText(o.State)
	return Organization{
		ID: o.ID, Kind: string(o.Kind), KindText: kind, Name: o.Name, RegionCode: o.RegionCode, RegionName: o.RegionName,
		State: string(o.State), StateText: state, Introduction: o.Introduction, Capacity: o.Capacity, MemberCount: o.MemberCount, Moderation: o.Moderation.Code(),
		Version: o.Version, CreatedAt: o.CreatedAt, UpdatedAt: o.UpdatedAt,
	}
}

func presentOrganization(o models.OrganizationView) *organizationOut {
	return &organizationOut{Versioned: httpapi.VersionTag(o.Version), Body: organizationDTO(o)}
}

func officeDTO(o models.Office) Office {
	words, _ := models.OfficeText(o.Role)
	return Office{ID: o.ID, OrganizationID: *o.OrganizationID, PersonID: o.PersonID, Nickname: o.Nickname,
		Role: string(o.Role), RoleText: words, StartsAt: o.StartsAt, EndsAt: o.EndsAt, EndedAt: o.EndedAt}
}

func presentOffice(o models.Office) *officeOut { return &officeOut{Body: officeDTO(o)} }
