package governance

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/routes/httpapi"
	"xinjumin/services/governance"
)

const pollTag = "polls"

// Polls registers the routes of polls and their rolls.
func Polls(api *httpapi.API, svc *governance.Service) {
	api.Tag(pollTag, "Polls", "投票")
	api.Words(words)
	pollReads(api, svc)
	pollCounts(api, svc)
	pollDrafts(api, svc)
	pollActs(api, svc)
	pollEnds(api, svc)
}

var pollReader = httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization}.AsRight()

func pollOffice(action models.Action) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Staff(models.PollRoles()...), Scope: httpapi.ScopeOrganization,
		Audit: action}
}

func pollReads(api *httpapi.API, svc *governance.Service) {
	const list, roll = "polls", "roll"
	httpapi.List(api, httpapi.Route{
		ID:      "listPolls",
		Path:    "/polls",
		Tag:     pollTag,
		Summary: "Polls of my organizations, latest close first",
		Policy:  pollReader,
		Description: "Published polls of the organizations one belongs to or on whose roll one is; drafts for their " +
			"chair and secretary-general.",
		ZH: httpapi.InChinese("查询本组织的投票", "截止时间最晚的在前。包括自己所在的组织和自己在名册上的已公布投票；会长和秘书长还能看到草稿。"),
	}, list, func(
		ctx context.Context, actor models.Actor, in *listPollsIn, page models.Page,
	) (models.List[poll.Poll], error) {
		return svc.Polls(ctx, actor, given(in.OrganizationID), page)
	}, pollDTO)
	httpapi.Read(api, httpapi.Route{
		ID:      "readPoll",
		Path:    "/polls/{id}",
		Tag:     pollTag,
		Summary: "Read a poll with its options",
		Policy:  pollReader,
		Description: "For members of the organization and everybody on the roll. There are no counts in it: " +
			"see turnout and result.",
		ZH: httpapi.InChinese("查看投票和选项", "供本组织成员和名册上的人查看。这里没有票数，票数见投票率和结果。"),
	}, func(ctx context.Context, actor models.Actor, in *pollIn) (governance.PollDetails, error) {
		return svc.Poll(ctx, actor, in.ID)
	}, presentPoll)
	httpapi.Get(api, httpapi.Route{
		ID:          "readPollRoll",
		Path:        "/polls/{id}/roll",
		Tag:         pollTag,
		Summary:     "Who may vote, by nickname",
		Policy:      pollReader,
		Description: "It does not say who has voted, except to oneself.",
		ZH:          httpapi.InChinese("查看选民名册", "只显示昵称。不显示谁已投票，自己是否已投只有自己看得到。"),
	}, func(ctx context.Context, actor models.Actor, in *rollIn) (*rollOut, error) {
		page, err := api.Page(roll, in.PageIn)
		if err != nil {
			return nil, err
		}
		r, err := svc.Roll(ctx, actor, in.ID, page)
		if err != nil {
			return nil, err
		}
		people := httpapi.ListOf(api, roll, r.People, func(p governance.RollMember) RollPerson {
			return RollPerson{Nickname: p.Nickname, IsMe: p.PersonID == actor.PersonID}
		})
		return &rollOut{Body: PollRoll{
			ListBody: people.Body, RollCount: r.Poll.RollCount, RollHash: hexText(r.Poll.RollHash),
			Own: OwnRollEntry{OnRoll: r.OnRoll, Voted: r.Voted},
		}}, nil
	})
}

func pollCounts(api *httpapi.API, svc *governance.Service) {
	httpapi.Read(api, httpapi.Route{
		ID:          "readPollTurnout",
		Path:        "/polls/{id}/turnout",
		Tag:         pollTag,
		Summary:     "How many have voted",
		Policy:      pollReader,
		Description: "A number alone: who has voted is shown to nobody but oneself.",
		ZH:          httpapi.InChinese("查看已投票人数", "只有一个数字：谁投了票，除了本人谁也看不到。"),
		Limit:       httpapi.LimitSearch,
	}, func(ctx context.Context, actor models.Actor, in *pollIn) (governance.Turnout, error) {
		return svc.Turnout(ctx, actor, in.ID)
	}, func(t governance.Turnout) *turnoutOut {
		return &turnoutOut{Body: PollTurnout{PollID: t.Poll.ID, PollTitle: t.Poll.Title, State: t.Poll.State,
			RollCount: t.Poll.RollCount, Voted: t.Voted}}
	})
	httpapi.Read(api, httpapi.Route{
		ID:          "readPollResult",
		Path:        "/polls/{id}/result",
		Tag:         pollTag,
		Summary:     "The count of a closed poll",
		Policy:      pollReader,
		Description: "Nobody sees a count before the close: there is none.",
		ZH:          httpapi.InChinese("查看已结束投票的结果", "截止前谁也看不到票数，因为那时还没有计票。"),
		Errors:      []*models.Error{poll.ErrNotClosed, poll.ErrAnnulled},
	}, func(ctx context.Context, actor models.Actor, in *pollIn) (governance.Result, error) {
		return svc.Result(ctx, actor, in.ID)
	}, presentResult)
}

