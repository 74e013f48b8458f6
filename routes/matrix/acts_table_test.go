package matrix_test

// actsNoun is a noun with acts and where its readers find them.
type actsNoun struct {
	path string                          // what its acts begin with
	at   []func(p *place, id any) string // pages and lists that show it
	key  string                          // by which field it is found there; empty: id, "-": it is the page
	// words are the acts that are not called as the last part of their path is: id=word.
	words string
	// beside are calls below the path that make or change another noun: no act of this one.
	beside string
	rare   bool // in the fixture nobody may do anything to it
}

func shown(formats ...string) (out []func(p *place, id any) string) {
	for _, f := range formats {
		out = append(out, at(f))
	}
	return out
}

var actsNouns = []actsNoun{
	{path: "/activities/{id}", at: shown("/activities/{id}"),
		words: "updateActivity=edit closeActivity=close_signup createSignup=sign_up deleteActivity=delete"},
	{path: "/polls/{id}", at: shown("/polls/{id}"), words: "updatePoll=edit castBallot=cast deletePoll=delete"},
	{path: "/organizations/{id}", at: shown("/organizations/{id}"),
		words: "reviseOrganization=revise renewTerm=renew_term deleteOrganization=delete",
		beside: "addUnit announce appointOffice applyForMembership applyToUnion askUnionParent beginAppraisal " +
			"callMeeting createMeetingCall createRoster fileYearlyReport inviteFounder invitePerson makeJoinCode " +
			"registerWithBody requestMemberExport retainMembers setJoinForm signFounding withdrawFounding " +
			"acceptUnionParent refuseUnionParent changeCard"},
	{path: "/disputes/{id}", at: shown("/disputes/{id}"), beside: "printDisputeDocument",
		words: "addParty=add_party setRepresentatives=represent handInEvidence=hand_in " +
			"planDisputeSession=plan assessRisk=assess chooseMediator=choose"},
	{path: "/mediation-committees/{id}", at: shown("/mediation-committees/{id}"),
		words:  "nameMediator=name endSeat=end_seats replaceSeat=replace_seats recordFiling=record_filings",
		beside: "takeInDispute nameCommitteeShortly registerOralCase setMediatorProfile"},
	{path: "/meetings/{id}", at: shown("/meetings/{id}"), words: "changeMeeting=edit finalizeMinutes=finalize " +
		"correctMinutes=correct markAttendance=mark"},
	{path: "/party-registrations/{id}", at: shown("/party-registrations/{id}")},
	{path: "/transfers/{id}", at: shown("/transfers/{id}")},
	{path: "/organizations/{id}/charter", at: shown("/organizations/{id}/charter"), key: "-",
		words: "writeCharter=write"},
	{path: "/removals/{id}", at: shown("/removals/{id}")},
	{path: "/offices/{id}", at: shown("/organizations/{org}/offices"), words: "showOffice=show"},
	{path: "/announcements/{id}", at: shown("/announcements/{id}")},
	{path: "/roles/{id}", at: shown("/roles", "/roles?state=offered", "/roles?state=proposed", "/me/role-offers")},
	{path: "/roles/{id}/hand-over", at: shown("/roles/{id}/hand-over"), key: "role_id",
		words: "handOverRole=hand_over"},
	{path: "/union-transfers/{id}", at: shown("/organizations/{union}/union-transfers", "/me/union-card")},
	{path: "/meeting-calls/{id}", at: shown("/organizations/{union}/meeting-calls")},
	{path: "/rosters/{id}", at: shown("/rosters/{id}"), words: "mapRoster=map cancelRoster=cancel"},
	{path: "/roster-claims/{id}", at: shown("/me/roster-claims"), rare: true},
	{path: "/identity-disclosures/{id}", at: shown("/identity-disclosures"), rare: true},
	{path: "/member-exports/{id}", at: shown("/organizations/{org}/member-exports"), rare: true},
	{path: "/applications/{id}", at: shown("/applications/{id}", "/organizations/{org}/applications")},
	{path: "/join-codes/{id}", at: shown("/organizations/{org}/join-codes"), words: "revokeJoinCode=revoke"},
	{path: "/scene-codes/{id}", at: shown("/scene-codes?kind=organization_board&subject_id={org}"),
		words: "revokeSceneCode=revoke"},
	{path: "/identity-reviews/{person_id}", at: shown("/identity-reviews"), key: "person_id"},
	{path: "/desk/sessions/{id}", at: shown("/desk/sessions", "/desk/sessions/{id}")},
	{path: "/me/desk-sessions/{id}", at: shown("/me/desk-sessions", "/me/desk-sessions/{id}")},
	{path: "/invitations/{id}", at: shown("/me/invitations", "/organizations/{org}/invitations"),
		words: "revokeInvitation=revoke"},
	{path: "/memberships/{id}", at: shown("/me/memberships", "/organizations/{org}/members"),
		words: "leaveOrganization=leave changeMemberSide=change_side proposeRemoval=propose_removal",
		beside: "revealContact askUnionTransfer retainMembership requestTransfer " +
			"recordPartyStanding recordDues"},
	{path: "/signups/{id}", at: shown("/me/signups"), words: "cancelSignup=cancel"},
	{path: "/moderation/{id}", at: shown("/moderation/{id}")},
}

// noFairTrial are the rows of the matrix whose call is refused for what it sends.
var noFairTrial = map[string]string{
	"endSeat":        "nobody has the seat that it names",
	"replaceSeat":    "nobody has the seat that it names",
	"recordFiling":   "there is no filing of that id",
	"handInEvidence": "it names no file of theirs",
	"handUpDispute":  "no committee is above that of the walk",
}

// noActs are the nouns without acts, by what their acts begin with, each with its reason.
var noActs = map[string]string{
	"/auth/sessions/{id}":   "every session in the list can be ended, and nothing else be done to it",
	"/bans/{id}":            "no list of bans is read by those who lift them: the case shows it",
	"/files/{id}":           "the owner alone reads it, and takes away what is bound to nothing",
	"/auth/pairings/{id}":   "the browser that has the secret asks, and nobody else",
	"/auth/pairings/{code}": "whoever has scanned it may confirm and refuse, until it is over",
	"/me/consents/{purpose}": "what is given can be withdrawn and what is withdrawn given, by the person " +
		"alone: granted says which",
	"/dispute-parties/{id}":    "a part of a case, whose acts say what can be recorded of its parties",
	"/dispute-agreements/{id}": "a part of a case, whose acts say whether it can be signed and sealed",
	"/dispute-documents/{id}":  "a part of a case: the committee may void what is valid, and its state says so",
	"/dispute-evidence/{id}":   "a part of a case; can_share says whether the reader may open it to all",
	"/dispute-items/{id}":      "a part of a case; an item says whether it was done, and whose it is",
	"/dispute-sessions/{id}":   "a part of a case, whose acts say who arranges them; what is planned can be changed",
	"/regions/{code}":          "divisions are public facts; who keeps them knows it by their role",
	"/units/{id}":              "the list says which unit has left, and who leads the organization is told by its page",
	"/zones/{code}":            "as divisions",
	"/working-days/{year}":     "platform administrators alone, and there is a proposal to read, or none",
	"/desk/objections/{id}":    "the list is for those who answer, and an objection that is answered says so",
	"/union-applications/{id}": "the form of what stands at /applications/{id}, whose acts say resubmit",
}
