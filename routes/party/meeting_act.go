package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/routes/httpapi"
	"xinjumin/services/party"
)

// AttendanceLine is one person expected at a meeting.
type AttendanceLine struct {
	PersonID  models.ID       `json:"person_id"`
	Nickname  string          `json:"nickname" maxLength:"64"`
	Voter     bool            `json:"voter" doc:"Had a vote when the meeting was called"`
	State     string          `json:"state" enum:"expected,present,absent,leave"`
	StateText string          `json:"state_text" maxLength:"8" example:"到会"`
	MarkedAt  *models.Instant `json:"marked_at"`
}

// MeetingCorrection is what final minutes said before.
type MeetingCorrection struct {
	No                  int64          `json:"no" minimum:"1" maximum:"1000000000"`
	Minutes             string         `json:"minutes" maxLength:"10000"`
	Resolution          string         `json:"resolution" maxLength:"4000"`
	Reason              string         `json:"reason" maxLength:"200"`
	CorrectedBy         models.ID      `json:"corrected_by"`
	CorrectedByNickname string         `json:"corrected_by_nickname" names:"person CorrectedBy" maxLength:"64"`
	CorrectedAt         models.Instant `json:"corrected_at"`
}

type changeMeetingIn struct {
	ID models.ID `path:"id" doc:"Meeting"`
	httpapi.IfMatch
	Body struct {
		StartsAt   httpapi.Maybe[models.Instant] `json:"starts_at,omitzero" doc:"While planned"`
		EndsAt     httpapi.Maybe[models.Instant] `json:"ends_at,omitzero" doc:"While planned"`
		Place      httpapi.Maybe[string]         `json:"place,omitzero" minLength:"1" maxLength:"100" doc:"While planned" example:"外山村文化礼堂"`
		Agenda     httpapi.Maybe[string]         `json:"agenda,omitzero" minLength:"1" maxLength:"2000" example:"讨论下半年计划"`
		ChairID    httpapi.Maybe[models.ID]      `json:"chair_id,omitzero" doc:"While planned"`
		RecorderID httpapi.Maybe[models.ID]      `json:"recorder_id,omitzero" doc:"While planned"`
		Minutes    httpapi.Maybe[string]         `json:"minutes,omitzero" maxLength:"10000" doc:"A draft, once held" example:"一、学习文件。"`
		Resolution httpapi.Maybe[string]         `json:"resolution,omitzero" maxLength:"4000" doc:"A draft, once held" example:"同意。"`
	}
}

// Docs implements httpapi.Documented.
func (changeMeetingIn) Docs() map[string]string {
	return map[string]string{
		"agenda": "While planned",
	}
}

type minutesIn struct {
	ID   models.ID `path:"id" doc:"Meeting"`
	Body struct {
		Minutes    string `json:"minutes" minLength:"1" maxLength:"10000" doc:"Sealed" example:"一、学习文件。二、讨论计划。"`
		Resolution string `json:"resolution,omitempty" maxLength:"4000" doc:"What was resolved; sealed" example:"同意下半年计划。"`
	}
}

type correctionIn struct {
	ID   models.ID `path:"id" doc:"Meeting"`
	Body struct {
		Minutes    string `json:"minutes" minLength:"1" maxLength:"10000" doc:"The whole text anew" example:"一、学习文件。二、讨论计划。"`
		Resolution string `json:"resolution,omitempty" maxLength:"4000" doc:"The whole resolution anew" example:"同意下半年计划。"`
		Reason     string `json:"reason" minLength:"1" maxLength:"200" doc:"Why; kept with the old text" example:"缺席人数写错"`
	}
}

// attendanceMark says of one person whether she came.
type attendanceMark struct {
	PersonID models.ID `json:"person_id" doc:"Somebody expected"`
	State    string    `json:"state" enum:"expected,present,absent,leave" doc:"Whether she came" example:"present"`
}

type attendanceIn struct {
	ID   models.ID `path:"id" doc:"Meeting"`
	Body struct {
		Items []attendanceMark `json:"items" minItems:"1" maxItems:"100" doc:"Who came, who did not, who asked for leave"`
	}
}

type meetingListIn struct {
	httpapi.PageIn
	ID models.ID `path:"id" doc:"Meeting"`
}

// meetingKeepers is the policy of those who chair, record or call a meeting; the
// service knows.
func meetingKeepers(audit models.Action) httpapi.Policy { return branchPeople(audit) }

