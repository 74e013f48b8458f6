package models

import "time"

// A role over a region is offered by a superior and holds once the person
// accepts: the offer is one row, the grant another with the same id, and only
// the grant gives rights.

// RoleState tells where a role over a region stands.
type RoleState string

// States: proposed → offered → accepted (the grant is active, then ended);
// proposed | offered → declined | withdrawn | expired. Only a platform
// administrator is proposed first, because two must agree.
const (
	RoleProposed  RoleState = "proposed"
	RoleOffered   RoleState = "offered"
	RoleAccepted  RoleState = "accepted"
	RoleDeclined  RoleState = "declined"
	RoleWithdrawn RoleState = "withdrawn"
	RoleExpired   RoleState = "expired"
	RoleActive    RoleState = "active"
	RoleEnded     RoleState = "ended"
)

var roleStateWords = Words[RoleState]{
	{RoleProposed, "待另一位管理员同意", "Waits for a second administrator"},
	{RoleOffered, "待本人接受", "Waits for the person"},
	{RoleAccepted, "已接受，尚未开始", "Accepted, begins later"},
	{RoleDeclined, "本人未接受", "Declined"},
	{RoleWithdrawn, "已撤回", "Withdrawn"},
	{RoleExpired, "已过期", "Expired"},
	{RoleActive, "任职中", "Holds"},
	{RoleEnded, "已结束", "Ended"},
}

// Text gives the plain words of a state.
func (s RoleState) Text() (zh, en string) { return roleStateWords.Or(s, RoleActive) }

// All gives every value in order.
func (RoleState) All() []RoleState { return roleStateWords.All() }

// Bounds of roles over a region.
const (
	RoleTermYears = 3
	RoleOfferLife = 14 * 24 * time.Hour // how long the person may think
)

// RoleOffer is a role that waits for the person, or for a second administrator.
type RoleOffer struct {
	ID         ID `gorm:"primaryKey"` // of the grant, too, once it is accepted
	PersonID   ID
	Role       Role       `pii:"profile"`
	RegionCode RegionCode `pii:"none"`
	EndsOn     Day
	State      RoleState `pii:"none"`
	LiveKey    *string   `pii:"none,technical"` // one open offer of a role per person and region
	OfferedBy  ID
	// DelegatedFrom is the grant of whoever is away and offers it, see NewDelegation.
	DelegatedFrom *ID
	// Renews is the grant whose term grows when this is accepted, see NewRenewal.
	Renews    *ID
	StartsAt  *Instant // not before; nil: when it is accepted
	ExpiresAt Instant
	CreatedAt Instant `gorm:"autoCreateTime:false"`
	UpdatedAt Instant `gorm:"autoUpdateTime:false"`
}

// Open reports whether the offer still waits for somebody at now.
func (o RoleOffer) Open(now Instant) bool {
	return (o.State == RoleProposed || o.State == RoleOffered) && now < o.ExpiresAt
}

// RegionRole is an offer or a grant over a region, as people read it.
type RegionRole struct {
	ID         ID
	PersonID   ID
	Nickname   string
	Role       Role
	RegionCode RegionCode
	State      RoleState
	EndsOn     Day
	StartsAt   *Instant // of the grant
	EndedAt    *Instant // of the grant
	EndReason  string   // of a grant that was taken back
	ExpiresAt  *Instant // of the offer
	CreatedAt  Instant
	// DelegatedFrom and Renews are as in the offer.
	DelegatedFrom *ID
	Renews        *ID
	HandedOver    bool // of a grant: somebody took over what was open in it
	Choices       Choices
}

// View gives what people read of an offer.
func (o RoleOffer) View(nickname string) RegionRole {
	return RegionRole{ID: o.ID, PersonID: o.PersonID, Nickname: nickname, Role: o.Role, RegionCode: o.RegionCode,
		State: o.State, EndsOn: o.EndsOn, StartsAt: o.StartsAt, ExpiresAt: &o.ExpiresAt, CreatedAt: o.CreatedAt,
		DelegatedFrom: o.DelegatedFrom, Renews: o.Renews}
}

