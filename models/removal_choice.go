package models

// RemovalVerb is an act on a removal.
type RemovalVerb string

// The verbs.
const (
	ObjectToRemoval RemovalVerb = "object"
	ConfirmRemoval  RemovalVerb = "confirm"
	DropRemoval     RemovalVerb = "drop"
)

// To is the state that a decision leads to.
func (v RemovalVerb) To() RemovalState {
	if v == ConfirmRemoval {
		return RemovalExecuted
	}
	return RemovalDropped
}

// Others leaves, of those who hold an office that decides, the ones besides the member and
// whoever proposed the removal.
func (r Removal) Others(holders []ID) []ID {
	others := Without(holders, r.PersonID)
	if r.ProposedBy != nil {
		others = Without(others, *r.ProposedBy)
	}
	return others
}

// MayActOnRemoval refuses an actor without the right to an act on the removal: the member
// objects, whoever proposed it drops it, and others decide; holders are the people who hold
// an office of the organization that decides.
func (o Organization) MayActOnRemoval(a Actor, r Removal, v RemovalVerb, holders []ID) error {
	switch {
	case v == ObjectToRemoval:
		if r.PersonID != a.PersonID {
			return ErrForbidden
		}
		return nil
	case v == DropRemoval && r.ProposedBy != nil && *r.ProposedBy == a.PersonID:
		return nil
	}
	return o.MayDecideRemoval(a, r, len(r.Others(holders)))
}

// Undecided refuses a removal that has ended.
func (r Removal) Undecided() error {
	if !r.State.Open() {
		return ErrRemovalDecided
	}
	return nil
}

// MayConfirm refuses to remove a person who has not objected: that takes its course.
func (r Removal) MayConfirm() error {
	if r.State != RemovalObjected {
		return ErrRemovalNotObjected
	}
	return nil
}

// RemovalChoices lists what somebody who sees the removal may do to it at now.
func (o Organization) RemovalChoices(a Actor, r Removal, holders []ID, now Instant) Choices {
	out, _ := Choose([]RemovalVerb{ObjectToRemoval, ConfirmRemoval, DropRemoval}, func(v RemovalVerb) error {
		return o.MayActOnRemoval(a, r, v, holders)
	}, func(v RemovalVerb) error {
		if v == ObjectToRemoval {
			return r.MayObject(now)
		}
		return r.Undecided()
	}, func(v RemovalVerb) error {
		if v == ConfirmRemoval {
			return r.MayConfirm()
		}
		return nil
	}) // these rules give refusals alone
	return out
}
