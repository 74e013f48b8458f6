package routes

import (
	"context"
	"encoding/hex"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/governance"
)

// Poll is a poll on the wire.
type Poll struct {
	ID             models.ID        `json:"id"`
	OrganizationID models.ID        `json:"organization_id" doc:"Body that holds the poll"`
	Title          string           `json:"title" maxLength:"60" example:"活动室选址"`
	Question       string           `json:"question" maxLength:"1000" example:"活动室设在哪里？"`
	Mode           models.PollMode  `json:"mode" enum:"detached,blind,named" doc:"detached: secret, person and choice are stored apart"`
	State          models.PollState `json:"state" enum:"draft,roll_published,roll_sealed,open,closed,certified,archived,annulled"`
	StateText      string           `json:"state_text" maxLength:"16" example:"投票中"`
	OpensAt        models.Instant   `json:"opens_at"`
	ClosesAt       models.Instant   `json:"closes_at" doc:"No ballot is taken from this instant on"`
	RollCount      int64            `json:"roll_count" minimum:"0" maximum:"9007199254740991" doc:"People who may vote"`
	RollHash       *string          `json:"roll_hash" maxLength:"64" doc:"SHA-256 over the sorted ids of the roll, once it is sealed"`
	RollSealedAt   *models.Instant  `json:"roll_sealed_at"`
	CastCount      *int64           `json:"cast_count" minimum:"0" maximum:"9007199254740991" doc:"Ballots, once the poll is closed"`
	Version        int64            `json:"version" minimum:"1" maximum:"9007199254740991"`
	CreatedAt      models.Instant   `json:"created_at"`
}

// PollOption is an answer on the wire.
type PollOption struct {
	No    int64  `json:"no" minimum:"1" maximum:"20" doc:"What a ballot names"`
	Label string `json:"label" maxLength:"60" example:"村文化礼堂"`
}

// PollDetails is a poll with its options.
type PollDetails struct {
	Poll
	Options []PollOption `json:"options" maxItems:"20"`
}

// PollTurnout is how many have voted.
type PollTurnout struct {
	PollID    models.ID        `json:"poll_id"`
	State     models.PollState `json:"state" enum:"draft,roll_published,roll_sealed,open,closed,certified,archived,annulled"`
	RollCount int64            `json:"roll_count" minimum:"0" maximum:"9007199254740991"`
	Voted     int64            `json:"voted" minimum:"0" maximum:"9007199254740991"`
}

// PollCount is an option with its votes.
type PollCount struct {
	PollOption
	Votes int64 `json:"votes" minimum:"0" maximum:"9007199254740991"`
}

// PollResult is the count of a closed poll.
type PollResult struct {
	PollID    models.ID   `json:"poll_id"`
	RollCount int64       `json:"roll_count" minimum:"0" maximum:"9007199254740991"`
	CastCount int64       `json:"cast_count" minimum:"0" maximum:"9007199254740991"`
	RollHash  string      `json:"roll_hash" maxLength:"64"`
	Options   []PollCount `json:"options" maxItems:"20"`
	Leaders   []int64     `json:"leaders" maxItems:"20" doc:"Options with the most votes: several at a tie, none without ballots"`
	Tie       bool        `json:"tie"`
}

// RollPerson is a line of a roll.
type RollPerson struct {
	Nickname string `json:"nickname" maxLength:"64"`
	IsMe     bool   `json:"is_me"`
}

// OwnRollEntry is the caller's own line.
type OwnRollEntry struct {
	OnRoll bool `json:"on_roll"`
	Voted  bool `json:"voted" doc:"Shown to the person alone"`
}

// PollRoll is a page of a roll.
type PollRoll struct {
	httpapi.ListBody[RollPerson]
	RollCount int64        `json:"roll_count" minimum:"0" maximum:"9007199254740991"`
	RollHash  *string      `json:"roll_hash" maxLength:"64"`
	Own       OwnRollEntry `json:"own"`
}

type pollIn struct {
	ID models.ID `path:"id" doc:"Poll"`
}

type listPollsIn struct {
	httpapi.PageIn
	OrganizationID models.ID `query:"organization_id" doc:"Only the polls of this body"`
}

type createPollIn struct {
	Body struct {
		OrganizationID models.ID       `json:"organization_id" doc:"Body that holds the poll"`
		Title          string          `json:"title" minLength:"2" maxLength:"60" example:"活动室选址"`
		Question       string          `json:"question" minLength:"2" maxLength:"1000" example:"活动室设在哪里？"`
		Options        []string        `json:"options" minItems:"2" maxItems:"20" maxLength:"60" doc:"Different answers"`
		OpensAt        models.Instant  `json:"opens_at" doc:"From when on votes are taken"`
		ClosesAt       models.Instant  `json:"closes_at" doc:"From when on none is; at most 90 days later"`
		Mode           models.PollMode `json:"mode" enum:"detached,blind,named" doc:"Only detached is served"`
	}
}

