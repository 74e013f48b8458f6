package journeys_test

import "testing"

// The head of a committee sees what was filed, accepts it and gives it to a mediator,
// who takes it in hand; the migrant is told each step. What a mediator does after that
// comes with the issue of mediation.
func TestHeadAndMediator(t *testing.T) {
	each(t, func(w *world) {
		admin := w.admin()
		officer := w.officer(admin)
		head, mediator := committee(w, admin, officer)
		xiaofang := w.arrives("小方")
		xiaofang.proves(officer, "王小芳")
		filed := xiaofang.filesADispute(w)

		number := xiaofang.does("readDispute", given{"id": filed}, nil).text("number")
		waiting := head.does("listDisputes", given{"as": "committee"}, nil).item("number", number)
		told := head.does("listNotifications", nil, nil).item("subject", "dispute")
		head.does("readDispute", given{"id": told.text("subject_id")}, nil).want("id", waiting.id()).offers("accept")
		head.does("acceptDispute", given{"id": waiting.id()}, words{"note": "材料齐全"})

		seats := head.does("readCommittee", given{"id": waiting.text("committee.id")}, nil)
		seat := seats.at("seats.0")
		for i := range seats.count("seats") {
			if one := seats.at("seats." + string(rune('0'+i))); one.text("name") == "吴有德" {
				seat = one
			}
		}
		head.does("assignDispute", given{"id": waiting.id()},
			words{"mediator_id": seat.text("person_id"), "lead": true})

		mine := mediator.does("listNotifications", nil, nil).item("subject", "dispute")
		mediator.does("readDispute", given{"id": mine.text("subject_id")}, nil).offers("take")
		mediator.does("takeDispute", given{"id": mine.text("subject_id")}, words{"no_conflict": true})
		other := mediator.does("readDispute", given{"id": mine.text("subject_id")}, nil).at("parties.1").want("side", "respondent")
		mediator.does("recordPartyConsent", given{"id": other.id()},
			words{"consent": "given", "way": "oral", "witness": "网格员小沈"}).want("state", "assigned")
		xiaofang.does("readDispute", given{"id": filed}, nil).want("mediators.0.name", "吴有德")
		xiaofang.does("readDisputeTimeline", given{"id": filed}, nil).item("kind", "taken")
		xiaofang.does("withdrawDispute", given{"id": filed}, nil)
	})
}
