package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Organization is an organization as clients see it.
type Organization struct {
	ID                models.ID               `json:"id"`
	Kind              models.OrganizationKind `json:"kind" example:"fellowship"`
	KindText          string                  `json:"kind_text" maxLength:"32" example:"新居民联谊会"`
	Subtype           string                  `json:"subtype" maxLength:"16" example:""`
	LegalForm         string                  `json:"legal_form" enum:"preparing,filed,internal,statutory_sub_group,registered"`
	LegalFormText     string                  `json:"legal_form_text" maxLength:"16" example:"已备案"`
	IntendedForm      string                  `json:"intended_form" enum:"filed,internal,statutory_sub_group,registered"`
	CreditCode        *string                 `json:"credit_code" maxLength:"18"`
	RegisteredOn      *models.Day             `json:"registered_on"`
	ParentID          *models.ID              `json:"parent_id" doc:"The organization above: of a sub-group, of a union in its federation"`
	ParentName        string                  `json:"parent_name" names:"organization ParentID" maxLength:"40"`
	Base              string                  `json:"base" enum:"residence,workplace,market" doc:"Where its people are found together"`
	BaseText          string                  `json:"base_text" maxLength:"16" example:"居住地"`
	EmployerName      string                  `json:"employer_name" maxLength:"60" doc:"The unit where it is based"`
	EmployerCode      string                  `json:"employer_code" maxLength:"18"`
	OriginCode        *models.RegionCode      `json:"origin_code" doc:"Of a hometown group: the home place of its members" example:"340000000000"`
	OriginName        string                  `json:"origin_name" names:"region OriginCode" maxLength:"255"`
	EndsOn            *models.Day             `json:"ends_on" doc:"Last day of a temporary organization"`
	TermYears         int64                   `json:"term_years" minimum:"0" maximum:"10"`
	TermEndsOn        *models.Day             `json:"term_ends_on" doc:"When the present term of its organs is over"`
	TermExpired       bool                    `json:"term_expired" doc:"The organs serve longer than they were elected for"`
	CharterNumber     int64                   `json:"charter_number" minimum:"0" maximum:"1000000"`
	EndedAt           *models.Instant         `json:"ended_at" doc:"When it was dissolved; why: its end record"`
	MigrantCount      *int64                  `json:"migrant_count" minimum:"0" maximum:"1000000000"`
	UnitCount         int64                   `json:"unit_count" minimum:"0" maximum:"1000000000" doc:"Unit members"`
	MinMigrantPercent int64                   `json:"min_migrant_percent" minimum:"0" maximum:"100"`
	Name              string                  `json:"name" maxLength:"40" example:"外山村新居民联谊会"`
	RegionCode        models.RegionCode       `json:"region_code"`
	RegionName        string                  `json:"region_name" maxLength:"255" example:"浙江省绍兴市越城区城南街道外山村"`
	State             string                  `json:"state" enum:"draft,submitted,rejected,active,suspended,dissolved"`
	StateText         string                  `json:"state_text" maxLength:"16" example:"正常"`
	Introduction      string                  `json:"introduction" maxLength:"1000"`
	Capacity          *int64                  `json:"capacity" minimum:"1" maximum:"1000000" doc:"Most members it takes; null: no limit"`
	Admission         string                  `json:"admission" enum:"review,open"`
	AdmissionText     string                  `json:"admission_text" maxLength:"16" example:"申请后由负责人审核"`
	MemberCount       *int64                  `json:"member_count" minimum:"0" maximum:"1000000000"`
	Moderation        models.Moderation       `json:"moderation"`
	Version           int64                   `json:"version" minimum:"1" maximum:"9007199254740991"`
	CreatedAt         models.Instant          `json:"created_at"`
	UpdatedAt         models.Instant          `json:"updated_at"`
}

// Docs implements httpapi.Documented.
func (Organization) Docs() map[string]string {
	return map[string]string{
		"kind_text": "What it is called here: its own label, or the words of its subtype or kind",
		"subtype": "Of a Party branch: ordinary, temporary, floating, joint; of a union: own, " +
			"joint, federation; else empty",
		"intended_form":       "What its founders ask for",
		"credit_code":         "Unified social credit code (GB 32100) of a registered organization",
		"charter_number":      "Version of the charter in force; 0: none",
		"migrant_count":       "New residents among the individual members; null for a Party branch",
		"min_migrant_percent": "Least share of new residents that the organization has set itself",
		"admission": "review: somebody decides about each application; open: whoever may " +
			"belong is a member at once",
		"member_count": "null for a Party branch: whoever watches the number learns who came, see party-status",
		"moderation": "pending: nobody has objected; blocked: shown to those who are answerable " +
			"and to administrators only",
	}
}

type listOrganizationsIn struct {
	httpapi.PageIn
	Region models.RegionCode `query:"region" doc:"In the subtree of this division"`
	Near   models.RegionCode `query:"near" doc:"The nearest to this division first: in it, in its town, its county, and so on"`
	Kind   string            `query:"kind" enum:"harmony_association,fellowship,villager_group,council,party_branch,union,youth_league,womens_federation,hometown_group"`
	State  string            `query:"state" enum:"draft,submitted,rejected,active,suspended,dissolved" default:"active"`
	Q      string            `query:"q" maxLength:"40" example:"外山"`
}

