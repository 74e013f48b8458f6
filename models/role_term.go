package models

// A role ends by the clock. Before that the holder and the superiors are told;
// a superior may offer to make the term longer, and who is away may let
// somebody stand in for a while (请假委托).

// Bounds of standing in, in days.
const (
	DelegationDays  = 60 // the longest
	DelegationAhead = 60 // how far away it may begin
)

// RoleWarnings are how many days before the end of a term people are told, the
// last warning first.
func RoleWarnings() []int { return []int{7, 30} }

// Own gives the actor without the roles that are only held for somebody who is
// away. Acts that must not be passed on ask it.
func (a Actor) Own() Actor {
	var own []RoleGrant
	for _, g := range a.Grants {
		if g.DelegatedFrom == nil {
			own = append(own, g)
		}
	}
	a.Grants = own
	return a
}

// Delegable refuses to let somebody stand in for a grant that is itself held
// for another, or is of a role that cannot be passed on.
func (g RoleGrant) Delegable() error {
	if g.DelegatedFrom != nil || g.ScopeKind != ScopeRegion || (g.Role != RoleOfficer && g.Role != RoleRegionAdmin) {
		return ErrRoleNotDelegable
	}
	return nil
}

// NewDelegation gives the offer by which the holder of g asks somebody to stand
// in from one day to another, inside the own term.
func NewDelegation(g RoleGrant, to ID, from, until Day, now Instant) (RoleOffer, error) {
	if err := g.Delegable(); err != nil {
		return RoleOffer{}, err
	}
	today := DayOf(now)
	if from < today || from > today.AddDays(DelegationAhead) {
		return RoleOffer{}, ErrInvalid.With(BodyField("/starts_on", "range", "开始日期应在今天起60天内",
			"It must begin within 60 days from today"))
	}
	if until < from || until >= from.AddDays(DelegationDays) || until.AddDays(1).Start() > g.EndsAt {
		return RoleOffer{}, ErrInvalid.With(BodyField("/ends_on", "range", "委托最长60天，且不超过本人任期",
			"At most 60 days, and not beyond one's own term"))
	}
	key, starts := GrantKey(g.Role, ScopeRegion, string(*g.RegionCode), to), from.Start()
	o := RoleOffer{PersonID: to, Role: g.Role, RegionCode: *g.RegionCode, EndsOn: until, State: RoleOffered,
		LiveKey: &key, OfferedBy: g.PersonID, DelegatedFrom: &g.ID, StartsAt: &starts, CreatedAt: now, UpdatedAt: now}
	o.ExpiresAt = o.AnswerUntil(now)
	return o, nil
}

// NewRenewal gives the offer by which the term of g, which holds, becomes
// longer; it begins where the old one ends. A platform administrator's is
// proposed first, as any.
func NewRenewal(g RoleGrant, endsOn Day, by ID, now Instant) (RoleOffer, error) {
	if err := g.Renewable(); err != nil {
		return RoleOffer{}, err
	}
	if endsOn.AddDays(1).Start() <= g.EndsAt || endsOn > lastRoleDay(now) {
		return RoleOffer{}, ErrInvalid.With(BodyField("/ends_on", "range", "新任期应晚于原任期，且从今天起不超过3年",
			"Later than the present end, within three years from today"))
	}
	o, err := NewRoleOffer(g.PersonID, g.Role, *g.RegionCode, endsOn, by, now)
	o.Renews, o.StartsAt, o.ExpiresAt = &g.ID, &g.EndsAt, min(o.ExpiresAt, g.EndsAt)
	return o, err
}

// GrantID is the grant that accepting the offer makes, or makes longer.
func (o RoleOffer) GrantID() ID {
	if o.Renews != nil {
		return *o.Renews
	}
	return o.ID
}

// What people are told about terms and about standing in.
const (
	NoticeRoleEnding            NoticeKind = "role.ending"             // to the holder
	NoticeRoleEndingBelow       NoticeKind = "role.ending_below"       // to the superiors
	NoticeRoleRenewal           NoticeKind = "role.renewal_offered"    // to the holder
	NoticeRoleDelegationOffered NoticeKind = "role.delegation_offered" // to who is to stand in
	NoticeRoleDelegated         NoticeKind = "role.delegated"          // to the superiors
)

// Refusals around terms and standing in.
var (
	ErrRoleNotDelegable = NewError(CodeForbidden, "role.not_delegable", "只有协管员、地区管理员本人担任的角色可以委托他人代理",
		"Only an officer's or region administrator's own role can be passed on for a while")
	ErrRoleDelegated = NewError(CodeConflict, "role.delegated", "已有一项进行中的委托，请先结束它",
		"Somebody stands in already, or has been asked to")
)
