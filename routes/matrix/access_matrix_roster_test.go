package matrix_test

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The matrix of lists that leaders keep in a spreadsheet.

// rosterPlace is what a place has of it: a list that waits to be checked, the
// file of another one, and an entry of one that was imported, which is about
// nobody.
type rosterPlace struct{ list, file, entry models.ID }

// settleRoster makes it.
func (w *accessFixture) settleRoster(p *place) {
	w.Helper()
	hand := func() models.ID {
		return scene.Upload(p.chair, "roster", "名单.xlsx",
			scene.Workbook(w, scene.RosterRows(1, 3))).Want(http.StatusCreated).ID()
	}
	at := fmt.Sprintf("/organizations/%s/rosters", p.org)
	p.roster.list = p.chair.Post(at, map[string]any{"file_id": hand()}).Want(http.StatusCreated).ID()
	p.roster.file = hand()
	p.roster.entry = scene.NewID()
	now := int64(w.Clock.Now())
	w.Exec(`INSERT INTO roster_entries (id, organization_id, roster_id, row_no, state, side, name_sealed,
		id_number_sealed, id_number_index, id_number_index_alt, person_id, membership_id, decided_at, expires_at,
		created_at) VALUES (?, ?, ?, 2, 'waiting', 'migrant', ?, ?, NULL, NULL, NULL, NULL, NULL, ?, ?)`,
		p.roster.entry, p.org, p.roster.list, []byte{1}, []byte{1}, now+1e12, now)
}

// absentRoster has ids of what does not exist.
func absentRoster() rosterPlace { return rosterPlace{scene.NewID(), scene.NewID(), scene.NewID()} }

var (
	theRoster = of(func(p *place) models.ID { return p.roster.list })
	theListed = of(func(p *place) models.ID { return p.roster.entry })
)

// Only those who decide the applications of the organization, chair and secretary, see its
// lists; what others stand on, nobody does.
var rosterRows = map[string]row{
	"downloadRosterTemplate": forAll,
	"createRoster": {at: theOrg, body: func(
		_ *accessFixture, p *place,
	) any {
		return map[string]any{"file_id": p.roster.file}
	},
		own: "ok", other: "403"}, // 422 for the secretary: it is the chair's file
	"listRosters": {at: theOrg, own: "ok", other: "403"},
	"readRoster":  {at: theRoster, own: "ok"},
	"mapRoster": {at: theRoster, body: saying(map[string]any{"sheet": "Sheet1", "header_row": 1,
		"columns": map[string]any{"name_column": 1, "id_number_column": 2}}),
		own: "ok"},
	"checkRoster":    {at: theRoster, own: "ok"},
	"listRosterRows": {at: theRoster, own: "ok"},
	"importRoster": {at: theRoster, body: saying(map[string]any{"as": "invitation"}),
		own: "ok"}, // 409: not checked
	"cancelRoster":       {at: theRoster, own: "ok"},
	"listMyRosterClaims": forAll,
	"acceptRosterClaim":  {at: theListed, own: "404"},
	"declineRosterClaim": {at: theListed, own: "404"},
}
