package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

type replaceSeatIn struct {
	ID       models.ID `path:"id" doc:"Committee"`
	PersonID models.ID `path:"person_id" doc:"Who sits there or is asked to"`
	Body     struct {
		By     models.ID `json:"by" doc:"Who is asked to take the seat, a verified grown-up"`
		Reason string    `json:"reason" minLength:"1" maxLength:"200" example:"工作调动" doc:"The person reads it"`
	}
}

// seatReplacing registers how one person comes in the place of another.
func seatReplacing(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "replaceSeat",
		Path:    "/mediation-committees/{id}/seats/{person_id}/replace",
		Tag:     committeeTag,
		Summary: "Replace a person in a committee",
		Status:  200,
		Description: "By an administrator over the place, in one act: the seat ends, and another person is asked to " +
			"take it, a member's as a member, a head's as the head. Who leaves sees no case from the next request " +
			"on; their cases go back to the head. The last head of a committee with running cases goes on until " +
			"the other has accepted, and leaves in that moment.",
		ZH: httpapi.InChinese("换人", "由当地管理员一次办理：结束一人的任职，并邀请另一人接任同样的席位（委员、主任或者聘任调解员）。"+
			"离任的人立即看不到案件，手上的纠纷交回主任。有未办结纠纷的，唯一的主任履职到接任的人接受为止，届时自动离任。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: mediation.ActionReplaceSeat},
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleState, models.ErrCommitteeOver,
			models.ErrCommitteeSeat},
	}, func(ctx context.Context, actor models.Actor, in *replaceSeatIn) (models.MediationCommittee, error) {
		return svc.ReplaceSeat(ctx, actor, in.ID, in.PersonID, in.Body.By, in.Body.Reason)
	}, presentCommittee)
}
