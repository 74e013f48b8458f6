package dispute

import (
	"slices"

	"xinjumin/models"
)

// ReferralOrgans lists where a committee refers a case.
func ReferralOrgans() []Place {
	return []Place{PlaceArbitration, PlaceCourt, PlaceInspection, PlacePolice, PlaceDepartment}
}

// ValidReferralOrgan reports whether a case can be referred to p.
func ValidReferralOrgan(p Place) bool { return slices.Contains(ReferralOrgans(), p) }

// Notices about where a case goes.
const (
	NoticeMovedUp models.NoticeKind = "dispute.moved_up" // to everybody in the case
	NoticeSentOn  models.NoticeKind = "dispute.sent_on"  // to the parties, and who mediates
)

// ErrNobodyAbove refuses to hand up a case that nobody above can take.
var ErrNobodyAbove = models.NewError(models.CodeConflict, "dispute.nobody_above",
	"上级还没有能接收这件纠纷的调解委员会", "There is no committee above that can take the case")