// Docs implements httpapi.Documented.
func (listOrganizationsIn) Docs() map[string]string {
	return map[string]string{
		"kind":  "Only organizations of this kind",
		"state": "Organizations that are not approved show to their founder and to administrators of the place only",
		"q": "Part of the name or of a former one, the beginning of its pinyin or initials, or a place as people " +
			"write it",
	}
}

type organizationOut struct {
	httpapi.Versioned
	Body Organization
}

// Organizations registers the routes of organizations, with their offices,
// applications and members.
func Organizations(api *httpapi.API, svc *organizations.Service) {
	const tag, list = "organizations", "organizations"
	api.Tag(tag, "Organizations of new residents", "新居民的组织")
	api.Words(words)

	httpapi.List(api, httpapi.Route{
		ID:      "listOrganizations",
		Path:    "/organizations",
		Tag:     tag,
		Summary: "Find organizations by place, kind and name",
		Description: "Sorted by division code, or with near by distance. What is typed into q may " +
			"name the organization or " +
			"its place: the office of a village stands for it (外山村委会), and a place may follow the one above it (城南外山).",
		ZH: httpapi.InChinese("按地方、类型和名称查找组织", "按区划代码排列，填写 near 时由近到远。q 可以填组织名称或地名：写村委会也能找到这个村（外山村委会），"+
			"上下级地名可以连着写（城南外山）。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}.ForActing(),
	}, list, func(
		ctx context.Context, actor models.Actor, in *listOrganizationsIn, page models.Page,
	) (models.List[models.OrganizationView], error) {
		return svc.List(ctx, actor, organizations.Query{
			Region: in.Region, Near: in.Near, Kind: models.OrganizationKind(in.Kind),
			State: models.OrganizationState(in.State), Text: in.Q, Page: page,
		})
	}, OrganizationDTO)
	httpapi.Read(api, httpapi.Route{
		ID:      "readOrganization",
		Secret:  true,
		Path:    "/organizations/{id}",
		Tag:     tag,
		Summary: "Read an organization",
		Description: "An organization that is not approved shows to its founder and to " +
			"administrators of the place only.",
		ZH:     httpapi.InChinese("查看组织", "未获批准的组织只有发起人和当地管理员看得到。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}.ForActing(),
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (organizations.Page, error) {
		return svc.Get(ctx, actor, in.ID)
	}, func(o organizations.Page) *organizationPageOut { return presentOrganizationPage(api, o) })
	founding(api, svc, tag)
	charters(api, svc, tag)
	founders(api, svc, tag)
	life(api, svc, tag)
	ending(api, svc, tag)
	terms(api, svc, tag)
	units(api, svc, tag)
	offices(api, svc, tag)
	cards(api, svc, tag)
	applications(api, svc, tag)
	members(api, svc, tag)
	joinForms(api, svc, tag)
	invitations(api, svc, tag)
	joinCodes(api, svc, tag)
	removals(api, svc, tag)
	announcements(api, svc, tag)
	subGroups(api, svc, tag)
}

func OrganizationDTO(o models.OrganizationView) Organization {
	kind, _ := o.KindText()
	state, _ := o.State.Text()
	form, _ := o.LegalForm.Text()
	base, _ := o.Base.Text()
	admission, _ := o.Admission.Text()
	members, migrants := &o.MemberCount, &o.MigrantCount
	if o.Kind.Secretive() {
		members, migrants = nil, nil
	}
	return Organization{
		ID: o.ID, Kind: o.Kind, KindText: kind, Name: o.Name, RegionCode: o.RegionCode,
		RegionName: o.RegionName, State: string(o.State), StateText: state, Introduction: o.Introduction,
		Capacity: o.Capacity, MemberCount: members, Moderation: models.Moderation(o.Moderation.Code()), Version: o.Version,
		CreatedAt: o.CreatedAt, UpdatedAt: o.UpdatedAt, Subtype: string(o.Subtype), LegalForm: string(o.LegalForm),
		LegalFormText: form, IntendedForm: string(o.IntendedForm), Admission: o.Admission.Code(),
		AdmissionText: admission, CreditCode: o.CreditCode, RegisteredOn: o.RegisteredOn, ParentID: o.ParentID,
		Base: string(o.Base), BaseText: base, EmployerName: o.EmployerName, EmployerCode: o.EmployerCode,
		OriginCode: o.OriginCode, EndsOn: o.EndsOn, TermYears: o.TermYears, TermEndsOn: o.TermEndsOn,
		TermExpired: o.TermExpired, CharterNumber: o.CharterNumber, EndedAt: o.EndedAt, MigrantCount: migrants,
		UnitCount: o.UnitCount, MinMigrantPercent: o.MinMigrantPercent,
	}
}

// organizationTag gives the entity tag of an organization. Counts make no new version:
// somebody who comes or goes changes nothing that a head may be writing just now, and
// of an organization that hides its counts a version must not tell them. Where they
// show, they are details of the tag.
func organizationTag(o models.OrganizationView, more ...int64) httpapi.Versioned {
	expired := int64(0)
	if o.TermExpired {
		expired = 1
	}
	if o.Kind.Secretive() {
		return httpapi.VersionTag(o.Version, append([]int64{expired}, more...)...)
	}
	return httpapi.VersionTag(o.Version,
		append([]int64{expired, o.MemberCount, o.MigrantCount, o.UnitCount}, more...)...)
}

func PresentOrganization(o models.OrganizationView) *organizationOut {
	return &organizationOut{Versioned: organizationTag(o), Body: OrganizationDTO(o)}
}
