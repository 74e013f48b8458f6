package dispute

import "xinjumin/models"

// Standing is how a person stands to a case. It is read together with
// the case, by the query that decides whether they may see it at all.
type Standing struct {
	Side     PartySide // empty: no party
	Consent  Consent   // of a party: their own
	Informed bool      // of a party: they know their rights
	Left     bool      // of a party: they take no part any more
	Head     bool      // head of its committee
	Mediator bool      // assigned to it, and still a mediator of its committee
	Took     bool      // … and has taken it
	Violent  bool      // of the committee: violence is marked and not reported yet
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
	Mark     Mark // to the committee alone
}

// Committee reports whether the person sees the case as the committee does.
// A person who is a party is nothing else in their own case.
func (s Standing) Committee() bool { return s.Side == "" && (s.Head || s.Mediator) }

// May reports whether a person who sees the case may do the verb at all.
func (s Standing) May(v Verb) error {
	switch v {
	case Withdraw, GiveConsent, RefuseConsent, Acknowledge, Extend, Choose, Stop:
		return s.mayAsParty(v)
	case Take, Recuse:
		if s.Side != "" {
			return ErrOwnCase
		}
		if !s.Mediator {
			return ErrNotAssigned
		}
	case Propose, Sign:
		if s.Side != "" && (s.Head || s.Mediator) {
			return ErrOwnCase
		}
		if !s.Took {
			return ErrTakerOnly
		}
	case Plan, Hold, MoveSession, CancelSession:
		return s.mayArrange()
	case Assess, Report:
		if s.Side != "" && (s.Head || s.Mediator) {
			return ErrOwnCase
		}
		if !s.Head && !s.Took {
			return ErrAssessOnly
		}
	case Perform, Message, HandIn, Share:
		if s.Side == "" && !s.Committee() {
			return models.ErrForbidden
		}
		if s.Left {
			return ErrLeft
		}
	case RecordConsent, RecordNotice, RecordTold, RecordExtension, Terminate, Finish, Breach, AddParty, LeaveOut, Invite,
		ConfirmJoin, RefuseJoin, Represent:
		if s.Side != "" && (s.Head || s.Mediator) {
			return ErrOwnCase
		}
		if !s.Committee() {
			return ErrCommitteeOnly
		}
	case Accept, Decline, Assign, Release, Seal, NoReport, HandUp, Refer:
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

// mayAsParty reports whether a party may do a verb that is of parties alone.
func (s Standing) mayAsParty(v Verb) error {
	switch {
	case v == Withdraw && s.Side != SideApplicant:
		return ErrApplicantOnly
	case s.Side == "":
		return ErrPartyOnly
	case s.Left && (v == Withdraw || v == Extend || v == Choose):
		return ErrLeft
	case s.Consent != ConsentGiven && (v == Stop || v == Extend):
		return ErrConsentFirst
	case s.Consent == ConsentGiven && v == RefuseConsent:
		return ErrStopInstead
	}
	return nil
}

// mayArrange reports whether the person may arrange sessions: who has taken the case, or
// the head.
func (s Standing) mayArrange() error {
	switch {
	case s.Side != "" && (s.Head || s.Mediator):
		return ErrOwnCase
	case !s.Committee():
		return ErrCommitteeOnly
	case !s.Head && !s.Took:
		return ErrTakerOnly
	}
	return nil
}

// Acts lists what the person may do to the case now, for buttons.
func (s Standing) Acts(d Dispute) []Verb {
	acts := []Verb{}
	for _, v := range Verbs() {
		if _, err := d.After(v); err == nil && s.May(v) == nil && s.wants(v, d) {
			acts = append(acts, v)
		}
	}
	return acts
}

// wants leaves out what would change nothing.
func (s Standing) wants(v Verb, d Dispute) bool {
	switch v {
	case Take:
		return !s.Took
	case GiveConsent:
		return s.Consent != ConsentGiven
	case RefuseConsent:
		return s.Consent != ConsentRefused
	case Acknowledge:
		return !s.Informed
	case Perform:
		return s.Committee() // which item is owed to a party stands with the item
	case Share:
		return false // stands with the piece
	case Report, NoReport:
		return s.Violent
	case Propose, Sign, Seal:
		return !s.Violent
	case Release, Recuse:
		return d.AssignedAt != nil
	default:
		return true
	}
}
