package models

// MediationCommittee (人民调解委员会) serves a village, a town or a county, with
// everything below it.
type MediationCommittee struct {
	ID             ID             `gorm:"primaryKey"`
	Name           string         `pii:"none"`
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
	CommitteeMinPeople = 3
	CommitteeMaxPeople = 50
	CommitteeTermYears = 3
	CommitteeNameMax   = 60
	MediatorMinAge     = 18
)

// What people are told about a seat in a committee.
const (
	NoticeSeatOffered  NoticeKind = "committee.offered"    // to the person
	NoticeSeatAccepted NoticeKind = "committee.accepted"   // to whoever named them
	NoticeSeatDeclined NoticeKind = "committee.declined"   // to whoever named them
	NoticeSeatEnded    NoticeKind = "committee.seat_ended" // to the person, by an administrator
	NoticeSeatLeft     NoticeKind = "committee.seat_left"  // to the heads, and to whoever named them
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

// CommitteeSeat is what one person is, or is asked to be, in a committee. A head
// mediates as well, and has one seat for both.
type CommitteeSeat struct {
	PersonID    ID
	Name        string // as the identity was verified; it stands in the committee's own papers
	Head        bool
	State       RoleState // active or offered
	Since       *Instant  // nil while it is offered
	AnswerUntil *Instant  // of an offer
}

// SeatsOf puts the grants of a committee together to one seat a person: those that
// hold at now, and those that wait for an answer. A mediator who is asked to be the
// head sits, and is not the head yet.
func SeatsOf(grants []RoleGrant, now Instant) []CommitteeSeat {
	var seats []CommitteeSeat
	at := map[ID]int{}
	for _, g := range grants {
		if !g.OpenAt(now) {
			continue
		}
		i, has := at[g.PersonID]
		if !has {
			i = len(seats)
			at[g.PersonID] = i
			seats = append(seats, CommitteeSeat{PersonID: g.PersonID, State: RoleOffered})
		}
		s := &seats[i]
		head := g.Role == RoleCommitteeHead
		switch {
		case g.Active(now):
			if s.State != RoleActive {
				s.Head = false // what was seen before was only an offer
			}
			s.State, s.AnswerUntil, s.Head = RoleActive, nil, s.Head || head
			if s.Since == nil || g.StartsAt < *s.Since {
				s.Since = &g.StartsAt
			}
		case s.State == RoleOffered:
			until := g.AnswerUntil()
			s.Head, s.AnswerUntil = s.Head || head, &until
		}
	}
	return seats
}

// SeatVerb is what somebody does about the seats of a committee.
type SeatVerb string

// The verbs: an administrator of the place asks people and ends seats; a person
// answers, and leaves.
const (
	NameSeat    SeatVerb = "name"
	EndSeats    SeatVerb = "end_seats"
	AcceptSeat  SeatVerb = "accept"
	DeclineSeat SeatVerb = "decline"
	LeaveSeat   SeatVerb = "leave"
)

// Complete reports whether a committee of which so many heads and mediators serve
// takes cases: a head, who mediates as well, and two more (人民调解法 Art 8). Once
// formed it goes on, for its cases need somebody, and its heads name others.
func Complete(heads, mediators int) bool { return heads >= 1 && mediators >= CommitteeMinPeople }

// TermOver reports whether the term has ended on day; the last day still
// counts.
func (c MediationCommittee) TermOver(day Day) bool { return c.TermEndsOn < day }

// CommitteeGrant gives a role in a committee from an instant to the end of a
// day. The live key allows it once per person.
func CommitteeGrant(c ID, r Role, person ID, from Instant, last Day, by ID) RoleGrant {
	key := string(r) + ":committee:" + c.String() + ":" + person.String()
	return RoleGrant{
		PersonID: person, Role: r, ScopeKind: ScopeCommittee, CommitteeID: &c, LiveKey: &key,
		StartsAt: from, EndsAt: last.AddDays(1).Start(), GrantedBy: &by, CreatedAt: from,
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
	ErrCommitteeFull = NewError(CodeConflict, "committee.full", "调解委员会最多50人", "A committee has at most fifty people")
	ErrCommitteeSeat = NewError(CodeConflict, "committee.held", "此人已是委员会成员，或已收到邀请",
		"The person serves here, or has been asked to")
	ErrCommitteeLastHead = NewError(CodeConflict, "committee.last_head",
		"这是调解委员会唯一的主任，还有未办结的纠纷，请先邀请另一位主任到任",
		"The only head of a committee with running cases stays: ask another head first, who accepts")
	ErrCommitteeExists = NewError(CodeConflict, "committee.exists", "这个地方已有同名的调解委员会",
		"A committee of that name exists here")
)
