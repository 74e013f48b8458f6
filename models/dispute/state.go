package dispute

import (
	"slices"

	"xinjumin/models"
)

// State is where a case stands.
type State string

// The states. Any running case before effective may be withdrawn, terminated,
// handed up or referred; whatever ended is archived later.
const (
	Draft            State = "draft"
	Applied          State = "applied"
	ConsentPending   State = "consent_pending"
	Accepted         State = "accepted"
	NotAccepted      State = "not_accepted"
	Assigned         State = "assigned"
	Informed         State = "informed"
	InSession        State = "in_session"
	Extended         State = "extended"
	Signing          State = "signing"
	Effective        State = "effective"
	Performing       State = "performing"
	Performed        State = "performed"
	Breached         State = "breached"
	ConfirmedByCourt State = "confirmed_by_court"
	Litigated        State = "litigated"
	Withdrawn        State = "withdrawn"
	Terminated       State = "terminated"
	HandedUp         State = "handed_up"
	Referred         State = "referred"
	Archived         State = "archived"
)

// Verb is an act on a case.
type Verb string

// The acts.
const (
	Accept   Verb = "accept"
	Decline  Verb = "decline"
	Assign   Verb = "assign"
	Take     Verb = "take"
	Withdraw Verb = "withdraw"
)

// Moves is the whole state machine. Taking a case does not move it: the
// mediator has it, and the next state begins when the parties were told their
// rights.
var Moves = models.Moves[State, Verb]{
	Accept:  {Applied: Accepted},
	Decline: {Applied: NotAccepted},
	Assign: {
		Accepted: Assigned, // the lead
		Assigned: Assigned, // one more mediator
	},
	Take: {Assigned: Assigned},
	Withdraw: models.Filled(Withdrawn, Applied, ConsentPending, Accepted, Assigned,
		Informed, InSession, Extended, Signing),
}

// After tells where a verb leads from the state of the case;
// ErrDisputeState when it leads nowhere.
func (d Dispute) After(v Verb) (State, error) {
	return Moves.After(d.State, v, ErrState)
}

// Standing is how a person stands to a case. It is read together with
// the case, by the query that decides whether they may see it at all.
type Standing struct {
	Side     PartySide // empty: no party
	Head     bool      // head of its committee
	Mediator bool      // assigned to it, and still a mediator of its committee
	Took     bool      // … and has taken it
}

// Part names the standing in one word; being a party comes first.
func (s Standing) Part() string {
	switch {
	case s.Side != "":
		return string(s.Side)
	case s.Head:
		return "head"
	}
	return "mediator"
}

// Seen is a case as one person sees it.
type Seen struct {
	Dispute
	Standing Standing
}

// Committee reports whether the person sees the case as the committee does.
// A person who is a party is nothing else in their own case.
func (s Standing) Committee() bool { return s.Side == "" && (s.Head || s.Mediator) }

// May reports whether a person who sees the case may do the verb at all.
func (s Standing) May(v Verb) error {
	switch v {
	case Withdraw:
		if s.Side != SideApplicant {
			return ErrApplicantOnly
		}
	case Take:
		if s.Side != "" {
			return ErrOwnCase
		}
		if !s.Mediator {
			return ErrNotAssigned
		}
	case Accept, Decline, Assign:
		if s.Side != "" && s.Head {
			return ErrOwnCase
		}
		if !s.Head {
			return ErrHeadOnly
		}
	default:
		return models.ErrForbidden
	}
	return nil
}

// Acts lists what the person may do to the case now, for buttons.
func (s Standing) Acts(d Dispute) []Verb {
	acts := []Verb{}
	for _, v := range []Verb{Accept, Decline, Assign, Take, Withdraw} {
		if _, err := d.After(v); err == nil && s.May(v) == nil && (v != Take || !s.Took) {
			acts = append(acts, v)
		}
	}
	return acts
}

// ValidDeclineReason reports whether a committee may give r.
func ValidDeclineReason(r Reason) bool { return slices.Contains(DeclineReasons(), r) }
