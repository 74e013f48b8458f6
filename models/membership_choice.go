package models

import (
	"fmt"
	"hash/fnv"
)

// applicationActs are what people may find beside an application.
var applicationActs = []MembershipVerb{MembershipApprove, MembershipReject, MembershipReturn, MembershipResubmit,
	MembershipWithdraw}

// ApplicationView is an application as one reader sees it, with what they may do.
type ApplicationView struct {
	OwnMembership
	Nickname  string
	Applicant Applicant
	Choices   Choices
}

// PersonMark is a number that changes with what the view says of the person, for an entity
// tag: it makes no new version of the application.
func (v ApplicationView) PersonMark() int64 {
	h := fnv.New32a()
	_, _ = fmt.Fprint(h, v.Nickname, "\x00", v.Applicant.Verified)
	if v.Applicant.LivesIn != nil {
		_, _ = fmt.Fprint(h, *v.Applicant.LivesIn)
	}
	return int64(h.Sum32())
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
