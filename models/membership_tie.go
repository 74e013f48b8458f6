package models

// MemberTie tells how somebody belongs to an organization.
type MemberTie string

// The ties. One formal tie with the Party, any number of participations.
const (
	TieFormal        MemberTie = "formal"
	TieParticipating MemberTie = "participating" // takes part, belongs elsewhere (报到)
)

// MemberStanding is where a member stands in a Party branch or a union.
type MemberStanding string

// The standings.
const (
	StandingFull         MemberStanding = "full"         // 正式党员
	StandingProbationary MemberStanding = "probationary" // 预备党员
	StandingActivist     MemberStanding = "activist"     // 入党积极分子
	StandingRetained     MemberStanding = "retained"     // 保留会籍, the employer is gone
)

// MemberSource tells how a membership began.
type MemberSource string

// The sources.
const (
	ByApplication  MemberSource = "application"
	ByFounding     MemberSource = "founding"
	ByInvitation   MemberSource = "invitation"
	ByCode         MemberSource = "code"         // applied after scanning a code
	ByRoster       MemberSource = "roster"       // claimed a line of an imported list
	ByRegistration MemberSource = "registration" // 报到, or registration with the women's federation
	ByTransfer     MemberSource = "transfer"
	ByAppointment  MemberSource = "appointment" // leads the organization by another post
)

// ExclusiveKeyOf gives the key of what a person may be in only once: of a formal
// membership in a kind that is exclusive; nil for others.
func ExclusiveKeyOf(k OrganizationKind, tie MemberTie, person ID) *string {
	name := k.Policy().Exclusive
	if name == "" || tie != TieFormal {
		return nil
	}
	key := name + ":" + person.String()
	return &key
}

// Tie gives how people belong to the organization who come by themselves: to a temporary
// branch nobody's formal tie is moved.
func (o Organization) Tie() MemberTie {
	if o.Is(KindPartyBranch, BranchTemporary) {
		return TieParticipating
	}
	return TieFormal
}

// FounderStanding gives where the founders of an organization stand in it: a branch is
// founded by full members, which whoever approves it looks at.
func (o Organization) FounderStanding() MemberStanding {
	if o.Kind == KindPartyBranch {
		return StandingFull
	}
	return ""
}

// MovedTo gives the membership that goes on in another union: the member and
// their side stay, the number in the queue is the new one. The caller ends the
// old membership.
func (m Membership) MovedTo(organization ID, queueNo int64, now Instant) Membership {
	return Membership{
		OrganizationID: organization, PersonID: m.PersonID, State: MembershipActive, Side: m.Side, QueueNo: queueNo,
		LiveKey:      MembershipKey(organization, m.PersonID),
		ExclusiveKey: ExclusiveKeyOf(KindUnion, TieFormal, m.PersonID), Tie: TieFormal, Source: ByTransfer,
		Answers: "[]", JoinedAt: &now, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}
