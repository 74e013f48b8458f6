package branch

import "xinjumin/models"

// PaperVerb is an act on a registration or a transfer.
type PaperVerb string

// The verbs of a registration.
const (
	ConfirmRegistration PaperVerb = "confirm"
	ReturnRegistration  PaperVerb = "return"
	EndRegistration     PaperVerb = "end"
)

// The verbs of a transfer.
const (
	AcceptTransfer   PaperVerb = "accept"
	RefuseTransfer   PaperVerb = "refuse"
	WithdrawTransfer PaperVerb = "withdraw"
)

// MayDecide refuses whoever does not decide what is asked of the branch o, and everybody
// about their own registration.
func (r Registration) MayDecide(a models.Actor, o models.Organization) error {
	if err := o.MayReview(a); err != nil {
		return err
	}
	return r.another(a.PersonID)
}

func (r Registration) another(by models.ID) error {
	if by == r.PersonID {
		return ErrOwn
	}
	return nil
}

// Waits refuses a registration that is decided.
func (r Registration) Waits() error {
	if r.State != RegistrationSubmitted {
		return ErrRegistrationDecided
	}
	return nil
}

// Choices lists what somebody who sees the registration may do to it; o is the branch that
// keeps it. mayGo refuses to let the person go, who has come in by it.
func (r Registration) Choices(a models.Actor, o models.Organization, mayGo func() error) (models.Choices, error) {
	return models.Choose([]PaperVerb{ConfirmRegistration, ReturnRegistration, EndRegistration},
		func(v PaperVerb) error {
			if v == EndRegistration { // whoever sees it is the person or an officer
				return nil
			}
			return r.MayDecide(a, o)
		}, func(v PaperVerb) error {
			if v == EndRegistration {
				_, err := r.End(0)
				return err
			}
			return r.Waits()
		}, func(v PaperVerb) error {
			switch {
			case v != EndRegistration:
				return o.Works()
			case r.MembershipID != nil:
				return mayGo()
			}
			return nil
		})
}

// May refuses whoever has no right to an act on the transfer: the officers of the receiving
// branch decide, never about themselves; the member and whoever asked for it take it back.
func (t Transfer) May(a models.Actor, v PaperVerb) error {
	if v == WithdrawTransfer {
		if a.PersonID != t.PersonID && a.PersonID != t.RequestedBy {
			return models.ErrForbidden
		}
		return nil
	}
	switch {
	case !a.InOrganization(t.Receiver(), models.KindPartyBranch.Reviewers()...):
		return models.ErrForbidden
	case a.PersonID == t.PersonID:
		return ErrOwn
	}
	return nil
}

// Open refuses a transfer that is decided.
func (t Transfer) Open() error {
	if t.State != TransferRequested {
		return ErrTransferDecided
	}
	return nil
}

// Choices lists what somebody who sees the transfer may do to it. mayMove refuses to move
// the tie as things stand.
func (t Transfer) Choices(a models.Actor, mayMove func() error) (models.Choices, error) {
	return models.Choose([]PaperVerb{AcceptTransfer, RefuseTransfer, WithdrawTransfer},
		func(v PaperVerb) error { return t.May(a, v) },
		func(PaperVerb) error { return t.Open() },
		func(v PaperVerb) error {
			if v == AcceptTransfer {
				return mayMove()
			}
			return nil
		})
}
