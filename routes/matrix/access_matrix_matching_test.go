package matrix_test

import (
	"xinjumin/app/apptest/scene"
)

// The matrix of finding one another, coverage and search.

// matchingPlace is what a place has of it.
type matchingPlace struct{}

// settleMatching makes it: somebody of the place may be found.
func (w *accessFixture) settleMatching(p *place) {
	w.Helper()
	scene.Findable(w.Env, w.Verified("findable of "+p.name), p.village)
	w.Exec("INSERT INTO coverage_gaps (id, subject, region_code, employer_code, employer_name, people, counted_at) "+
		"VALUES (?, 'place', ?, '', '', 100, 1)", scene.NewID(), p.village)
	w.Exec(`INSERT INTO stations (region_code, has_tasks, note_tasks, has_staff, note_staff, has_premises, note_premises,
		has_working, note_working, has_funds, note_funds, place, phone, hours, updated_by, version, created_at, updated_at)
		VALUES (?, 1, '', 1, '两名', 0, '', 0, '', 0, '', '村委会一楼', '12345', '', ?, 1, 1, 1)`, p.village, scene.NewID())
}

// absentMatching has ids of what does not exist.
func absentMatching() matchingPlace { return matchingPlace{} }

var matchingRows = map[string]row{
	"listRecommendations":   forAll,
	"switchRecommendations": {body: saying(map[string]any{"personal": true}), own: "ok"},
	"readEligibility":       forAll,
	"listProspects":         {at: theOrg, own: "403; chair secretary: ok", other: "403"},
	"readCoverage":          {at: theVillage, own: "403; admin auditor: ok", other: "403"},
	"listCoverageGaps": {query: func(p *place) string { return "?region=" + p.village },
		own: "403; admin auditor: ok", other: "403"},
	"readStation":       {at: theVillage, own: "403; admin auditor: ok", other: "403"},
	"listServicePoints": {at: theVillage, own: "ok", other: "ok"},
	"updateStation": {at: theVillage, body: saying(map[string]any{"tasks": map[string]any{"met": true}}),
		own: "403; admin: ok", other: "403"},
}
