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
		Description: "Idempotency-Key is ignored: the mark in the roll makes a repeated request ballot.already_cast. " +
			"The answer may take a moment, because ballots are committed together so that they hide each other.",
		Policy: httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf,
			Audit: governance.ActionCast}.AsRight(),
		NoIdempotency: true,
		BodyLimit:     1 << 10,
		Errors: []*models.Error{poll.ErrBallotAlreadyCast, poll.ErrBallotNotOnRoll, poll.ErrBallotChoice,
			poll.ErrNotOpen, poll.ErrClosed},
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