func pollDrafts(api *httpapi.API, svc *governance.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "createPoll",
		Path:    "/polls",
		Tag:     pollTag,
		Summary: "Draft a poll",
		Status:  201,
		Once:    httpapi.OnceBySameBody("updatePoll", "deletePoll", "publishPollRoll"),
		Policy:  pollOffice(governance.ActionDraft).Publishing(),
		Description: "By the chair or the secretary-general of the organization, who alone see it " +
			"until its roll is published.",
		ZH: httpapi.InChinese("起草投票", "由组织的会长或秘书长起草，名册公布前只有他们看得到。"),
		Errors: []*models.Error{models.ErrNotFound, poll.ErrModeUnsupported, poll.ErrInactiveOrganization,
			models.ErrTemporaryNoElections},
	}, func(ctx context.Context, actor models.Actor, in *createPollIn) (governance.PollDetails, error) {
		b := in.Body
		return svc.Draft(ctx, actor, poll.DraftInput{
			OrganizationID: b.OrganizationID, Title: b.Title, Question: b.Question, Options: b.Options,
			OpensAt: b.OpensAt, ClosesAt: b.ClosesAt, Mode: b.Mode, Purpose: poll.Purpose(b.Purpose),
		})
	}, presentPoll)
	httpapi.Put(api, httpapi.Route{
		ID:      "updatePoll",
		Path:    "/polls/{id}",
		Tag:     pollTag,
		Summary: "Change a draft",
		Policy:  pollOffice(governance.ActionUpdate).Publishing(),
		Description: "Only what is in the request changes; options are replaced as a whole. A " +
			"published roll fixes everything.",
		ZH:     httpapi.InChinese("修改投票草稿", "只修改提交的内容；选项整体替换。名册公布后一切都不能再改。"),
		Errors: []*models.Error{poll.ErrState, models.ErrTemporaryNoElections},
	}, func(ctx context.Context, actor models.Actor, in *updatePollIn) (*pollOut, error) {
		b := in.Body
		var purpose *poll.Purpose
		if b.Purpose.Set {
			p := poll.Purpose(b.Purpose.Value)
			purpose = &p
		}
		d, err := svc.Update(ctx, actor, in.ID, in.Expected(), poll.Edits{
			Purpose: purpose, Title: b.Title.Pointer(), Question: b.Question.Pointer(), Options: b.Options.Value,
			OpensAt: b.OpensAt.Pointer(), ClosesAt: b.ClosesAt.Pointer(),
		})
		if err != nil {
			return nil, err
		}
		return presentPoll(d), nil
	})
}

func pollActs(api *httpapi.API, svc *governance.Service) {
	act := func(
		do func(context.Context, models.Actor, models.ID) (governance.PollDetails, error),
	) func(context.Context, models.Actor, *pollIn) (governance.PollDetails, error) {
		return func(ctx context.Context, actor models.Actor, in *pollIn) (governance.PollDetails, error) {
			return do(ctx, actor, in.ID)
		}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "publishPollRoll",
		Path:    "/polls/{id}/publish-roll",
		Tag:     pollTag,
		Summary: "Fix and publish who may vote",
		Description: "The active members who are verified and 18 or older on the closing day. " +
			"Everybody on the roll is told.",
		ZH:     httpapi.InChinese("确定并公布选民名册", "名册包括已实名认证、到截止日年满18岁的现有会员。会通知名册上的每个人。"),
		Policy: pollOffice(governance.ActionPublishRoll).Publishing(),
		Errors: []*models.Error{poll.ErrState, poll.ErrRollTooSmall, poll.ErrWindowOver,
			poll.ErrInactiveOrganization, models.ErrTemporaryNoElections},
	}, act(svc.PublishRoll), presentPoll)
	httpapi.Post(api, httpapi.Route{
		ID:          "openPoll",
		Path:        "/polls/{id}/open",
		Tag:         pollTag,
		Summary:     "Seal the roll and begin",
		Description: "Only inside the window. It happens by itself at opens_at.",
		ZH:          httpapi.InChinese("封存名册，开始投票", "只能在规定的时间段内进行。到了 opens_at 会自动开始。"),
		Policy:      pollOffice(governance.ActionOpen),
		Errors: []*models.Error{poll.ErrState, poll.ErrTooEarly, poll.ErrWindowOver,
			poll.ErrMismatch},
	}, act(svc.Open), presentPoll)
	httpapi.Post(api, httpapi.Route{
		ID:          "closePoll",
		Path:        "/polls/{id}/close",
		Tag:         pollTag,
		Summary:     "End the voting and count",
		Description: "After closes_at, or when everybody on the roll has voted. It happens by itself at closes_at.",
		ZH:          httpapi.InChinese("结束投票并计票", "在 closes_at 之后，或者名册上的人都已投票时进行。到了 closes_at 会自动结束。"),
		Policy:      pollOffice(governance.ActionClose),
		Errors:      []*models.Error{poll.ErrState, poll.ErrRunning, poll.ErrMismatch},
	}, act(svc.Finish), presentPoll)
}
