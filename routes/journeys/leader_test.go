package journeys_test

import (
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest/scene"
)

// A leader founds an association with people whom she meets, takes members in, tells
// them things, holds a course and a vote, and hands over.
func TestLeader(t *testing.T) {
	each(t, func(w *world) {
		admin := w.admin()
		officer := w.officer(admin)
		leader := w.arrives("老王")
		leader.proves(officer, "王建国")
		friends := w.crowd(officer, "会员", 9)
		org := leader.founds(admin, "harmony_association", "外山村和谐促进会", friends)

		newcomer := w.arrives("小方")
		newcomer.proves(officer, "王小芳")
		leader.takesIn(newcomer, org)
		leader.listsPeople(w, officer, org)
		leader.namesSecretary(friends[0], org)
		leader.announces(newcomer, org)
		leader.holdsCourse(newcomer, org)
		leader.holdsVote(newcomer, org)
		leader.handsOver(admin, friends[1], org)
	})
}

// founds drafts an organization, gathers the signatures and the charter that its page
// asks for, and has it approved.
func (p *person) founds(admin *person, kind, name string, friends []*person, more ...words) (org string) {
	p.world.Helper()
	draft := words{"kind": kind, "name": name, "region_code": p.village("外山村", "城南街道")}
	for _, m := range more {
		for k, v := range m {
			draft[k] = v
		}
	}
	org = p.does("createOrganization", nil, draft).id()
	for _, friend := range friends {
		p.does("inviteFounder", given{"id": org}, words{"person_id": p.meets(friend)})
		asked := friend.told("请您一起发起" + name)
		page := friend.does("readOrganization", given{"id": asked.text("subject_id")}, nil).want("name", name)
		friend.does("signFounding", given{"id": page.id()}, nil)
	}
	page := p.does("readOrganization", given{"id": org}, nil)
	for i := range page.count("not_yet") {
		if page.text("not_yet."+string(rune('0'+i))+".reason") == "organization.charter_incomplete" {
			p.does("writeCharter", given{"id": org}, charter(name))
		}
	}
	p.does("readOrganization", given{"id": org}, nil).offers("submit")
	p.does("submitOrganization", given{"id": org}, nil)
	waiting := admin.does("listOrganizations", given{"state": "submitted",
		"region": admin.village("城南街道", "越城区")}, nil).item("name", name)
	admin.does("readOrganization", given{"id": waiting.id()}, nil).offers("approve")
	admin.does("approveOrganization", given{"id": waiting.id()}, nil)
	p.does("readOrganization", given{"id": p.told(name + "已批准成立").text("subject_id")}, nil).want("state_text", "正常")
	return org
}

func charter(name string) words {
	sections := words{}
	for _, s := range strings.Fields(
		"name_and_seat purpose members organs heads assets amendment termination other_matters") {
		sections[s] = "本会名称为" + name + "，会址在外山村。本节由会员共同商定。"
	}
	return sections
}

// takesIn shows a code at the door, by which somebody asks to join.
func (p *person) takesIn(newcomer *person, org string) {
	p.world.Helper()
	p.does("setJoinForm", given{"id": org},
		words{"questions": []words{{"kind": "text", "text": "您在哪里上班？", "required": true}}})
	code := p.does("makeJoinCode", given{"id": org},
		words{"note": "贴在村口", "expires_at": p.world.in(90 * 24 * time.Hour)})
	scanned := newcomer.does("readScene", given{"code": newcomer.hears(code.text("code"))}, nil)
	found := scanned.text("params.organization_id")
	newcomer.does("readOrganization", given{"id": found}, nil).want("mine.state", "")
	newcomer.does("readJoinForm", given{"id": found}, nil).want("questions.0.text", "您在哪里上班？")
	newcomer.does("applyForMembership", given{"id": found}, words{"code": scanned.text("params.code"),
		"answers": []string{"望海纺织厂"}, "message": "我想加入"})
	line := p.does("listApplications", given{"id": org}, nil).item("nickname", newcomer.name)
	p.does("approveApplication", given{"id": line.id()}, words{})
	newcomer.does("listMyMemberships", nil, nil).item("organization_name", "外山村").want("state_text", "会员")
}

// listsPeople hands in the list that the association kept on paper until now.
func (p *person) listsPeople(w *world, officer *person, org string) {
	w.Helper()
	old := w.arrives("老李")
	old.proves(officer, "李四妹")
	list := scene.Workbook(w, [][]any{{"姓名", "身份证号"}, {"李四妹", w.numbers["老李"]}})
	body, contentType := scene.Form("roster", "名单.xlsx", list)
	file := p.reads("uploadFile", p.client.With("Content-Type", contentType).Post("/files", body))
	roster := p.does("createRoster", given{"id": org}, words{"file_id": file.id()}).id()
	p.does("checkRoster", given{"id": roster}, nil)
	w.later(time.Minute)
	p.does("readRoster", given{"id": roster}, nil).want("state_text", "已核对，待导入", "bad_count", "0")
	p.does("importRoster", given{"id": roster}, words{"as": "invitation"})
	w.later(time.Minute)
	claim := old.does("listMyRosterClaims", nil, nil).item("organization_name", "外山村")
	old.does("acceptRosterClaim", given{"id": claim.id()}, nil)
	p.does("listMembers", given{"id": org}, nil).item("nickname", "老李")
}

