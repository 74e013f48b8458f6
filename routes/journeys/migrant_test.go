package journeys_test

import (
	"testing"
	"time"

	"xinjumin/app/apptest/scene"
)

// A migrant arrives, proves who she is, finds an association near her, joins, goes to
// a course, files a dispute, asks for what is kept about her, and goes away again.
func TestMigrant(t *testing.T) {
	each(t, func(w *world) {
		admin := w.admin()
		officer := w.officer(admin)
		leader := w.arrives("老王")
		leader.proves(officer, "王建国")
		leader.founds(admin, "harmony_association", "外山村和谐促进会", w.crowd(officer, "会员", 4))
		committee(w, admin, officer)

		xiaofang := w.arrives("小方")
		xiaofang.looksAround()
		xiaofang.proves(officer, "王小芳")
		org := xiaofang.joins(leader)
		xiaofang.waitsForASeat(leader, org)
		xiaofang.filesADispute(w)
		xiaofang.goesAway(w)
	})
}

// looksAround: without a village there is nothing to suggest, and the answer says what
// to tell.
func (p *person) looksAround() {
	p.world.Helper()
	empty := p.does("listRecommendations", nil, nil)
	if empty.count("items") != 0 || empty.count("missing") == 0 {
		p.world.Errorf("nothing is suggested and nothing is asked for: %s", empty.raw)
	}
	p.does("readEligibility", nil, nil)
	p.does("bindPhone", nil, words{"code": "phone:" + p.name + ":1"}) // of WeChat's button
	p.does("readMe", nil, nil).want("verification_text", "未提交")
}

// joins takes what is suggested; the first application she takes back herself.
func (p *person) joins(leader *person) (org string) {
	p.world.Helper()
	p.consents("be_found")
	suggested := p.does("listRecommendations", nil, nil).item("name", "和谐促进会")
	page := p.does("readOrganization", given{"id": suggested.id()}, nil).want("mine.state", "")
	org = page.id()
	first := p.does("applyForMembership", given{"id": org}, words{"message": "我在外山村住了三年。"})
	p.cannot("membership.exists", "applyForMembership", given{"id": org}, words{"message": "再申请一次"})
	p.does("withdrawApplication", given{"id": first.id()}, nil)
	again := p.does("applyForMembership", given{"id": org}, words{"message": "还是想加入。"})
	line := leader.does("listApplications", given{"id": org, "state": "applied"}, nil).item("nickname", p.name)
	leader.does("approveApplication", given{"id": line.id()}, words{})
	p.told("欢迎加入外山村和谐促进会").want("subject_id", again.id())
	return org
}

// waitsForASeat: the course is full, until somebody leaves it.
func (p *person) waitsForASeat(leader *person, org string) {
	p.world.Helper()
	w := p.world
	course := leader.does("createActivity", nil, words{"organization_id": org, "kind": "skill", "title": "电工培训班",
		"region_code": leader.village("外山村", "城南街道"), "place": "文化礼堂", "capacity": 1,
		"starts_at": w.in(72 * time.Hour), "ends_at": w.in(75 * time.Hour), "signup_opens_at": w.in(0),
		"signup_closes_at": w.in(48 * time.Hour)})
	leader.does("publishActivity", given{"id": course.id()}, nil)
	taken := leader.does("createSignup", given{"id": course.id()}, words{})

	near := p.does("readMe", nil, nil).text("region_code")
	found := p.does("listActivities", given{"region": near}, nil).item("title", "电工").want("seats_left", "0")
	p.does("createSignup", given{"id": found.id()}, words{"note": "下班后来"})
	waiting := p.does("readActivity", given{"id": found.id()}, nil).want("my_signup.state", "waiting",
		"my_signup.position", "1")
	leader.does("cancelSignup", given{"id": taken.id()}, nil)
	p.does("acceptOffer", given{"id": waiting.text("my_signup.id")}, nil)
	p.does("listOwnSignups", nil, nil).item("activity.title", "电工").want("state", "registered")
}

// committee is the one of the town, which takes cases of the village.
func committee(w *world, admin, officer *person) (head, mediator *person) {
	w.Helper()
	head, mediator = w.arrives("周大姐"), w.arrives("老吴")
	third := w.arrives("老郑")
	for _, p := range []*person{head, mediator, third} {
		p.proves(officer, map[*person]string{head: "周桂兰", mediator: "吴有德", third: "郑卫民"}[p])
	}
	admin.does("createCommittee", nil, words{"name": "城南街道人民调解委员会",
		"region_code": admin.village("城南街道", "越城区"), "head_id": admin.meets(head),
		"mediators": []string{admin.meets(mediator), admin.meets(third)}})
	for _, p := range []*person{head, mediator, third} {
		asked := p.does("listNotifications", nil, nil).item("subject", "committee")
		p.does("acceptSeat", given{"id": asked.text("subject_id")}, nil)
	}
	return head, mediator
}

func (p *person) filesADispute(w *world) (id string) {
	w.Helper()
	body, contentType := scene.Form("evidence", "工资条.jpg", scene.Photo(40, 30))
	photo := p.reads("uploadFile", p.client.With("Content-Type", contentType).Post("/files", body))
	near := p.does("readMe", nil, nil).text("region_code")
	receipt := p.does("fileDispute", nil, words{"statement": "厂里拖欠三个月工资。", "category": "labour",
		"region_code": near, "evidence_ids": []string{photo.id()},
		"respondent": words{"kind": "employer", "name": "望海纺织厂"}})
	mine := p.does("listOwnDisputes", nil, nil).item("number", receipt.text("number"))
	whole := p.does("readDispute", given{"id": mine.id()}, nil).want("statement", "厂里拖欠三个月工资。",
		"evidence.0.name", "工资条.jpg").offers("withdraw")
	p.does("readDisputeTimeline", given{"id": whole.id()}, nil).item("kind", "filed")
	return whole.id()
}

// goesAway reads what hinders her, takes it away, and closes the account.
func (p *person) goesAway(w *world) {
	w.Helper()
	p.signIn()
	copied := p.does("requestExport", nil, nil)
	p.does("readExport", given{"id": copied.id()}, nil)
	p.does("readExportPage", given{"id": copied.id()}, nil)
	closing := p.does("readClosing", nil, nil).want("may_close", "false")
	for i := range closing.count("hindrances") {
		hindrance := closing.at("hindrances." + string(rune('0'+i)))
		if hindrance.text("object") == "dispute" {
			p.does("withdrawDispute", given{"id": hindrance.text("object_id")}, nil)
		}
	}
	p.does("readClosing", nil, nil).want("may_close", "true")
	p.does("closeAccount", given{"confirm": "close"}, nil)
	if got := p.sends("readMe", nil, nil); got.status != 401 {
		w.Errorf("after closing: %d", got.status)
	}
}
