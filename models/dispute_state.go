package models

import "slices"

// DisputeState is where a case stands.
type DisputeState string

// The states. Any running case before effective may be withdrawn, terminated,
// handed up or referred; whatever ended is archived later.
const (
	DisputeDraft            DisputeState = "draft"
	DisputeApplied          DisputeState = "applied"
	DisputeConsentPending   DisputeState = "consent_pending"
	DisputeAccepted         DisputeState = "accepted"
	DisputeNotAccepted      DisputeState = "not_accepted"
	DisputeAssigned         DisputeState = "assigned"
	DisputeInformed         DisputeState = "informed"
	DisputeInSession        DisputeState = "in_session"
	DisputeExtended         DisputeState = "extended"
	DisputeSigning          DisputeState = "signing"
	DisputeEffective        DisputeState = "effective"
	DisputePerforming       DisputeState = "performing"
	DisputePerformed        DisputeState = "performed"
	DisputeBreached         DisputeState = "breached"
	DisputeConfirmedByCourt DisputeState = "confirmed_by_court"
	DisputeLitigated        DisputeState = "litigated"
	DisputeWithdrawn        DisputeState = "withdrawn"
	DisputeTerminated       DisputeState = "terminated"
	DisputeHandedUp         DisputeState = "handed_up"
	DisputeReferred         DisputeState = "referred"
	DisputeArchived         DisputeState = "archived"
)

// DisputeVerb is an act on a case.
type DisputeVerb string

// The acts.
const (
	DisputeAccept   DisputeVerb = "accept"
	DisputeDecline  DisputeVerb = "decline"
	DisputeAssign   DisputeVerb = "assign"
	DisputeTake     DisputeVerb = "take"
	DisputeWithdraw DisputeVerb = "withdraw"
)

// disputeMoves is the whole state machine. Taking a case does not move it: the
// mediator has it, and the next state begins when the parties were told their
// rights.
var disputeMoves = Moves[DisputeState, DisputeVerb]{
	DisputeAccept:  {DisputeApplied: DisputeAccepted},
	DisputeDecline: {DisputeApplied: DisputeNotAccepted},
	DisputeAssign: {
		DisputeAccepted: DisputeAssigned, // the lead
		DisputeAssigned: DisputeAssigned, // one more mediator
	},
	DisputeTake: {DisputeAssigned: DisputeAssigned},
	DisputeWithdraw: Filled(DisputeWithdrawn, DisputeApplied, DisputeConsentPending, DisputeAccepted, DisputeAssigned,
		DisputeInformed, DisputeInSession, DisputeExtended, DisputeSigning),
}

// After tells where a verb leads from the state of the case;
// ErrDisputeState when it leads nowhere.
func (d Dispute) After(v DisputeVerb) (DisputeState, error) {
	return disputeMoves.After(d.State, v, ErrDisputeState)
}

// Due counts the term of the case from its acceptance; a labour dispute counts
// from its receipt.
func (d Dispute) Due(accepted Instant) Deadline {
	if d.Category == CategoryLabour {
		return LabourMediationDue(d.AppliedAt)
	}
	return MediationDue(accepted)
}

// DisputeStanding is how a person stands to a case. It is read together with
// the case, by the query that decides whether they may see it at all.
type DisputeStanding struct {
	Side     PartySide // empty: no party
	Head     bool      // head of its committee
	Mediator bool      // assigned to it, and still a mediator of its committee
	Took     bool      // … and has taken it
}

// Part names the standing in one word; being a party comes first.
func (s DisputeStanding) Part() string {
	switch {
	case s.Side != "":
		return string(s.Side)
	case s.Head:
		return "head"
	}
	return "mediator"
}

// DisputeSeen is a case as one person sees it.
type DisputeSeen struct {
	Dispute
	Standing DisputeStanding
}

// Committee reports whether the person sees the case as the committee does.
// A person who is a party is nothing else in their own case.
func (s DisputeStanding) Committee() bool { return s.Side == "" && (s.Head || s.Mediator) }

// May reports whether a person who sees the case may do the verb at all.
func (s DisputeStanding) May(v DisputeVerb) error {
	switch v {
	case DisputeWithdraw:
		if s.Side != SideApplicant {
			return ErrDisputeApplicantOnly
		}
	case DisputeTake:
		if s.Side != "" {
			return ErrDisputeOwnCase
		}
		if !s.Mediator {
			return ErrDisputeNotAssigned
		}
	case DisputeAccept, DisputeDecline, DisputeAssign:
		if s.Side != "" && s.Head {
			return ErrDisputeOwnCase
		}
		if !s.Head {
			return ErrDisputeHeadOnly
		}
	default:
		return ErrForbidden
	}
	return nil
}

// Acts lists what the person may do to the case now, for buttons.
func (s DisputeStanding) Acts(d Dispute) []DisputeVerb {
	acts := []DisputeVerb{}
	for _, v := range []DisputeVerb{DisputeAccept, DisputeDecline, DisputeAssign, DisputeTake, DisputeWithdraw} {
		if _, err := d.After(v); err == nil && s.May(v) == nil && (v != DisputeTake || !s.Took) {
			acts = append(acts, v)
		}
	}
	return acts
}

// ValidDeclineReason reports whether a committee may give r.
func ValidDeclineReason(r DisputeReason) bool { return slices.Contains(DeclineReasons(), r) }
