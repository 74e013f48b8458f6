package journeys_test

import (
	"testing"
	"time"
)

// A secretary founds a temporary branch, takes a floating member in who reported, holds
// a meeting, and keeps its minutes.
func TestBranchSecretary(t *testing.T) {
	each(t, func(w *world) {
		admin := w.admin()
		officer := w.officer(admin)
		secretary := w.arrives("老赵")
		secretary.proves(officer, "赵国强")
		comrades := w.crowd(officer, "党员", 3)
		for _, p := range append(comrades, secretary) {
			p.isInTheParty()
		}
		branch := secretary.founds(admin, "party_branch", "望海工地临时党支部", comrades,
			words{"subtype": "temporary", "ends_on": w.day(200)})

		floating := w.arrives("小林")
		floating.proves(officer, "林小平")
		floating.isInTheParty()
		floating.reports(secretary, branch)
		secretary.holdsMeeting(floating, branch)
	})
}

// isInTheParty consents to tell it, and tells it.
func (p *person) isInTheParty() {
	p.world.Helper()
	for _, purpose := range []string{"political_status", "party_life"} {
		p.consents(purpose)
	}
	member := p.does("readCodes", given{"list": "political_status"}, nil)
	code := ""
	for i := range member.count("entries") {
		if e := member.at("entries." + string(rune('0'+i))); e.text("text") == "中共党员" {
			code = e.text("code")
			break
		}
	}
	p.does("updateProfile", nil, words{"political_status": code})
}

func (p *person) consents(purpose string) {
	p.world.Helper()
	found := p.does("listConsents", nil, nil).item("purpose", purpose)
	p.does("giveConsent", given{"purpose": purpose}, words{"version": found.at("version").value})
}

// reports: a floating member finds the branch, and the secretary confirms.
func (p *person) reports(secretary *person, branch string) {
	p.world.Helper()
	near := p.does("readMe", nil, nil).text("region_code")
	found := p.does("listOrganizations", given{"kind": "party_branch", "region": near}, nil).item("name", "望海工地")
	p.does("registerWithBranch", nil, words{"organization_id": found.id(), "home_branch": "安徽省阜阳市颍州区王店镇支部",
		"home_contact": "李书记", "since": p.world.day(-30), "certificate_no": "活动证0007"})
	line := secretary.does("listPartyRegistrations", given{"id": branch}, nil).item("nickname", p.name)
	secretary.does("readPartyRegistration", given{"id": line.id()}, nil).want("home_contact", "李书记")
	secretary.does("confirmPartyRegistration", given{"id": line.id()}, nil)
	p.does("readOwnPartyRegistration", nil, nil).want("state", "active")
}

func (p *person) holdsMeeting(member *person, branch string) {
	p.world.Helper()
	w := p.world
	chair := p.does("listMembers", given{"id": branch}, nil).item("nickname", p.name).text("person_id")
	recorder := p.does("listMembers", given{"id": branch}, nil).item("nickname", "党员1").text("person_id")
	meeting := p.does("callMeeting", given{"id": branch}, words{"kind": "theme_day", "agenda": "学习，并讨论志愿服务。",
		"place": "工地活动室", "chair_id": chair, "recorder_id": recorder,
		"starts_at": w.in(24 * time.Hour), "ends_at": w.in(26 * time.Hour)})
	told := member.does("listNotifications", nil, nil).item("subject", "meeting")
	member.does("readMeeting", given{"id": told.text("subject_id")}, nil).want("own", "expected")
	w.later(24*time.Hour, p, member)
	member.does("checkInToMeeting", given{"id": told.text("subject_id")}, nil)
	p.does("holdMeeting", given{"id": meeting.id()}, nil)
	present := p.does("listAttendance", given{"id": meeting.id()}, nil)
	present.item("nickname", member.name).want("state", "present")
	p.does("markAttendance", given{"id": meeting.id()}, words{"items": []words{
		{"person_id": present.item("nickname", "党员2").text("person_id"), "state": "leave"}}})
	w.later(3*time.Hour, p, member)
	p.does("finalizeMinutes", given{"id": meeting.id()}, words{"minutes": "到会三人，学习了文件。", "resolution": "每周六志愿服务。"})
	member.does("readMeeting", given{"id": meeting.id()}, nil).want("minutes", "到会三人，学习了文件。")
	p.does("readMeetingMonitor", given{"id": branch}, nil)
}
