package activity

import "xinjumin/models"

// Verb is what moves an activity from one state to the next.
type Verb string

// The verbs. Sign-up closes by hand or at its time; start and finish come by time
// alone.
const (
	Edit        Verb = "edit"
	Publish     Verb = "publish"
	CloseSignup Verb = "close_signup"
	Cancel      Verb = "cancel"
	Delete      Verb = "delete" // of a draft: it is gone
	Start       Verb = "start"
	Finish      Verb = "finish"
)

// Moves is the state machine. A job that was late may find an activity
// whose earlier job has not run, so start and finish begin in each state that may
// stand by then.
var Moves = models.Moves[State, Verb]{
	Edit:        {Draft: Draft, Published: Published},
	Publish:     {Draft: Published},
	CloseSignup: {Published: SignupClosed},
	Cancel:      models.Filled(Cancelled, Published, SignupClosed, Ongoing),
	Delete:      {Draft: Draft},
	Start:       models.Filled(Ongoing, Published, SignupClosed),
	Finish:      models.Filled(Finished, Published, SignupClosed, Ongoing),
}

// After gives the state that the verb leads to, or ErrActivityState.
func (a Activity) After(v Verb) (State, error) {
	return Moves.After(a.State, v, ErrState)
}
