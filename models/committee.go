package models

// MediationCommittee (人民调解委员会) serves a village, a town or a county, with
// everything below it.
type MediationCommittee struct {
	ID             ID             `gorm:"primaryKey"`
	Name           string         `pii:"none"`
	ShortName      string         `pii:"none"` // in its file numbers; empty: what is left of its name
	RegionCode     RegionCode     `pii:"none"`
	OrganizationID *ID            // when an organization set it up
	State          CommitteeState `pii:"none"`
	TermEndsOn     Day
	FormedAt       *Instant // since when it takes cases; nil while its people have not accepted
	Version        int64
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant `gorm:"autoUpdateTime:false"`
}

// CommitteeState tells whether a committee takes cases.
type CommitteeState string

// States of a committee: forming → active → ended. Only the last two are stored;
// one that is forming has no FormedAt yet.
const (
	CommitteeForming CommitteeState = "forming"
	CommitteeActive  CommitteeState = "active"
	CommitteeEnded   CommitteeState = "ended"
)

// A committee has three to nine members with one head (人民调解法 Art 8), may
// appoint more mediators (Art 13), and serves three years (Art 9).
const (
	CommitteeMinPeople  = 3
	CommitteeMaxMembers = 9
	CommitteeMaxPeople  = 50
	CommitteeTermYears  = 3
	CommitteeNameMax    = 60
	CommitteeShortMin   = 2 // characters of the short name
	CommitteeShortMax   = 12
	MediatorMinAge      = 18
)

// What people are told about a seat in a committee.
const (
	NoticeSeatOffered   NoticeKind = "committee.offered"         // to the person
	NoticeSeatAccepted  NoticeKind = "committee.accepted"        // to whoever named them
	NoticeSeatDeclined  NoticeKind = "committee.declined"        // to whoever named them
	NoticeSeatEnded     NoticeKind = "committee.seat_ended"      // to the person, by an administrator
	NoticeSeatLeft      NoticeKind = "committee.seat_left"       // to the heads, and to whoever named them
	NoticeSeatSuccessor NoticeKind = "committee.successor_asked" // to the last head, who stays until then
	NoticeSeatSucceeded NoticeKind = "committee.succeeded"       // to a head whose successor has accepted
)

// NoticeCommitteeRole tells somebody that they serve in a committee that takes cases.
const NoticeCommitteeRole NoticeKind = "committee.appointed"

var committeeStateWords = Words[CommitteeState]{
	{CommitteeForming, "筹建中", "Forming"},
	{CommitteeActive, "履职中", "Active"},
	{CommitteeEnded, "已届满", "Ended"},
}

// Text gives the plain words of a state.
func (s CommitteeState) Text() (zh, en string) { return committeeStateWords.Or(s, CommitteeEnded) }

// All gives every value in order.
func (CommitteeState) All() []CommitteeState { return committeeStateWords.All() }

// Stands tells where the committee stands: forming until enough of its people have
// accepted.
func (c MediationCommittee) Stands() CommitteeState {
	if c.State == CommitteeActive && c.FormedAt == nil {
		return CommitteeForming
	}
	return c.State
}

// SeatVerb is what somebody does about the seats of a committee.
type SeatVerb string

// The verbs: an administrator of the place asks people, ends seats, renews the term and
// records filings; a person answers, and leaves.
const (
	NameSeat      SeatVerb = "name"
	EndSeats      SeatVerb = "end_seats"
	ReplaceSeats  SeatVerb = "replace_seats"
	RenewTermOf   SeatVerb = "renew"
	RecordFilings SeatVerb = "record_filings"
	AcceptSeat    SeatVerb = "accept"
	DeclineSeat   SeatVerb = "decline"
	LeaveSeat     SeatVerb = "leave"
)

// AsksPeople reports whether a verb brings somebody into a committee, which takes a running term.
func AsksPeople(v SeatVerb) bool { return v == NameSeat || v == ReplaceSeats || v == AcceptSeat }

// TermOver reports whether the term has ended on day; the last day still
// counts.
func (c MediationCommittee) TermOver(day Day) bool { return c.TermEndsOn < day }

// SeatEndsAt tells until when people serve in a committee whose term ends on a day: a year
// longer, for it takes no new case from then on but goes on with those that run.
func SeatEndsAt(last Day) Instant { return last.AddMonths(12).AddDays(1).Start() }

// CommitteeGrant gives a role in a committee, as a member, from an instant as long as seats
// last whose term ends on a day (SeatEndsAt). The live key allows it once per person.
func CommitteeGrant(c ID, r Role, person ID, from Instant, last Day, by ID) RoleGrant {
	key := string(r) + ":committee:" + c.String() + ":" + person.String()
	return RoleGrant{
		PersonID: person, Role: r, ScopeKind: ScopeCommittee, CommitteeID: &c, LiveKey: &key,
		StartsAt: from, EndsAt: SeatEndsAt(last), GrantedBy: &by, Seat: SeatMember, CreatedAt: from,
	}
}

// CommitteeServes reports whether a committee may be set up at this level.
func CommitteeServes(l RegionLevel) bool { return l >= LevelCounty && l <= LevelVillage }

// CommitteeRoute lists the codes whose committees can take a case of a place,
// the nearest first: village, town, county.
func CommitteeRoute(code RegionCode) []RegionCode {
	var route []RegionCode
	for c := code; CommitteeServes(c.Level()); c = c.Parent() {
		route = append(route, c)
	}
	return route
}

// Refusals around committees.
var (
	ErrCommitteeOver = NewError(CodeConflict, "committee.over", "这个调解委员会已经届满",
		"The term of the committee is over")
	ErrCommitteeFull    = NewError(CodeConflict, "committee.full", "调解委员会最多50人", "A committee has at most fifty people")
	ErrCommitteeMembers = NewError(CodeConflict, "committee.members_full",
		"调解委员会的委员最多9人，再增加人手请选聘任调解员",
		"A committee has at most nine members; further people are appointed mediators")
	ErrCommitteeSeat = NewError(CodeConflict, "committee.held", "此人已是委员会成员，或已收到邀请",
		"The person serves here, or has been asked to")
	ErrCommitteeLastHead = NewError(CodeConflict, "committee.last_head",
		"这是调解委员会唯一的主任，还有未办结的纠纷，请先邀请另一位主任到任",
		"The only head of a committee with running cases stays: ask another head first, who accepts")
	ErrCommitteeExists = NewError(CodeConflict, "committee.exists", "这个地方已有同名的调解委员会",
		"A committee of that name exists here")
)
