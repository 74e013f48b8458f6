package governance

import (
	"encoding/hex"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/governance"
)

// Poll is a poll on the wire.
type Poll struct {
	ID               models.ID         `json:"id"`
	OrganizationID   models.ID         `json:"organization_id" doc:"Organization that holds the poll"`
	OrganizationName string            `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	Title            string            `json:"title" maxLength:"60" example:"活动室选址"`
	Question         string            `json:"question" maxLength:"1000" example:"活动室设在哪里？"`
	Mode             poll.Mode         `json:"mode" doc:"detached: secret, person and choice are stored apart"`
	Purpose          string            `json:"purpose" enum:"consultation,decision,election" doc:"A consultation binds nobody"`
	PurposeText      string            `json:"purpose_text" maxLength:"8" example:"征求意见"`
	State            poll.State        `json:"state"`
	StateText        string            `json:"state_text" maxLength:"16" example:"投票中"`
	OpensAt          models.Instant    `json:"opens_at"`
	ClosesAt         models.Instant    `json:"closes_at" doc:"No ballot is taken from this instant on"`
	RollCount        int64             `json:"roll_count" minimum:"0" maximum:"9007199254740991" doc:"People who may vote"`
	RollHash         *string           `json:"roll_hash" maxLength:"64" doc:"SHA-256 over the sorted ids of the roll, once it is sealed"`
	RollSealedAt     *models.Instant   `json:"roll_sealed_at"`
	CastCount        *int64            `json:"cast_count" minimum:"0" maximum:"9007199254740991" doc:"Ballots, once the poll is closed"`
	CancelReason     string            `json:"cancel_reason" maxLength:"200" doc:"Why it was stopped; empty unless it was"`
	Moderation       models.Moderation `json:"moderation"`
	Version          int64             `json:"version" minimum:"1" maximum:"9007199254740991"`
	CreatedAt        models.Instant    `json:"created_at"`
}

// Docs implements httpapi.Documented.
func (Poll) Docs() map[string]string {
	return map[string]string{
		"moderation": "blocked: the texts are withheld, the vote goes on",
	}
}

// PollOption is an answer on the wire.
type PollOption struct {
	No    int64  `json:"no" minimum:"1" maximum:"20" doc:"What a ballot names"`
	Label string `json:"label" maxLength:"60" example:"村文化礼堂"`
}

// PollDetails is a poll with its options and the acts of the caller: edit, publish_roll,
// open, close, cancel and delete of its office, cast of who is on the roll and has not voted.
type PollDetails struct {
	Poll
	httpapi.Acts
	Mine          OwnRollEntry `json:"mine"`
	BlockedReason string       `json:"blocked_reason" maxLength:"200"`
	Options       []PollOption `json:"options" maxItems:"20"`
	RollNeeded    int64        `json:"roll_needed" minimum:"1" maximum:"1000" doc:"Fewest people on a roll, so that votes stay secret"`
}

// Docs implements httpapi.Documented.
func (PollDetails) Docs() map[string]string {
	return map[string]string{
		"blocked_reason": shapes.BlockedDoc,
	}
}

// PollTurnout is how many have voted.
type PollTurnout struct {
	PollID    models.ID  `json:"poll_id"`
	PollTitle string     `json:"poll_title" maxLength:"60"`
	State     poll.State `json:"state"`
	RollCount int64      `json:"roll_count" minimum:"0" maximum:"9007199254740991"`
	Voted     int64      `json:"voted" minimum:"0" maximum:"9007199254740991"`
}

// PollCount is an option with its votes.
type PollCount struct {
	PollOption
	Votes int64 `json:"votes" minimum:"0" maximum:"9007199254740991"`
}

// PollResult is the count of a closed poll.
type PollResult struct {
	PollID    models.ID   `json:"poll_id"`
	PollTitle string      `json:"poll_title" maxLength:"60"`
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
	OrganizationID models.ID `query:"organization_id" doc:"Only the polls of this organization"`
}

type createPollIn struct {
	Body struct {
		OrganizationID models.ID      `json:"organization_id" doc:"Organization that holds the poll"`
		Title          string         `json:"title" minLength:"2" maxLength:"60" example:"活动室选址"`
		Question       string         `json:"question" minLength:"2" maxLength:"1000" example:"活动室设在哪里？"`
		Options        []string       `json:"options" minItems:"2" maxItems:"20" maxLength:"60" example:"[\"文化礼堂\",\"村口广场\"]"`
		OpensAt        models.Instant `json:"opens_at" doc:"From when on votes are taken"`
		ClosesAt       models.Instant `json:"closes_at" doc:"From when on none is; at most 90 days later"`
		Mode           poll.Mode      `json:"mode" doc:"Only detached is served"`
		Purpose        string         `json:"purpose,omitempty" enum:"consultation,decision,election" default:"consultation" example:"consultation"`
	}
}

// Docs implements httpapi.Documented.
func (createPollIn) Docs() map[string]string {
	return map[string]string{
		"options": "Different answers",
		"purpose": "What comes of it. A temporary Party branch only consults; in a Party branch only full members " +
			"with their formal tie there decide and elect",
	}
}

type updatePollIn struct {
	ID models.ID `path:"id" doc:"Poll"`
	httpapi.IfMatch
	Body struct {
		Title    httpapi.Maybe[string]         `json:"title,omitzero" minLength:"2" maxLength:"60" doc:"Title" example:"活动室选址"`
		Question httpapi.Maybe[string]         `json:"question,omitzero" minLength:"2" maxLength:"1000" doc:"Question" example:"活动室设在哪里？"`
		Options  httpapi.Maybe[[]string]       `json:"options,omitzero" minItems:"2" maxItems:"20" example:"[\"文化礼堂\",\"村口广场\"]"`
		OpensAt  httpapi.Maybe[models.Instant] `json:"opens_at,omitzero" doc:"Start"`
		ClosesAt httpapi.Maybe[models.Instant] `json:"closes_at,omitzero" doc:"End"`
		Purpose  httpapi.Maybe[string]         `json:"purpose,omitzero" enum:"consultation,decision,election" example:"decision"`
	}
}

// Docs implements httpapi.Documented.
func (updatePollIn) Docs() map[string]string {
	return map[string]string{
		"options": "All options anew",
		"purpose": "What comes of it",
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

func pollDTO(p poll.Poll) Poll {
	text, _ := p.State.Text()
	purpose, _ := p.Purpose.Text()
	return Poll{
		Purpose: string(p.Purpose), PurposeText: purpose, ID: p.ID, OrganizationID: p.OrganizationID, Title: p.Title,
		Question: p.Question, Mode: p.Mode, State: p.State, StateText: text, OpensAt: p.OpensAt, ClosesAt: p.ClosesAt,
		RollCount: p.RollCount, RollHash: hexText(p.RollHash), RollSealedAt: p.RollSealedAt, CastCount: p.CastCount,
		CancelReason: p.AnnulReason,
		Moderation:   models.Moderation(p.Moderation.Code()), Version: p.Version, CreatedAt: p.CreatedAt,
	}
}

func presentPoll(d governance.PollDetails) *pollOut {
	body := PollDetails{Poll: pollDTO(d.Poll), Acts: httpapi.ActsOf(d.Choices), RollNeeded: poll.RollMin,
		Mine: OwnRollEntry{OnRoll: d.Part.OnRoll, Voted: d.Part.Voted}, BlockedReason: d.Blocked,
		Options: make([]PollOption, len(d.Options))}
	for i, o := range d.Options {
		body.Options[i] = PollOption{No: o.No, Label: o.Label}
	}
	return &pollOut{Versioned: httpapi.VersionTag(d.Version, d.Choices.Mark(), d.Part.Mark()), Body: body}
}

func presentResult(r governance.Result) *resultOut {
	body := PollResult{
		PollID: r.Poll.ID, PollTitle: r.Poll.Title, RollCount: r.Poll.RollCount, CastCount: r.Counts.Cast,
		RollHash: hex.EncodeToString(r.Poll.RollHash), Leaders: append([]int64{}, r.Counts.Leaders...),
		Tie: r.Counts.Tie,
	}
	for _, o := range r.Counts.Options {
		body.Options = append(body.Options,
			PollCount{PollOption: PollOption{No: o.No, Label: o.Label}, Votes: *o.Votes})
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
