package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// Committee is a mediation committee on the wire.
type Committee struct {
	ID         models.ID             `json:"id"`
	Name       string                `json:"name" maxLength:"128" example:"外山村人民调解委员会"`
	RegionCode models.RegionCode     `json:"region_code" doc:"It serves this place with everything below it"`
	RegionName string                `json:"region_name" names:"region RegionCode" maxLength:"255"`
	State      models.CommitteeState `json:"state"`
	StateText  string                `json:"state_text" maxLength:"10" example:"履职中"`
	TermEndsOn models.Day            `json:"term_ends_on" doc:"Last day of the term"`
	Version    int64                 `json:"version" minimum:"1" maximum:"9007199254740991"`
}

type createCommitteeIn struct {
	Body struct {
		Name       string            `json:"name" minLength:"2" maxLength:"60" example:"外山村人民调解委员会"`
		RegionCode models.RegionCode `json:"region_code" doc:"County, town or village"`
		HeadID     models.ID         `json:"head_id" doc:"Person who heads it, and mediates, too"`
		Mediators  []models.ID       `json:"mediators" minItems:"2" maxItems:"49" doc:"Further people who mediate"`
	}
}

type listCommitteesIn struct {
	httpapi.PageIn
	Region models.RegionCode `query:"region" doc:"Committees below this place, and those above that serve it"`
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
		Description: "By an administrator over the place. It is active at once and for three years; its people get " +
			"their roles and are told.",
		ZH: httpapi.InChinese("设立调解委员会", "由当地管理员设立，立即生效，任期三年；成员获得相应角色并收到通知。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: mediation.ActionCreateCommittee}.Publishing(),
		Errors: []*models.Error{models.ErrCommitteeExists},
	}, func(ctx context.Context, actor models.Actor, in *createCommitteeIn) (models.MediationCommittee, error) {
		return svc.CreateCommittee(ctx, actor, mediation.NewCommittee{
			Name: in.Body.Name, RegionCode: in.Body.RegionCode, Head: in.Body.HeadID, Mediators: in.Body.Mediators,
		})
	}, func(c models.MediationCommittee) *committeeOut {
		return &committeeOut{Versioned: httpapi.VersionTag(c.Version), Body: committeeDTO(c)}
	})
}

func committeeDTO(c models.MediationCommittee) Committee {
	state, _ := c.State.Text()
	return Committee{ID: c.ID, Name: c.Name, RegionCode: c.RegionCode, State: c.State, StateText: state,
		TermEndsOn: c.TermEndsOn, Version: c.Version}
}
