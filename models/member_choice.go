package models

// MemberVerb is an act on a member by those who lead the organization.
type MemberVerb string

// The verbs.
const (
	ChangeMemberSide MemberVerb = "change_side"
	RemoveMember     MemberVerb = "propose_removal"
)

// MayMoveTo refuses to move a member to another side where that would press the share of
// new residents below what the organization has set itself.
func (o Organization) MayMoveTo(to MemberSide) error {
	if to != SideMigrant && (o.MigrantCount-1)*100 < o.MinMigrantPercent*o.MemberCount {
		return ErrOrganizationMigrantShare
	}
	return nil
}

// Other is the other side.
func (s MemberSide) Other() MemberSide {
	if s == SideMigrant {
		return SideLocalCadre
	}
	return SideMigrant
}

// MemberChoices lists what somebody who sees the members of the organization may do about
// one of them; isHead tells that the member leads it, and open that their removal was
// proposed already.
func (o Organization) MemberChoices(a Actor, m Membership, isHead, open bool) Choices {
	out, _ := Choose([]MemberVerb{ChangeMemberSide, RemoveMember}, func(v MemberVerb) error {
		if v == RemoveMember {
			return o.MayRemove(a, m, isHead)
		}
		return o.MayReview(a)
	}, func(MemberVerb) error {
		if m.State != MembershipActive {
			return ErrMembershipNotActive
		}
		return nil
	}, func(v MemberVerb) error {
		switch {
		case v == RemoveMember && open:
			return ErrRemovalOpen
		case v == ChangeMemberSide:
			return o.MayMoveTo(m.Side.Other())
		}
		return nil
	}) // these rules give refusals alone
	return out
}
