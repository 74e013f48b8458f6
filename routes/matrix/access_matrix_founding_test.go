package matrix_test

import (
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The matrix of founding of organizations: charter, founders, life and end. What would
// end the organization of the place is refused for want of words, so that the rows
// after it still find it.

// foundingPlace is what a place has of it.
type foundingPlace struct {
	unit models.ID
}

// settleFounding makes it.
func (w *accessFixture) settleFounding(p *place) {
	w.Helper()
	p.founding.unit = p.chair.Post("/organizations/"+p.org.String()+"/units",
		map[string]any{"name": "某某制衣厂 " + p.canary, "representative_id": p.chair.PersonID}).Want(201).ID()
}

// absentFounding has ids of what does not exist.
func absentFounding() foundingPlace { return foundingPlace{unit: scene.NewID()} }

const byAdmin = "403; admin: ok"

var foundingRows = map[string]row{
	"readCharter":         {at: theOrg, own: "ok", other: "ok"},
	"readCharter draft":   {at: theDraft, own: "404; chair admin: ok"},
	"writeCharter":        {at: theDraft, body: nothing, own: "404; chair: ok; admin: 403"},
	"writeCharter active": {at: theOrg, body: nothing, own: "403; chair: ok", other: "403"},
	"approveCharter":      {at: theOrg, own: byAdmin, other: "403"},
	"rejectCharter":       {at: theOrg, body: because, own: byAdmin, other: "403"},

	"listFounders": {at: theDraft, own: "404; chair admin: ok"},
	"inviteFounder": {at: theDraft, body: func(
		w *accessFixture, _ *place,
	) any {
		return map[string]any{"person_id": w.extra.PersonID}
	},
		own: "404; chair: ok; admin: 403"},
	"signFounding":     {at: theDraft, own: "404; chair: ok; admin: 403"},
	"withdrawFounding": {at: theDraft, own: "404; chair: ok; admin: 403"},

	"registerOrganization": {at: theOrg,
		body: saying(map[string]any{"credit_code": "000000000000000000", "registered_on": "2026-11-01"}),
		own:  "403; admin: ok; town_admin: 403", other: "403"},
	"renameOrganization": {at: theOrg, body: saying(map[string]any{"name": "\u200b\u200b", "reason": "统一名称"}),
		own: "403; chair admin: ok", other: "403"},
	"extendOrganization": {at: theOrg, body: saying(map[string]any{"ends_on": scene.NextYear}), own: byAdmin,
		other: "403"},
	"suspendOrganization": {at: theOrg, body: saying(map[string]any{"reason": "\u200b"}),
		own: byAdmin, other: "403"},
	"resumeOrganization": {at: theOrg, body: because, own: byAdmin, other: "403"},
	"dissolveOrganization": {at: theOrg, body: saying(map[string]any{"reason": "\u200b", "assets": "没有财产"}),
		own: "403; chair admin: ok", other: "403"},
	"readEndRecord": {at: theOrg, own: "ok", other: "ok"}, // 409: it stands
	"listTerms":     {at: theOrg, own: "ok", other: "ok"},
	"renewTerm": {at: theOrg, body: saying(map[string]any{"elected_on": "2026-11-01", "note": "换届"}),
		own: byAdmin, other: "403"},
	"listYearlyReports": {at: theOrg, own: "403; admin chair secretary organizer: ok", other: "403"},
	"fileYearlyReport": {at: theOrg, body: saying(map[string]any{"year": 2025, "summary": "组织活动12次"}),
		own: "403; chair: ok", other: "403"},

	"listUnits": {at: theOrg, own: "403; admin " + inOrganization + ": ok", other: "403"},
	"addUnit": {at: theOrg, body: func(_ *accessFixture, p *place) any {
		return map[string]any{"name": "另一家厂", "representative_id": p.head.PersonID}
	}, own: "403; chair secretary: ok", other: "403"},
	"endUnit": {at: of(func(p *place) models.ID { return p.founding.unit }),
		body: saying(map[string]any{"reason": "\u200b"}),
		own:  "404; chair secretary: ok; admin member organizer: 403"},
}
