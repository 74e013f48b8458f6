package union

import "xinjumin/models"

// TransferVerb is an act on a transfer.
type TransferVerb string

// The verbs.
const (
	AcceptTransfer   TransferVerb = "accept"
	RefuseTransfer   TransferVerb = "refuse"
	WithdrawTransfer TransferVerb = "withdraw"
)

// To is the state that an act leads to.
func (v TransferVerb) To() TransferState {
	switch v {
	case AcceptTransfer:
		return TransferAccepted
	case RefuseTransfer:
		return TransferRefused
	}
	return TransferWithdrawn
}

// May refuses an actor without the right to an act on the transfer: the member takes it
// back, those who decide in the receiving union answer, never about themselves.
func (t Transfer) May(a models.Actor, v TransferVerb) error {
	own, withdraws := t.PersonID == a.PersonID, v == WithdrawTransfer
	decides := a.InOrganization(t.ToID, models.KindUnion.Reviewers()...)
	switch {
	case withdraws && !own, !withdraws && !decides:
		return models.ErrForbidden
	case !withdraws && own:
		return ErrTransferOwn
	}
	return nil
}

// Open refuses a transfer that is decided.
func (t Transfer) Open() error {
	if t.State != TransferAsked {
		return ErrTransferDecided
	}
	return nil
}

// Seen gives the transfer with what the actor, who sees it, may do to it.
func (t TransferView) Seen(a models.Actor) TransferView {
	t.Choices, _ = models.Choose([]TransferVerb{AcceptTransfer, RefuseTransfer, WithdrawTransfer},
		func(v TransferVerb) error { return t.May(a, v) }, func(TransferVerb) error { return t.Open() },
		nil) // these rules give refusals alone
	return t
}

// CallVerb is an act on a call for a meeting.
type CallVerb string

// The verbs.
const (
	SignCall   CallVerb = "sign"
	AnswerCall CallVerb = "answer"
)

// MaySign refuses a name under a call that has enough.
func (c MeetingCall) MaySign() error {
	if c.State != CallOpen {
		return ErrCallClosed
	}
	return nil
}

// MayReply refuses an answer to a call that has too few names, or is answered.
func (c MeetingCall) MayReply() error {
	if c.State != CallReached {
		return ErrCallNotReached
	}
	return nil
}

// Seen gives the call with what the actor may do to it, who is a member of the union or is
// none.
func (c CallView) Seen(a models.Actor, o models.Organization, member bool) CallView {
	c.Choices, _ = models.Choose([]CallVerb{SignCall, AnswerCall}, func(v CallVerb) error {
		switch {
		case v == AnswerCall:
			return o.MayReview(a)
		case !member:
			return models.ErrMembershipNotActive
		case c.Signed:
			return ErrCallSigned
		}
		return nil
	}, func(v CallVerb) error {
		if v == AnswerCall && c.State == CallAnswered {
			return c.MayReply()
		}
		if v == SignCall {
			return c.MaySign()
		}
		return nil
	}, func(v CallVerb) error {
		if v == AnswerCall {
			return c.MayReply()
		}
		return nil
	}) // these rules give refusals alone
	return c
}
