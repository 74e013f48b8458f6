package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/organizations"
	"xinjumin/routes/shapes"
	"xinjumin/services/unions"
)

// LeagueLeaver is a member of a League branch who has reached 28.
type LeagueLeaver struct {
	MembershipID models.ID `json:"membership_id"`
	PersonID     models.ID `json:"person_id"`
	Nickname     string    `json:"nickname" maxLength:"64"`
	HoldsOffice  bool      `json:"holds_office" doc:"Whoever holds an office stays on"`
}

// LeagueStatus is what the secretary of a League branch is shown.
type LeagueStatus struct {
	MemberCount int64          `json:"member_count" minimum:"0" maximum:"1000000000"`
	Least       int            `json:"least" minimum:"1" maximum:"10" doc:"Members that a branch has at least" example:"3"`
	BelowLeast  bool           `json:"below_least"`
	Items       []LeagueLeaver `json:"items" maxItems:"100"`
	NextCursor  *string        `json:"next_cursor" maxLength:"512" doc:"Give it back as cursor for the next page; null: there is none"`
}

// Docs implements httpapi.Documented.
func (LeagueStatus) Docs() map[string]string {
	return map[string]string{
		"items": "A member who is 28 or older; talk with them about leaving. Nobody is removed",
	}
}

type leagueStatusOut struct{ Body LeagueStatus }

func massRoutes(api *httpapi.API, svc *unions.Service, tag string) {
	const league = "league-status"
	httpapi.Post(api, httpapi.Route{
		ID:      "registerWithBody",
		Path:    "/organizations/{id}/registrations",
		Tag:     tag,
		Summary: "Register with a women's federation",
		Status:  201,
		Once: httpapi.OnceByKey("One live membership of a person in an organization.",
			"同一人在同一组织只有一份有效的会籍。"),
		Description: "There is no application: a woman who registers belongs at once. For a verified identity, " +
			"because it is for women. Leaving is as in any organization.",
		ZH:     httpapi.InChinese("向妇联登记", "不需要申请：妇女登记后即成为其中一员。须已实名认证，因为只面向妇女。退出与其他组织相同。"),
		Policy: httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf, Audit: unions.ActionRegister},
		Errors: []*models.Error{models.ErrNoRegistration, models.ErrWomenOnly, models.ErrMembershipExists,
			models.ErrOrganizationClosed, models.ErrOrganizationFull, models.ErrMembershipChild},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (models.OwnMembership, error) {
		return svc.Register(ctx, actor, in.ID)
	}, organizations.PresentMembership)
	httpapi.Read(api, httpapi.Route{
		ID:          "readLeagueStatus",
		Path:        "/organizations/{id}/league-status",
		Tag:         tag,
		Summary:     "Read who of a League branch has reached 28",
		Description: "For the secretary of the branch, with whether it is below its least size.",
		ZH:          httpapi.InChinese("查看团支部中年满28周岁的团员", "供团支部书记查看，并提示人数是否低于最低要求。"),
		Policy:      unionReviewers(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrLeagueOnly},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn) (models.LeagueStatus, error) {
		page, err := api.Page(league, in.PageIn)
		if err != nil {
			return models.LeagueStatus{}, err
		}
		return svc.League(ctx, actor, in.ID, page)
	}, func(s models.LeagueStatus) *leagueStatusOut {
		rows := httpapi.ListOf(api, league, s.Leavers, func(m models.LeagueLeaver) LeagueLeaver {
			return LeagueLeaver{MembershipID: m.ID, PersonID: m.PersonID, Nickname: m.Nickname,
				HoldsOffice: m.HoldsOffice}
		})
		return &leagueStatusOut{Body: LeagueStatus{MemberCount: s.Organization.MemberCount, Least: models.LeagueMin,
			BelowLeast: s.BelowMin, Items: rows.Body.Items, NextCursor: rows.Body.NextCursor}}
	})
}
