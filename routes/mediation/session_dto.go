package mediation

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// DisputeSession is a meeting in a case.
type DisputeSession struct {
	ID        models.ID            `json:"id"`
	Kind      dispute.SessionKind  `json:"kind"`
	KindText  string               `json:"kind_text" maxLength:"20" example:"调解"`
	State     dispute.SessionState `json:"state"`
	StateText string               `json:"state_text" maxLength:"20" example:"已安排"`
	StartsAt  models.Instant       `json:"starts_at"`
	EndsAt    models.Instant       `json:"ends_at"`
	Place     string               `json:"place" maxLength:"200" example:"外山村文化礼堂二楼"`
	Room      *string              `json:"room" maxLength:"50" example:"调解室"`
	Video     bool                 `json:"video" doc:"The place is the address of a video meeting"`
	EndedAt   *models.Instant      `json:"ended_at" doc:"When it was put down as held, or called off"`
	Record    *SessionRecord       `json:"record" doc:"For the committee; null before it was held"`
}

// SessionRecord is what the committee wrote down of a session.
type SessionRecord struct {
	Minutes   *string        `json:"minutes" maxLength:"5000" doc:"What was said; null when it is in handwriting"`
	Outcome   *string        `json:"outcome" maxLength:"500" doc:"How it ended"`
	Parties   []SessionParty `json:"parties" maxItems:"100" doc:"Who came of the parties"`
	Mediators []SessionSat   `json:"mediators" maxItems:"50" doc:"Who mediated it"`
	Guests    []SessionGuest `json:"guests" maxItems:"20" doc:"Who else was there"`
	Pages     []DisputeScan  `json:"pages" maxItems:"100" doc:"Of the record in handwriting"`
}

// SessionParty is a party who came.
type SessionParty struct {
	PartyID   models.ID `json:"party_id"`
	PartyName string    `json:"party_name" maxLength:"100"`
}

// SessionSat is a mediator who was there.
type SessionSat struct {
	PersonID models.ID `json:"person_id"`
	Name     string    `json:"name" maxLength:"64"`
}

// SessionGuest is somebody else who was there.
type SessionGuest struct {
	Name string `json:"name" maxLength:"100"`
	Role string `json:"role" maxLength:"50"`
}

func disputeSession(api *httpapi.API, s mediation.Session) DisputeSession {
	out := DisputeSession{ID: s.ID, Kind: s.Kind, State: s.State, StartsAt: s.StartsAt, EndsAt: s.EndsAt,
		Place: s.Place, Room: textOrNull(s.Room), Video: s.ByVideo, EndedAt: s.EndedAt}
	out.KindText, _ = s.Kind.Text()
	out.StateText, _ = s.State.Text()
	r := s.Record
	if r == nil {
		return out
	}
	record := &SessionRecord{Minutes: textOrNull(r.Minutes), Outcome: textOrNull(r.Outcome),
		Parties: make([]SessionParty, len(r.Parties)), Mediators: make([]SessionSat, len(r.Mediators)),
		Guests: make([]SessionGuest, len(r.Guests)), Pages: make([]DisputeScan, len(s.Pages))}
	for i, p := range r.Parties {
		record.Parties[i] = SessionParty{PartyID: p.Party, PartyName: p.Name}
	}
	for i, m := range r.Mediators {
		record.Mediators[i] = SessionSat{PersonID: m.Person, Name: m.Name}
	}
	for i, g := range r.Guests {
		record.Guests[i] = SessionGuest(g)
	}
	for i, f := range s.Pages {
		record.Pages[i] = disputeScan(api, f)
	}
	out.Record = record
	return out
}

// DisputeTerm is a term of a case.
type DisputeTerm struct {
	Kind       dispute.DeadlineKind `json:"kind"`
	KindText   string               `json:"kind_text" maxLength:"40" example:"调解期限"`
	Basis      string               `json:"basis" maxLength:"100" doc:"The law it rests on"`
	EventOn    models.Day           `json:"event_on" doc:"The day from which it counts; the term starts the day after"`
	StartsOn   models.Day           `json:"starts_on" doc:"Day one: the day after the event"`
	DueOn      models.Day           `json:"due_on" doc:"Ends at 24:00 in Shanghai"`
	FirstDueOn models.Day           `json:"first_due_on" doc:"Its last day as it was at first"`
	PausedOn   *models.Day          `json:"paused_on" doc:"Since when it does not run"`
	MetAt      *models.Instant      `json:"met_at" doc:"When what was due was done"`
	EndedAt    *models.Instant      `json:"ended_at" doc:"When it was met, or had nothing to be for any more"`
}

func disputeDeadlines(all []dispute.Deadline) []DisputeTerm {
	out := make([]DisputeTerm, len(all))
	for i, d := range all {
		out[i] = DisputeTerm{Kind: d.Kind, Basis: d.Kind.Basis(), EventOn: d.EventOn, StartsOn: d.StartsOn,
			DueOn: d.DueOn, FirstDueOn: d.FirstDueOn, PausedOn: d.PausedOn, MetAt: d.MetAt, EndedAt: d.EndedAt}
		out[i].KindText, _ = d.Kind.Text()
	}
	return out
}
