package models

// ToDoKind names something that waits for a person, in one of their roles.
type ToDoKind string

// What can wait. The kinds of a queue have a number of things behind one line.
const (
	ToDoPlace        ToDoKind = "accept_place"
	ToDoVote         ToDoKind = "vote"
	ToDoDesk         ToDoKind = "confirm_desk_session"
	ToDoInvitation   ToDoKind = "answer_invitation"
	ToDoRosterClaim  ToDoKind = "answer_roster_claim"
	ToDoOffice       ToDoKind = "answer_office"
	ToDoSeat         ToDoKind = "answer_seat"
	ToDoRole         ToDoKind = "answer_role"
	ToDoTake         ToDoKind = "take_dispute"
	ToDoAccept       ToDoKind = "accept_disputes"        // a queue
	ToDoAssign       ToDoKind = "assign_disputes"        // a queue
	ToDoApplications ToDoKind = "review_applications"    // a queue
	ToDoRemovals     ToDoKind = "decide_removals"        // a queue
	ToDoApprove      ToDoKind = "approve_organization"   //
	ToDoIdentity     ToDoKind = "review_identities"      // a queue
	ToDoSecond       ToDoKind = "second_desk_sessions"   // a queue
	ToDoModeration   ToDoKind = "review_moderation_case" // a queue
	ToDoFilings      ToDoKind = "record_filings"         // of a committee: overdue
)

var toDoWords = Words[ToDoKind]{
	{ToDoPlace, "有空位，请确认是否参加", "Take the offered place"},
	{ToDoVote, "请参加投票", "Vote"},
	{ToDoDesk, "请确认代办", "Confirm assistance"},
	{ToDoInvitation, "请回复入会邀请", "Answer an invitation"},
	{ToDoRosterClaim, "请确认您是否在名单上的组织里", "Answer a list you are on"},
	{ToDoOffice, "请回复是否担任职务", "Answer the offer of an office"},
	{ToDoSeat, "请回复是否担任调解员", "Answer the offer of a seat"},
	{ToDoRole, "请回复是否担任工作人员", "Answer the offer of a role"},
	{ToDoTake, "有指派给您的纠纷，请接手", "Take the case assigned to you"},
	{ToDoAccept, "有新的纠纷等待受理", "Accept or decline new cases"},
	{ToDoAssign, "有纠纷等待指派调解员", "Assign a mediator"},
	{ToDoApplications, "有入会申请等待审核", "Decide applications"},
	{ToDoRemovals, "有移出会员的事等待决定", "Decide removals to which members object"},
	{ToDoApprove, "有组织等待审批", "Approve an organization"},
	{ToDoIdentity, "有居民等待核实身份", "Verify residents"},
	{ToDoSecond, "有代办等待第二位工作人员确认", "Confirm assistance as the second officer"},
	{ToDoModeration, "有投诉等待处理", "Decide complaints"},
	{ToDoFilings, "调解委员会的变动逾期未备案", "Record overdue filings of a committee"},
}

// Text gives the plain words of a kind.
func (k ToDoKind) Text() (zh, en string) { return toDoWords.Of(k) }

// All gives every value in order.
func (ToDoKind) All() []ToDoKind { return toDoWords.All() }

// ToDoSubject is the noun of what a line of the first screen is about, and of its id.
type ToDoSubject string

// The nouns.
const (
	SubjectSignup       ToDoSubject = "signup"
	SubjectPoll         ToDoSubject = "poll"
	SubjectDesk         ToDoSubject = "desk_session"
	SubjectInvitation   ToDoSubject = "invitation"
	SubjectRosterClaim  ToDoSubject = "roster_claim"
	SubjectOffice       ToDoSubject = "office"
	SubjectCommittee    ToDoSubject = "committee"
	SubjectRole         ToDoSubject = "role"
	SubjectDispute      ToDoSubject = "dispute"
	SubjectOrganization ToDoSubject = "organization"
	SubjectQueue        ToDoSubject = "queue" // of a place, without an id
)

