package models

import "unicode/utf8"

// Offices of an organization are roles in the scope of an organization. This file has
// the rules of giving and taking them; the rows are RoleGrants.

// Office is a grant with the nickname of who holds it, and where it stands.
type Office struct {
	RoleGrant
	Nickname string
	State    RoleState `gorm:"-"`
	Choices  Choices   `gorm:"-"`
}

// OfficeTermYears bounds a term; every office has an end.
const OfficeTermYears = 5

// ranks orders the offices of an organization; nobody gives or takes an office equal to
// or above their own.
var ranks = map[Role]int{
	RoleChair: 3, RoleBranchSecretary: 3, RoleUnionChair: 3,
	RoleViceChair: 2, RoleSecretaryGeneral: 2,
	RoleDirector: 1, RoleOrganizer: 1, RoleSupervisor: 1,
}

// OfficeRoles lists every role in the scope of an organization.
func OfficeRoles() []Role {
	return []Role{RoleChair, RoleBranchSecretary, RoleUnionChair, RoleViceChair, RoleSecretaryGeneral,
		RoleDirector, RoleOrganizer, RoleSupervisor}
}

// HasOffice reports whether organizations of this kind have the office.
func (k OrganizationKind) HasOffice(r Role) bool {
	rank, ok := ranks[r]
	return ok && (rank < 3 || r == k.Head())
}

// MayChangeOffice refuses unless the actor may give or take the office in the
// organization: its head those below, an administrator of the place all of them. That
// anyone may lay down their own is for the caller to see.
func MayChangeOffice(a Actor, o Organization, r Role) error {
	if a.Own().OverRegion(o.RegionCode, RoleRegionAdmin) {
		if o.Is(KindPartyBranch, BranchTemporary) && !o.ApprovedBy(a.Own()) {
			return ErrTemporaryAppointed
		}
		return nil
	}
	if a.InOrganization(o.ID, o.Kind.Head()) && ranks[r] < ranks[o.Kind.Head()] {
		if may := o.Kind.Policy().May; may != nil {
			return may(o, MayAppoint)
		}
		return nil
	}
	return ErrForbidden
}

// OfficeKey is the live key of a grant: one office once per person and organization.
func OfficeKey(r Role, organization, person ID) string {
	return GrantKey(r, ScopeOrganization, organization.String(), person)
}

// PostMax bounds the words of the post by which somebody holds an office.
const PostMax = 30

// MayLeadByPost refuses to make somebody head of the organization by another post (say
// the secretary of the village) unless an administrator of the place does, whose
// own post it is not, and the kind has such heads.
func MayLeadByPost(a Actor, o Organization, r Role, person ID, post string) error {
	switch {
	case !a.Own().OverRegion(o.RegionCode, RoleRegionAdmin) || person == a.PersonID:
		return ErrForbidden
	case !o.Kind.Policy().ExOfficio || r != o.Kind.Head():
		return ErrNotExOfficio
	case utf8.RuneCountInString(post) > PostMax:
		return ErrInvalid.With(BodyField("/post", "length", "职务名称不能超过30个字", "The post has at most 30 characters"))
	}
	return nil
}

// Appoint gives the grant of an office that lasts to the end of a day, as it
// holds from now on. A person who did not ask for it is given RoleGrant.Waiting of it.
func Appoint(o Organization, person ID, r Role, endsOn Day, by ID, now Instant) (RoleGrant, error) {
	if !o.Kind.HasOffice(r) {
		return RoleGrant{}, ErrInvalid.With(BodyField("/role", "enum", "该组织没有这个职务",
			"Organizations of this kind have no such office"))
	}
	today := DayOf(now)
	if endsOn < today || endsOn > LastTermDay(now) {
		return RoleGrant{}, ErrInvalid.With(BodyField("/ends_on", "range", "任期应从今天起，不超过5年",
			"The term must end within five years from today"))
	}
	key := OfficeKey(r, o.ID, person)
	return RoleGrant{
		PersonID: person, Role: r, ScopeKind: ScopeOrganization, OrganizationID: &o.ID, LiveKey: &key,
		StartsAt: now, EndsAt: endsOn.AddDays(1).Start(), GrantedBy: &by, CreatedAt: now,
	}, nil
}

// LastTermDay is the latest end of a term that begins now.
func LastTermDay(now Instant) Day {
	return DayOf(InstantOf(now.Time().In(Shanghai).AddDate(OfficeTermYears, 0, 0)))
}

// Refusals around offices.
var (
	ErrLastHead = NewError(CodeConflict, "office.last_head", "该组织只有这一位负责人，请先安排接任的人",
		"The last head of an organization stays until somebody follows")
	ErrOfficeHeld   = NewError(CodeConflict, "office.held", "该会员已担任此职务", "The person holds this office already")
	ErrOfficeEnded  = NewError(CodeConflict, "office.ended", "该任职已经结束", "The office has ended")
	ErrNotExOfficio = NewError(CodeConflict, "office.not_ex_officio", "这个职务不能由其他职务兼任",
		"Nobody holds this office by another post")
	// ErrNotInBranch is ErrNotMember of a Party branch. It is a forbidden act, so
	// that who tries names to learn who belongs there is in the trail of the branch.
	ErrNotInBranch = NewError(CodeForbidden, "office.not_in_branch", "只能任命本支部成员",
		"Only members of the branch can hold an office")
	// ErrOfficeUnverified is for a member whose identity is not verified.
	ErrOfficeUnverified = NewError(CodeConflict, "office.not_verified", "此人尚未完成实名认证，不能担任职务",
		"Only a verified person can hold an office")
	ErrNotMember = NewError(CodeConflict, "office.not_member", "只能任命本组织会员", "Only members can hold an office")
)
