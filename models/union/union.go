package union

import (
	"fmt"

	"xinjumin/models"
)

// NumberIn gives the number of a union: the division code of its county, or of
// its city, and its own number there.
func NumberIn(place models.RegionCode, n int64) string {
	return fmt.Sprintf("%s-%04d", string(place)[:6], n)
}

// Series names the counter from which unions of a county have their numbers.
func Series(place models.RegionCode) string { return "union:" + string(place)[:6] }

// MemberNo gives the number on a membership card: that of the union and a
// serial in it. None is given twice, also after a member has gone.
func MemberNo(union string, serial int64) string { return fmt.Sprintf("%s-%06d", union, serial) }

// HoldsRetained reports whether the organization may hold retained memberships: a
// federation does, though it takes no applications, and nobody else (工会法 13:
// where the unit is gone and its union with it, the membership may be kept).
func HoldsRetained(o models.Organization) bool {
	return o.State == models.OrganizationActive && o.Is(models.KindUnion, models.UnionFederation)
}

// MayRetain refuses to hand members of a union to the organization above it.
func MayRetain(o models.Organization, above models.Organization) error {
	switch {
	case o.Kind != models.KindUnion || o.Subtype == models.UnionFederation:
		return models.ErrCapability
	case !HoldsRetained(above):
		return ErrNoFederation
	}
	return nil
}

// RetainsAll refuses unless the actor may hand over all members of a union
// whose unit is gone: the chair of the federation above, or an administrator of
// the place. The union's own chair does not: it is the end of the organization.
func RetainsAll(o models.Organization, a models.Actor) error {
	if o.ParentID != nil && a.InOrganization(*o.ParentID, models.RoleUnionChair) ||
		a.OverRegion(o.RegionCode, models.RoleRegionAdmin) {
		return nil
	}
	return models.ErrForbidden
}

// RetainReason tells why a membership is kept by a federation.
type RetainReason string

// The reasons.
const (
	RetainUnitClosed RetainReason = "unit_closed" // 单位终止、撤销、破产
	RetainMerged     RetainReason = "unit_merged" // 单位合并、分立
	RetainLaidOff    RetainReason = "laid_off"    // 失业、解除劳动合同
)

var retainReasonWords = models.Words[RetainReason]{
	{RetainUnitClosed, "单位终止或撤销", "The unit has ended"},
	{RetainMerged, "单位合并或分立", "The unit was merged or divided"},
	{RetainLaidOff, "失业或解除劳动合同", "Out of work"},
}

// Text gives the plain words of a reason.
func (r RetainReason) Text() (zh, en string) { return retainReasonWords.Of(r) }

// All gives every value in order.
func (RetainReason) All() []RetainReason { return retainReasonWords.All() }

// Retain gives the membership in which a federation holds a member of a union below
// it: the number stays, no dues are asked, and a transfer to the union of a new
// job ends it. The old membership is ended by the caller.
func Retain(m models.Membership, above models.ID, queueNo int64, now models.Instant) models.Membership {
	next := m.MovedTo(above, queueNo, now)
	next.Standing, next.MemberNo = models.StandingRetained, m.MemberNo
	return next
}

// Transferred gives the membership that goes on in another union (会籍接转). The number
// is given there.
func Transferred(m models.Membership, to models.Organization, by models.ID, now models.Instant) models.Membership {
	next := m.MovedTo(to.ID, to.NextQueueNo, now)
	next.DecidedBy, next.DecidedAt = &by, &now
	return next
}

// Card is the membership card (会员证) of a person: the active membership, its
// union, and what waits.
type Card struct {
	models.Membership
	OrganizationName string
	UnionNo          string
	RegionName       string
	Transfer         *TransferView // that waits for an answer
	Before           []Number      // earlier numbers, the newest first
}

// Number is a number that a person had.
type Number struct {
	OrganizationName string
	MemberNo         string
	JoinedAt         models.Instant
	EndedAt          *models.Instant
	EndReason        models.EndReason
}

// Refusals around memberships of unions.
var (
	ErrUnionsOnly = models.NewError(models.CodeConflict, "union.unions_only", "这是工会的事项，该组织不是工会",
		"Only unions do this: the organization is none")
	ErrNoCard = models.NewError(models.CodeNotFound, "union.no_card", "您目前不是工会会员",
		"You are no member of a union now")
	ErrNoFederation = models.NewError(models.CodeConflict, "union.no_federation", "该工会没有正常运作的上级工会联合会，会籍无处保留，请先办理归属",
		"There is no active federation above the union that could hold the memberships: affiliate it first")
	ErrNobody = models.NewError(models.CodeConflict, "union.nobody_to_retain", "该工会已经没有会员",
		"The union has no members left")
)

// What people are told.
const (
	NoticeRetained models.NoticeKind = "union.retained" // to the member
)
