package governance

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/routes/httpapi"
	"xinjumin/services/governance"
)

// BallotAnswer says that a ballot is in the box, and nothing about it.
type BallotAnswer struct {
	PollID models.ID `json:"poll_id"`
	Voted  bool      `json:"voted"`
}

// MyPoll is a poll on whose roll the caller is.
type MyPoll struct {
	Poll
	Voted bool `json:"voted" doc:"Whether one has voted; how is not known to anybody"`
}

type castBallotIn struct {
	ID   models.ID `path:"id" doc:"Poll"`
	Body struct {
		Choice int64 `json:"choice" minimum:"1" maximum:"20" doc:"Number of the option" example:"1"`
	}
}

type ballotOut struct{ Body BallotAnswer }

// Ballots registers the casting of ballots and the caller's own polls.
func Ballots(api *httpapi.API, svc *governance.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "castBallot",
		Path:    "/polls/{id}/ballots",
		Tag:     pollTag,
		Summary: "Vote, once and in secret",
		Status:  201,
		Once: httpapi.OnceByKey("The mark in the roll.",
			"名册上已有记号。"),
		Description: "Idempotency-Key is ignored: the mark in the roll makes a repeated request ballot.already_cast. " +
			"The answer may take a moment, because ballots are committed together so that they hide each other.",
		ZH: httpapi.InChinese("投票（无记名，只能投一次）", "不使用 Idempotency-Key：名册上已有记号，重复投票回答 ballot.already_cast。"+
			"回答可能稍慢，因为多张选票合并提交，以便互相掩护。"),
		Policy: httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf,
			Audit: governance.ActionCast}.AsRight(),
		NoIdempotency: true,
		BodyLimit:     1 << 10,
		Errors: []*models.Error{poll.ErrBallotAlreadyCast, poll.ErrBallotNotOnRoll, poll.ErrBallotChoice,
			poll.ErrNotOpen, poll.ErrClosed, poll.ErrAnnulled},
	}, func(ctx context.Context, actor models.Actor, in *castBallotIn) (models.ID, error) {
		return in.ID, svc.Cast(ctx, actor, in.ID, in.Body.Choice)
	}, func(poll models.ID) *ballotOut {
		return &ballotOut{Body: BallotAnswer{PollID: poll, Voted: true}}
	})
	const list = "my-polls"
	httpapi.Read(api, httpapi.Route{
		ID:          "listMyPolls",
		Path:        "/me/polls",
		Tag:         pollTag,
		Summary:     "Polls on whose roll I am, latest close first",
		Description: "With whether one has voted; how one has voted is not known to anybody.",
		ZH:          httpapi.InChinese("查看自己有投票资格的投票", "截止时间最晚的在前。写明自己是否已投；投了什么，谁也不知道。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf},
	}, func(ctx context.Context, actor models.Actor, in *httpapi.PageIn) (models.List[governance.PollVoter], error) {
		page, err := api.Page(list, *in)
		if err != nil {
			return models.List[governance.PollVoter]{}, err
		}
		return svc.Mine(ctx, actor, page)
	}, func(rows models.List[governance.PollVoter]) *httpapi.ListOut[MyPoll] {
		return httpapi.ListOf(api, list, rows, func(v governance.PollVoter) MyPoll {
			return MyPoll{Poll: pollDTO(v.Poll), Voted: v.Voted}
		})
	})
}