// RegionView gives what people read of a grant over a region at now.
func (g RoleGrant) RegionView(nickname string, now Instant) RegionRole {
	r := RegionRole{ID: g.ID, PersonID: g.PersonID, Nickname: nickname, Role: g.Role, State: RoleEnded,
		EndsOn: DayOf(g.EndsAt - 1), StartsAt: &g.StartsAt, EndedAt: g.EndedAt, EndReason: g.EndReason,
		CreatedAt: g.CreatedAt, DelegatedFrom: g.DelegatedFrom}
	if g.RegionCode != nil {
		r.RegionCode = *g.RegionCode
	}
	if g.EndedAt == nil && now < g.EndsAt {
		r.State = RoleActive
		if now < g.StartsAt {
			r.State = RoleAccepted
		}
	}
	return r
}

// MayGiveRole reports whether the actor is a superior of the role over the
// region. A platform administrator is one of every role, a region administrator
// of those strictly below the own region, so that nobody makes an equal. The
// one exception has nothing above it: platform administrators propose and end
// each other, under the rules of two persons and of the last one. A person who stands in
// for somebody appoints nobody.
func MayGiveRole(a Actor, r Role, region RegionCode) bool {
	a = a.Own()
	switch r {
	case RolePlatformAdmin:
		return region == CountryCode && a.OverRegion(CountryCode, RolePlatformAdmin)
	case RoleRegionAdmin, RoleOfficer, RoleAuditor:
	default:
		return false
	}
	if a.OverRegion(region, RolePlatformAdmin) {
		return true
	}
	for _, own := range a.Regions(RoleRegionAdmin) {
		if own != region && own.Contains(region) {
			return true
		}
	}
	return false
}

// NewRoleOffer checks the term and gives the offer that a person can accept.
func NewRoleOffer(person ID, r Role, region RegionCode, endsOn Day, by ID, now Instant) (RoleOffer, error) {
	if endsOn < DayOf(now) || endsOn > lastRoleDay(now) {
		return RoleOffer{}, ErrInvalid.With(BodyField("/ends_on", "range", "任期应从今天起，不超过3年",
			"The term must end within three years from today"))
	}
	key := GrantKey(r, ScopeRegion, string(region), person)
	o := RoleOffer{PersonID: person, Role: r, RegionCode: region, EndsOn: endsOn, State: RoleOffered, LiveKey: &key,
		OfferedBy: by, CreatedAt: now, UpdatedAt: now}
	o.ExpiresAt = o.AnswerUntil(now)
	if r == RolePlatformAdmin {
		o.State, o.ExpiresAt = RoleProposed, now.Add(ApprovalLife)
	}
	return o, nil
}

// AnswerUntil tells how long the person may think when asked at now.
func (o RoleOffer) AnswerUntil(now Instant) Instant {
	return min(now.Add(RoleOfferLife), o.EndsOn.AddDays(1).Start())
}

// Grant gives the grant that accepting the offer at now makes.
func (o RoleOffer) Grant(now Instant) RoleGrant {
	from := now
	if o.StartsAt != nil && *o.StartsAt > now {
		from = *o.StartsAt
	}
	g := NewRegionGrant(o.ID, o.PersonID, o.Role, o.RegionCode, from, o.EndsOn.AddDays(1).Start())
	g.CreatedAt, g.GrantedBy, g.DelegatedFrom = now, &o.OfferedBy, o.DelegatedFrom
	return g
}

// lastRoleDay is the latest end of a term that somebody is given at now.
func lastRoleDay(now Instant) Day {
	return DayOf(InstantOf(now.Time().In(Shanghai).AddDate(RoleTermYears, 0, 0)))
}

// What people are told about roles over a region.
const (
	NoticeRoleProposed NoticeKind = "role.proposed"
	NoticeRoleOffered  NoticeKind = "role.offered"
	NoticeRoleAccepted NoticeKind = "role.accepted"
	NoticeRoleDeclined NoticeKind = "role.declined"
	NoticeRoleEnded    NoticeKind = "role.ended"
)

// Refusals around roles over a region.
var (
	ErrRoleOwn  = NewError(CodeForbidden, "role.own", "不能给自己授予角色", "Nobody gives themselves a role")
	ErrRoleHeld = NewError(CodeConflict, "role.held", "此人已有这个角色，或已有待接受的任命",
		"The person holds this role, or has an open offer of it")
	ErrRoleState = NewError(CodeConflict, "role.wrong_state", "这项任命已经变化或过期，请刷新后查看",
		"The role is not in a state that allows this")
	ErrLastPlatformAdmin = NewError(CodeConflict, "role.last_platform_admin", "平台只有这一位管理员，请先安排接任的人",
		"The last platform administrator stays until somebody follows")
)
