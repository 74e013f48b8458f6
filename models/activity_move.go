package models

// ActivityVerb is what moves an activity from one state to the next.
type ActivityVerb string

// The verbs. Sign-up closes by hand or at its time; start and finish come by time
// alone.
const (
	ActivityEdit        ActivityVerb = "edit"
	ActivityPublish     ActivityVerb = "publish"
	ActivityCloseSignup ActivityVerb = "close_signup"
	ActivityCancel      ActivityVerb = "cancel"
	ActivityStart       ActivityVerb = "start"
	ActivityFinish      ActivityVerb = "finish"
)

// activityMoves is the state machine. A job that was late may find an activity
// whose earlier job has not run, so start and finish begin in each state that may
// stand by then.
var activityMoves = Moves[ActivityState, ActivityVerb]{
	ActivityEdit:        {ActivityDraft: ActivityDraft, ActivityPublished: ActivityPublished},
	ActivityPublish:     {ActivityDraft: ActivityPublished},
	ActivityCloseSignup: {ActivityPublished: ActivitySignupClosed},
	ActivityCancel:      Filled(ActivityCancelled, ActivityPublished, ActivitySignupClosed, ActivityOngoing),
	ActivityStart:       Filled(ActivityOngoing, ActivityPublished, ActivitySignupClosed),
	ActivityFinish:      Filled(ActivityFinished, ActivityPublished, ActivitySignupClosed, ActivityOngoing),
}

// After gives the state that the verb leads to, or ErrActivityState.
func (a Activity) After(v ActivityVerb) (ActivityState, error) {
	return activityMoves.After(a.State, v, ErrActivityState)
}
