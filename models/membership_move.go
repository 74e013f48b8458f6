package models

// MembershipVerb is what moves a membership from one state to the next.
type MembershipVerb string

// The verbs. Approve, reject, return, resubmit and withdraw are about an application; accept,
// decline, revoke and expire about an invitation.
const (
	MembershipApprove  MembershipVerb = "approve"
	MembershipReject   MembershipVerb = "reject"
	MembershipReturn   MembershipVerb = "return"   // for correction
	MembershipResubmit MembershipVerb = "resubmit" // by the applicant, corrected
	MembershipWithdraw MembershipVerb = "withdraw" // by the applicant
	MembershipAccept   MembershipVerb = "accept"
	MembershipDecline  MembershipVerb = "decline"
	MembershipRevoke   MembershipVerb = "revoke" // by the organization
	MembershipExpire   MembershipVerb = "expire"
	MembershipLeave    MembershipVerb = "leave" // or be removed, or go on elsewhere
)

// MembershipMoves is the state machine. An application that nobody decides about
// becomes active on its way in, see AtOnce.
var MembershipMoves = Moves[MembershipState, MembershipVerb]{
	MembershipApprove:  {MembershipApplied: MembershipActive},
	MembershipReject:   {MembershipApplied: MembershipRejected},
	MembershipReturn:   {MembershipApplied: MembershipReturned},
	MembershipResubmit: {MembershipReturned: MembershipApplied},
	MembershipWithdraw: {MembershipApplied: MembershipWithdrawn, MembershipReturned: MembershipWithdrawn},
	MembershipAccept:   {MembershipInvited: MembershipActive},
	MembershipDecline:  {MembershipInvited: MembershipDeclined},
	MembershipRevoke:   {MembershipInvited: MembershipWithdrawn},
	MembershipExpire:   {MembershipInvited: MembershipExpired},
	MembershipLeave:    {MembershipActive: MembershipEnded},
}
