package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/mediation"
)

// Committee is a mediation committee on the wire.
type Committee struct {
	ID               models.ID             `json:"id"`
	Name             string                `json:"name" maxLength:"128" example:"外山村人民调解委员会"`
	ShortName        string                `json:"short_name" maxLength:"12" doc:"In its file numbers; empty: what is left of its name" example:"外山"`
	RegionCode       models.RegionCode     `json:"region_code" doc:"It serves this place with everything below it"`
	RegionName       string                `json:"region_name" names:"region RegionCode" maxLength:"255"`
	OrganizationID   *models.ID            `json:"organization_id" doc:"The organization that set it up; null for that of the place itself"`
	OrganizationName string                `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	State            models.CommitteeState `json:"state"`
	StateText        string                `json:"state_text" maxLength:"10" example:"履职中"`
	TermEndsOn       models.Day            `json:"term_ends_on" doc:"Last day of the term"`
	FormedAt         *models.Instant       `json:"formed_at" doc:"Since when it takes cases; null while its people have not accepted"`
	Version          int64                 `json:"version" minimum:"1" maximum:"9007199254740991"`
}

type createCommitteeIn struct {
	Body struct {
		Name           string            `json:"name" minLength:"2" maxLength:"60" example:"外山村人民调解委员会"`
		ShortName      string            `json:"short_name,omitempty" maxLength:"12" doc:"In its file numbers, 2 to 12 characters; left out: what is left of its name" example:"外山"`
		RegionCode     models.RegionCode `json:"region_code" doc:"County, town or village"`
		HeadID         models.ID         `json:"head_id" doc:"Person who heads it, and mediates, too"`
		Mediators      []models.ID       `json:"mediators" minItems:"2" maxItems:"8" doc:"Further members"`
		OrganizationID *models.ID        `json:"organization_id,omitempty" doc:"Who sets it up; left out: the place itself"`
	}
}

type listCommitteesIn struct {
	httpapi.PageIn
	Region models.RegionCode `query:"region" doc:"Committees below this place, and those above that serve it"`
}

type committeeIn struct {
	ID models.ID `path:"id" doc:"Committee"`
}

type nameMediatorIn struct {
	ID   models.ID `path:"id" doc:"Committee"`
	Body struct {
		PersonID models.ID       `json:"person_id" doc:"A verified grown-up"`
		Kind     models.SeatKind `json:"kind,omitempty" doc:"member when left out"`
		Head     bool            `json:"head,omitempty" doc:"To head it, and mediate, too"`
	}
}

type endSeatIn struct {
	ID       models.ID          `path:"id" doc:"Committee"`
	PersonID models.ID          `path:"person_id" doc:"Who sits there or is asked to"`
	Body     shapes.GivenReason `doc:"The person reads it" example:"{\"reason\":\"工作调动\"}"`
}

type committeeOut struct {
	httpapi.Versioned
	Body Committee
}

const committeeTag = "mediation-committees"

// Committees registers the routes of mediation committees.
func Committees(api *httpapi.API, svc *mediation.Service) {
	const list = "committees"
	api.Tag(committeeTag, "Mediation committees", "调解委员会")
	httpapi.List(api, httpapi.Route{
		ID:          "listCommittees",
		Path:        "/mediation-committees",
		Tag:         committeeTag,
		Summary:     "Committees that take cases, by place",
		Description: "Everybody may look up which committees take cases in a place.",
		ZH:          httpapi.InChinese("按地方查询受理纠纷的调解委员会", "人人都可以查询某地由哪些委员会受理纠纷。"),
		Policy:      httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
	}, list, func(
		ctx context.Context, actor models.Actor, in *listCommitteesIn, page models.Page,
	) (models.List[models.MediationCommittee], error) {
		return svc.Committees(ctx, actor, in.Region, page)
	}, committeeDTO)
	httpapi.Post(api, httpapi.Route{
		ID:      "createCommittee",
		Path:    "/mediation-committees",
		Tag:     committeeTag,
		Summary: "Set up a committee",
		Status:  201,
		Once: httpapi.OnceByKey("One committee of a name in a place.",
			"同一地方不能有两个同名的调解委员会。"),
		Description: "By an administrator over the place, who names others; all must be verified. Those named here " +
			"are its members, three to nine, " +
			"who are asked and have no rights before they accept. It takes cases once at least three serve, a head " +
			"and a woman among them (missing in its page says what it waits for), and serves three years.",
		ZH: httpapi.InChinese("设立调解委员会", "由当地管理员设立，委员由管理员提名，须已实名认证。这里列出的是委员，共3到9人，先收到邀请，接受以前没有任何权限。"+
			"到任委员满3人、有主任、有女性委员以后，委员会可以受理纠纷，任期三年。还缺什么见委员会页面。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: mediation.ActionCreateCommittee}.Publishing(),
		Errors: []*models.Error{models.ErrCommitteeExists},
	}, func(ctx context.Context, actor models.Actor, in *createCommitteeIn) (models.MediationCommittee, error) {
		return svc.CreateCommittee(ctx, actor, mediation.NewCommittee{
			Name: in.Body.Name, ShortName: in.Body.ShortName, RegionCode: in.Body.RegionCode, Head: in.Body.HeadID,
			Mediators: in.Body.Mediators, Owner: in.Body.OrganizationID,
		})
	}, presentCommittee)
	committeeSeats(api, svc)
	committeePage(api, svc)
	committeeLife(api, svc)
	seatReplacing(api, svc)
	committeeLoads(api, svc)
}

// committeeSeats registers how people come to serve in a committee.
func committeeSeats(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "nameMediator",
		Path:    "/mediation-committees/{id}/mediators",
		Tag:     committeeTag,
		Summary: "Ask one more person to serve in a committee",
		Status:  201,
		Once: httpapi.OnceByKey("One live seat of a person in a committee.",
			"同一人在同一委员会只有一个席位。"),
		Description: "By an administrator over the place: as one of at most nine members, in the place of somebody " +
			"who declined or left, or as a mediator whom the committee appoints besides. The person is verified, is " +
			"told, and serves once they accept, within 14 days.",
		ZH: httpapi.InChinese("再邀请一人担任委员或调解员", "由当地管理员邀请，可以补一名委员（最多9名），也可以聘任一名调解员。受邀人须已实名认证，会收到通知，14天内接受后履职。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: mediation.ActionNameMediator},
		Errors: []*models.Error{models.ErrForbidden, models.ErrCommitteeOver, models.ErrCommitteeFull,
			models.ErrCommitteeMembers, models.ErrCommitteeSeat},
	}, func(ctx context.Context, actor models.Actor, in *nameMediatorIn) (models.MediationCommittee, error) {
		return svc.NameMediator(ctx, actor, in.ID, mediation.SeatAsked{Person: in.Body.PersonID, Kind: in.Body.Kind,
			Head: in.Body.Head})
	}, presentCommittee)
	httpapi.Post(api, httpapi.Route{
		ID:          "acceptSeat",
		Path:        "/mediation-committees/{id}/accept",
		Tag:         committeeTag,
		Summary:     "Accept to serve in a committee",
		Status:      200,
		Description: "By who is named. One sees cases from now on; the committee takes them once enough have accepted.",
		ZH:          httpapi.InChinese("接受担任调解员", "由受邀人接受，此后可以查看案件；接受的人数够了，委员会就可以受理纠纷。"),
		Policy: httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf,
			Audit: mediation.ActionAcceptSeat}.Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleState, models.ErrCommitteeOver},
	}, func(ctx context.Context, actor models.Actor, in *committeeIn) (models.MediationCommittee, error) {
		return svc.AcceptSeat(ctx, actor, in.ID)
	}, presentCommittee)
	httpapi.Post(api, httpapi.Route{
		ID:          "declineSeat",
		Path:        "/mediation-committees/{id}/decline",
		Tag:         committeeTag,
		Summary:     "Decline to serve in a committee",
		Status:      200,
		Description: "By who is named; whoever named them is told.",
		ZH:          httpapi.InChinese("谢绝担任调解员", "由受邀人谢绝，会告知邀请的人。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: mediation.ActionDeclineSeat},
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleState},
	}, func(ctx context.Context, actor models.Actor, in *committeeIn) (models.MediationCommittee, error) {
		return svc.DeclineSeat(ctx, actor, in.ID)
	}, presentCommittee)
}

func presentCommittee(c models.MediationCommittee) *committeeOut {
	return &committeeOut{Versioned: httpapi.VersionTag(c.Version), Body: committeeDTO(c)}
}

func committeeDTO(c models.MediationCommittee) Committee {
	stands := c.Stands()
	state, _ := stands.Text()
	return Committee{ID: c.ID, Name: c.Name, ShortName: c.ShortName, RegionCode: c.RegionCode,
		OrganizationID: c.OrganizationID, State: stands, StateText: state, TermEndsOn: c.TermEndsOn,
		FormedAt: c.FormedAt, Version: c.Version}
}