func meetingChanges(api *httpapi.API, svc *party.Service) {
	const list = "meeting_corrections"
	refusals := []*models.Error{models.ErrNotFound, models.ErrForbidden, branch.ErrMeetingState}
	httpapi.Put(api, httpapi.Route{
		ID:      "changeMeeting",
		Path:    "/meetings/{id}",
		Tag:     partyTag,
		Summary: "Change a plan, or the draft of minutes",
		Description: "By those who chair or record it and the officers. The plan while it is planned (a new time or " +
			"place is told to those expected), minutes once it is held.",
		ZH:     httpapi.InChinese("修改会议安排或记录草稿", "由主持人、记录人和支部任职人员办理。会议未开时改安排（时间、地点变化会通知应到人员），开过之后改记录。"),
		Policy: meetingKeepers(party.ActionChange).Publishing(),
		Errors: append(refusals, branch.ErrMeetingStranger),
	}, func(ctx context.Context, actor models.Actor, in *changeMeetingIn) (*meetingOut, error) {
		b := in.Body
		m, err := svc.Change(ctx, actor, in.ID, in.Expected(),
			party.MeetingEdits{StartsAt: b.StartsAt.Pointer(), EndsAt: b.EndsAt.Pointer(), Place: b.Place.Pointer(),
				Agenda: b.Agenda.Pointer(), ChairID: b.ChairID.Pointer(), RecorderID: b.RecorderID.Pointer(),
				Minutes: b.Minutes.Pointer(), Resolution: b.Resolution.Pointer()})
		if err != nil {
			return nil, err
		}
		return presentMeeting(m), nil
	})
	httpapi.Post(api, httpapi.Route{
		ID:          "holdMeeting",
		Path:        "/meetings/{id}/hold",
		Tag:         partyTag,
		Summary:     "Say that a meeting takes place",
		Status:      200,
		Description: "From its beginning on.",
		ZH:          httpapi.InChinese("登记会议开始", "到开始时间之后办理。"),
		Policy:      meetingKeepers(party.ActionHold),
		Errors:      append(refusals, branch.ErrMeetingEarly),
	}, func(ctx context.Context, actor models.Actor, in *meetingIn) (party.Meeting, error) {
		return svc.Hold(ctx, actor, in.ID)
	}, presentMeeting)
	httpapi.Post(api, httpapi.Route{
		ID:          "cancelMeeting",
		Path:        "/meetings/{id}/cancel",
		Tag:         partyTag,
		Summary:     "Call a planned meeting off",
		Status:      200,
		Description: "Those expected are told.",
		ZH:          httpapi.InChinese("取消会议", "会通知应到人员。"),
		Policy:      meetingKeepers(party.ActionCancel),
		Errors:      refusals,
	}, func(ctx context.Context, actor models.Actor, in *meetingIn) (party.Meeting, error) {
		return svc.Cancel(ctx, actor, in.ID)
	}, presentMeeting)
	meetingMinutes(api, svc, list, refusals)
}

// meetingMinutes registers how minutes become final and are corrected.
func meetingMinutes(api *httpapi.API, svc *party.Service, list string, refusals []*models.Error) {
	httpapi.Post(api, httpapi.Route{
		ID:      "finalizeMinutes",
		Path:    "/meetings/{id}/minutes",
		Tag:     partyTag,
		Summary: "Fix the minutes",
		Status:  200,
		Description: "Of a meeting that was held. Whoever was expected and was not marked is absent. After that " +
			"only a correction changes them.",
		ZH:     httpapi.InChinese("会议记录定稿", "用于已开过的会议。应到而没有登记的人记为缺席。此后只能用更正的方式修改。"),
		Policy: meetingKeepers(party.ActionFinal).Publishing(),
		Errors: refusals,
	}, func(ctx context.Context, actor models.Actor, in *minutesIn) (party.Meeting, error) {
		return svc.Finalize(ctx, actor, in.ID, in.Body.Minutes, in.Body.Resolution)
	}, presentMeeting)
	httpapi.Post(api, httpapi.Route{
		ID:          "correctMinutes",
		Path:        "/meetings/{id}/corrections",
		Tag:         partyTag,
		Once:        httpapi.OnceBySameBody("correctMinutes"),
		Summary:     "Correct final minutes",
		Status:      200,
		Description: "The old text is kept with the reason.",
		ZH:          httpapi.InChinese("更正已定稿的会议记录", "保留原文和更正的原因。"),
		Policy:      meetingKeepers(party.ActionCorrect).Publishing(),
		Errors:      refusals,
	}, func(ctx context.Context, actor models.Actor, in *correctionIn) (party.Meeting, error) {
		return svc.Correct(ctx, actor, in.ID, in.Body.Minutes, in.Body.Resolution, in.Body.Reason)
	}, presentMeeting)
	httpapi.List(api, httpapi.Route{
		ID:          "listMeetingCorrections",
		Path:        "/meetings/{id}/corrections",
		Tag:         partyTag,
		Summary:     "Read what the minutes said before",
		Description: "For people of the branch, the newest first.",
		ZH:          httpapi.InChinese("查看会议记录更正前的内容", "供支部的人查看，最新的在前。"),
		Policy:      branchPeople(models.Action{}),
		Errors:      []*models.Error{models.ErrNotFound},
	}, list, func(
		ctx context.Context, actor models.Actor, in *meetingListIn, page models.Page,
	) (models.List[party.Correction], error) {
		return svc.Corrections(ctx, actor, in.ID, page)
	}, func(c party.Correction) MeetingCorrection {
		return MeetingCorrection{No: c.No, Minutes: c.Minutes, Resolution: c.Resolution, Reason: c.Reason,
			CorrectedBy: c.CorrectedBy, CorrectedAt: c.CreatedAt}
	})
}

