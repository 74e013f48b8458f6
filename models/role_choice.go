package models

// RoleVerb is an act on a role over a region, or on an offer of one.
type RoleVerb string

// The verbs. A role that is held is ended, renewed and delegated, an offer is approved,
// accepted, declined and ended.
const (
	ApproveRole  RoleVerb = "approve"
	AcceptRole   RoleVerb = "accept"
	DeclineRole  RoleVerb = "decline"
	EndRole      RoleVerb = "end"
	RenewRole    RoleVerb = "renew"
	DelegateRole RoleVerb = "delegate"
)

// MayAct refuses an actor without the right to an act on the offer: another platform
// administrator than who proposed it approves, the person answers, and whoever may give the
// role, or asked for a stand-in, takes it back.
func (o RoleOffer) MayAct(a Actor, v RoleVerb) error {
	allowed := false
	switch v {
	case ApproveRole:
		if o.Role != RolePlatformAdmin { // no other role is proposed
			return ErrRoleState
		}
		allowed = MayGiveRole(a, o.Role, o.RegionCode)
	case AcceptRole, DeclineRole:
		allowed = o.PersonID == a.PersonID
	case EndRole:
		allowed = o.DelegatedFrom != nil && o.OfferedBy == a.PersonID || MayGiveRole(a, o.Role, o.RegionCode)
	}
	if !allowed {
		return ErrForbidden
	}
	return nil
}

// Takes refuses an act on an offer that does not wait for it at now.
func (o RoleOffer) Takes(v RoleVerb, now Instant) error {
	answers := v == AcceptRole || v == DeclineRole
	switch {
	case v == ApproveRole && (!o.Open(now) || o.State != RoleProposed):
		return ErrApprovalClosed
	case !o.Open(now), answers && o.State != RoleOffered:
		return ErrRoleState
	}
	return nil
}

// Choices lists what somebody who sees the offer may do to it at now.
func (o RoleOffer) Choices(a Actor, now Instant) Choices {
	out, _ := Choose([]RoleVerb{ApproveRole, AcceptRole, DeclineRole, EndRole}, func(v RoleVerb) error {
		if v == ApproveRole && (o.OfferedBy == a.PersonID || o.PersonID == a.PersonID) {
			return ErrApprovalSecondPerson
		}
		return o.MayAct(a, v)
	}, func(v RoleVerb) error { return o.Takes(v, now) }, nil)
	return out // these rules give refusals alone
}

// MayActOnRole refuses an actor without the right to an act on a role over a region: its
// holder lays it down and has somebody stand in, a superior takes it back and renews it,
// and the person in whose place it is held ends it.
func (g RoleGrant) MayActOnRole(a Actor, v RoleVerb) error {
	own, superior := g.PersonID == a.PersonID, MayGiveRole(a, g.Role, *g.RegionCode)
	standsIn := g.DelegatedFrom != nil && g.GrantedBy != nil && *g.GrantedBy == a.PersonID
	switch {
	case v == RenewRole && own:
		return ErrRoleOwn
	case v == EndRole && (own || standsIn || superior), v == RenewRole && superior, v == DelegateRole && own:
		return nil
	}
	return ErrForbidden
}

// TakesRoleVerb refuses an act that comes too early or too late at now.
func (g RoleGrant) TakesRoleVerb(v RoleVerb, now Instant) error {
	if g.EndedAt != nil || g.EndsAt <= now || v == DelegateRole && !g.Active(now) {
		return ErrRoleState
	}
	return nil
}

// Renewable refuses to make a term longer that is held in the place of somebody.
func (g RoleGrant) Renewable() error {
	if g.DelegatedFrom != nil || g.ScopeKind != ScopeRegion {
		return ErrRoleState
	}
	return nil
}

// RoleChoices lists what somebody who sees the role may do to it at now; admins is how many
// administrators the platform has.
func (g RoleGrant) RoleChoices(a Actor, admins int, now Instant) Choices {
	out, _ := Choose([]RoleVerb{EndRole, RenewRole, DelegateRole}, func(v RoleVerb) error {
		switch err := g.MayActOnRole(a, v); {
		case err != nil:
			return err
		case v == RenewRole:
			return g.Renewable()
		case v == DelegateRole:
			return g.Delegable()
		}
		return nil
	}, func(v RoleVerb) error { return g.TakesRoleVerb(v, now) }, func(v RoleVerb) error {
		if v == EndRole && g.Role == RolePlatformAdmin && g.Active(now) && admins <= 1 {
			return ErrLastPlatformAdmin
		}
		return nil
	}) // these rules give refusals alone
	return out
}

// HandOverVerb is an act on the hand-over of a role.
type HandOverVerb string

// The verbs.
const (
	AskHandOver      HandOverVerb = "hand_over"
	AcceptHandOver   HandOverVerb = "accept"
	DeclineHandOver  HandOverVerb = "decline"
	WithdrawHandOver HandOverVerb = "withdraw"
)

// May refuses a person without the right to an act on the hand-over of a role: its holder
// or a superior hands it over and takes that back, whoever is asked answers.
func (p HandOverPart) May(v HandOverVerb) error {
	allowed := p.Holder || p.Superior
	if v == AcceptHandOver || v == DeclineHandOver {
		allowed = p.Asked
	}
	if !allowed {
		return ErrForbidden
	}
	return nil
}

// MayHandOver refuses to hand over what is held in the place of somebody, or not now.
func (g RoleGrant) MayHandOver(now Instant) error {
	switch {
	case g.DelegatedFrom != nil:
		return ErrHandOverStandIn
	case !g.Active(now):
		return ErrRoleState
	}
	return nil
}

// HandOverChoices lists what a person may do about the hand-over of the role at now; open is
// the one that waits, nil for none.
func (g RoleGrant) HandOverChoices(a Actor, p HandOverPart, open *RoleHandOver, now Instant) Choices {
	out, _ := Choose([]HandOverVerb{AskHandOver, AcceptHandOver, DeclineHandOver, WithdrawHandOver}, p.May,
		func(v HandOverVerb) error {
			if v == AskHandOver {
				return g.MayHandOver(now)
			}
			if open == nil || v != WithdrawHandOver && open.SuccessorID != a.PersonID {
				return ErrHandOverState
			}
			return nil
		}, func(v HandOverVerb) error {
			switch {
			case v == AskHandOver && open != nil:
				return ErrHandOverOpen
			case v == AcceptHandOver && !g.Active(now):
				return ErrRoleState
			}
			return nil
		}) // these rules give refusals alone
	return out
}
