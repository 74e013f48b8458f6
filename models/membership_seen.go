package models

// ownActs are what people may find beside a membership of their own, or beside an
// invitation that they have sent or got.
var ownActs = []MembershipVerb{MembershipAccept, MembershipDecline, MembershipRevoke, MembershipWithdraw,
	MembershipLeave}

// Seen gives the membership with what the actor, who sees it, may do to it at now; last
// tells that they are the last head of the organization. Of an invitation that is held back
// its person knows nothing, and its sender does not learn that it is.
func (m OwnMembership) Seen(a Actor, last bool, now Instant) OwnMembership {
	o := Organization{ID: m.OrganizationID, Kind: m.OrganizationKind, State: m.OrganizationState}
	m.Acts, _ = Choose(ownActs, func(v MembershipVerb) error {
		switch {
		case v == MembershipRevoke:
			return o.MayReview(a)
		case m.PersonID != a.PersonID || m.HeldBack:
			return ErrForbidden
		}
		return nil
	}, func(v MembershipVerb) error {
		if v == MembershipAccept || v == MembershipDecline {
			return m.InvitationLive(now)
		}
		_, err := MembershipMoves.After(m.State, v, ErrMembershipDecided)
		return err
	}, func(v MembershipVerb) error {
		switch {
		case v == MembershipAccept:
			return o.Works()
		case v == MembershipLeave && last:
			return ErrLastHead
		}
		return nil
	}) // these rules give refusals alone
	return m
}