func attendance(api *httpapi.API, svc *party.Service) {
	const list = "attendance"
	httpapi.List(api, httpapi.Route{
		ID:          "listAttendance",
		Path:        "/meetings/{id}/attendance",
		Tag:         partyTag,
		Summary:     "Who is expected and who came",
		Description: "For people of the branch.",
		ZH:          httpapi.InChinese("查看应到和实到人员", "供支部的人查看。"),
		Policy:      branchPeople(models.Action{}),
		Errors:      []*models.Error{models.ErrNotFound},
	}, list, func(
		ctx context.Context, actor models.Actor, in *meetingListIn, page models.Page,
	) (models.List[party.AttendanceSeen], error) {
		return svc.Attendance(ctx, actor, in.ID, page)
	}, func(a party.AttendanceSeen) AttendanceLine {
		state, _ := a.State.Text()
		return AttendanceLine{PersonID: a.PersonID, Nickname: a.Nickname, Voter: a.Voter, State: string(a.State),
			StateText: state, MarkedAt: a.MarkedAt}
	})
	httpapi.Put(api, httpapi.Route{
		ID:      "markAttendance",
		Path:    "/meetings/{id}/attendance",
		Tag:     partyTag,
		Summary: "Write down who came",
		Description: "By those who keep the record, until the minutes are final. A leave may be " +
			"noted before the meeting.",
		ZH:     httpapi.InChinese("登记到会情况", "由记录人在记录定稿前办理。请假可在会前登记。"),
		Policy: meetingKeepers(party.ActionMark),
		Errors: []*models.Error{models.ErrNotFound, models.ErrForbidden, branch.ErrMeetingState,
			branch.ErrMeetingCheckIn, branch.ErrMeetingUninvited},
	}, func(ctx context.Context, actor models.Actor, in *attendanceIn) (*meetingOut, error) {
		marks := make([]party.Mark, len(in.Body.Items))
		for i, item := range in.Body.Items {
			marks[i] = party.Mark{PersonID: item.PersonID, State: branch.AttendanceState(item.State)}
		}
		m, err := svc.MarkAttendance(ctx, actor, in.ID, marks)
		if err != nil {
			return nil, err
		}
		return presentMeeting(m), nil
	})
	httpapi.Post(api, httpapi.Route{
		ID:          "checkInToMeeting",
		Path:        "/meetings/{id}/check-in",
		Tag:         partyTag,
		Summary:     "Say that one is there (签到)",
		Status:      200,
		Description: "From an hour before the start to the end. Doing it again changes nothing.",
		ZH:          httpapi.InChinese("会议签到", "从开始前一小时到会议结束。重复签到不产生变化。"),
		Policy:      branchPeople(party.ActionCheckIn),
		Errors: []*models.Error{models.ErrNotFound, branch.ErrMeetingState, branch.ErrMeetingCheckIn,
			branch.ErrMeetingUninvited},
	}, func(ctx context.Context, actor models.Actor, in *meetingIn) (party.Meeting, error) {
		return svc.CheckIn(ctx, actor, in.ID)
	}, presentMeeting)
}