var toDoSubjectWords = Words[ToDoSubject]{
	{SubjectSignup, "报名", "A sign-up"},
	{SubjectPoll, "投票", "A poll"},
	{SubjectDesk, "代办", "Assistance"},
	{SubjectInvitation, "邀请", "An invitation"},
	{SubjectRosterClaim, "名单", "A line of a list"},
	{SubjectOffice, "职务", "An office"},
	{SubjectCommittee, "调解委员会", "A committee"},
	{SubjectRole, "工作人员", "A role"},
	{SubjectDispute, "纠纷", "A case"},
	{SubjectOrganization, "组织", "An organization"},
	{SubjectQueue, "待办", "A queue"},
}

// Text gives the plain words of a noun.
func (s ToDoSubject) Text() (zh, en string) { return toDoSubjectWords.Of(s) }

// All gives every value in order.
func (ToDoSubject) All() []ToDoSubject { return toDoSubjectWords.All() }

// How the kinds lead on: the noun whose id a line has, and the last word of the
// operation that answers it.
var toDoLeads = map[ToDoKind]struct {
	subject ToDoSubject
	verb    string
}{
	ToDoPlace: {SubjectSignup, "accept-offer"}, ToDoVote: {SubjectPoll, "ballots"},
	ToDoDesk: {SubjectDesk, "confirm"}, ToDoInvitation: {SubjectInvitation, "accept"},
	ToDoRosterClaim: {SubjectRosterClaim, "accept"}, ToDoOffice: {SubjectOffice, "accept"},
	ToDoSeat: {SubjectCommittee, "accept"}, ToDoRole: {SubjectRole, "accept"},
	ToDoTake: {SubjectDispute, "take"}, ToDoAccept: {SubjectCommittee, "accept"},
	ToDoAssign: {SubjectCommittee, "assign"}, ToDoApplications: {SubjectOrganization, "applications"},
	ToDoRemovals: {SubjectOrganization, "removals"},
	ToDoApprove:  {SubjectOrganization, "approve"}, ToDoIdentity: {SubjectQueue, "identity-reviews"},
	ToDoSecond: {SubjectQueue, "desk-sessions"}, ToDoModeration: {SubjectQueue, "moderation"},
	ToDoFilings: {SubjectCommittee, "record"},
}

// Subject is the noun whose id a line of this kind has.
func (k ToDoKind) Subject() ToDoSubject { return toDoLeads[k].subject }

// Verb is the word by which a client goes on: the verb in the path of the act, or the
// list of a queue.
func (k ToDoKind) Verb() string { return toDoLeads[k].verb }

// HomeMax bounds each list of the first screen that one area gives.
const HomeMax = 20

// ToDo is a line of what waits for a person. Title names its subject in words that
// the person may read: a title, a name, a number.
type ToDo struct {
	Kind      ToDoKind
	SubjectID *ID
	Title     string
	Count     int64 // how many wait behind the line
	DueOn     *Day  // the last day, or the earliest of a queue
}

// HomeActivity is the next activity in which a person takes part.
type HomeActivity struct {
	ID, SignupID, OrganizationID ID
	Title, Place                 string
	StartsAt, EndsAt             Instant
}

// HomePoll is an open poll on whose roll a person is.
type HomePoll struct {
	ID, OrganizationID ID
	Title              string
	ClosesAt           Instant
	Voted              bool
}

// HomeOrganization is an organization in which a person is, with the offices held there.
type HomeOrganization struct {
	ID, MembershipID ID
	Name             string
	Kind             OrganizationKind
	Offices          []Role
}

// Home is what the first screen shows. Each area gives its part of it.
type Home struct {
	ToDo          []ToDo
	Next          *HomeActivity
	Polls         []HomePoll
	Organizations []HomeOrganization
	Unread        int64
}

// Add joins the part of an area to h.
func (h *Home) Add(part Home) {
	h.ToDo = append(h.ToDo, part.ToDo...)
	h.Polls = append(h.Polls, part.Polls...)
	h.Organizations = append(h.Organizations, part.Organizations...)
	h.Unread += part.Unread
	if part.Next != nil {
		h.Next = part.Next
	}
}
