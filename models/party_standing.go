package models

// PartyStanding is one line of how a member came to be what she is in a branch:
// never changed, the newest counts.
type PartyStanding struct {
	ID             ID `gorm:"primaryKey"`
	MembershipID   ID
	PersonID       ID
	OrganizationID ID
	Standing       MemberStanding `pii:"sensitive"`
	Since          Day
	MeetingID      *ID // the meeting that resolved it
	RecordedBy     ID
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
}

// ProbationMonths is the least time from probationary to full membership
// (中国共产党章程 7: 预备党员的预备期为一年).
const ProbationMonths = 12

// MayStand refuses a standing that a branch cannot give a member on a day.
// probation is since when the member has been probationary, as far as the branch
// has recorded it.
func MayStand(m Membership, o Organization, to MemberStanding, since, today Day, probation *Day) error {
	if o.Kind != KindPartyBranch {
		return ErrNotPartyBranch
	}
	if err := o.May(MayAdmit); err != nil {
		return err
	}
	switch {
	case m.State != MembershipActive:
		return ErrMembershipNotActive
	case m.Tie != TieFormal:
		return ErrPartyTransferNotFormal
	case since > today:
		return ErrInvalid.With(BodyField("/since", "range", "日期不能晚于今天", "The day must not be later than today"))
	case to == StandingFull && probation != nil && since < probation.AddMonths(ProbationMonths):
		return ErrProbation
	}
	return nil
}

var memberStandingWords = Words[MemberStanding]{
	{StandingFull, "正式党员", "Full member"},
	{StandingProbationary, "预备党员", "Probationary member"},
	{StandingActivist, "入党积极分子", "Activist"},
	{StandingRetained, "保留会籍", "Retained"},
}

// Text gives the plain words of a standing.
func (s MemberStanding) Text() (zh, en string) { return memberStandingWords.Of(s) }

// All gives every value in order.
func (MemberStanding) All() []MemberStanding { return memberStandingWords.All() }

var memberTieWords = Words[MemberTie]{
	{TieFormal, "组织关系在此", "Belongs here"},
	{TieParticipating, "报到参加", "Takes part"},
}

// Text gives the plain words of a tie.
func (t MemberTie) Text() (zh, en string) { return memberTieWords.Or(t, TieFormal) }

// All gives every value in order.
func (MemberTie) All() []MemberTie { return memberTieWords.All() }

// Votes reports whether a member of a Party branch may vote in it, elect and be
// elected: full members only, whose formal tie is there. Probationary members do
// not (基层组织选举工作条例 5), nor who takes part with a 流动党员活动证.
func (m Membership) Votes() bool { return m.Tie == TieFormal && m.Standing == StandingFull }

// RollRule says who is on the roll of a poll.
type RollRule string

// The rules.
const (
	RollMembers RollRule = "members" // every active member
	RollVoters  RollRule = "voters"  // see Membership.Votes
)

// RollRuleOf gives who may answer a poll of a body: in a Party branch only who
// may vote, unless it merely consults, where all who take part are asked.
func RollRuleOf(k OrganizationKind, p PollPurpose) RollRule {
	if k == KindPartyBranch && p != PollConsultation {
		return RollVoters
	}
	return RollMembers
}

// DuesMonths is after how many months without dues a branch looks after a
// member. Nobody is ever struck off by it.
const DuesMonths = 6

// DuesBehind reports whether dues are that much behind on a day; joined counts
// where none were recorded yet. Of a participating member, who may pay at home,
// only what was recorded counts.
func (m Membership) DuesBehind(today Day) bool {
	switch {
	case m.DuesUntil != nil:
		return *m.DuesUntil < today.AddMonths(-DuesMonths)
	case m.Tie == TieFormal && m.JoinedAt != nil:
		return DayOf(*m.JoinedAt) < today.AddMonths(-DuesMonths)
	}
	return false
}

// Refusals around standings.
var (
	ErrProbation = NewError(CodeConflict, "party_branch.probation", "预备期为一年，预备期满后才能转正",
		"Probation lasts a year; only then may a member become a full one")
	ErrStandingMeeting = NewError(CodeConflict, "party_branch.no_such_meeting", "请选择本支部已召开的党员大会",
		"Name a general meeting of this branch that was held")
)

// NoticeStandingChanged tells a member that the branch has recorded the standing.
const NoticeStandingChanged NoticeKind = "party_branch.standing"
