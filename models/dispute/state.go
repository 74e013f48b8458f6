package dispute

import "xinjumin/models"

// State is where a case stands. Every state can be reached; what happens beside them
// (consents, the notice of rights, sessions, a confirmation by the court) are rows of
// their own, so that no state hides which ways stay open.
type State string

// The states. A case is accepted once the head takes it on and each side has
// consented; it runs until it ends without an agreement, or until the agreement in
// effect is performed.
const (
	Applied        State = "applied"
	ConsentPending State = "consent_pending"
	Accepted       State = "accepted"
	NotAccepted    State = "not_accepted"
	Assigned       State = "assigned"
	InSession      State = "in_session"
	Signing        State = "signing"
	Effective      State = "effective"
	Performed      State = "performed"
	Breached       State = "breached"
	Withdrawn      State = "withdrawn"
	Terminated     State = "terminated"
	HandedUp       State = "handed_up"
	Referred       State = "referred"
	Archived       State = "archived"
)

// Verb is an act on a case.
type Verb string

// The acts of whoever works on a case, and of its parties.
const (
	Accept        Verb = "accept"
	Decline       Verb = "decline"
	Assign        Verb = "assign"
	Take          Verb = "take"
	Recuse        Verb = "recuse"         // a mediator leaves the case
	Release       Verb = "release"        // the head takes a mediator off it
	RecordConsent Verb = "record_consent" // of a party, on paper or by word of mouth
	RecordNotice  Verb = "record_notice"  // the rights were explained to a party
	RecordTold    Verb = "record_told"    // a party was told that the case has ended
	// Both sides extend the term to settle the case, each for itself.
	RecordExtension Verb = "record_extension" // of a party, on paper or by word of mouth
	Plan            Verb = "plan"             // a session
	MoveSession     Verb = "move_session"     // to another time or place
	CancelSession   Verb = "cancel_session"
	Hold            Verb = "hold"      // a session has taken place
	Assess          Verb = "assess"    // how dangerous it is
	Report          Verb = "report"    // violence was reported to an organ
	NoReport        Verb = "no_report" // why it was not
	HandUp          Verb = "hand_up"   // to the committee above
	Refer           Verb = "refer"     // to an organ
	Choose          Verb = "choose"    // a party names the mediator they wish
	Terminate       Verb = "terminate"
	Propose         Verb = "propose"     // an agreement, for its signatures
	Sign            Verb = "sign"        // records signatures on paper
	Seal            Verb = "seal"        // the seal of the committee
	Perform         Verb = "perform"     // an item of the agreement was done
	Finish          Verb = "finish"      // all of an agreement without items was done
	Breach          Verb = "breach"      // it was not done in time
	GiveConsent     Verb = "consent"     // one's own
	RefuseConsent   Verb = "refuse"      // one's own consent
	Acknowledge     Verb = "acknowledge" // that one has read one's rights
	Extend          Verb = "extend"      // the term, as far as one is concerned
	Stop            Verb = "stop"        // any party, without a reason
	Withdraw        Verb = "withdraw"    // the applicant
	Message         Verb = "message"     // to the committee, to a party, to all
	HandIn          Verb = "hand_in"     // a piece of evidence
	Share           Verb = "share"       // a piece of evidence, with all parties
	AddParty        Verb = "add_party"
	LeaveOut        Verb = "leave_out" // a party who does not answer takes no part
	Invite          Verb = "invite"    // a code for a party to join by
	ConfirmJoin     Verb = "confirm_join"
	RefuseJoin      Verb = "refuse_join"
	Represent       Verb = "represent" // who stands for the applicants
)

// Verbs lists the acts in the order in which a screen offers them.
func Verbs() []Verb {
	return []Verb{Accept, Decline, Assign, Take, RecordConsent, RecordNotice, RecordTold, AddParty, LeaveOut, Invite,
		ConfirmJoin, RefuseJoin, Represent, RecordExtension, Plan, Hold, MoveSession, CancelSession, Assess, Report,
		NoReport, Propose, Sign, Seal, Perform, Finish, Breach, Recuse, Release, HandUp, Refer, Terminate, GiveConsent,
		RefuseConsent, Acknowledge, Extend, Choose, Stop, Withdraw, Message, HandIn, Share}
}

