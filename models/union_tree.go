package models

// MayJoinFederation refuses to put a union under a body above it. The tree runs
// 市→县→镇→企业: above stands a federation whose place contains that of the union
// and lies at a higher level, or, for a union of units, is the same place. So
// each step leads up, and no path comes back (工会法 11, 12).
func (o Organization) MayJoinFederation(above Organization) error {
	switch {
	case o.Kind != KindUnion || above.Kind != KindUnion:
		return ErrUnionOnly
	case o.State != OrganizationActive || above.State != OrganizationActive:
		return ErrOrganizationInactive
	case o.ParentID != nil:
		return ErrUnionAffiliated
	case above.Subtype != UnionFederation, !above.RegionCode.Contains(o.RegionCode),
		above.RegionCode.Level() == o.RegionCode.Level() && o.Subtype == UnionFederation, above.ID == o.ID:
		return ErrUnionNotAbove
	}
	return nil
}

// AskedOf gives the federation that a union asks to stand above it, for a chair
// of that federation; anybody else is forbidden to answer.
func (o Organization) AskedOf(a Actor) (ID, error) {
	switch {
	case o.ParentAskedID != nil && a.InOrganization(*o.ParentAskedID, RoleUnionChair):
		return *o.ParentAskedID, nil
	case o.ParentAskedID == nil && o.ParentID != nil && a.InOrganization(*o.ParentID, RoleUnionChair):
		return ID{}, ErrUnionNotAsked
	}
	return ID{}, ErrForbidden
}

// UnionBranch is a union in the tree: itself, and what is below it in sum.
type UnionBranch struct {
	Organization
	RegionName string
	Below      UnionSum
}

// TableName tells the mapper where the embedded row lives.
func (UnionBranch) TableName() string { return "organizations" }

// UnionSum adds up unions that act: how many they are, and their members.
type UnionSum struct {
	Unions  int64
	Members int64
}

// UnionTree is a union, what it and all below it add up to, and a page of those
// right below.
type UnionTree struct {
	Root     UnionBranch
	Children List[UnionBranch]
}

// Refusals of the tree.
var (
	ErrUnionAffiliated = NewError(CodeConflict, "union.affiliated", "该工会已有上级工会",
		"The union has a body above it already")
	ErrUnionNotAbove = NewError(CodeConflict, "union.not_above", "上级应是本地或上一级区划的工会联合会",
		"The body above must be a federation of this place or of one above it")
	ErrUnionNotAsked = NewError(CodeConflict, "union.not_asked", "该工会没有向您的工会联合会提出归属申请，或已经处理",
		"The union has not asked for this, or it has been decided")
)

// What people are told.
const (
	NoticeAffiliationAsked    NoticeKind = "union.affiliation_asked"    // to the chairs of the federation
	NoticeAffiliationAccepted NoticeKind = "union.affiliation_accepted" // to the chairs of the union
	NoticeAffiliationRefused  NoticeKind = "union.affiliation_refused"
)
