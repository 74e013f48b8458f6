package models

// applicationActs are what people may find beside an application.
var applicationActs = []MembershipVerb{MembershipApprove, MembershipReject, MembershipReturn, MembershipResubmit,
	MembershipWithdraw}

// ApplicationView is an application as one reader sees it, with what they may do.
type ApplicationView struct {
	OwnMembership
	Choices Choices
}

// Choices lists what the actor may do to the application: an applicant corrects it and takes
// it back, whoever decides applications in the organization o decides; nobody both.
func (m Membership) Choices(a Actor, o Organization) Choices {
	out, _ := Choose(applicationActs, func(v MembershipVerb) error {
		own := a.SignedIn() && a.PersonID == m.PersonID
		switch v {
		case MembershipResubmit, MembershipWithdraw:
			if !own {
				return ErrForbidden
			}
			return nil
		}
		if own {
			return ErrMembershipOwn
		}
		return o.MayReview(a)
	}, func(v MembershipVerb) error {
		_, err := MembershipMoves.After(m.State, v, ErrMembershipDecided)
		return err
	}, func(v MembershipVerb) error {
		if v != MembershipWithdraw && o.State != OrganizationActive {
			return ErrOrganizationState
		}
		return nil
	}) // these rules give refusals alone
	return out
}
