package matrix_test

import (
	"strings"

	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The rows of the access matrix: what the services decide, route by route, for
// those whom the first gate lets through. A row has the id of its route as its
// name; a further row of the same route has a space and a word after the id. How
// a route is called stands in the other fields of a row (access_matrix_rule_test.go).
//
// Three rules say what the answer is: own on what is in the subject's own place,
// other on what is in the other place, absent on what is nowhere. A rule is
// written in a small language:
//
//	rule   = answer { ";" kinds ":" answer }
//	answer = "ok", or a status such as 403
//	kinds  = one kind of subject or several, with spaces between them
//
// The first answer is everybody's, and each clause after it is an exception:
// "404; chair secretary: ok" lets the chair and the secretary-general through,
// and to all others the thing is not there.
//
//   - "ok" is any answer but 401, 403, 404 and a fault. The call may well be
//     refused for what it sends (409, 412, 422): that is the business of scenarios.
//   - The kinds are those of the fixture (access_matrix_fixture_test.go) and of
//     the bystanders (access_matrix_bystanders_test.go). "admin@here" is the one
//     of that place alone.
//   - A bystander who is like another kind goes by the clause of that kind, unless
//     a clause names the bystander. Of two clauses that fit equally, the later wins.
//   - own must be said. An empty other or absent is "404". A row with neither at
//     nor query nor other is the same call wherever it is made, and is made once.
//
// What the policy of a route refuses (401, 403 of the wrong audience) follows from
// the route table, and stands in no rule.

const (
	inOrganization = "chair secretary organizer member" // members of the organization
	onCase         = "party head mediator"              // who has a part in the case
)

var forAll = row{own: "ok"}

// noScene is a code that nobody was given: the answer is a 409 for everybody who may ask.
func noScene(*place) any { return "k7m2qd9xw3ha4tpe" }

// matrix is the rows of every route, the newer ones by area.
var matrix = together(coreRows, foundingRows, joiningRows, partyRows, rosterRows, matchingRows, unionRows)

func together(parts ...map[string]row) map[string]row {
	all := map[string]row{}
	for _, part := range parts {
		for name, r := range part {
			if _, twice := all[name]; twice {
				panic("matrix: two rows are called " + name)
			}
			all[name] = r
		}
	}
	return all
}

var coreRows = map[string]row{
	// Sessions. What is sent here is no credential, so nobody gets in.
	"signInWithWeChat": {body: saying(map[string]any{"code": "nobody"}), credential: true, own: "401"},
	"refreshTokens":    {body: saying(map[string]any{"refresh_token": "nobody"}), credential: true, own: "401"},
	"beginPairing":     {body: nothing, credential: true, own: "ok", other: "ok", absent: "ok"},
	"claimPairing": {at: func(*place) any { return scene.NewID() }, body: saying(map[string]any{"secret": "nobody"}),
		own: "ok", other: "ok", absent: "ok"}, // 409
	"readPairing": {at: noScene, own: "ok", other: "ok", absent: "ok"},
	"confirmPairing": {at: noScene, body: saying(map[string]any{"digits": "00"}),
		own: "ok", other: "ok", absent: "ok"},
	"refusePairing":     {at: noScene, own: "ok", other: "ok", absent: "ok"},
	"signOut":           forAll,
	"listSessions":      forAll,
	"revokeSession":     {at: of(func(p *place) models.ID { return p.session }), own: "404; chair: ok"},
	"revokeAllSessions": forAll,

	// One's own.
	"readMe":           forAll,
	"updateMe":         {body: nothing, own: "ok"},
	"submitIdentity":   {body: saying(map[string]any{"name": "张三", "id_number": "339900199005010019"}), own: "ok"},
	"takeBackIdentity": forAll,
	"listMyRoles":      forAll,
	"readClosing":      forAll,
	"closeAccount":     {query: func(*place) string { return "?confirm=close" }, own: "ok", other: "ok", absent: "ok"},
	"bindPhone":        {body: saying(map[string]any{"code": "nobody"}), own: "ok"},
	"removePhone":      forAll,
	"showPersonCode":   forAll,
	"lookUpPerson":     {body: saying(map[string]any{"code": "34679ACD"}), own: "ok"}, // 409: nobody shows it

	"readProfile":   forAll,
	"updateProfile": {body: nothing, own: "ok"},

	// Consents: nobody has any here, so that withdrawing changes nothing.
	"listConsents": forAll,
	"giveConsent":  {at: thePurpose, body: saying(map[string]any{"version": 1}), own: "ok", other: "ok"},
	"giveConsent to publish": {at: func(*place) any { return "publish_honours" },
		body: saying(map[string]any{"version": 1}), own: "ok; newcomer pending: 403",
		other: "ok; newcomer pending: 403", absent: "ok; newcomer pending: 403"},
	"withdrawConsent": {at: thePurpose, own: "ok", other: "ok"},

	// The copy of everything about oneself; there is none yet to read.
	"requestExport":  forAll,
	"readExport":     {at: func(*place) any { return scene.NewID() }, own: "404"},
	"readExportPage": {at: func(*place) any { return scene.NewID() }, own: "404"},

	// The desk.
	"listIdentityReviews": forAll,
	"approveIdentity":     {at: thePending, body: nothing, own: "ok", other: "404; platform: ok"},
	"rejectIdentity":      {at: thePending, body: because, own: "ok", other: "404; platform: ok"},
	"importIdentities": {body: saying(map[string]any{"source": "居住登记",
		"rows": []any{map[string]any{"name": "张三", "id_number": "339900199005010019"}}}), own: "ok"},
	"mergeIdentity": {at: thePending, body: nothing, own: "ok",
		other: "404; platform: ok"}, // 409: nobody else has the number

	// Sessions at a desk: the one of a place waits for the word of the person who is pending there. What is
	// done in them: desk_acting_test.go.
	"registerAtDesk": {body: func(_ *accessFixture, p *place) any {
		return map[string]any{"region_code": p.village, "name": "张三", "id_number": "339900199005010019"}
	}, own: "ok", other: "403", absent: "403"},
	"findPersonAtDesk": {body: func(_ *accessFixture, p *place) any {
		return map[string]any{"region_code": p.village, "phone": "none"} // 422 for who may look
	}, own: "ok", other: "403", absent: "403"},
	"openDeskSession": {body: func(_ *accessFixture, p *place) any {
		return map[string]any{"region_code": p.village, "person_id": p.pending.PersonID}
	}, own: "ok", other: "403", absent: "403"},
	"listDeskSessions": forAll,
	"readDeskSession": {at: theDesk, own: "404; officer admin platform: ok; county_officer village_officer: 404",
		other: "404; platform: ok"},
	"confirmDeskSession": {at: theDesk, body: nothing,
		own: "404; officer admin: 403; county_officer village_officer: 404"}, // she has an account
	"endDeskSession": {at: theDesk, own: "404; officer admin platform: ok; county_officer village_officer: 404",
		other: "404; platform: ok"},
	"listOwnDeskSessions":   forAll,
	"readOwnDeskSession":    {at: theDesk, own: "404; pending: ok"},
	"confirmOwnDeskSession": {at: theDesk, own: "404; pending: ok"},
	"endOwnDeskSession":     {at: theDesk, own: "404; pending: ok"},
	"objectToDeskSession":   {at: theDesk, body: because, own: "404; pending: ok"},
	"listDeskObjections":    forAll,
	"resolveDeskObjection": {at: theDesk, body: saying(map[string]any{"outcome": "upheld", "answer": "已更正"}),
		own: "404"},

	// Roles over regions.
	"listRoles": forAll,
	"offerRole": {body: func(w *accessFixture, p *place) any { return scene.RoleOffer(w.extra, "officer", p.village) },
		own: "ok", other: "403; platform: ok", absent: "403; platform: ok"},
	"approveRole": {at: theOffer, own: "ok", other: "ok"}, // 409: it is no platform administrator
	"endRole": {at: of(func(p *place) models.ID { return p.grant }), body: because,
		own: "404; auditor admin platform: ok; town_admin: 403", other: "404; platform: ok"},
	"endRole offered": {at: theOffer, body: because, own: "404; candidate: 403; admin platform: ok",
		other: "404; platform: ok"},
	"endRole own": {at: of(func(p *place) models.ID { return p.reign }), body: because,
		own: "404; admin: ok; town_admin: 404; platform: ok", other: "404; platform: ok"},
	"acceptRole":       {at: theOffer, own: "404; candidate: ok; admin platform: 403", other: "404; platform: 403"},
	"declineRole":      {at: theOffer, own: "404; candidate: ok; admin platform: 403", other: "404; platform: 403"},
	"listMyRoleOffers": forAll,
	"renewRole": {at: of(func(p *place) models.ID { return p.grant }),
		body: saying(map[string]any{"ends_on": "2028-11-22"}), own: "ok; town_admin: 403", other: "404; platform: ok"},
	"delegateRole": {at: of(func(p *place) models.ID { return p.reign }), body: func(
		w *accessFixture, _ *place,
	) any {
		return scene.StandIn(w.extra, "", "2026-12-01")
	}, own: "404; admin: ok; city_admin: 403; town_admin: 404"},

	// What is open in a role; nobody is asked to take it over.
	"readRoleHandOver": {at: of(func(p *place) models.ID { return p.reign }),
		own: "404; town_admin: 404; admin city_admin platform: ok", other: "404; platform: ok"},
	"handOverRole": {at: of(func(p *place) models.ID { return p.reign }), body: func(
		w *accessFixture, _ *place,
	) any {
		return map[string]any{"successor_id": w.extra.PersonID}
	}, own: "404; town_admin: 404; admin city_admin platform: ok", other: "404; platform: ok"},
	"acceptRoleHandOver": {at: of(func(p *place) models.ID { return p.reign }),
		own: "404; town_admin: 404; admin city_admin platform: 403", other: "404; platform: 403"},
	"declineRoleHandOver": {at: of(func(p *place) models.ID { return p.reign }),
		own: "404; town_admin: 404; admin city_admin platform: 403", other: "404; platform: 403"},
	"withdrawRoleHandOver": {at: of(func(p *place) models.ID { return p.reign }),
		own: "404; town_admin: 404; admin city_admin platform: ok", other: "404; platform: ok"},

	// What two people open together; nothing has been asked for yet.
	"listIdentityDisclosures": forAll,
	"requestIdentityDisclosure": {body: func(
		_ *accessFixture, p *place,
	) any {
		return scene.DisclosureRequest(p.pending, "name")
	}, own: "ok", other: "404; city_admin: ok"},
	"approveIdentityDisclosure": {at: theOffer, own: "404"},
	"rejectIdentityDisclosure":  {at: theOffer, body: because, own: "404"},
	"readIdentityDisclosure":    {at: theOffer, own: "404"},
	"listMemberExports":         {at: theOrg, own: "ok", other: "ok", absent: "ok"},
	"requestMemberExport":       {at: theOrg, body: because, own: "403; chair: ok", other: "403"},
	"approveMemberExport":       {at: theOffer, own: "404"},
	"rejectMemberExport":        {at: theOffer, body: because, own: "404"},
	"downloadMemberExport":      {at: theOffer, own: "404"},
	"revealContact":             {at: of(func(p *place) models.ID { return p.membership }), body: because, own: "ok"},

	// Divisions are public; a taken code is 409 for those who may make one.
	"listRegions": forAll,
	"listCodes":   forAll,
	"readCodes":   {at: theList, own: "ok", other: "ok"},
	"readRegion":  {at: theVillage, own: "ok", other: "ok"},
	"listZones":   forAll,
	"createRegion": {body: unlessNowhere(func(
		_ *accessFixture, p *place,
	) any {
		return map[string]any{"code": p.village, "name": "新村"}
	}),
		own: "ok", other: "403; platform: ok", absent: "ok"},
	"updateRegion": {at: theVillage, body: saying(map[string]any{"name": "新村"}), stale: true, own: "ok",
		other: "403; platform: ok", absent: "403; platform: 404"},
	// The zone lies over a part of the one county, here.
	"updateZone": {at: theZone, body: saying(map[string]any{"name": "镜湖"}), stale: true, own: "ok; town_admin: 403",
		other: "ok; town_admin next_admin: 403"},

	// The days of a year are the same everywhere. Somebody has proposed those of one.
	"readWorkingDays":         {at: theYear, own: "ok", other: "ok", absent: "ok"},
	"readProposedWorkingDays": {at: theYear, own: "ok", other: "ok"},
	"setWorkingDays":          {at: theYear, body: theDays, own: "ok", other: "ok", absent: "ok"},
	"approveWorkingDays":      {at: theYear, body: saying(map[string]any{"version": 1}), own: "ok", other: "ok"},

	// Organizations. The draft shows to its founder and to administrators of the place.
	"listOrganizations":       forAll,
	"readOrganization":        {at: theDraft, own: "404; chair admin: ok"},
	"readOrganization active": {at: theOrg, own: "ok", other: "ok"},
	"createOrganization": {body: func(
		_ *accessFixture, p *place,
	) any {
		return scene.Draft("矩阵联谊会", "region_code", p.village)
	},
		own: "ok", other: "ok", absent: "ok"},
	"reviseOrganization":  {at: theDraft, body: nothing, own: "404; chair: ok; admin: 403"},
	"submitOrganization":  {at: theDraft, own: "404; chair: ok; admin: 403"},
	"deleteOrganization":  {at: theDraft, own: "404; chair: ok; admin: 403"},
	"approveOrganization": {at: theDraft, own: "404; chair: 403; admin: ok"},
	"rejectOrganization":  {at: theDraft, body: because, own: "404; chair: 403; admin: ok"},
	"listOffices":         {at: theOrg, own: "403; admin " + inOrganization + ": ok", other: "403"},
	"appointOffice": {at: theOrg, body: func(_ *accessFixture, p *place) any {
		return map[string]any{"person_id": p.chair.PersonID, "role": "director", "ends_on": scene.NextYear}
	}, own: "403; chair admin: ok", other: "403"},
	"showOffice": {at: of(func(p *place) models.ID { return p.office }), body: saying(map[string]any{"as": "nickname"}),
		own: "404; secretary: ok; chair admin member organizer: 403"},
	"changeCard": {at: theOrg, body: saying(map[string]any{"address": "外山村文化礼堂二楼"}), own: "403; chair: ok",
		other: "403"},
	"endOffice": {at: of(func(p *place) models.ID { return p.office }),
		own: "404; chair admin secretary: ok; member organizer: 403"},
	"acceptOffice": {at: of(func(p *place) models.ID { return p.office }), // 409: it is accepted
		own: "404; secretary: ok; chair admin member organizer: 403"},
	"declineOffice": {at: of(func(p *place) models.ID { return p.office }),
		own: "404; secretary: ok; chair admin member organizer: 403"},
	"applyForMembership":  {at: theOrg, body: nothing, own: "ok", other: "ok"},
	"listApplications":    {at: theOrg, own: "ok", other: "403"},
	"approveApplication":  {at: theApplication, own: "ok"},
	"rejectApplication":   {at: theApplication, body: because, own: "ok"},
	"withdrawApplication": {at: theApplication, own: "404; applicant: ok; chair secretary: 403"},
	"listMembers":         {at: theOrg, own: "403; " + inOrganization + ": ok", other: "403"},
	"listMyMemberships":   forAll,
	"leaveOrganization":   {at: of(func(p *place) models.ID { return p.membership }), own: "404; member: ok"},

	// The trail: what is listed is decided in the query.
	"listAuditEvents":     forAll,
	"listOwnAuditEvents":  forAll,
	"readAuditCheckpoint": {own: "404"}, // public, but nothing has been signed yet

	// Files show to their owner; a content without the signature of its link to nobody.
	"uploadFile":      {body: nothing, own: "ok"}, // 415
	"readFile":        {at: theFile, own: "404; applicant: ok"},
	"deleteFile":      {at: theFile, own: "404; applicant: ok"},
	"readFileContent": {at: theFile, own: "404"},

	"listNotifications":        forAll,
	"countUnreadNotifications": forAll,
	"readNotifications":        {body: nothing, own: "ok"},

	// Activities. A draft shows to organizers of its organization; what is published is
	// public.
	"listActivities":         forAll,
	"readActivity":           {at: theSketch, own: "404; chair secretary organizer: ok"},
	"readActivity published": {at: theCourse, own: "ok", other: "ok"},
	"createActivity": {body: func(
		w *accessFixture, p *place,
	) any {
		return scene.Course(w.Env, p.org, p.village)
	}, own: "ok", other: "403", absent: "403"},
	"updateActivity":  {at: theSketch, body: nothing, own: "ok"},
	"publishActivity": {at: theSketch, own: "ok"},
	"closeActivity":   {at: theCourse, own: "ok", other: "403"},
	"deleteActivity":  {at: theSketch, own: "ok"},
	"cancelActivity":  {at: theCourse, body: because, own: "ok", other: "403"},
	"createSignup":    {at: theCourse, body: nothing, own: "ok", other: "ok"},
	"cancelSignup":    {at: theSignup, own: "404; guest: ok; chair secretary organizer: 403"},
	"acceptOffer":     {at: theSignup, own: "404; guest: ok; chair secretary organizer: 403"},
	"declineOffer":    {at: theSignup, own: "404; guest: ok; chair secretary organizer: 403"},
	"listSignups":     {at: theCourse, own: "ok", other: "403"},
	"listOwnSignups":  forAll,

	// Polls show to members of the organization; drafts to chair and secretary-general.
	"listPolls":       forAll,
	"readPoll":        {at: thePoll, own: "404; " + inOrganization + ": ok"},
	"readPoll draft":  {at: thePlan, own: "404; chair secretary: ok"},
	"readPollRoll":    {at: thePoll, own: "404; " + inOrganization + ": ok"},
	"readPollTurnout": {at: thePoll, own: "404; " + inOrganization + ": ok"},
	"readPollResult":  {at: thePoll, own: "404; " + inOrganization + ": ok"},
	"createPoll":      {body: func(w *accessFixture, p *place) any { return w.ballotBox(p) }, own: "ok", other: "403"},
	"updatePoll":      {at: thePlan, body: nothing, own: "ok"},
	"publishPollRoll": {at: thePlan, own: "ok"},
	"openPoll":        {at: thePoll, own: "ok"},
	"closePoll":       {at: thePoll, own: "ok"},
	"cancelPoll":      {at: thePoll, body: saying(map[string]any{"reason": "\u200b"}), own: "ok"},
	"deletePoll":      {at: thePlan, own: "ok"},
	"castBallot":      {at: thePoll, body: saying(scene.Ballot(1)), own: "404; " + inOrganization + ": ok"},
	"listMyPolls":     forAll,

	// Complaints: the administrators over the place; a complaint is about what
	// one sees. The open case has no appeal (409 for those who may decide one).
	"createReport": {body: func(
		_ *accessFixture, p *place,
	) any {
		return scene.Complaint("activity", p.course)
	}, own: "ok", other: "ok", absent: "404"},
	"listMyReports":         forAll,
	"listMyBans":            forAll,
	"listMyModerationCases": forAll,
	"listModerationQueue":   forAll,
	"readModerationCase":    {at: theComplaint, own: "404; admin platform: ok", other: "404; platform: ok"},
	"passModerationCase": {at: theComplaint, body: because, own: "404; admin platform: ok",
		other: "404; platform: ok"},
	"removeModerationCase": {at: theComplaint, body: because, own: "404; admin platform: ok",
		other: "404; platform: ok"},
	"upholdModerationCase": {at: theComplaint, body: because, own: "404; admin platform: ok",
		other: "404; platform: ok"},
	"overturnModerationCase": {at: theComplaint, body: because, own: "404; admin platform: ok",
		other: "404; platform: ok"},
	"appealModerationCase": {at: theComplaint, body: saying(map[string]any{"words": "请再核实"}), own: "404"},
	"liftBan": {at: of(func(p *place) models.ID { return p.ban }), body: because,
		own: "404; admin platform: ok", other: "404; platform: ok"},

	// Mediation: a case shows to its parties, the head, and its mediators.
	"listCommittees": forAll,
	"createCommittee": {body: unlessNowhere(func(w *accessFixture, p *place) any {
		c := w.committee(p, w.extra)
		c["name"] = "第二调解委员会"
		return c
	}), own: "ok", other: "403; platform: ok", absent: "ok"},
	"nameMediator": {at: of(func(p *place) models.ID { return p.committee }),
		body: func(w *accessFixture, p *place) any { return map[string]any{"person_id": w.extra.PersonID} },
		own:  "ok", other: "403; platform: ok"},
	"acceptSeat": {at: of(func(p *place) models.ID { return p.committee }), // 409: it is accepted
		own: "403; head mediator idle former coming: ok", other: "403"},
	"declineSeat": {at: of(func(p *place) models.ID { return p.committee }),
		own: "403; head mediator idle former coming: ok", other: "403"},
	"readCommittee": {at: of(func(p *place) models.ID { return p.committee }), own: "ok", other: "ok"},
	"listMediators": {at: of(func(p *place) models.ID { return p.committee }),
		own: "404; head mediator idle: ok", other: "404"},
	"leaveSeat": {at: of(func(p *place) models.ID { return p.committee }),
		own: "403; head mediator idle former coming: ok", other: "403"},
	"endSeat": {at: of(func(p *place) models.ID { return p.committee }), body: because, // 409: nobody has that id
		own: "ok", other: "403; platform: ok"},
	"replaceSeat": {at: of(func(p *place) models.ID { return p.committee }), // 409: nobody has that id
		body: func(w *accessFixture, p *place) any {
			return map[string]any{"by": w.extra.PersonID, "reason": "工作调动"}
		}, own: "ok", other: "403; platform: ok"},
	"renewCommittee": {at: of(func(p *place) models.ID { return p.committee }), // 409: it is early
		own: "ok", other: "403; platform: ok"},
	"recordFiling": {at: of(func(p *place) models.ID { return p.committee }), // 409: no filing has that id
		body: saying(map[string]any{"filed_on": "2026-11-23", "filed_with": "越城区司法局"}),
		own:  "ok", other: "403; platform: ok"},
	"readHome":            forAll,
	"readConfig":          forAll,
	"listDisputes":        forAll,
	"listOwnDisputes":     forAll,
	"readDispute":         {at: theDispute, own: "404; " + onCase + ": ok"},
	"readDisputeTimeline": {at: theDispute, own: "404; " + onCase + ": ok"},
	"fileDispute": {body: func(_ *accessFixture, p *place) any { return scene.Filing(p.village) }, own: "ok",
		other: "ok", absent: "ok"},
	"acceptDispute": {at: theFresh, own: "404; head: ok; party: 403"},
	"declineDispute": {at: theFresh, body: saying(map[string]any{"reason": "not_civil"}),
		own: "404; head: ok; party: 403"},
	"readDispute fresh": {at: theFresh, own: "404; party head: ok"},
	"assignDispute": {at: theDispute, body: func(_ *accessFixture, p *place) any {
		return map[string]any{"mediator_id": p.head.PersonID, "lead": false}
	}, own: "404; head: ok; party mediator: 403"},
	"takeDispute": {at: theDispute, body: saying(map[string]any{"no_conflict": true}),
		own: "404; mediator: ok; party head: 403"},
	"recuseDispute": {at: theDispute, own: "404; mediator: ok; party head: 403"},
	"releaseDispute": {at: theDispute, body: func(_ *accessFixture, p *place) any {
		return map[string]any{"mediator_id": p.mediator.PersonID}
	}, own: "404; head: ok; party mediator: 403"},
	"terminateDispute": {at: theDispute, body: saying(map[string]any{"reason": "unreachable", "goes_to": "court"}),
		own: "404; head mediator: ok; party: 403"},
	"proposeDispute": {at: theDispute, body: func(_ *accessFixture, p *place) any { // nobody has taken it
		return scene.Settled{Applicant: scene.NewID(), Respondent: p.otherSide}.Proposal("2026-12-30")
	}, own: "404; party head mediator: 403"},
	"messageDispute": {at: theDispute, body: saying(map[string]any{"text": "周六有空"}),
		own: "404; " + onCase + ": ok"},
	"handInEvidence": {at: theDispute, body: saying(map[string]any{"file_id": scene.NewID()}),
		own: "404; " + onCase + ": ok"}, // 422: no such file
	"shareEvidence": {at: thePiece, own: "404; party: ok; head mediator: 403"},
	"assessRisk": {at: theDispute, body: saying(map[string]any{"level": "yellow", "violence": false}),
		own: "404; head: ok; party mediator: 403"}, // nobody has taken it
	"reportRisk": {at: theDispute, body: saying(map[string]any{"organ": "police", "on": "2026-11-23"}),
		own: "404; head: ok; party mediator: 403"}, // 409: there is no violence
	"excuseRisk": {at: theDispute, body: saying(map[string]any{"reason": "已分开居住", "adult": true, "capable": true,
		"no_present_danger": true}), own: "404; head: ok; party mediator: 403"},
	"handUpDispute": {at: theDispute, body: saying(map[string]any{"reason": "本村调解不了"}), // 409: nobody is above
		own: "404; head: ok; party mediator: 403"},
	"referDispute": {at: theDispute, body: saying(map[string]any{"goes_to": "police", "letter_on": "2026-11-23"}),
		own: "404; head: ok; party mediator: 403"},
	"suggestMediators": {at: theDispute, own: "404; head party: ok; mediator: 403"},
	"chooseMediator": {at: theDispute, body: func(_ *accessFixture, p *place) any {
		return map[string]any{"person_id": p.head.PersonID}
	}, own: "404; party: ok; head mediator: 403"},
	"setMediatorProfile": {at: of(func(p *place) models.ID { return p.committee }), // 409: nobody has that id
		body: saying(map[string]any{"specialties": []string{"labour"}, "languages": []string{"wuu"}}),
		own:  "404; head: ok; mediator idle: 403", other: "404"},
	"registerOralCase": {at: of(func(p *place) models.ID { return p.committee }),
		body: saying(map[string]any{"category": "neighbour", "applicant": map[string]any{"name": "张三"},
			"respondent": map[string]any{"name": "李四"}, "facts": "楼上漏水", "terms": "当场赔偿", "happened_on": "2026-11-23",
			"performed_on_spot": true, "both_agreed": true, "no_conflict": true}),
		own: "404; head mediator idle: ok", other: "404"},
	"finishDispute": {at: theDispute, own: "404; head mediator: ok; party: 403"},
	"breachDispute": {at: theDispute, own: "404; head mediator: ok; party: 403"},
	// 409: it is in effect.
	"signAgreement": {at: theAgreement, body: func(_ *accessFixture, p *place) any {
		return scene.Settled{SHA256: strings.Repeat("0", 64)}.Signed("2026-11-23")
	}, own: "404; mediator: ok; party head: 403"},
	"sealAgreement": {at: theAgreement, body: saying(map[string]any{"sha256": strings.Repeat("0", 64),
		"on": "2026-11-23"}), own: "404; head: ok; party mediator: 403"},
	"performItem": {at: theItem, body: saying(map[string]any{"on": "2026-11-23"}),
		own: "404; head mediator party: ok"},
	"recordPartyConsent": {at: theOtherSide, body: saying(map[string]any{"consent": "given", "way": "oral",
		"witness": "网格员"}), own: "404; head mediator: ok; party: 403"},
	"takeInDispute": {at: of(func(p *place) models.ID { return p.committee }), body: func(w *accessFixture, p *place) any {
		firm, village := map[string]any{"kind": "employer", "name": "某某制衣厂"}, p.village
		if p.name == "nowhere" {
			village = w.here.village
		}
		return map[string]any{"source": "application", "region_code": village, "statement": "工资没有结清" + p.canary,
			"applicants": []any{map[string]any{"kind": "person", "name": "工人甲"}}, "respondents": []any{firm}}
	}, own: "403; head mediator idle: ok", other: "403"},
	"addParty": {at: theDispute, body: saying(map[string]any{"side": "respondent", "kind": "contractor",
		"name": "总包单位"}), own: "404; head mediator: ok; party: 403"},
	"setRepresentatives": {at: theDispute, body: saying(map[string]any{"representatives": []any{}}),
		own: "404; head mediator: ok; party: 403"},
	"leavePartyOut": {at: theOtherSide, own: "404; head mediator: ok; party: 403"},
	"inviteParty":   {at: theOtherSide, own: "404; head mediator: ok; party: 403"},
	"confirmJoin":   {at: theOtherSide, own: "404; head mediator: ok; party: 403"}, // 409: nobody has asked
	"refuseJoin":    {at: theOtherSide, own: "404; head mediator: ok; party: 403"},
	"drawPartyCode": {at: theOtherSide, own: "404; head mediator: ok; party: 403"},         // 409: there is no code
	"joinDispute":   {body: saying(map[string]any{"code": "k7m2qd9xw3ha4tpe"}), own: "ok"}, // 409: it was never given
	"nameCommitteeShortly": {at: of(func(p *place) models.ID { return p.committee }),
		body: saying(map[string]any{"short_name": "外山"}), own: "ok", other: "403; platform: ok"},
	"recordPartyNotice": {at: theOtherSide, body: saying(map[string]any{"way": "oral"}),
		own: "404; head mediator: ok; party: 403"},
	"recordPartyTold": {at: theOtherSide, body: saying(map[string]any{"way": "phone", "on": "2026-11-23"}),
		own: "404; head mediator: ok; party: 403"}, // 409: it has not ended
	"recordPartyExtension": {at: theOtherSide, body: saying(map[string]any{"until_on": "2026-12-20", "way": "oral",
		"witness": "网格员"}), own: "404; head mediator: ok; party: 403"}, // 409: it has no term yet
	"extendDispute": {at: theDispute, body: saying(map[string]any{"until_on": "2026-12-20"}), // 409: as above
		own: "404; party: ok; head mediator: 403"},
	// Nobody has taken it: the head alone may arrange something.
	"planDisputeSession":  {at: theDispute, body: anInquiry, own: "404; head: ok; party mediator: 403"},
	"listDisputeSessions": {at: theDispute, own: "404; " + onCase + ": ok"},
	// An inquiry, of which no party knows.
	"moveDisputeSession":   {at: theSitting, body: aMeeting, own: "404; head: ok; mediator: 403"},
	"cancelDisputeSession": {at: theSitting, body: because, own: "404; head: ok; mediator: 403"},
	"holdDisputeSession": {at: theSitting, body: func(_ *accessFixture, p *place) any { // 409: it has not begun
		return map[string]any{"minutes": "问了经过", "mediator_ids": []models.ID{p.mediator.PersonID}}
	}, own: "404; head: ok; mediator: 403"},
	"consentDispute":     {at: theDispute, own: "404; party: ok; head mediator: 403"}, // 409: who filed has consented
	"refuseDispute":      {at: theDispute, own: "404; party: ok; head mediator: 403"},
	"acknowledgeDispute": {at: theDispute, own: "404; party: ok; head mediator: 403"},
	"printDisputeDocument": {at: theDispute, body: saying(map[string]any{"kind": "rights_notice"}),
		own: "404; head mediator: ok; party: 403"},
	"listDisputeDocuments": {at: theDispute, own: "404; " + onCase + ": ok"},
	"voidDisputeDocument":  {at: theDocument, own: "404; head mediator: ok; party: 403"},
	"checkDocument":        {at: func(*place) any { return "0000000000000000" }, own: "404", other: "404"},
	"downloadDocumentForm": {at: func(*place) any { return "application" }, own: "ok", other: "ok", absent: "ok"},
	"stopDispute":          {at: theDispute, own: "404; party: ok; head mediator: 403"},
	"withdrawDispute":      {at: theDispute, own: "404; party: ok; head mediator: 403"},
}
