package models

// Role is what a person may be besides a resident. A role always has
// a scope and an end.
type Role string

// Roles over a region subtree, an organization, a committee, or everything.
const (
	RolePlatformAdmin    Role = "platform_admin"
	RoleRegionAdmin      Role = "region_admin"
	RoleOfficer          Role = "officer" // 协管员
	RoleAuditor          Role = "auditor"
	RoleChair            Role = "chair"             // 会长
	RoleViceChair        Role = "vice_chair"        // 副会长
	RoleSecretaryGeneral Role = "secretary_general" // 秘书长
	RoleDirector         Role = "director"          // 理事
	RoleBranchSecretary  Role = "secretary"         // 书记
	RoleUnionChair       Role = "union_chair"       // 工会主席
	RoleOrganizer        Role = "organizer"         // 活动组织者
	RoleSupervisor       Role = "supervisor"        // 监票、监督
	RoleCommitteeHead    Role = "committee_head"    // 调委会主任
	RoleMediator         Role = "mediator"          // 调解员
)

// ScopeKind tells what a role is bound to.
type ScopeKind string

// The three scopes; platform_admin is bound to the region of the whole country.
const (
	ScopeRegion       ScopeKind = "region"
	ScopeOrganization ScopeKind = "organization"
	ScopeCommittee    ScopeKind = "committee"
)

var scopeKindWords = Words[ScopeKind]{
	{ScopeRegion, "地区", "Region"},
	{ScopeOrganization, "组织", "Organization"},
	{ScopeCommittee, "调解委员会", "Mediation committee"},
}

// Text gives the plain words of a kind of scope.
func (k ScopeKind) Text() (zh, en string) { return scopeKindWords.Of(k) }

// All gives every value in order.
func (ScopeKind) All() []ScopeKind { return scopeKindWords.All() }

// RoleGrant is a role that a person holds from an instant to an instant
// (half-open). EndedAt is set when it was taken back before its time.
type RoleGrant struct {
	ID             ID `gorm:"primaryKey"`
	PersonID       ID
	Role           Role        `pii:"profile"`
	ScopeKind      ScopeKind   `pii:"none"`
	RegionCode     *RegionCode `pii:"none"`
	OrganizationID *ID
	CommitteeID    *ID
	LiveKey        *string `pii:"none,technical"` // one live grant of a role per person and scope; nil when ended
	StartsAt       Instant
	EndsAt         Instant
	EndedAt        *Instant
	EndedBy        *ID
	EndReason      string `pii:"words"` // of whoever took it back
	GrantedBy      *ID
	Post           string   `pii:"profile"` // of an office held ex officio: the other post; else empty
	ShownAs        ShownAs  `pii:"none"`    // of an office: how everybody is shown who holds it
	DelegatedFrom  *ID      // the grant for whose holder this one stands in; its end ends this one
	Seat           SeatKind `pii:"none"` // in a mediation committee; else empty
	Succeeds       *ID      // whose seat in the committee ends when this one is accepted
	CreatedAt      Instant  `gorm:"autoCreateTime:false"`
}

// Active reports whether the grant holds at now.
func (g RoleGrant) Active(now Instant) bool {
	return g.EndedAt == nil && g.StartsAt <= now && now < g.EndsAt
}

// Actor is who acts: a person in a session, with the roles that hold now. The
// zero Actor is a visitor. It is read from the database for each request, never
// from the token, so that a lost role is lost at once.
type Actor struct {
	PersonID  ID
	SessionID ID
	// SessionStartedAt is when the session was signed in, see Fresh.
	SessionStartedAt Instant
	Verified         bool
	Grants           []RoleGrant // only those active now; none of a banned account
	Banned           Banned      // from what, at present
	// OnBehalf is set when an officer acts for the person, see DeskSession; then
	// Grants is empty and SessionID is the officer's.
	OnBehalf *OnBehalf

	system bool
}