type updatePollIn struct {
	ID models.ID `path:"id" doc:"Poll"`
	httpapi.IfMatch
	Body struct {
		Title    httpapi.Maybe[string]         `json:"title,omitzero" minLength:"2" maxLength:"60" doc:"Title"`
		Question httpapi.Maybe[string]         `json:"question,omitzero" minLength:"2" maxLength:"1000" doc:"Question"`
		Options  httpapi.Maybe[[]string]       `json:"options,omitzero" minItems:"2" maxItems:"20" doc:"All options anew"`
		OpensAt  httpapi.Maybe[models.Instant] `json:"opens_at,omitzero" doc:"Start"`
		ClosesAt httpapi.Maybe[models.Instant] `json:"closes_at,omitzero" doc:"End"`
	}
}

type rollIn struct {
	ID models.ID `path:"id" doc:"Poll"`
	httpapi.PageIn
}

type pollOut struct {
	httpapi.Versioned
	Body PollDetails
}

type (
	turnoutOut struct{ Body PollTurnout }
	resultOut  struct{ Body PollResult }
	rollOut    struct{ Body PollRoll }
)

const pollTag = "polls"

// Polls registers the routes of polls and their rolls.
func Polls(api *httpapi.API, svc *governance.Service) {
	api.Tag(pollTag, "投票 Polls")
	pollReads(api, svc)
	pollCounts(api, svc)
	pollDrafts(api, svc)
	pollActs(api, svc)
}

var pollReader = httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization}

func pollOffice(action string) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Staff(models.PollRoles()...), Scope: httpapi.ScopeOrganization, Audit: action}
}