func (p *person) namesSecretary(friend *person, org string) {
	p.world.Helper()
	member := p.does("listMembers", given{"id": org}, nil).item("nickname", friend.name)
	p.does("appointOffice", given{"id": org}, words{"person_id": member.text("person_id"), "role": "secretary_general",
		"ends_on": p.world.day(300)})
	friend.accepts("邀请您担任秘书长")
	friend.does("readOrganization", given{"id": org}, nil).want("mine.offices.0.role_text", "秘书长")
}

// accepts says yes to an office that the inbox tells of.
func (p *person) accepts(title string) {
	p.world.Helper()
	asked := p.told(title)
	own := p.does("listOffices", given{"id": asked.text("subject_id")}, nil).item("nickname", p.name, "state",
		"offered")
	p.does("acceptOffice", given{"id": own.id()}, nil)
}

func (p *person) announces(member *person, org string) {
	p.world.Helper()
	p.does("announce", given{"id": org}, words{"title": "周六停水", "text": "周六上午八点到十点停水，请提前储水。"})
	p.world.later(time.Minute)
	said := member.does("readAnnouncement", given{"id": member.told("外山村和谐促进会发布了一条通知").text("subject_id")}, nil)
	member.does("markAnnouncementRead", given{"id": said.id()}, nil)
	mine := p.does("listAnnouncements", given{"id": org}, nil).item("title", "周六停水")
	p.does("readAnnouncement", given{"id": mine.id()}, nil).want("read_count", "1")
}

func (p *person) holdsCourse(member *person, org string) {
	p.world.Helper()
	w := p.world
	course := p.does("createActivity", nil, words{"organization_id": org, "kind": "skill", "title": "电工培训班",
		"region_code": p.village("外山村", "城南街道"), "place": "文化礼堂", "capacity": 30,
		"starts_at": w.in(72 * time.Hour), "ends_at": w.in(75 * time.Hour), "signup_opens_at": w.in(0),
		"signup_closes_at": w.in(48 * time.Hour)})
	p.does("readActivity", given{"id": course.id()}, nil).offers("publish")
	p.does("publishActivity", given{"id": course.id()}, nil)
	found := member.does("listActivities", given{"organization_id": org}, nil).item("title", "电工")
	member.does("createSignup", given{"id": found.id()}, words{})
	p.does("listSignups", given{"id": course.id()}, nil).item("nickname", member.name)
	mine := member.does("listOwnSignups", nil, nil).item("activity.title", "电工")
	member.does("cancelSignup", given{"id": mine.id()}, nil)
}

func (p *person) holdsVote(member *person, org string) {
	p.world.Helper()
	w := p.world
	draft := p.does("createPoll", nil, words{"organization_id": org, "title": "活动室选址", "question": "活动室设在哪里？",
		"options": []string{"文化礼堂", "服务中心"}, "mode": "detached", "opens_at": w.in(time.Hour),
		"closes_at": w.in(25 * time.Hour)})
	p.does("readPoll", given{"id": draft.id()}, nil).offers("publish_roll")
	p.does("publishPollRoll", given{"id": draft.id()}, nil)
	poll := member.does("listMyPolls", nil, nil).item("title", "活动室选址")
	member.does("readPollRoll", given{"id": poll.id()}, nil).want("own.on_roll", "true")
	w.later(2*time.Hour, p, member)
	options := member.does("readPoll", given{"id": poll.id()}, nil)
	no := options.at("options.1.no").value
	member.does("castBallot", given{"id": poll.id()}, words{"choice": no})
	w.later(25*time.Hour, p, member)
	member.does("readPollResult", given{"id": poll.id()}, nil).want("cast_count", "1", "options.1.votes", "1")
}

// handsOver: the last head cannot go; somebody else accepts to be head, and then she can.
func (p *person) handsOver(admin, successor *person, org string) {
	p.world.Helper()
	for _, x := range []*person{admin, successor} {
		x.signIn()
	}
	own := p.does("listOffices", given{"id": org}, nil).item("nickname", p.name)
	p.cannot("office.last_head", "endOffice", given{"id": own.id()}, nil)
	admin.does("appointOffice", given{"id": org}, words{"person_id": admin.meets(successor), "role": "chair",
		"ends_on": p.world.day(300)})
	successor.accepts("邀请您担任会长")
	p.does("endOffice", given{"id": own.id()}, nil)
	mine := p.does("listMyMemberships", nil, nil).item("organization_name", "外山村和谐促进会")
	p.does("leaveOrganization", given{"id": mine.id()}, nil)
}
