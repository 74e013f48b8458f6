package union

import "xinjumin/models"

// MayJoinFederation refuses to put a union under an organization above it. The tree runs
// 市→县→镇→企业: above stands a federation whose place contains that of the union
// and lies at a higher level, or, for a union of units, is the same place. So
// each step leads up, and no path comes back (工会法 11, 12).
func MayJoinFederation(o models.Organization, above models.Organization) error {
	switch {
	case o.Kind != models.KindUnion || above.Kind != models.KindUnion:
		return ErrUnionsOnly
	case o.State != models.OrganizationActive || above.State != models.OrganizationActive:
		return models.ErrOrganizationInactive
	case o.ParentID != nil:
		return ErrAffiliated
	case above.Subtype != models.UnionFederation, !above.RegionCode.Contains(o.RegionCode),
		above.RegionCode.Level() == o.RegionCode.Level() && o.Subtype == models.UnionFederation, above.ID == o.ID:
		return ErrNotAbove
	}
	return nil
}

// AskedOf gives the federation that a union asks to stand above it, for a chair
// of that federation; anybody else is forbidden to answer.
func AskedOf(o models.Organization, a models.Actor) (models.ID, error) {
	switch {
	case o.ParentAskedID != nil && a.InOrganization(*o.ParentAskedID, models.RoleUnionChair):
		return *o.ParentAskedID, nil
	case o.ParentAskedID == nil && o.ParentID != nil && a.InOrganization(*o.ParentID, models.RoleUnionChair):
		return models.ID{}, ErrNotAsked
	}
	return models.ID{}, models.ErrForbidden
}

// Branch is a union in the tree: itself, and what is below it in sum.
type Branch struct {
	models.Organization
	RegionName string
	Below      Sum
}

// TableName tells the mapper where the embedded row lives.
func (Branch) TableName() string { return "organizations" }

// Sum adds up unions that act: how many they are, and their members.
type Sum struct {
	Unions  int64
	Members int64
}

// Tree is a union, what it and all below it add up to, and a page of those
// right below.
type Tree struct {
	Root     Branch
	Children models.List[Branch]
}

// Refusals of the tree.
var (
	ErrAffiliated = models.NewError(models.CodeConflict, "union.affiliated", "该工会已有上级工会",
		"The union has an organization above it already")
	ErrNotAbove = models.NewError(models.CodeConflict, "union.not_above", "上级应是本地或上一级区划的工会联合会",
		"The organization above must be a federation of this place or of one above it")
	ErrNotAsked = models.NewError(models.CodeConflict, "union.not_asked", "该工会没有向您的工会联合会提出归属申请，或已经处理",
		"The union has not asked for this, or it has been decided")
)

// What people are told.
const (
	NoticeAffiliationAsked    models.NoticeKind = "union.affiliation_asked"    // to the chairs of the federation
	NoticeAffiliationAccepted models.NoticeKind = "union.affiliation_accepted" // to the chairs of the union
	NoticeAffiliationRefused  models.NoticeKind = "union.affiliation_refused"
)
