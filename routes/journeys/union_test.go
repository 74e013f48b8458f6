package journeys_test

import (
	"testing"
	"time"
)

// A chair founds a joint union, takes a courier in by the form, stands under a
// federation, answers a call for a meeting, and is appraised.
func TestUnionChair(t *testing.T) {
	each(t, func(w *world) {
		admin := w.admin()
		officer := w.officer(admin)
		chair := w.arrives("老孙")
		chair.proves(officer, "孙大勇")
		workers := w.crowd(officer, "工友", 9)
		for _, p := range append(workers, chair) {
			p.earnsWages()
		}
		union := chair.founds(admin, "union", "城南街道快递行业联合工会", workers, words{"subtype": "joint"})

		courier := w.arrives("小李")
		courier.proves(officer, "李飞")
		courier.earnsWages()
		courier.joinsTheUnion(chair, union)
		chair.asksAbove(w, admin, officer, union)
		courier.callsForAMeeting(chair, workers[:3], union)
		chair.isAppraised(courier, union)
	})
}

// earnsWages consents to tell about work, and tells it.
func (p *person) earnsWages() {
	p.world.Helper()
	p.consents("employment")
	p.does("updateProfile", nil, words{"employment_status": "employed"})
}

// joinsTheUnion takes what is offered, and hands in the form.
func (p *person) joinsTheUnion(chair *person, union string) {
	p.world.Helper()
	offer := p.does("readUnionOffer", nil, nil)
	found := offer.text("items.0.organization.id")
	p.does("applyToUnion", given{"id": found}, words{"channel": "self", "employment": "gig",
		"statement": "我自愿加入工会。"})
	line := chair.does("listUnionApplications", given{"id": union}, nil).item("nickname", p.name)
	chair.does("readUnionApplication", given{"id": line.id()}, nil).want("statement", "我自愿加入工会。")
	chair.does("approveApplication", given{"id": line.id()}, words{})
	p.does("readUnionCard", nil, nil).want("organization_name", "城南街道快递行业联合工会")
}

// asksAbove: the federation of the town takes the union under it.
func (p *person) asksAbove(w *world, admin, officer *person, union string) {
	w.Helper()
	above := w.arrives("老何")
	above.proves(officer, "何主席")
	more := w.crowd(officer, "干事", 2)
	for _, x := range append(more, above) {
		x.earnsWages()
	}
	above.foundsFederation(admin, more)
	near := p.village("城南街道", "越城区")
	found := p.does("listOrganizations", given{"kind": "union", "region": near}, nil).item("name", "总工会")
	p.does("askUnionParent", given{"id": union}, words{"parent_id": found.id()})
	asking := above.does("listAskingUnions", given{"id": found.id()}, nil).item("name", "快递行业")
	above.does("acceptUnionParent", given{"id": asking.id()}, nil)
	p.does("readOrganization", given{"id": union}, nil).want("parent_name", "城南街道总工会")
}

func (p *person) foundsFederation(admin *person, friends []*person) string {
	p.world.Helper()
	town := p.village("城南街道", "越城区")
	return p.founds(admin, "union", "城南街道总工会", friends, words{"subtype": "federation", "region_code": town})
}

// callsForAMeeting: a third of the members sign, and the chair has to name a day.
func (p *person) callsForAMeeting(chair *person, others []*person, union string) {
	p.world.Helper()
	call := p.does("createMeetingCall", given{"id": union}, words{"purpose": "商量高温津贴。"})
	for _, x := range others {
		open := x.does("listMeetingCalls", given{"id": union}, nil).item("purpose", "高温津贴")
		x.does("signMeetingCall", given{"id": open.id()}, nil)
	}
	reached := chair.does("listMeetingCalls", given{"id": union}, nil).item("purpose", "高温津贴").want("state", "reached")
	chair.does("answerMeetingCall", given{"id": reached.id()}, words{"meets_on": p.world.day(10), "answer": "下周六开会。"})
	p.does("listMeetingCalls", given{"id": union}, nil).item("purpose", "高温津贴").want("id", call.id(), "state",
		"answered")
}

func (p *person) isAppraised(member *person, union string) {
	p.world.Helper()
	w := p.world
	appraisal := p.does("beginAppraisal", given{"id": union},
		words{"opens_at": w.in(time.Hour), "closes_at": w.in(49 * time.Hour)})
	w.later(2*time.Hour, p, member)
	for range 2 {
		var poll answer
		mine := member.does("listMyPolls", nil, nil)
		for i := range mine.count("items") {
			if one := mine.at("items." + string(rune('0'+i))); one.text("voted") == "false" {
				poll = one
			}
		}
		options := member.does("readPoll", given{"id": poll.id()}, nil)
		member.does("castBallot", given{"id": poll.id()}, words{"choice": options.at("options.0.no").value})
	}
	w.later(49*time.Hour, p, member)
	p.does("listAppraisals", given{"id": union}, nil).item("id", appraisal.id()).want("home.satisfied", "1",
		"chair.satisfied", "1")
}
