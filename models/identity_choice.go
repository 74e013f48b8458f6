package models

// ReviewVerb decides about an identity that a person has submitted.
type ReviewVerb string

// The verbs.
const (
	ApproveIdentity ReviewVerb = "approve"
	MergeIdentity   ReviewVerb = "merge"
	RejectIdentity  ReviewVerb = "reject"
)

// ReviewKnown is what a rule about a review must know besides the person.
type ReviewKnown struct {
	Holder       *Person // who holds the number that is claimed; nil: nobody
	Staff        bool    // the holder has power over others
	History      bool    // the claimant belongs to something
	Unreadable   bool    // what was submitted does not open
	NotApprove   error   // why it is not the reader's to approve; nil: it is
	SecondPerson bool    // the reader has signed the merge, which waits for somebody else
}

// MayMerge refuses to merge a claimant into the holder of the number.
func (k ReviewKnown) MayMerge(a Actor) error {
	switch {
	case k.Holder == nil:
		return ErrIdentityState // free by now: approve it
	case k.Holder.ID == a.PersonID:
		return ErrIdentityOwn
	case k.Holder.State != PersonActive || k.Holder.Verification != VerificationVerified:
		return ErrMergeUnproven
	case k.Staff && !a.HasRole(RolePlatformAdmin):
		return ErrMergeStaff
	case k.History:
		return ErrMergeHistory
	}
	return nil
}

// ReviewChoices lists what the actor, in whose places the person is, may decide about what
// the person has submitted.
func (p Person) ReviewChoices(a Actor, k ReviewKnown) Choices {
	out, _ := Choose([]ReviewVerb{ApproveIdentity, MergeIdentity, RejectIdentity}, func(ReviewVerb) error {
		if p.ID == a.PersonID {
			return ErrIdentityOwn
		}
		return nil
	}, func(v ReviewVerb) error {
		switch {
		case p.Verification != VerificationPending, k.Unreadable && v != RejectIdentity,
			v == MergeIdentity && (!p.Claims() || k.Holder == nil):
			return ErrIdentityState
		}
		return nil
	}, func(v ReviewVerb) error {
		switch {
		case v == ApproveIdentity && k.NotApprove != nil:
			return k.NotApprove
		case v == ApproveIdentity && p.Claims() && k.Holder != nil:
			return ErrIdentityConflict
		case v == MergeIdentity && k.SecondPerson:
			return ErrApprovalSecondPerson
		case v == MergeIdentity:
			return k.MayMerge(a)
		}
		return nil
	}) // these rules give refusals alone
	return out
}