// OnBehalf is the officer who acts for a person, and the session that lets them.
type OnBehalf struct {
	OfficerID  ID
	DeskID     ID
	RegionCode RegionCode // of the desk
}

// System acts where nobody does: a job that has come due, the clock, the operator
// at the command line. It has no rights, sees what a visitor sees, and stands in
// the audit trail as nobody.
var System = Actor{system: true}

// IsSystem reports whether the actor is System and not a visitor.
func (a Actor) IsSystem() bool { return a.system }

// SignedIn reports whether the actor is a person.
func (a Actor) SignedIn() bool { return !a.PersonID.IsZero() }

// HasRole reports whether the actor holds one of the roles in any scope.
func (a Actor) HasRole(roles ...Role) bool {
	for _, g := range a.Grants {
		for _, r := range roles {
			if g.Role == r {
				return true
			}
		}
	}
	return false
}

// InOrganization reports whether the actor holds one of the roles in that organization.
func (a Actor) InOrganization(org ID, roles ...Role) bool {
	for _, g := range a.Grants {
		if g.ScopeKind == ScopeOrganization && g.OrganizationID != nil && *g.OrganizationID == org &&
			OneOf(g.Role, roles) {
			return true
		}
	}
	return false
}

// InCommittee reports whether the actor holds one of the roles in that
// mediation committee.
func (a Actor) InCommittee(committee ID, roles ...Role) bool {
	for _, g := range a.Grants {
		if g.ScopeKind == ScopeCommittee && g.CommitteeID != nil && *g.CommitteeID == committee &&
			OneOf(g.Role, roles) {
			return true
		}
	}
	return false
}

// OverRegion reports whether the actor holds one of the roles over a region
// subtree that contains code.
func (a Actor) OverRegion(code RegionCode, roles ...Role) bool {
	for _, g := range a.Grants {
		if g.ScopeKind == ScopeRegion && g.RegionCode != nil && g.RegionCode.Contains(code) && OneOf(g.Role, roles) {
			return true
		}
	}
	return false
}

// Committees lists the committees in which the actor holds one of the roles.
func (a Actor) Committees(roles ...Role) []ID {
	var out []ID
	for _, g := range a.Grants {
		if g.ScopeKind == ScopeCommittee && g.CommitteeID != nil && OneOf(g.Role, roles) {
			out = append(out, *g.CommitteeID)
		}
	}
	return out
}

// Organizations lists the organizations in which the actor holds one of the roles.
func (a Actor) Organizations(roles ...Role) []ID {
	var out []ID
	for _, g := range a.Grants {
		if g.ScopeKind == ScopeOrganization && g.OrganizationID != nil && OneOf(g.Role, roles) {
			out = append(out, *g.OrganizationID)
		}
	}
	return out
}

// Regions lists the subtrees over which the actor holds one of the roles.
func (a Actor) Regions(roles ...Role) []RegionCode {
	var out []RegionCode
	for _, g := range a.Grants {
		if g.ScopeKind == ScopeRegion && g.RegionCode != nil && OneOf(g.Role, roles) {
			out = append(out, *g.RegionCode)
		}
	}
	return out
}

func OneOf(r Role, roles []Role) bool {
	for _, x := range roles {
		if x == r {
			return true
		}
	}
	return false
}

// GrantKey is the live key of a grant: a role once per person and scope.
func GrantKey(r Role, kind ScopeKind, scope string, person ID) string {
	return string(r) + ":" + string(kind) + ":" + scope + ":" + person.String()
}

// NewRegionGrant gives a role over a region subtree, from an instant to an
// instant.
func NewRegionGrant(id, person ID, r Role, region RegionCode, from, to Instant) RoleGrant {
	key := GrantKey(r, ScopeRegion, string(region), person)
	return RoleGrant{ID: id, PersonID: person, Role: r, ScopeKind: ScopeRegion, RegionCode: &region, LiveKey: &key,
		StartsAt: from, EndsAt: to, CreatedAt: from}
}
