package roster

import "xinjumin/models"

// Verb is an act on a roster.
type Verb string

// The verbs.
const (
	Map    Verb = "map"
	Check  Verb = "check"
	Import Verb = "import"
	Cancel Verb = "cancel"
)

// MayMap refuses while a list is worked on, or done with.
func (r Roster) MayMap() error {
	if !r.State.Idle() {
		return ErrState
	}
	return nil
}

// MayCheck is MayMap, but for a check that has given no sign for QuietMax at now: its work
// was given up, and should it still run, it ends with its next step.
func (r Roster) MayCheck(now models.Instant) error {
	if r.State == Checking && now.Sub(r.UpdatedAt) >= QuietMax {
		return nil
	}
	return r.MayMap()
}

// MayImport refuses a list that was not checked, or has something that forbids the import
// of the whole list, and one of an organization that takes nobody in.
func (r Roster) MayImport(o models.Organization) error {
	switch blocker := Blocker(r.Blocker); {
	case r.State == Uploaded || r.State == Checking:
		return ErrUnchecked
	case r.State != Checked:
		return ErrState
	case blocker != nil:
		return blocker
	}
	return o.AcceptsApplications()
}

// TakenBack reports whether the list was taken back, or is being so.
func (r Roster) TakenBack() bool { return r.State == Cancelling || r.State == Cancelled }

// Choices lists what somebody who sees the roster of the organization, and so decides its
// applications, may do to it at now.
func (r Roster) Choices(o models.Organization, now models.Instant) models.Choices {
	out, _ := models.Choose([]Verb{Map, Check, Import, Cancel}, nil, func(v Verb) error {
		waits := r.State == Uploaded || r.State == Checking || r.State == Checked
		switch {
		case v == Map:
			return r.MayMap()
		case v == Check:
			return r.MayCheck(now)
		case v == Import && !waits, v == Cancel && r.TakenBack():
			return ErrState
		}
		return nil
	}, func(v Verb) error {
		if v == Import {
			return r.MayImport(o)
		}
		return nil
	}) // these rules give refusals alone
	return out
}

// ClaimVerb is the answer of a person on a list.
type ClaimVerb string

// The verbs.
const (
	AcceptClaim  ClaimVerb = "accept"
	DeclineClaim ClaimVerb = "decline"
)

// Open refuses an entry that was answered.
func (c Claim) Open() error {
	if c.State != EntryWaiting {
		return ErrDecided
	}
	return nil
}

// Choices lists what the person may answer.
func (c Claim) Choices() models.Choices {
	out, _ := models.Choose([]ClaimVerb{AcceptClaim, DeclineClaim}, nil,
		func(ClaimVerb) error { return c.Open() }, nil) // these rules give refusals alone
	return out
}
