package models

// SeatKind tells what somebody is in a mediation committee. It is empty for any other role.
type SeatKind string

// The two kinds: three to nine members, who were elected (委员, 人民调解法 Art 8, 9), and
// the mediators whom the committee appoints besides (聘任, Art 13).
const (
	SeatMember    SeatKind = "member"
	SeatAppointed SeatKind = "appointed"
)

var seatKindWords = Words[SeatKind]{
	{SeatMember, "委员", "Member"},
	{SeatAppointed, "聘任调解员", "Appointed mediator"},
}

// Text gives the plain words of a kind.
func (k SeatKind) Text() (zh, en string) { return seatKindWords.Of(k) }

// All gives every value in order.
func (SeatKind) All() []SeatKind { return seatKindWords.All() }

// CommitteeLack is what a committee still needs before it takes cases, or has lost since.
type CommitteeLack string

// What can be missing (人民调解法 Art 8; an organization's committee also needs its filing).
const (
	LackHead     CommitteeLack = "head"
	LackMembers  CommitteeLack = "members"
	LackTooMany  CommitteeLack = "too_many_members"
	LackWoman    CommitteeLack = "woman"
	LackNotFiled CommitteeLack = "filing"
)

var committeeLackWords = Words[CommitteeLack]{
	{LackHead, "还没有主任", "It has no head"},
	{LackMembers, "到任的委员还不足3人", "Fewer than three members serve"},
	{LackTooMany, "委员超过9人，多出的请改为聘任", "More than nine members serve"},
	{LackWoman, "委员中还没有女性，以实名核实的性别为准", "No member is known to be a woman"},
	{LackNotFiled, "还没有登记备案", "Its filing is not on record"},
}

// Text gives the plain words of what is missing.
func (l CommitteeLack) Text() (zh, en string) { return committeeLackWords.Of(l) }

// All gives every value in order.
func (CommitteeLack) All() []CommitteeLack { return committeeLackWords.All() }

// Composition counts who serves in a committee now, without appointed mediators: its
// heads, its members, and those members whose verified identity says that they are women.
type Composition struct {
	Heads, Members, Women int
}

// Missing lists what the law still asks of a composition, in the order of the codes.
// A member whose sex is not known is not counted as a woman: the rule is not shown to be met.
func (c Composition) Missing() []CommitteeLack {
	var out []CommitteeLack
	for _, x := range []struct {
		lack CommitteeLack
		is   bool
	}{
		{LackHead, c.Heads == 0},
		{LackMembers, c.Members < CommitteeMinPeople},
		{LackTooMany, c.Members > CommitteeMaxMembers},
		{LackWoman, c.Women == 0},
	} {
		if x.is {
			out = append(out, x.lack)
		}
	}
	return out
}

// CommitteeSeat is what one person is, or is asked to be, in a committee. A head
// mediates as well, and has one seat for both.
type CommitteeSeat struct {
	PersonID    ID
	Name        string // as the identity was verified; it stands in the committee's own papers
	Kind        SeatKind
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
			seats = append(seats, CommitteeSeat{PersonID: g.PersonID, Kind: g.Seat, State: RoleOffered})
		}
		s := &seats[i]
		head := g.Role == RoleCommitteeHead
		switch {
		case g.Active(now):
			if s.State != RoleActive {
				s.Kind, s.Head = g.Seat, false // what was seen before was only an offer
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
