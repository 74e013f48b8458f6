package rosters

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/organizations"
	"xinjumin/routes/shapes"
	"xinjumin/services/rosters"
)

// RosterClaim is an organization that has the reader on its list.
type RosterClaim struct {
	httpapi.Acts
	ID               models.ID               `json:"id"`
	OrganizationID   models.ID               `json:"organization_id"`
	OrganizationName string                  `json:"organization_name" maxLength:"40"`
	OrganizationKind models.OrganizationKind `json:"organization_kind"`
	KindText         string                  `json:"organization_kind_text" maxLength:"16"`
	RegionCode       models.RegionCode       `json:"region_code"`
	RegionName       string                  `json:"region_name" names:"region RegionCode" maxLength:"255"`
	As               string                  `json:"as" enum:"invitation,membership"`
	AsText           string                  `json:"as_text" maxLength:"24" example:"邀请入会"`
	Side             string                  `json:"side" enum:"migrant,local_cadre"`
	SideText         string                  `json:"side_text" maxLength:"16" example:"新居民"`
	State            string                  `json:"state" enum:"waiting,declined"`
	ListedAt         models.Instant          `json:"listed_at"`
	ExpiresAt        models.Instant          `json:"expires_at"`
}

// Docs implements httpapi.Documented.
func (RosterClaim) Docs() map[string]string {
	return map[string]string{
		"expires_at": "Until when one may answer; of what was declined, from when the organization may ask again",
	}
}

type rosterClaimsOut struct {
	Body struct {
		Items []RosterClaim `json:"items" maxItems:"50" nullable:"false"`
	}
}

type rosterClaimIn struct {
	ID models.ID `path:"id" doc:"Claim"`
}

type rosterClaimOut struct{ Body RosterClaim }

func rosterClaims(api *httpapi.API, svc *rosters.Service) {
	own := func(audience httpapi.Audience, audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: audience, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Get(api, httpapi.Route{
		ID:      "listMyRosterClaims",
		Path:    "/me/roster-claims",
		Tag:     rosterTag,
		Summary: "Organizations that have me on their list",
		Description: "Organizations that have imported a list with one's own name and identity number, once one is " +
			"verified. Nobody is a member without saying yes.",
		ZH:     httpapi.InChinese("查看哪些组织的名单上有自己", "本人实名认证后，列出导入的名单上有自己姓名和身份证号码的组织。本人没有答应的，不会成为会员。"),
		Policy: own(httpapi.Resident, models.Action{}),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (*rosterClaimsOut, error) {
		rows, err := svc.Claims(ctx, actor)
		if err != nil {
			return nil, err
		}
		out := &rosterClaimsOut{}
		out.Body.Items = []RosterClaim{}
		for _, c := range rows {
			out.Body.Items = append(out.Body.Items, rosterClaimDTO(c))
		}
		return out, nil
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "acceptRosterClaim",
		Path:    "/roster-claims/{id}/accept",
		Tag:     rosterTag,
		Summary: "Say yes, and be a member",
		Status:  201,
		Once: httpapi.OnceByKey("A claim is decided once.",
			"一条认领只能答复一次。"),
		Description: "The organization has vouched already, so there is nothing more to wait for. Places, ages and " +
			"what one may be in only once hold as for anybody.",
		ZH:     httpapi.InChinese("答应加入，成为会员", "组织已经担保，不必再等审批。地方、年龄和只能加入一个的规定照常适用。"),
		Policy: own(httpapi.Verified, rosters.ActionAccept),
		Errors: shapes.Unfit(roster.ErrDecided, models.ErrOrganizationClosed, models.ErrOrganizationFull,
			models.ErrOrganizationMigrantShare, models.ErrMembershipExists),
	}, func(ctx context.Context, actor models.Actor, in *rosterClaimIn) (models.OwnMembership, error) {
		return svc.Accept(ctx, actor, in.ID)
	}, organizations.PresentMembership)
	httpapi.Post(api, httpapi.Route{
		ID:          "declineRosterClaim",
		Path:        "/roster-claims/{id}/decline",
		Tag:         rosterTag,
		Summary:     "Say no",
		Status:      200,
		Description: "The organization does not see it, and cannot ask again for thirty days.",
		ZH:          httpapi.InChinese("不加入", "组织看不到答复，三十天内不能再次询问。"),
		Policy:      own(httpapi.Verified, rosters.ActionDecline),
		Errors:      []*models.Error{roster.ErrDecided},
	}, func(ctx context.Context, actor models.Actor, in *rosterClaimIn) (roster.Claim, error) {
		return svc.Decline(ctx, actor, in.ID)
	}, func(c roster.Claim) *rosterClaimOut { return &rosterClaimOut{Body: rosterClaimDTO(c)} })
}

func rosterClaimDTO(c roster.Claim) RosterClaim {
	kind, _ := c.OrganizationKind.Text()
	as, _ := c.ImportAs.Text()
	side, _ := c.Side.Text()
	return RosterClaim{Acts: httpapi.ActsOf(c.Choices()), ID: c.ID, OrganizationID: c.OrganizationID,
		OrganizationName: c.OrganizationName, OrganizationKind: c.OrganizationKind, KindText: kind,
		RegionCode: c.RegionCode, As: string(c.ImportAs), AsText: as, Side: string(c.Side), SideText: side,
		State: string(c.State), ListedAt: c.CreatedAt, ExpiresAt: c.ExpiresAt}
}
