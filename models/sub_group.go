package models

import "slices"

// IsSubGroup reports whether the organization is a part of another one, so that its
// people are people of that one. A union in a federation is not: it has members
// of its own.
func (o Organization) IsSubGroup() bool { return o.ParentID != nil && o.Kind != KindUnion }

// FitsUnder refuses a draft under a parent that cannot have it: one of another
// kind, one that may have no sub-groups now, and one elsewhere. A registered
// social group sets up no regional branches (社会团体登记管理条例 17); others may
// have them inside their own place. A hometown group lies where its parent does.
func (o Organization) FitsUnder(parent Organization) error {
	if !slices.Contains(o.Kind.Policy().Parents, parent.Kind) {
		return ErrInvalid.With(BodyField("/parent_id", "kind", "这类组织不能设在该组织之下",
			"Such an organization cannot be below that one"))
	}
	if err := parent.May(MayHaveSubGroups); err != nil {
		return err
	}
	same := o.RegionCode == parent.RegionCode
	switch {
	case parent.LegalForm == FormRegistered && parent.Kind != KindUnion && !same:
		return ErrNoRegionalBranches
	case o.Kind == KindHometownGroup && !same, !parent.RegionCode.Contains(o.RegionCode):
		return ErrInvalid.With(BodyField("/region_code", "region", "下设小组应与上级组织在同一地方",
			"A sub-group lies in the place of its parent"))
	}
	return nil
}

// ApprovedByParent reports whether the head of the parent approves the organization, and
// nobody else needs to: a hometown group inside an organization of the same place.
func (o Organization) ApprovedByParent() bool {
	return o.Kind == KindHometownGroup && o.ParentID != nil
}

// HeadRoles lists the roles that lead an organization, over all kinds. An organization only ever
// has the head of its own kind.
func HeadRoles() []Role { return []Role{RoleChair, RoleBranchSecretary, RoleUnionChair} }

// leadsParent reports whether the actor leads the organization above.
func (o Organization) leadsParent(a Actor) bool {
	return o.ParentID != nil && a.InOrganization(*o.ParentID, HeadRoles()...)
}

// Refusals around sub-groups.
var (
	ErrNoRegionalBranches = NewError(CodeConflict, "organization.no_regional_branches", "已登记的社会团体不得设立地域性分支机构",
		"A registered social group sets up no regional branches")
	ErrParentFirst = NewError(CodeForbidden, "organization.parent_first", "请先加入上级组织，再加入它的小组",
		"Join the parent organization first")
)
