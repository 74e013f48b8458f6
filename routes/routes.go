package routes

import (
	"xinjumin/routes/activities"
	"xinjumin/routes/audits"
	"xinjumin/routes/desk"
	"xinjumin/routes/files"
	"xinjumin/routes/governance"
	"xinjumin/routes/home"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/matching"
	"xinjumin/routes/mediation"
	"xinjumin/routes/moderation"
	"xinjumin/routes/notices"
	"xinjumin/routes/organizations"
	"xinjumin/routes/party"
	"xinjumin/routes/people"
	"xinjumin/routes/privacy"
	"xinjumin/routes/regions"
	"xinjumin/routes/rosters"
	"xinjumin/routes/shapes"
	"xinjumin/routes/unions"
	"xinjumin/services"
)

// Register declares every route of the product, one line per noun. The table
// that httpapi collects from them is what the tests walk.
func Register(api *httpapi.API, s *services.Services) {
	api.Words(shapes.Words)
	people.Auth(api, s.People)
	people.OwnData(api, s.People)
	people.PersonCodes(api, s.People)
	people.Profiles(api, s.People)
	privacy.Consents(api, s.Privacy)
	privacy.OwnAccount(api, s.Privacy)
	people.IdentityDesk(api, s.People)
	people.Roles(api, s.People)
	privacy.Disclosures(api, s.Privacy)
	regions.Regions(api, s.Regions)
	people.Codes(api, services.CodeLists())
	organizations.Organizations(api, s.Organizations)
	unions.Unions(api, s.Unions)
	matching.Matching(api, s.Matching)
	party.Parties(api, s.Party)
	home.Start(api, services.ClientFacts())
	home.First(api, s.Home)
	notices.Notifications(api, s.Notices)
	activities.Activities(api, s.Activities)
	activities.Signups(api, s.Activities)
	governance.Polls(api, s.Governance)
	governance.Ballots(api, s.Governance)
	mediation.Committees(api, s.Mediation)
	mediation.Disputes(api, s.Mediation)
	moderation.Reports(api, s.Moderation)
	moderation.Moderation(api, s.Moderation)
	moderation.Bans(api, s.Moderation)
	privacy.Exports(api, s.Privacy)
	audits.Audits(api, s.Audits)
	desk.Desk(api, s.Desk, s.People)
	files.Files(api, s.Files)
	rosters.Rosters(api, s.Rosters)
}
