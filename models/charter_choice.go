package models

// CharterVerb is an act on the charter of an organization.
type CharterVerb string

// The verbs.
const (
	WriteCharter   CharterVerb = "write"
	ApproveCharter CharterVerb = "approve"
	RejectCharter  CharterVerb = "reject"
)

// MayWriteCharter refuses an actor who does not write the charter: that of a draft its
// founder does, later the head.
func (o Organization) MayWriteCharter(a Actor) error {
	switch {
	case o.Approved():
		return o.Allows(a, AmendOrganization)
	case !o.FoundedBy(a):
		return ErrForbidden
	}
	return nil
}

// TakesCharter refuses an organization whose state lets nobody write its charter.
func (o Organization) TakesCharter() error {
	if o.State == OrganizationSubmitted {
		return ErrCharterFrozen
	}
	if !o.Approved() {
		return nil
	}
	_, err := o.Next(AmendOrganization)
	return err
}

// MayApprove refuses a charter with empty sections, and names them.
func (c Charter) MayApprove() error {
	if bad := c.Missing(); len(bad) > 0 {
		return ErrCharterIncomplete.With(bad...)
	}
	return nil
}

// CharterChoices lists what the actor may do to the charter of the organization. proposed
// gives the change that waits for a decision, else ErrCharterNotOpen; only who decides it
// makes it be asked for.
func (o Organization) CharterChoices(a Actor, proposed func() (Charter, error)) (Choices, error) {
	var open *Charter
	return Choose([]CharterVerb{WriteCharter, ApproveCharter, RejectCharter}, func(v CharterVerb) error {
		if v == WriteCharter {
			return o.MayWriteCharter(a)
		}
		return o.Allows(a, DecideCharterChange)
	}, func(v CharterVerb) error {
		if v == WriteCharter {
			return o.TakesCharter()
		}
		if _, err := o.Next(DecideCharterChange); err != nil || open != nil {
			return err
		}
		c, err := proposed()
		if err == nil {
			open = &c
		}
		return err
	}, func(v CharterVerb) error {
		if v == ApproveCharter {
			return open.MayApprove()
		}
		return nil
	})
}