// mediated are the states in which a mediator works towards an agreement, consenting
// those in which a consent can still be missing, and seated those in which somebody can
// have the case in hand.
var (
	mediated   = []State{Accepted, Assigned, InSession, Signing}
	consenting = append([]State{Applied, ConsentPending}, mediated...)
	running    = append([]State{Effective, Breached}, consenting...)
	gathering  = []State{Applied, ConsentPending, Accepted, Assigned, InSession} // who takes part is not settled yet
	joinable   = append([]State{Effective}, consenting...)                       // it has not ended
	seated     = []State{ConsentPending, Assigned, InSession, Signing}
	ended      = []State{NotAccepted, Withdrawn, Terminated, HandedUp, Referred}
)

// Moves is the state machine as far as a verb decides. Taking a case does not move it:
// the mediator has it, and the next state begins with a session (Dispute.Sat). A consent
// moves it only when it was the last one, see Dispute.Consented.
var Moves = models.Moves[State, Verb]{
	Accept:  {Applied: ConsentPending},
	Decline: {Applied: NotAccepted},
	Assign: {
		ConsentPending: ConsentPending, // somebody asks the other side
		Accepted:       Assigned,       // the lead
		Assigned:       Assigned,       // one more mediator, or another lead
		InSession:      InSession,
		Signing:        Signing,
	},
	Take:            same(seated...),
	Recuse:          same(seated...),
	Release:         same(seated...),
	Plan:            same(seated...),
	MoveSession:     same(seated...),
	CancelSession:   same(seated...),
	Hold:            same(seated...), // the first mediation moves it, see Dispute.Sat
	Propose:         models.Filled(Signing, Assigned, InSession, Signing),
	Sign:            same(Signing),
	Seal:            same(Signing),
	Perform:         same(Effective, Breached),
	Finish:          models.Filled(Performed, Effective, Breached),
	Breach:          models.Filled(Breached, Effective),
	RecordConsent:   same(consenting...),
	RecordNotice:    same(consenting...),
	RecordTold:      same(ended...),
	Extend:          same(mediated...),
	RecordExtension: same(mediated...),
	Terminate:       models.Filled(Terminated, append([]State{ConsentPending}, mediated...)...),
	GiveConsent:     same(consenting...),
	RefuseConsent:   same(consenting...),
	Acknowledge:     same(consenting...),
	Stop:            models.Filled(Terminated, append([]State{ConsentPending}, mediated...)...),
	Withdraw:        models.Filled(Withdrawn, consenting...),
	Message:         same(running...),
	HandIn:          same(running...),
	Share:           same(running...),
	AddParty:        same(gathering...),
	LeaveOut:        same(gathering...),
	Invite:          same(joinable...),
	ConfirmJoin:     same(joinable...),
	RefuseJoin:      same(joinable...),
	Represent:       same(gathering...),
	Assess:          same(running...),
	Report:          same(running...),
	NoReport:        same(running...),
	HandUp:          models.Filled(HandedUp, gathering...),
	Refer:           models.Filled(Referred, consenting...),
	Choose:          same(gathering...),
}

// same is the moves of a verb that leaves each of the states as it is.
func same(states ...State) map[State]State {
	moves := make(map[State]State, len(states))
	for _, s := range states {
		moves[s] = s
	}
	return moves
}

// After tells where a verb leads from the state of the case; ErrState when it leads
// nowhere.
func (d Dispute) After(v Verb) (State, error) {
	return Moves.After(d.State, v, ErrState)
}

// Consented is where the case stands once consents or mediators have changed: accepted
// when each side has consented, and assigned when it has a lead besides. It leaves all
// other states as they are: a case that was accepted stays so when somebody is added, who
// has to answer before an agreement is written (ErrConsentsFirst).
func (d Dispute) Consented(parties []Party, led bool) State {
	state := d.State
	if state == ConsentPending && Agreed(parties) {
		state = Accepted
	}
	switch {
	case state == Accepted && led:
		return Assigned
	case (state == Assigned || state == InSession) && !led:
		return Accepted
	}
	return state
}
