package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/activities"
)

type cancelActivityIn struct {
	ID   models.ID          `path:"id" doc:"Activity"`
	Body shapes.GivenReason `doc:"Everybody who sees the activity reads it" example:"{\"reason\":\"台风，改期另行通知\"}"`
}

// activityEnds registers how a draft is taken back, and an activity called off that was
// published.
func activityEnds(api *httpapi.API, svc *activities.Service, organizer func(audit models.Action) httpapi.Policy) {
	httpapi.Delete(api, httpapi.Route{
		ID:          "deleteActivity",
		Path:        "/activities/{id}",
		Tag:         activityTag,
		Summary:     "Delete a draft",
		Description: "It is gone with its pictures. A published activity is called off instead.",
		ZH:          httpapi.InChinese("删除活动草稿", "图片一并删除，删除后不能恢复。已发布的活动不能删除，只能取消。"),
		Policy:      organizer(activities.ActionDelete),
		Errors:      []*models.Error{activity.ErrState},
	}, func(ctx context.Context, actor models.Actor, in *oneActivityIn) (*httpapi.None, error) {
		return nil, svc.Delete(ctx, actor, in.ID)
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "cancelActivity",
		Path:    "/activities/{id}/cancel",
		Tag:     activityTag,
		Summary: "Call an activity off",
		Description: "With a reason that everybody who sees the activity reads. Everybody on the " +
			"list is told. It stays " +
			"readable, and cannot be taken back.",
		ZH:     httpapi.InChinese("取消活动", "须写明原因，看得到活动的人都能看到。会通知名单上的每个人。活动仍可查看，取消后不能恢复。"),
		Policy: organizer(activities.ActionCancel),
		Errors: []*models.Error{activity.ErrState},
	}, func(ctx context.Context, actor models.Actor, in *cancelActivityIn) (activity.Activity, error) {
		return svc.Cancel(ctx, actor, in.ID, in.Body.Reason)
	}, presentActivity)
}
