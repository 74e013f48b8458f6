package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/routes/httpapi"
	"xinjumin/services/party"
)

// MeetingLine is a meeting in a list, without what is sealed.
type MeetingLine struct {
	ID               models.ID      `json:"id"`
	OrganizationID   models.ID      `json:"organization_id"`
	OrganizationName string         `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	Kind             string         `json:"kind" enum:"general_meeting,committee_meeting,group_meeting,party_class,theme_day,organizational_life,democratic_review"`
	KindText         string         `json:"kind_text" maxLength:"16" example:"党员大会"`
	State            string         `json:"state" enum:"planned,held,minutes_final,cancelled"`
	StateText        string         `json:"state_text" maxLength:"16" example:"待召开"`
	StartsAt         models.Instant `json:"starts_at"`
	EndsAt           models.Instant `json:"ends_at"`
	Place            string         `json:"place" maxLength:"100" example:"外山村文化礼堂"`
	ChairID          models.ID      `json:"chair_id"`
	ChairName        string         `json:"chair_name" maxLength:"64"`
	RecorderID       models.ID      `json:"recorder_id"`
	RecorderName     string         `json:"recorder_name" maxLength:"64"`
	Expected         int64          `json:"expected" minimum:"0" maximum:"1000000000" doc:"应到"`
	Present          int64          `json:"present" minimum:"0" maximum:"1000000000" doc:"实到"`
	Absent           int64          `json:"absent" minimum:"0" maximum:"1000000000"`
	OnLeave          int64          `json:"on_leave" minimum:"0" maximum:"1000000000"`
	Voters           int64          `json:"voters" minimum:"0" maximum:"1000000000" doc:"Of the expected, those with a vote"`
	VotersPresent    int64          `json:"voters_present" minimum:"0" maximum:"1000000000"`
	Corrections      int64          `json:"corrections" minimum:"0" maximum:"1000000000" doc:"How often final minutes were corrected"`
	Version          int64          `json:"version" minimum:"1" maximum:"9007199254740991"`
}

// Meeting is a meeting as people of the branch read it.
type Meeting struct {
	MeetingLine
	httpapi.Acts
	Agenda     string          `json:"agenda" maxLength:"2000" example:"学习有关文件；讨论下半年计划"`
	Minutes    string          `json:"minutes" maxLength:"10000" doc:"A draft until they are final"`
	Resolution string          `json:"resolution" maxLength:"4000"`
	FinalAt    *models.Instant `json:"final_at"`
	QuorumNeed int64           `json:"quorum_need" minimum:"0" maximum:"1000000000"`
	Quorum     bool            `json:"quorum" doc:"Whether they are"`
	Own        *string         `json:"own" enum:"expected,present,absent,leave" doc:"The reader's own line; null: not expected"`
}

// Docs implements httpapi.Documented.
func (Meeting) Docs() map[string]string {
	return map[string]string{
		"quorum_need": "How many with a vote must be there for a resolution; 0: nothing is asked",
	}
}

type callMeetingIn struct {
	ID   models.ID `path:"id" doc:"Branch"`
	Body struct {
		Kind        string         `json:"kind" enum:"general_meeting,committee_meeting,group_meeting,party_class,theme_day,organizational_life,democratic_review" example:"general_meeting"`
		StartsAt    models.Instant `json:"starts_at" doc:"Beginning; one that is over may be recorded, too"`
		EndsAt      models.Instant `json:"ends_at" doc:"End, at most twelve hours later"`
		Place       string         `json:"place" minLength:"1" maxLength:"100" doc:"Where" example:"外山村文化礼堂"`
		Agenda      string         `json:"agenda" minLength:"1" maxLength:"2000" doc:"What about; sealed" example:"讨论下半年计划"`
		ChairID     models.ID      `json:"chair_id" doc:"Who chairs; of the branch"`
		RecorderID  models.ID      `json:"recorder_id" doc:"Who keeps the minutes; of the branch"`
		ExpectedIDs []models.ID    `json:"expected_ids,omitempty" maxItems:"100" doc:"Only of a group meeting: who is in the group"`
	}
}

type listMeetingsIn struct {
	httpapi.PageIn
	ID   models.ID `path:"id" doc:"Branch"`
	Kind string    `query:"kind" enum:"general_meeting,committee_meeting,group_meeting,party_class,theme_day,organizational_life,democratic_review"`
}

// Docs implements httpapi.Documented.
func (listMeetingsIn) Docs() map[string]string {
	return map[string]string{
		"kind": "Only of this kind",
	}
}

type meetingIn struct {
	ID models.ID `path:"id" doc:"Meeting"`
}

type meetingOut struct {
	httpapi.Versioned
	Body Meeting
}

func meetings(api *httpapi.API, svc *party.Service) {
	const list = "meetings"
	httpapi.Post(api, httpapi.Route{
		ID:      "callMeeting",
		Path:    "/organizations/{id}/meetings",
		Tag:     partyTag,
		Summary: "Call a meeting of a Party branch",
		Status:  201,
		Once:    httpapi.OnceBySameBody("changeMeeting", "holdMeeting", "cancelMeeting"),
		Description: "By its officers. Whoever is in the branch now is expected (应到) and told: of a committee " +
			"meeting the committee, of a group meeting who is named, else everybody, also who only takes part.",
		ZH: httpapi.InChinese("召集党支部会议", "由支部任职人员召集。当时在支部的人为应到人员并收到通知：支委会为委员，党小组会为指定的人，其他会议为全体，包括报到参加的人。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(branch.MeetingRoles()...), Scope: httpapi.ScopeOrganization,
			Audit: party.ActionCall}.Publishing(),
		Errors: []*models.Error{models.ErrForbidden, branch.ErrNotPartyBranch, branch.ErrMeetingStranger,
			branch.ErrMeetingNobody, models.ErrOrganizationInactive},
	}, func(ctx context.Context, actor models.Actor, in *callMeetingIn) (party.Meeting, error) {
		b := in.Body
		return svc.Call(ctx, actor, in.ID, branch.MeetingPlan{Kind: branch.MeetingKind(b.Kind), StartsAt: b.StartsAt,
			EndsAt: b.EndsAt, Place: b.Place, Agenda: b.Agenda, ChairID: b.ChairID, RecorderID: b.RecorderID,
			Expected: b.ExpectedIDs})
	}, presentMeeting)
	httpapi.List(api, httpapi.Route{
		ID:          "listMeetings",
		Path:        "/organizations/{id}/meetings",
		Tag:         partyTag,
		Summary:     "List the meetings of a branch",
		Description: "For people of the branch, the latest first.",
		ZH:          httpapi.InChinese("查看党支部会议", "供支部的人查看，最近的在前。"),
		Policy:      branchPeople(models.Action{}),
		Errors:      []*models.Error{models.ErrMembersOnly, branch.ErrNotPartyBranch},
	}, list, func(
		ctx context.Context, actor models.Actor, in *listMeetingsIn, page models.Page,
	) (models.List[party.MeetingSeen], error) {
		return svc.Meetings(ctx, actor, in.ID, branch.MeetingKind(in.Kind), page)
	}, meetingLine)
	httpapi.Read(api, httpapi.Route{
		ID:          "readMeeting",
		Path:        "/meetings/{id}",
		Tag:         partyTag,
		Summary:     "Read a meeting with agenda and minutes",
		Description: "For people of the branch.",
		ZH:          httpapi.InChinese("查看会议的议程和记录", "供支部的人查看。"),
		Policy:      branchPeople(models.Action{}),
		Errors:      []*models.Error{models.ErrNotFound},
	}, func(ctx context.Context, actor models.Actor, in *meetingIn) (party.Meeting, error) {
		return svc.Meeting(ctx, actor, in.ID)
	}, presentMeeting)
}

func meetingLine(m party.MeetingSeen) MeetingLine {
	kind, _ := m.Kind.Text()
	state, _ := m.State.Text()
	return MeetingLine{
		ID: m.ID, OrganizationID: m.OrganizationID, Kind: string(m.Kind), KindText: kind, State: string(m.State),
		StateText: state, StartsAt: m.StartsAt, EndsAt: m.EndsAt, Place: m.Place, ChairID: m.ChairID,
		ChairName: m.ChairName, RecorderID: m.RecorderID, RecorderName: m.RecorderName, Expected: m.Expected,
		Present: m.Present, Absent: m.Absent, OnLeave: m.OnLeave, Voters: m.Voters, VotersPresent: m.VotersPresent,
		Corrections: m.Corrections, Version: m.Version,
	}
}

func presentMeeting(m party.Meeting) *meetingOut {
	body := Meeting{MeetingLine: meetingLine(m.MeetingSeen), Acts: httpapi.ActsOf(m.Choices), Agenda: m.Agenda,
		Minutes: m.Minutes, Resolution: m.Resolution, FinalAt: m.FinalAt, QuorumNeed: m.Need, Quorum: m.Enough}
	own := int64(0)
	if m.Own != nil {
		state := string(m.Own.State)
		body.Own = &state
		if m.Own.MarkedAt != nil {
			own = int64(*m.Own.MarkedAt)
		}
	}
	return &meetingOut{Body: body,
		Versioned: httpapi.VersionTag(m.Version, m.Present, m.Absent, m.OnLeave, own, m.Choices.Mark())}
}
