package models

// DisclosureVerb is an act on a request to see what is sealed.
type DisclosureVerb string

// The verbs.
const (
	ApproveDisclosure DisclosureVerb = "approve"
	RejectDisclosure  DisclosureVerb = "reject"
	ReadDisclosure    DisclosureVerb = "read"
)

// MayStillRead refuses everybody but the person who asked, while they hold the role that
// the request rests on.
func (d Disclosure) MayStillRead(a Actor) error {
	holds := a.Own().OverRegion(d.RegionCode, RoleRegionAdmin)
	if d.OrganizationID != nil {
		holds = a.Own().InOrganization(*d.OrganizationID, ReviewerRoles()...)
	}
	if d.RequestedBy != a.PersonID || !holds {
		return ErrForbidden
	}
	return nil
}

// MayDecide refuses who asked and, of an approval, whom it concerns; whoever else sees the
// request may decide it.
func (d Disclosure) MayDecide(a Actor, v DisclosureVerb) error {
	concerned := d.PersonID != nil && *d.PersonID == a.PersonID
	if d.RequestedBy == a.PersonID || v == ApproveDisclosure && concerned {
		return ErrApprovalSecondPerson
	}
	return nil
}

// Takes refuses an act that the request does not wait for at now.
func (d Disclosure) Takes(v DisclosureVerb, now Instant) error {
	state := DisclosureRequested
	if v == ReadDisclosure {
		state = DisclosureApproved
	}
	if d.StateAt(now) != state {
		return ErrDisclosureState
	}
	return nil
}

// Seen gives the request with what the actor, who sees it, may do to it at now. The file of
// an export is read by its address, and is no act.
func (d Disclosure) Seen(a Actor, now Instant) Disclosure {
	d.Choices, _ = Choose([]DisclosureVerb{ApproveDisclosure, RejectDisclosure, ReadDisclosure},
		func(v DisclosureVerb) error {
			switch {
			case v != ReadDisclosure:
				return d.MayDecide(a, v)
			case d.Kind != ApproveIdentityDisclosure:
				return ErrForbidden
			}
			return d.MayStillRead(a)
		}, func(v DisclosureVerb) error { return d.Takes(v, now) }, func(v DisclosureVerb) error {
			if v != RejectDisclosure {
				return a.Fresh(now)
			}
			return nil
		}) // these rules give refusals alone
	return d
}
