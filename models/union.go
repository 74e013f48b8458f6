package models

import "fmt"

// UnionNo gives the number of a union: the division code of its county, or of
// its city, and its own number there.
func UnionNo(place RegionCode, n int64) string {
	return fmt.Sprintf("%s-%04d", string(place)[:6], n)
}

// UnionSeries names the counter from which unions of a county have their numbers.
func UnionSeries(place RegionCode) string { return "union:" + string(place)[:6] }

// UnionMemberNo gives the number on a membership card: that of the union and a
// serial in it. None is given twice, also after a member has gone.
func UnionMemberNo(union string, serial int64) string { return fmt.Sprintf("%s-%06d", union, serial) }

// HoldsRetained reports whether the body may hold retained memberships: a
// federation does, though it takes no applications, and nobody else (工会法 13:
// where the unit is gone and its union with it, the membership may be kept).
func (o Organization) HoldsRetained() bool {
	return o.State == OrganizationActive && o.Is(KindUnion, UnionFederation)
}

// MayRetain refuses to hand members of a union to the body above it.
func (o Organization) MayRetain(above Organization) error {
	switch {
	case o.Kind != KindUnion || o.Subtype == UnionFederation:
		return ErrCapability
	case !above.HoldsRetained():
		return ErrUnionNoFederation
	}
	return nil
}

// RetainsAll refuses unless the actor may hand over all members of a union
// whose unit is gone: the chair of the federation above, or an administrator of
// the place. The union's own chair does not: it is the end of the body.
func (o Organization) RetainsAll(a Actor) error {
	if o.ParentID != nil && a.InOrganization(*o.ParentID, RoleUnionChair) ||
		a.OverRegion(o.RegionCode, RoleRegionAdmin) {
		return nil
	}
	return ErrForbidden
}

// RetainReason tells why a membership is kept by a federation.
type RetainReason string

// The reasons.
const (
	RetainUnitClosed RetainReason = "unit_closed" // 单位终止、撤销、破产
	RetainMerged     RetainReason = "unit_merged" // 单位合并、分立
	RetainLaidOff    RetainReason = "laid_off"    // 失业、解除劳动合同
)

var retainReasonWords = Words[RetainReason]{
	{RetainUnitClosed, "单位终止或撤销", "The unit has ended"},
	{RetainMerged, "单位合并或分立", "The unit was merged or divided"},
	{RetainLaidOff, "失业或解除劳动合同", "Out of work"},
}

// Text gives the plain words of a reason.
func (r RetainReason) Text() (zh, en string) { return retainReasonWords.Of(r) }

// All gives every value in order.
func (RetainReason) All() []RetainReason { return retainReasonWords.All() }

// Retain gives the spell in which a federation holds a member of a union below
// it: the number stays, no dues are asked, and a transfer to the union of a new
// job ends it. The old spell is ended by the caller.
func (m Membership) Retain(above ID, queueNo int64, now Instant) Membership {
	next := m.movedTo(above, queueNo, now)
	next.Standing, next.MemberNo = StandingRetained, m.MemberNo
	return next
}

// Transferred gives the spell that goes on in another union (会籍接转). The number
// is given there.
func (m Membership) Transferred(to Organization, by ID, now Instant) Membership {
	next := m.movedTo(to.ID, to.NextQueueNo, now)
	next.DecidedBy, next.DecidedAt = &by, &now
	return next
}

func (m Membership) movedTo(body ID, queueNo int64, now Instant) Membership {
	return Membership{
		OrganizationID: body, PersonID: m.PersonID, State: MembershipActive, Side: m.Side, QueueNo: queueNo,
		LiveKey: SpellKey(body, m.PersonID), ExclusiveKey: ExclusiveKeyOf(KindUnion, TieFormal, m.PersonID),
		Tie: TieFormal, Source: ByTransfer, Answers: "[]", JoinedAt: &now, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}

// UnionCard is the membership card (会员证) of a person: the active spell, its
// union, and what waits.
type UnionCard struct {
	Membership
	OrganizationName string
	UnionNo          string
	RegionName       string
	Transfer         *UnionTransferView // that waits for an answer
	Before           []UnionNumber      // earlier numbers, the newest first
}

// UnionNumber is a number that a person had.
type UnionNumber struct {
	OrganizationName string
	MemberNo         string
	JoinedAt         Instant
	EndedAt          *Instant
	EndReason        EndReason
}

// Refusals around memberships of unions.
var (
	ErrUnionOnly = NewError(CodeConflict, "union.unions_only", "这是工会的事项，该组织不是工会",
		"Only unions do this: the body is none")
	ErrUnionNoCard       = NewError(CodeNotFound, "union.no_card", "您目前不是工会会员", "You are no member of a union now")
	ErrUnionNoFederation = NewError(CodeConflict, "union.no_federation", "该工会没有正常运作的上级工会联合会，会籍无处保留，请先办理归属",
		"There is no active federation above the union that could hold the memberships: affiliate it first")
	ErrUnionNobody = NewError(CodeConflict, "union.nobody_to_retain", "该工会已经没有会员", "The union has no members left")
)

// What people are told.
const (
	NoticeUnionRetained NoticeKind = "union.retained" // to the member
)
