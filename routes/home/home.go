package home

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/people"
	"xinjumin/services/home"
)

// ToDo is a line of what waits for the caller.
type ToDo struct {
	Kind      models.ToDoKind    `json:"kind"`
	KindText  string             `json:"kind_text" maxLength:"60" example:"请参加投票"`
	Subject   models.ToDoSubject `json:"subject"`
	SubjectID *models.ID         `json:"subject_id"`
	Title     *string            `json:"title" maxLength:"255" example:"要不要换广场舞的时间"`
	Verb      string             `json:"verb" maxLength:"40" example:"ballots"`
	Count     int64              `json:"count" minimum:"1" maximum:"9007199254740991"`
	DueOn     *models.Day        `json:"due_on"`
}

// Docs implements httpapi.Documented.
func (ToDo) Docs() map[string]string {
	return map[string]string{
		"subject":    "The noun of subject_id",
		"subject_id": "What it is about; null for the queue of a place",
		"title":      "What it is about, in words; null for the queue of a place, and of what has none",
		"verb":       "How it goes on: the last word of the operation, or the list of a queue",
		"count":      "How many wait behind the line",
		"due_on":     "The last day; of a queue the earliest of them",
	}
}

// NextActivity is the next activity in which the caller has a seat.
type NextActivity struct {
	ID               models.ID      `json:"id"`
	SignupID         models.ID      `json:"signup_id"`
	Title            string         `json:"title" maxLength:"200" example:"周末广场舞"`
	Place            string         `json:"place" maxLength:"200" example:"外山村文化礼堂"`
	StartsAt         models.Instant `json:"starts_at"`
	EndsAt           models.Instant `json:"ends_at"`
	OrganizationID   models.ID      `json:"organization_id"`
	OrganizationName string         `json:"organization_name" names:"organization OrganizationID" maxLength:"255"`
}

// OpenPoll is a poll that takes votes now, on whose roll the caller is.
type OpenPoll struct {
	ID               models.ID      `json:"id"`
	Title            string         `json:"title" maxLength:"200" example:"要不要换广场舞的时间"`
	ClosesAt         models.Instant `json:"closes_at"`
	Voted            bool           `json:"voted"`
	OrganizationID   models.ID      `json:"organization_id"`
	OrganizationName string         `json:"organization_name" names:"organization OrganizationID" maxLength:"255"`
}

// HomeOrganization is an organization in which the caller is a member.
type HomeOrganization struct {
	ID           models.ID               `json:"id"`
	MembershipID models.ID               `json:"membership_id"`
	Name         string                  `json:"name" maxLength:"255" example:"外山村新居民联谊会"`
	Kind         models.OrganizationKind `json:"kind"`
	KindText     string                  `json:"kind_text" maxLength:"40" example:"联谊会"`
	Offices      []models.Role           `json:"offices" maxItems:"20"`
	OfficesText  string                  `json:"offices_text" maxLength:"200" example:"会长"`
}

// Docs implements httpapi.Documented.
func (HomeOrganization) Docs() map[string]string {
	return map[string]string{
		"offices":      "The offices that the caller holds there",
		"offices_text": "The same in words; empty without one",
	}
}

// Home is the first screen.
type Home struct {
	ToDo          []ToDo             `json:"to_do" maxItems:"400" doc:"What is due comes first, by its day"`
	NextActivity  *NextActivity      `json:"next_activity" doc:"The next one with a seat for the caller; null without one"`
	OpenPolls     []OpenPoll         `json:"open_polls" maxItems:"20" doc:"Those that close first come first"`
	Organizations []HomeOrganization `json:"organizations" maxItems:"20" doc:"The newest memberships first"`
	Roles         []people.Role      `json:"roles" maxItems:"100" doc:"The roles that one holds now, as in GET /me/roles"`
	Unread        int64              `json:"unread" minimum:"0" maximum:"100" doc:"Unread notices, counted up to 100"`
}

type homeOut struct{ Body Home }

// First registers the first screen.
func First(api *httpapi.API, svc *home.Service) {
	const tag = "home"
	api.Tag(tag, "First screen", "首页")
	api.Words(words)
	httpapi.Read(api, httpapi.Route{
		ID:      "readHome",
		Path:    "/home",
		Tag:     tag,
		Summary: "The first screen in one call",
		Description: "What waits for the caller in each of their roles, the next activity, open polls, unread notices, " +
			"their organizations and roles: the same as in the lists of each, up to 20 of a kind; all of their roles.",
		ZH: httpapi.InChinese("一次读取首页",
			"各种身份下等待本人办理的事、下一次活动、正在进行的投票、未读消息数、本人所在的组织和担任的角色，与各自列表的内容相同，每类最多20项，角色全部列出。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf},
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (seen, error) {
		found, err := svc.Home(ctx, actor)
		return seen{found, actor}, err
	}, presentHome)
}

// seen is a first screen with whom it is for: the roles came with their sign-in.
type seen struct {
	models.Home
	actor models.Actor
}

func presentHome(h seen) *homeOut {
	out := &homeOut{Body: Home{ToDo: make([]ToDo, len(h.ToDo)), OpenPolls: make([]OpenPoll, len(h.Polls)),
		Organizations: make([]HomeOrganization, len(h.Organizations)), Roles: people.RolesOf(h.actor),
		Unread: h.Unread}}
	for i, t := range h.ToDo {
		text, _ := t.Kind.Text()
		line := ToDo{Kind: t.Kind, KindText: text, Subject: t.Kind.Subject(), SubjectID: t.SubjectID,
			Verb: t.Kind.Verb(), Count: t.Count, DueOn: t.DueOn}
		if t.Title != "" {
			line.Title = &t.Title
		}
		out.Body.ToDo[i] = line
	}
	if n := h.Next; n != nil {
		out.Body.NextActivity = &NextActivity{ID: n.ID, SignupID: n.SignupID, Title: n.Title, Place: n.Place,
			StartsAt: n.StartsAt, EndsAt: n.EndsAt, OrganizationID: n.OrganizationID}
	}
	for i, p := range h.Polls {
		out.Body.OpenPolls[i] = OpenPoll{ID: p.ID, Title: p.Title, ClosesAt: p.ClosesAt, Voted: p.Voted,
			OrganizationID: p.OrganizationID}
	}
	for i, o := range h.Organizations {
		out.Body.Organizations[i] = presentOrganization(o)
	}
	return out
}

func presentOrganization(o models.HomeOrganization) HomeOrganization {
	kind, _ := o.Kind.Text()
	out := HomeOrganization{ID: o.ID, MembershipID: o.MembershipID, Name: o.Name, Kind: o.Kind, KindText: kind,
		Offices: make([]models.Role, len(o.Offices))}
	for i, r := range o.Offices {
		text, _ := r.Text()
		out.Offices[i] = r
		if i > 0 {
			out.OfficesText += "、"
		}
		out.OfficesText += text
	}
	return out
}
