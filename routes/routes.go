package routes

import (
	_ "embed"

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

// examples are answers that a test has got, by operation (routes/matrix, TestExamples).
//
//go:embed examples.json
var examples []byte

// Register declares every route of the product, one line per noun. The table
// that httpapi collects from them is what the tests walk.
func Register(api *httpapi.API, s *services.Services) {
	api.Words(shapes.Words)
	nameEnums(api)
	api.Examples(examples)
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

// enumNames are the enumerations that cannot be called after their list in /codes: a
// schema has the name, or there is no list of them.
var enumNames = map[string]string{
	"models.Role": "RoleCode",
	"models.PII":  "PersonalValue",
	"models.Sex":  "Sex",
}

// texts gives codes as the texts that they are on the wire.
func texts[T ~string](codes []T) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = string(c)
	}
	return out
}

// nameEnums gives the enumerations their names in the document, and those parts of them
// that several places share.
func nameEnums(api *httpapi.API) {
	for _, e := range services.Enumerations() {
		api.Enum(e.Type, enumNames[e.Type], e.CodeList)
	}
	api.PartEnum("RegisteredForm", "Legal forms that an organization can ask for", "组织可以申请的形式",
		"filed", "internal", "statutory_sub_group", "registered")
	api.PartEnum("AdministrativeRole", "Roles that administrators give", "由管理员授予的角色",
		"platform_admin", "region_admin", "officer", "auditor")
	api.PartEnum("DisputeVerb", "What may be done with a case", "对案件可以做的事",
		texts(mediation.Verbs())...)
	api.PartEnum("ReportOrgan", "To whom violence is reported", "报告暴力情形的单位", "police", "court", "department")
	api.PartEnum("ReferralOrgan", "Where a committee refers a case", "可以转交的部门",
		"arbitration", "court", "labour_inspection", "police", "department")
	api.PartEnum("RecordedConsent", "What a committee records of a party", "委员会登记的当事人答复", "given", "refused")
	api.PartEnum("RecordedWay", "How somebody else's word is recorded", "登记他人表示的方式", "paper", "oral")
	api.PartEnum("DisputePart", "How one stands in a case", "本人在案件中的身份",
		"applicant", "respondent", "head", "mediator")
	api.PartEnum("ApplicationState", "States of an application", "入会申请的状态",
		"applied", "returned", "rejected", "withdrawn")
	api.PartEnum("NotificationKind", "Kinds of messages", "消息的种类", texts(notices.Kind("").All())...)
	api.PartEnum("RosterRowState", "States of a row of a list", "名单中一行的状态",
		"bad", "waiting", "claimed")
}
