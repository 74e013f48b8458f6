package governance

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/governance"
)

type cancelPollIn struct {
	ID   models.ID          `path:"id" doc:"Poll"`
	Body shapes.GivenReason `doc:"Everybody who sees the poll reads it" example:"{\"reason\":\"选项写错了，改正后重新投票\"}"`
}

// pollEnds registers how a draft is taken back, and a poll stopped whose roll is out.
func pollEnds(api *httpapi.API, svc *governance.Service) {
	httpapi.Delete(api, httpapi.Route{
		ID:          "deletePoll",
		Path:        "/polls/{id}",
		Tag:         pollTag,
		Summary:     "Delete a draft",
		Description: "It is gone. A poll whose roll is published is cancelled instead.",
		ZH:          httpapi.InChinese("删除投票草稿", "删除后不能恢复。名册已公布的投票不能删除，只能取消。"),
		Policy:      pollOffice(governance.ActionDelete),
		Errors:      []*models.Error{poll.ErrState},
	}, func(ctx context.Context, actor models.Actor, in *pollIn) (*httpapi.None, error) {
		return nil, svc.Delete(ctx, actor, in.ID)
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "cancelPoll",
		Path:    "/polls/{id}/cancel",
		Tag:     pollTag,
		Summary: "Stop a poll whose roll is out",
		Description: "Until closes_at, with a reason that everybody who sees the poll reads. " +
			"Everybody on the roll is " +
			"told. Ballots that were cast are not counted and are destroyed; there is no " +
			"result. The yearly appraisal " +
			"of a union and its chair is not stopped.",
		ZH: httpapi.InChinese("取消已公布名册的投票", "在 closes_at 之前办理，须写明原因，看得到投票的人都能看到原因，并通知名册上的每个人。"+
			"已投的票不计票，全部销毁；没有结果。工会每年的会员评家、评主席不能取消。"),
		Policy: pollOffice(governance.ActionCancel),
		Errors: []*models.Error{poll.ErrState, poll.ErrConvened, poll.ErrClosed},
	}, func(ctx context.Context, actor models.Actor, in *cancelPollIn) (governance.PollDetails, error) {
		return svc.Cancel(ctx, actor, in.ID, in.Body.Reason)
	}, presentPoll)
}
