package poll

import "xinjumin/models"

// JobDiscard is the due work that destroys the ballots of a poll that was stopped; the subject
// is the poll. Whoever annuls a poll makes it due in the same transaction: what was
// cast for nothing is opened by nobody and lies nowhere.
const JobDiscard = "poll.discard"

// MayCancel refuses to stop what is over: once the window is, the members have answered and the
// answer is theirs. What another area has put by its own rules, such as the appraisal of a
// chair, is not stopped by those whom it is about.
func (p Poll) MayCancel(now models.Instant) error {
	if _, err := p.State.After(Cancel); err != nil {
		return err
	}
	switch {
	case p.Convened:
		return ErrConvened
	case p.State == Open && now >= p.ClosesAt:
		return ErrClosed
	}
	return nil
}
