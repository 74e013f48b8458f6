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
		ZH: httpapi.InChinese("查找可能适合并同意被找到的人", "供审批入会申请的人使用：先是同一单位的人，再依次是本村、本镇、本县的人；同乡小组找来自当地的人。已是会员、已申请、"+
			"已被邀请以及180天内谢绝或退出过的人不在其中。不显示姓名、号码、电话和地址，也不能按民族或户籍筛选。一页的人数可能少于所要的数量。每次查看以及看到了谁，都留有审计记录。"),
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
