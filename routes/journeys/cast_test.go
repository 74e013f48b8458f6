package journeys_test

import (
	"fmt"

	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// village is the place that a person finds by typing its name.
func (p *person) village(typed, around string) string {
	p.world.Helper()
	return p.does("listRegions", given{"q": typed}, nil).item("name", typed, "full_name", around).text("code")
}

// admin is the administrator of a county. The first one is made by the operator, with
// a command (see docs/first-county.md).
func (w *world) admin() *person {
	w.Helper()
	admin := w.arrives("老周")
	w.Verify(admin.client, "1980-02-02")
	w.GrantRegion(admin.client, models.RoleRegionAdmin, scene.Yuecheng)
	return admin
}

// officer is somebody whom the administrator asks to verify people in a town.
func (w *world) officer(admin *person) *person {
	w.Helper()
	officer := w.arrives("小陈")
	officer.proves(admin, "陈晓明")
	town := admin.village("城南街道", "越城区")
	admin.does("offerRole", nil, words{"person_id": admin.meets(officer), "role": "officer", "region_code": town,
		"ends_on": w.day(300)})
	offer := officer.does("listMyRoleOffers", nil, nil).item("region_name", "城南街道")
	officer.does("acceptRole", given{"id": offer.id()}, nil)
	officer.does("listMyRoles", nil, nil).item("role_text", "协管员")
	return officer
}

// proves lets a person hand in name and number, and the officer say that they are right.
func (p *person) proves(officer *person, name string) {
	p.world.Helper()
	p.does("updateMe", nil, words{"nickname": p.name, "region_code": p.village("外山村", "城南街道")})
	number := scene.IDNumber(len(p.world.numbers) + 100)
	p.world.numbers[p.name] = number
	p.does("submitIdentity", nil, words{"name": name, "id_number": number})
	review := officer.does("listIdentityReviews", nil, nil).item("name", name)
	officer.does("approveIdentity", given{"person_id": review.text("person_id")}, words{})
	p.does("readMe", nil, nil).want("verification_text", "已核实")
}

// meets tells who stands before one: the other one shows a code on the screen.
func (p *person) meets(other *person) (personID string) {
	p.world.Helper()
	code := other.does("showPersonCode", nil, nil).text("code")
	return p.does("lookUpPerson", nil, words{"code": p.hears(code)}).text("person_id")
}

// told is what the newest message in the inbox is about, by the words of its title.
func (p *person) told(title string) answer {
	p.world.Helper()
	return p.does("listNotifications", nil, nil).item("title", title)
}

// crowd is so many verified people of the village.
func (w *world) crowd(officer *person, called string, n int) []*person {
	w.Helper()
	people := make([]*person, n)
	for i := range people {
		people[i] = w.arrives(fmt.Sprintf("%s%d", called, i+1))
		people[i].proves(officer, called+string([]rune("一二三四五六七八九十")[i]))
	}
	return people
}
