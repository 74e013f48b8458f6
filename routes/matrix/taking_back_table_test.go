package matrix_test

// takings is the table of taking back, by the route that makes the thing. What is missing has a
// reason, in the words of docs/decisions/0042-taking-back.md.
var takings = map[string]taking{
	// Organizations, memberships, offices.
	"createOrganization": {by: "stranger", back: "deleteOrganization", correct: "reviseOrganization",
		stop: "dissolveOrganization", walked: "TestEveryKindIsFoundedAndDissolved"},
	"inviteFounder": {why: "the person who was asked declines; the draft is deleted as a whole"},
	"applyForMembership": {by: "stranger", back: "withdrawApplication", correct: "resubmitApplication",
		stop: "leaveOrganization", walked: "TestMembershipFromApplyToReturn"},
	"applyToUnion": {by: "stranger", back: "withdrawApplication", correct: "resubmitUnionApplication",
		stop: "leaveOrganization", walked: "TestUnionFormsAreCorrected"},
	"registerWithBody": {by: "member", back: "leaveOrganization", stop: "leaveOrganization", made: true,
		why: "one belongs or not: there is nothing to correct"},
	"invitePerson": {by: "chair", back: "revokeInvitation", stop: "revokeInvitation",
		why: "an invitation with other words is another one"},
	"makeJoinCode": {by: "chair", back: "revokeJoinCode", stop: "revokeJoinCode",
		why: "a code on paper cannot be changed"},
	"makeSceneCode": {by: "chair", back: "revokeSceneCode", stop: "revokeSceneCode",
		why: "a code on paper cannot be changed"},
	"appointOffice": {by: "admin", back: "endOffice", stop: "endOffice", why: "another term is another appointment"},
	"addUnit":       {by: "chair", back: "endUnit", stop: "endUnit", made: true, why: "the unit is entered anew"},
	"proposeRemoval": {by: "chair", back: "dropRemoval", stop: "dropRemoval", made: true,
		why: "the person has answered these grounds: others are another proposal"},
	"announce": {by: "chair", back: "retractAnnouncement", stop: "retractAnnouncement",
		why: "people have read it: a correction is another announcement"},
	"fileYearlyReport": {why: "it is filed with the authority, which has it in its records"},
	"createRoster":     {by: "chair", back: "cancelRoster", correct: "mapRoster", stop: "cancelRoster"},
	"acceptRosterClaim": {by: "member", back: "leaveOrganization", stop: "leaveOrganization", made: true,
		why: "it is an answer"},

	// The Party, unions.
	"registerWithBranch": {by: "applicant", back: "endPartyRegistration", stop: "endPartyRegistration", made: true,
		correct: "registerWithBranch"},
	"requestTransfer": {by: "chair", back: "withdrawTransfer", stop: "withdrawTransfer", made: true,
		why: "a letter to another branch is another request"},
	"callMeeting": {by: "chair", back: "cancelMeeting", correct: "changeMeeting", stop: "cancelMeeting"},
	"askUnionTransfer": {by: "member", back: "withdrawUnionTransfer", stop: "withdrawUnionTransfer",
		why: "to another union is another request"},
	"askUnionParent":    {why: "the federation answers; asking another replaces it"},
	"retainMembership":  {why: "it ends with the transfer to a new job"},
	"beginAppraisal":    {why: "the rules ask for it each year: those whom it is about do not stop it"},
	"createMeetingCall": {why: "others have signed it: what they ask for is not one person's"},

	// What is announced.
	"createActivity": {by: "chair", back: "deleteActivity", correct: "updateActivity",
		steps: []string{"publishActivity"}, stop: "cancelActivity"},
	"createSignup": {by: "stranger", back: "cancelSignup", stop: "cancelSignup", why: "a place has nothing to correct"},
	"createPoll": {by: "chair", back: "deletePoll", correct: "updatePoll", stop: "cancelPoll",
		walked: "TestPollsAreCancelled"},
	"castBallot": {why: "a secret ballot is nobody's any longer (0018)"},

	// Cases.
	"fileDispute": {by: "party", back: "withdrawDispute", stop: "withdrawDispute", made: true,
		why: "what was said in a case stays; more is added to it"},
	"takeInDispute": {by: "head", back: "declineDispute", stop: "declineDispute", made: true,
		walked: "TestTakeIn_referral",
		why:    "what was said in a case stays; parties are added to it"},
	"printDisputeDocument": {by: "head", back: "voidDisputeDocument", stop: "voidDisputeDocument",
		walked: "TestDocument_check",
		why:    "what was printed stays in the dossier; the next paper of its kind supersedes it"},
	"registerOralCase": {why: "it was settled and performed before, and stands in the books with its number"},
	"createCommittee": {why: "who is asked for a seat declines; a committee that was set up is " +
		"part of the cases it had"},
	"nameMediator": {why: "the administrator ends the seat, offered or held (endSeat, " +
		"TestSeat_ends), or the person declines"},
	"createReport": {why: "the office looks at what was shown to it, whoever wishes otherwise"},

	// Oneself.
	"submitIdentity": {by: "pending", back: "takeBackIdentity", correct: "submitIdentity", stop: "takeBackIdentity",
		made: true},
	"giveConsent": {by: "stranger", back: "withdrawConsent", stop: "withdrawConsent", on: true,
		why: "a consent is to a text as it is"},
	"bindPhone": {by: "stranger", back: "removePhone", correct: "bindPhone", stop: "removePhone", made: true},
	"uploadFile": {by: "applicant", back: "deleteFile", stop: "deleteFile", made: true,
		why: "another picture is another file"},
	"beginPairing": {why: "it ends by itself within minutes; whoever has confirmed may still refuse, " +
		"and ends the session later"},
	"showPersonCode": {why: "it ends by itself within minutes, and the next one replaces it"},
	"requestExport":  {why: "it is for the person alone, and ends by itself"},

	// The desk, roles, disclosures, divisions.
	"registerAtDesk": {why: "an account is closed by its person; another officer looks at the card first"},
	"openDeskSession": {by: "officer", back: "endDeskSession", stop: "endDeskSession", made: true,
		why: "another visit is another session"},
	"objectToDeskSession": {why: "a superior answers it: nobody is to be talked out of it"},
	"offerRole":           {by: "admin", back: "endRole", stop: "endRole", why: "another term is another offer"},
	"renewRole":           {why: "the person declines; the role ends by endRole"},
	"delegateRole":        {by: "admin", back: "endRole", stop: "endRole", why: "another day is another stand-in"},
	"handOverRole": {by: "admin", back: "withdrawRoleHandOver", stop: "withdrawRoleHandOver",
		walked: "TestRoleIsHandedOver", why: "another successor is another hand-over"},
	"requestIdentityDisclosure": {why: "nothing opens without a second person, who refuses it; it ends by itself"},
	"requestMemberExport":       {why: "nothing opens without a second person, who refuses it; it ends by itself"},
	"setWorkingDays":            {why: "another proposal takes its place, and it lapses after 48 hours without a second signature"},
	"createRegion":              {why: "divisions are the state's: updateRegion corrects one and ends it with a day"},
}
