package models

// A role that somebody else gives waits for the person: naming somebody is an
// offer. Where the offer is a row of its own (roles over a region, RoleOffer)
// there is no grant before; an office of an organization and a seat in a
// mediation committee are written at once as a grant that waits.

// Waiting gives the grant as it stands until the person accepts. It begins where
// it ends, so that it holds at no instant: no query that asks who holds a role
// now needs to know of it.
func (g RoleGrant) Waiting() RoleGrant {
	g.StartsAt = g.EndsAt
	return g
}

// IsOffer reports whether the grant was never accepted, open or not.
func (g RoleGrant) IsOffer() bool { return g.StartsAt == g.EndsAt }

// AnswerUntil tells until when the person may accept a grant that waits.
func (g RoleGrant) AnswerUntil() Instant { return min(g.CreatedAt.Add(RoleOfferLife), g.EndsAt) }

// Waits reports whether the person can accept the grant at now.
func (g RoleGrant) Waits(now Instant) bool {
	return g.IsOffer() && g.EndedAt == nil && now < g.AnswerUntil()
}

// OpenAt reports whether the grant holds at now or waits for the person: whether
// there is something to take back.
func (g RoleGrant) OpenAt(now Instant) bool { return g.Active(now) || g.Waits(now) }

// State tells where a grant stands at now.
func (g RoleGrant) State(now Instant) RoleState {
	switch {
	case g.Active(now):
		return RoleActive
	case g.Waits(now):
		return RoleOffered
	case g.IsOffer() && g.EndedAt == nil:
		return RoleExpired
	case g.IsOffer() && g.EndedBy != nil && *g.EndedBy == g.PersonID:
		return RoleDeclined
	case g.IsOffer():
		return RoleWithdrawn
	case g.EndedAt == nil && now < g.StartsAt:
		return RoleAccepted
	}
	return RoleEnded
}

// MayServe refuses a person who is not active and verified: nobody comes to see
// the words of others who is not known by name to somebody.
func (p Person) MayServe() bool {
	return p.State == PersonActive && p.Verification == VerificationVerified
}