func pollReads(api *httpapi.API, svc *governance.Service) {
	const list, roll = "polls", "roll"
	httpapi.Get(api, httpapi.Route{
		ID: "listPolls", Path: "/polls", Tag: pollTag, Summary: "Polls of my bodies, latest close first", Policy: pollReader,
		Description: "Published polls of the bodies one belongs to or on whose roll one is; drafts for their chair and secretary-general.",
	}, func(ctx context.Context, actor models.Actor, in *listPollsIn) (*httpapi.ListOut[Poll], error) {
		page, err := api.Page(list, in.PageIn)
		if err != nil {
			return nil, err
		}
		rows, err := svc.Polls(ctx, actor, given(in.OrganizationID), page)
		if err != nil {
			return nil, err
		}
		return httpapi.ListOf(api, list, rows, pollDTO), nil
	})
	httpapi.Get(api, httpapi.Route{
		ID: "readPoll", Path: "/polls/{id}", Tag: pollTag, Summary: "Read a poll with its options", Policy: pollReader,
	}, func(ctx context.Context, actor models.Actor, in *pollIn) (*pollOut, error) {
		d, err := svc.Poll(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		return presentPoll(d), nil
	})
	httpapi.Get(api, httpapi.Route{
		ID: "readPollRoll", Path: "/polls/{id}/roll", Tag: pollTag, Summary: "Who may vote, by nickname", Policy: pollReader,
		Description: "It does not say who has voted, except to oneself.",
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
	httpapi.Get(api, httpapi.Route{
		ID: "readPollTurnout", Path: "/polls/{id}/turnout", Tag: pollTag, Summary: "How many have voted", Policy: pollReader,
		Limit: httpapi.LimitSearch,
	}, func(ctx context.Context, actor models.Actor, in *pollIn) (*turnoutOut, error) {
		t, err := svc.Turnout(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		return &turnoutOut{Body: PollTurnout{PollID: t.Poll.ID, State: t.Poll.State, RollCount: t.Poll.RollCount, Voted: t.Voted}}, nil
	})
	httpapi.Get(api, httpapi.Route{
		ID: "readPollResult", Path: "/polls/{id}/result", Tag: pollTag, Summary: "The count of a closed poll", Policy: pollReader,
		Description: "Nobody sees a count before the close: there is none.", Errors: []*models.Error{models.ErrPollNotClosed},
	}, func(ctx context.Context, actor models.Actor, in *pollIn) (*resultOut, error) {
		r, err := svc.Result(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		return presentResult(r), nil
	})
}

func pollDrafts(api *httpapi.API, svc *governance.Service) {
	httpapi.Post(api, httpapi.Route{
		ID: "createPoll", Path: "/polls", Tag: pollTag, Summary: "Draft a poll", Status: 201, Policy: pollOffice(governance.ActionDraft),
		Errors: []*models.Error{models.ErrNotFound, models.ErrPollModeUnsupported, models.ErrPollInactiveBody},
	}, func(ctx context.Context, actor models.Actor, in *createPollIn) (governance.PollDetails, error) {
		b := in.Body
		return svc.Draft(ctx, actor, models.PollDraftInput{
			OrganizationID: b.OrganizationID, Title: b.Title, Question: b.Question, Options: b.Options,
			OpensAt: b.OpensAt, ClosesAt: b.ClosesAt, Mode: b.Mode,
		})
	}, presentPoll)
	httpapi.Put(api, httpapi.Route{
		ID: "updatePoll", Path: "/polls/{id}", Tag: pollTag, Summary: "Change a draft", Policy: pollOffice(governance.ActionUpdate),
		Errors: []*models.Error{models.ErrPollState},
	}, func(ctx context.Context, actor models.Actor, in *updatePollIn) (*pollOut, error) {
		b := in.Body
		d, err := svc.Update(ctx, actor, in.ID, in.Expected(), models.PollEdits{
			Title: b.Title.Pointer(), Question: b.Question.Pointer(), Options: b.Options.Value, OpensAt: b.OpensAt.Pointer(), ClosesAt: b.ClosesAt.Pointer(),
		})
		if err != nil {
			return nil, err
		}
		return presentPoll(d), nil
	})
}

func pollActs(api *httpapi.API, svc *governance.Service) {
	act := func(do func(context.Context, models.Actor, models.ID) (governance.PollDetails, error)) func(context.Context, models.Actor, *pollIn) (governance.PollDetails, error) {
		return func(ctx context.Context, actor models.Actor, in *pollIn) (governance.PollDetails, error) {
			return do(ctx, actor, in.ID)
		}
	}
	httpapi.Post(api, httpapi.Route{
		ID: "publishPollRoll", Path: "/polls/{id}/publish-roll", Tag: pollTag, Summary: "Fix and publish who may vote",
		Description: "The active members who are verified and 18 or older on the closing day. Everybody on the roll is told.",
		Policy:      pollOffice(governance.ActionPublishRoll),
		Errors:      []*models.Error{models.ErrPollState, models.ErrPollRollTooSmall, models.ErrPollWindowOver, models.ErrPollInactiveBody},
	}, act(svc.PublishRoll), presentPoll)
	httpapi.Post(api, httpapi.Route{
		ID: "openPoll", Path: "/polls/{id}/open", Tag: pollTag, Summary: "Seal the roll and begin",
		Description: "Only inside the window. It happens by itself at opens_at.",
		Policy:      pollOffice(governance.ActionOpen),
		Errors:      []*models.Error{models.ErrPollState, models.ErrPollTooEarly, models.ErrPollWindowOver, models.ErrPollMismatch},
	}, act(svc.Open), presentPoll)
	httpapi.Post(api, httpapi.Route{
		ID: "closePoll", Path: "/polls/{id}/close", Tag: pollTag, Summary: "End the voting and count",
		Description: "After closes_at, or when everybody on the roll has voted. It happens by itself at closes_at.",
		Policy:      pollOffice(governance.ActionClose),
		Errors:      []*models.Error{models.ErrPollState, models.ErrPollRunning, models.ErrPollMismatch},
	}, act(svc.Finish), presentPoll)
}

func pollDTO(p models.Poll) Poll {
	text, _ := models.PollStateText(p.State)
	return Poll{
		ID: p.ID, OrganizationID: p.OrganizationID, Title: p.Title, Question: p.Question, Mode: p.Mode, State: p.State, StateText: text,
		OpensAt: p.OpensAt, ClosesAt: p.ClosesAt, RollCount: p.RollCount, RollHash: hexText(p.RollHash), RollSealedAt: p.RollSealedAt,
		CastCount: p.CastCount, Version: p.Version, CreatedAt: p.CreatedAt,
	}
}

func presentPoll(d governance.PollDetails) *pollOut {
	body := PollDetails{Poll: pollDTO(d.Poll), Options: make([]PollOption, len(d.Options))}
	for i, o := range d.Options {
		body.Options[i] = PollOption{No: o.No, Label: o.Label}
	}
	return &pollOut{Versioned: httpapi.VersionTag(d.Version), Body: body}
}

func presentResult(r governance.Result) *resultOut {
	body := PollResult{
		PollID: r.Poll.ID, RollCount: r.Poll.RollCount, CastCount: r.Counts.Cast, RollHash: hex.EncodeToString(r.Poll.RollHash),
		Leaders: append([]int64{}, r.Counts.Leaders...), Tie: r.Counts.Tie,
	}
	for _, o := range r.Counts.Options {
		body.Options = append(body.Options, PollCount{PollOption: PollOption{No: o.No, Label: o.Label}, Votes: *o.Votes})
	}
	return &resultOut{Body: body}
}

// given gives nil for a parameter that was left out.
func given(id models.ID) *models.ID {
	if id.IsZero() {
		return nil
	}
	return &id
}

func hexText(b []byte) *string {
	if len(b) == 0 {
		return nil
	}
	s := hex.EncodeToString(b)
	return &s
}
