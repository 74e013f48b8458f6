package matrix_test

import (
	"fmt"
	"net/http"
	"time"

	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The matrix of Party branches. In the branch of a place are its chair, who is
// the secretary, and its member, who only takes part; everybody else is outside,
// the administrators and the platform among them.

// partyPlace is what a place has of it.
type partyPlace struct {
	branch, secretary, registration, transfer, meeting models.ID // secretary is the membership
}

// settleParty makes it.
func (w *accessFixture) settleParty(p *place) {
	w.Helper()
	x := &p.party
	x.branch = scene.Found(w.Env, p.chair, scene.Draft("流动党支部 "+p.name, "kind", "party_branch"))
	w.Exec("UPDATE organizations SET region_code = ? WHERE id = ?", p.village, x.branch)
	x.secretary = w.id("SELECT id FROM memberships WHERE exclusive_key IS NOT NULL AND person_id = ?", p.chair)
	for i := range w.subjects {
		s := &w.subjects[i]
		if s.place != p {
			continue
		}
		switch s.kind {
		case "chair":
			s.roles = append(s.roles, models.RoleBranchSecretary)
		case "member":
			p.chair.Post(fmt.Sprintf("/party-registrations/%s/confirm",
				scene.ReportToBranch(s.client, x.branch, "党支部"+p.canary)), nil).Want(http.StatusOK)
		case "applicant":
			x.registration = scene.ReportToBranch(s.client, x.branch, "党支部"+p.canary)
		}
	}
	x.transfer = p.chair.Post(fmt.Sprintf("/memberships/%s/transfers", x.secretary),
		map[string]any{"to_name": "外地党支部" + p.canary}).Want(http.StatusCreated).ID()
	call := w.calls(p)
	call["agenda"] = "学习" + p.canary
	x.meeting = p.chair.Post(fmt.Sprintf("/organizations/%s/meetings", x.branch), call).Want(http.StatusCreated).ID()
}

func (w *accessFixture) calls(p *place) map[string]any {
	at := w.Clock.Now().Add(30 * time.Minute)
	return map[string]any{"kind": "general_meeting", "starts_at": at, "ends_at": at.Add(time.Hour), "place": "文化礼堂",
		"agenda":   "学习文件",
		"chair_id": p.chair.PersonID, "recorder_id": p.chair.PersonID}
}

// absentParty has ids of what does not exist.
func absentParty() partyPlace {
	return partyPlace{scene.NewID(), scene.NewID(), scene.NewID(), scene.NewID(), scene.NewID()}
}

var (
	theBranch       = of(func(p *place) models.ID { return p.party.branch })
	theSecretary    = of(func(p *place) models.ID { return p.party.secretary })
	theRegistration = of(func(p *place) models.ID { return p.party.registration })
	theTransfer     = of(func(p *place) models.ID { return p.party.transfer })
	theMeeting      = of(func(p *place) models.ID { return p.party.meeting })
)

const keepsMeeting = "404; chair: ok; member: 403"

var partyRows = map[string]row{
	// Registrations: the person and the officers of the branch.
	"registerWithBranch": {body: func(_ *accessFixture, p *place) any {
		return map[string]any{"organization_id": p.party.branch, "home_branch": "某村党支部", "since": "2026-03-01"}
	}, own: "ok", other: "ok"},
	"readOwnPartyRegistration": {own: "404; member applicant: ok"},
	"readPartyRegistration":    {at: theRegistration, own: "404; applicant chair: ok"},
	"listPartyRegistrations":   {at: theBranch, own: "403; chair: ok", other: "403"},
	"confirmPartyRegistration": {at: theRegistration, own: "404; chair: ok"},
	"returnPartyRegistration":  {at: theRegistration, body: because, own: "404; chair: ok"},
	"endPartyRegistration":     {at: theRegistration, own: "404; applicant chair: ok"},

	// Transfers of the formal tie: the one member who has it here is the chair.
	"requestTransfer":  {at: theSecretary, body: saying(map[string]any{"to_name": "某村党支部"}), own: "404; chair: ok"},
	"readTransfer":     {at: theTransfer, own: "404; chair: ok"},
	"listTransfers":    {at: theBranch, own: "403; chair: ok", other: "403"},
	"listOwnTransfers": forAll,
	"acceptTransfer": {at: theTransfer, body: saying(map[string]any{"letter_no": "1", "letter_on": "2026-11-20"}),
		own: "404; chair: 403"}, // one's own
	"refuseTransfer":   {at: theTransfer, body: because, own: "404; chair: 403"},
	"withdrawTransfer": {at: theTransfer, own: "404; chair: ok"},

	"recordPartyStanding": {at: theSecretary, body: saying(map[string]any{"standing": "full", "since": "2026-01-01"}),
		own: "404; chair: 403"}, // one's own
	"recordDues": {at: theSecretary, body: saying(map[string]any{"paid_until": "2026-12-31"}), own: "404; chair: ok"},
	"listDues":   {at: theBranch, own: "403; chair: ok", other: "403"},

	// Numbers: to those who approve branches a coarse one.
	"readOrganization branch": {at: theBranch, own: "ok", other: "ok"},
	"readPartyStatus":         {at: theBranch, own: "403; chair member admin: ok", other: "403; city_admin: ok"},
	"readMeetingMonitor":      {at: theBranch, own: "403; chair member: ok", other: "403"},
	"listPartyMonitor": {query: func(p *place) string { return "?region=" + p.county }, own: "ok; village_admin: 403",
		other: "ok; village_admin: 403", absent: "ok; village_admin: 403"},

	// Meetings: people of the branch.
	"callMeeting": {at: theBranch, body: func(w *accessFixture, p *place) any { return w.calls(p) },
		own: "403; chair: ok", other: "403"},
	"listMeetings":    {at: theBranch, own: "403; chair member: ok", other: "403"},
	"readMeeting":     {at: theMeeting, own: "404; chair member: ok"},
	"changeMeeting":   {at: theMeeting, body: nothing, own: keepsMeeting},
	"holdMeeting":     {at: theMeeting, own: keepsMeeting},
	"cancelMeeting":   {at: theMeeting, own: keepsMeeting},
	"finalizeMinutes": {at: theMeeting, body: saying(map[string]any{"minutes": "一、学习文件。"}), own: keepsMeeting},
	"correctMinutes": {at: theMeeting, body: saying(map[string]any{"minutes": "一、学习文件。", "reason": "笔误"}),
		own: keepsMeeting},
	"listMeetingCorrections": {at: theMeeting, own: "404; chair member: ok"},
	"listAttendance":         {at: theMeeting, own: "404; chair member: ok"},
	"markAttendance": {at: theMeeting, body: func(_ *accessFixture, p *place) any {
		return map[string]any{"items": []any{map[string]any{"person_id": p.chair.PersonID, "state": "present"}}}
	}, own: keepsMeeting},
	"checkInToMeeting": {at: theMeeting, own: "404; chair member: ok"},
}
