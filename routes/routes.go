package routes

import (
	"xinjumin/routes/httpapi"
	"xinjumin/services"
)

// Register declares every route of the product, one line per noun. The table
// that httpapi collects from them is what the tests walk.
func Register(api *httpapi.API, s *services.Services) {
	Auth(api, s.People)
	OwnData(api, s.People)
	Profiles(api, s.People)
	Consents(api, s.Privacy)
	OwnAccount(api, s.Privacy)
	IdentityDesk(api, s.People)
	Roles(api, s.People)
	Disclosures(api, s.Privacy)
	Regions(api, s.Regions)
	Codes(api)
	Organizations(api, s.Organizations)
	Unions(api, s.Unions)
	Matching(api, s.Matching)
	Parties(api, s.Party)
	Notifications(api, s.Notices)
	Activities(api, s.Activities)
	Signups(api, s.Activities)
	Polls(api, s.Governance)
	Ballots(api, s.Governance)
	Committees(api, s.Mediation)
	Disputes(api, s.Mediation)
	Reports(api, s.Moderation)
	Moderation(api, s.Moderation)
	Bans(api, s.Moderation)
	Exports(api, s.Privacy)
	Audits(api, s.Audits)
	Desk(api, s.Desk, s.People)
	Files(api, s.Files)
	Rosters(api, s.Rosters)
}
