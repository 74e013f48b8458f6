package matching

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/matching"
)

// Prospect is somebody who consented to be found, as the leaders of an organization see
// them.
type Prospect struct {
	PersonID   models.ID `json:"person_id" doc:"For an invitation, which is the only way to reach them"`
	Nickname   string    `json:"nickname" maxLength:"64"`
	AgeBand    string    `json:"age_band" enum:"14-17,18-24,25-34,35-44,45-54,55+"`
	AgeText    string    `json:"age_band_text" maxLength:"16" example:"25至34岁"`
	TownName   string    `json:"town_name" maxLength:"160" doc:"The town where they live, not the village"`
	OriginName string    `json:"origin_name" maxLength:"160" doc:"City or province of origin; empty when not told"`
	Reasons    []Reason  `json:"reasons" minItems:"1" maxItems:"5"`
}

func prospects(api *httpapi.API, svc *matching.Service) {
	const list = "prospects"
	httpapi.List(api, httpapi.Route{
		ID:      "listProspects",
		Path:    "/organizations/{id}/prospects",
		Tag:     matchingTag,
		Summary: "People who may fit and consented to be found",
		Description: "For those who decide applications: people of the same unit, then of the village, the town, " +
			"the county; in hometown groups those from there. Nobody who is a member, has applied, is invited, or " +
			"has declined or left within 180 days. Without name, number, phone and address; there are no filters by " +
			"ethnicity or household register. A page may be shorter than asked for. Each look and whom it " +
			"showed is in the trail.",
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.ReviewerRoles()...), Scope: httpapi.ScopeOrganization,
			Audit: matching.ActionProspects},
		Errors: []*models.Error{models.ErrForbidden, match.ErrProspectsNot, models.ErrOrganizationFull,
			models.ErrOrganizationClosed},
		Limit: httpapi.LimitSearch,
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[matching.Prospect], error) {
		return svc.Prospects(ctx, actor, in.ID, page)
	}, prospectDTO)
}

func prospectDTO(p matching.Prospect) Prospect {
	band, text := match.AgeBand(p.Age)
	return Prospect{PersonID: p.PersonID, Nickname: p.Nickname, AgeBand: band, AgeText: text, TownName: p.TownName,
		OriginName: p.OriginName, Reasons: reasonsDTO(p.Reasons)}
}
