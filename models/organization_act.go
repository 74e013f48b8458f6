package models

// OrganizationAction is what may be done to an organization as a whole.
type OrganizationAction string

// The actions.
const (
	ReviseOrganization   OrganizationAction = "revise"
	SubmitOrganization   OrganizationAction = "submit"
	DeleteOrganization   OrganizationAction = "delete" // what is not approved is gone, and its name is free
	ApproveOrganization  OrganizationAction = "approve"
	RejectOrganization   OrganizationAction = "reject"
	AmendOrganization    OrganizationAction = "amend" // its head changes what it says of itself
	RenameOrganization   OrganizationAction = "rename"
	DecideCharterChange  OrganizationAction = "decide_charter"
	RegisterOrganization OrganizationAction = "register" // it becomes a legal person
	ExtendOrganization   OrganizationAction = "extend"   // a temporary organization ends later
	RenewTerm            OrganizationAction = "renew_term"
	SuspendOrganization  OrganizationAction = "suspend"
	ResumeOrganization   OrganizationAction = "resume"
	DissolveOrganization OrganizationAction = "dissolve"
)

var OrganizationMoves = Moves[OrganizationState, OrganizationAction]{
	ReviseOrganization: {OrganizationDraft: OrganizationDraft, OrganizationRejected: OrganizationDraft},
	SubmitOrganization: {OrganizationDraft: OrganizationSubmitted},
	DeleteOrganization: {OrganizationDraft: OrganizationDraft, OrganizationSubmitted: OrganizationSubmitted,
		OrganizationRejected: OrganizationRejected},
	ApproveOrganization:  {OrganizationSubmitted: OrganizationActive},
	RejectOrganization:   {OrganizationSubmitted: OrganizationRejected},
	AmendOrganization:    {OrganizationActive: OrganizationActive},
	RenameOrganization:   {OrganizationActive: OrganizationActive},
	RegisterOrganization: {OrganizationActive: OrganizationActive},
	ExtendOrganization:   {OrganizationActive: OrganizationActive, OrganizationSuspended: OrganizationSuspended},
	RenewTerm:            {OrganizationActive: OrganizationActive},
	DecideCharterChange:  {OrganizationActive: OrganizationActive},
	SuspendOrganization:  {OrganizationActive: OrganizationSuspended},
	ResumeOrganization:   {OrganizationSuspended: OrganizationActive},
	DissolveOrganization: {OrganizationActive: OrganizationDissolved, OrganizationSuspended: OrganizationDissolved},
}

// Next gives the state that the action leads to, or ErrOrganizationState.
func (o Organization) Next(action OrganizationAction) (OrganizationState, error) {
	return OrganizationMoves.After(o.State, action, ErrOrganizationState)
}

// Approved reports whether the organization has come to life, and may have ended.
func (o Organization) Approved() bool {
	switch o.State {
	case OrganizationActive, OrganizationSuspended, OrganizationDissolved:
		return true
	case OrganizationDraft, OrganizationSubmitted, OrganizationRejected:
	}
	return false
}

// FoundedBy reports whether the actor drafted the organization.
func (o Organization) FoundedBy(a Actor) bool {
	return o.CreatedBy != nil && a.SignedIn() && *o.CreatedBy == a.PersonID
}

// Allows refuses unless the actor may do this to an organization that they can see. The
// founder writes, submits and deletes; an administrator of the place or, for a group inside
// an organization, the head of that one decides, and nobody both; the head leads what is active, as far as no
// authority has to. Whether
// the state allows it is for Next; whether the actor has signed the founding is
// for the caller, who can ask the rows.
func (o Organization) Allows(a Actor, action OrganizationAction) error {
	switch action {
	case ReviseOrganization, SubmitOrganization, DeleteOrganization:
		if o.FoundedBy(a) {
			return nil
		}
	case ApproveOrganization, RejectOrganization:
		parent := o.ApprovedByParent() && o.leadsParent(a)
		switch admin := a.OverRegion(o.RegionCode, RoleRegionAdmin); {
		case (admin || parent) && o.FoundedBy(a):
			return ErrOrganizationOwnReview
		case parent:
			return nil
		}
		return o.decidedBy(a, o.ApproverLevel())
	case SuspendOrganization, ResumeOrganization, ExtendOrganization, RenewTerm, DecideCharterChange:
		return o.decidedBy(a, o.ApproverLevel())
	case RegisterOrganization:
		return o.decidedBy(a, min(o.ApproverLevel(), LevelCounty))
	case AmendOrganization:
		if o.ledBy(a) {
			return nil
		}
	case RenameOrganization, DissolveOrganization:
		return o.allowsHead(a, action)
	}
	return ErrForbidden
}

