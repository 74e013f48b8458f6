package models

// OfficeVerb is an act on an office.
type OfficeVerb string

// The verbs.
const (
	AcceptOffice  OfficeVerb = "accept"
	DeclineOffice OfficeVerb = "decline"
	EndOffice     OfficeVerb = "end"
	ShowOffice    OfficeVerb = "show" // on the public card of the organization
)

// MayActOnOffice refuses an actor without the right to an act on an office of the
// organization: the person answers an offer, lays the office down or, like whoever gives
// it, has it taken back.
func (o Organization) MayActOnOffice(a Actor, g RoleGrant, v OfficeVerb) error {
	switch own := g.PersonID == a.PersonID; {
	case v == ShowOffice && own && o.Kind.Secretive():
		return ErrNotShown
	case own:
		return nil
	case v == EndOffice:
		return MayChangeOffice(a, o, g.Role)
	}
	return ErrForbidden
}

// TakesOfficeVerb refuses an act that comes too late at now.
func (g RoleGrant) TakesOfficeVerb(v OfficeVerb, now Instant) error {
	answers := v == AcceptOffice || v == DeclineOffice
	switch {
	case v == EndOffice && !g.OpenAt(now), v == ShowOffice && !g.Active(now):
		return ErrOfficeEnded
	case answers && !g.Waits(now):
		return ErrRoleState
	}
	return nil
}

// MayEndOffice refuses to end the office of the last head; heads is how many there are.
func (o Organization) MayEndOffice(g RoleGrant, heads int) error {
	if g.Role == o.Kind.Head() && !g.IsOffer() && heads <= 1 {
		return ErrLastHead
	}
	return nil
}

// OfficeChoices lists what somebody who sees the office may do to it at now.
func (o Organization) OfficeChoices(a Actor, g RoleGrant, heads int, now Instant) Choices {
	out, _ := Choose([]OfficeVerb{AcceptOffice, DeclineOffice, EndOffice, ShowOffice}, func(v OfficeVerb) error {
		return o.MayActOnOffice(a, g, v)
	}, func(v OfficeVerb) error {
		return g.TakesOfficeVerb(v, now)
	}, func(v OfficeVerb) error {
		switch v {
		case AcceptOffice:
			return o.Works()
		case EndOffice:
			return o.MayEndOffice(g, heads)
		}
		return nil
	}) // these rules give refusals alone
	return out
}