// decidedBy refuses unless the actor is an administrator over the place who
// stands at a level or above.
func (o Organization) decidedBy(a Actor, level RegionLevel) error {
	switch {
	case !a.OverRegion(o.RegionCode, RoleRegionAdmin):
		return ErrForbidden
	case !o.under(a, level):
		return ErrOrganizationAuthority
	}
	return nil
}

// allowsHead refuses to rename or to dissolve the organization: its head does what needs
// no authority, an administrator who could approve it does all. What is set up
// by law ends by whoever set it up; the name and the end of a registered organization
// are matters of its registration (社会团体登记管理条例 18–21).
func (o Organization) allowsHead(a Actor, action OrganizationAction) error {
	level := o.ApproverLevel()
	if o.LegalForm == FormRegistered {
		level = min(level, LevelCounty)
	}
	if o.under(a, level) {
		return nil
	}
	if !o.ledBy(a) {
		return o.decidedBy(a, level)
	}
	switch {
	case o.LegalForm == FormRegistered, o.LegalForm == FormSubGroup && action == DissolveOrganization:
		return ErrOrganizationAuthority
	case o.State == OrganizationSuspended:
		return ErrOrganizationSuspended
	}
	return nil
}

func (o Organization) ledBy(a Actor) bool { return a.InOrganization(o.ID, o.Kind.Head()) }

// ApproverLevel is the lowest level whose administrator approves the organization: that
// of its kind, the county for what will be registered, and for a federation the
// level above its own.
func (o Organization) ApproverLevel() RegionLevel {
	level := o.Kind.Policy().Approver
	switch {
	case o.Is(KindUnion, UnionFederation):
		level = min(level, o.RegionCode.Level()-1)
	case o.IntendedForm == FormRegistered && o.Kind != KindUnion:
		level = min(level, LevelCounty)
	}
	return level
}

// ApprovedBy reports whether an administrator stands high enough to approve.
func (o Organization) ApprovedBy(a Actor) bool { return o.under(a, o.ApproverLevel()) }

// ReviewedBy reports whether the actor decides who comes into the organization.
func (o Organization) ReviewedBy(a Actor) bool { return a.InOrganization(o.ID, o.Kind.Reviewers()...) }

// MayReview refuses an actor who does not decide who comes into the organization.
func (o Organization) MayReview(a Actor) error {
	if !o.ReviewedBy(a) {
		return ErrForbidden
	}
	return nil
}

// under reports whether the actor administers a division of a level or above in
// which the organization lies.
func (o Organization) under(a Actor, level RegionLevel) bool {
	for _, code := range a.Regions(RoleRegionAdmin) {
		if code.Contains(o.RegionCode) && code.Level() <= level {
			return true
		}
	}
	return false
}

// Approvers lists the divisions whose administrators could approve the organization.
func (o Organization) Approvers() []RegionCode {
	var out []RegionCode
	for _, code := range append(o.RegionCode.Ancestors(), o.RegionCode) {
		if code.Level() <= o.ApproverLevel() {
			out = append(out, code)
		}
	}
	return out
}

// Refusals that follow from who acts and what the organization is by now.
var (
	ErrOrganizationSuspended = NewError(CodeForbidden, "organization.suspended", "该组织已被暂停，只能由管理部门处理",
		"The organization is suspended: only the authority acts on it")
	ErrOrganizationFixed = NewError(CodeConflict, "organization.fixed_once_active", "组织成立后，这些内容不能直接修改；改名请用更名功能",
		"Once the organization is active these are fixed; a new name has its own act")
	ErrOrganizationCapacity = NewError(CodeConflict, "organization.capacity_taken", "人数上限不能少于现有会员人数",
		"The capacity cannot be less than the members there are")
	ErrOrganizationEnds = NewError(CodeConflict, "organization.ends_in_past", "结束日期已经过去，请先修改",
		"The last day of the organization is over: change it first")
	ErrOrganizationPermanent = NewError(CodeConflict, "organization.not_temporary", "这个组织没有结束日期",
		"The organization is not a temporary one")
	ErrOrganizationStands = NewError(CodeConflict, "organization.not_dissolved", "该组织没有解散，没有终止记录",
		"The organization has not ended and has no end record")
)
