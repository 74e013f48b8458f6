package httpapi

import (
	"net/http"

	"xinjumin/models"
)

// Policy says who may call a route at all, within which scope its service
// decides, and which audit action it leaves. It is printed into the document as
// x-policy, and the tests walk it.
type Policy struct {
	Audience Audience
	Scope    Scope
	Audit    models.Action
	// Acting lets an officer call the route in the name of a person at the desk
	// (X-Acting-For). Without it the route is for people themselves.
	Acting bool
	// Publishes marks a route that puts words before others: whoever is banned from posting is refused.
	Publishes bool
	// Right marks what no ban takes away: erasing one's data, appealing, voting,
	// asking for mediation. Reading one's own needs no mark.
	Right bool
}

// Publishing gives the policy of a route that puts words before others.
func (p Policy) Publishing() Policy { p.Publishes = true; return p }

// AsRight gives the policy of what no ban takes away.
func (p Policy) AsRight() Policy { p.Right = true; return p }

// kept reports whether a banned account may call the route.
func (p Policy) kept(method string) bool {
	own := p.Scope == ScopeSelf || p.Scope == ScopeParty
	return p.Right || own && method == http.MethodGet
}

// banned refuses what a ban of the actor closes. Where anybody may read, a
// banned account reads as a visitor.
func (p Policy) banned(method string, actor *models.Actor) error {
	if actor.Banned.None() {
		return nil
	}
	if p.Publishes {
		return actor.Banned.Posting()
	}
	if p.kept(method) || actor.Banned.AccountUntil == 0 {
		return nil
	}
	if p.Audience.kind == "public" && method == http.MethodGet {
		*actor = models.Actor{}
		return nil
	}
	return actor.Banned.Account()
}

// ForActing gives the same policy, open to officers in somebody's name.
func (p Policy) ForActing() Policy { p.Acting = true; return p }

// Scope names what the service binds the actor's right to.
type Scope string

// The scopes.
const (
	ScopeNone         Scope = "none"
	ScopeSelf         Scope = "self"
	ScopeOrganization Scope = "organization"
	ScopeRegion       Scope = "region"
	ScopeCommittee    Scope = "committee"
	ScopeParty        Scope = "party" // a side of the case
)

// Audience is the first gate of a route; the service has the last word.
type Audience struct {
	kind  string
	roles []models.Role
}

// The audiences. Public takes a token when there is one (and refuses a bad
// one); Verified needs a verified identity.
var (
	Public   = Audience{kind: "public"}
	Resident = Audience{kind: "resident"}
	Verified = Audience{kind: "verified"}
)

// Staff is whoever holds one of the roles in any scope.
func Staff(roles ...models.Role) Audience {
	if len(roles) == 0 {
		panic("httpapi: Staff needs a role")
	}
	return Audience{kind: "staff", roles: roles}
}

// Kind gives public, resident, verified or staff.
func (a Audience) Kind() string { return a.kind }

// Roles gives the roles of a staff audience.
func (a Audience) Roles() []models.Role { return a.roles }

// ErrVerificationRequired sends a signed-in person to identity verification.
var ErrVerificationRequired = models.NewError(models.CodeForbidden, "auth.verification_required",
	"请先完成实名认证", "Verify your identity first")

// admits decides the gate for an actor.
func (a Audience) admits(actor *models.Actor) *models.Error {
	switch {
	case a.kind == "public":
		return nil
	case !actor.SignedIn():
		return models.ErrUnauthenticated
	case a.kind == "verified" && !actor.Verified:
		return ErrVerificationRequired
	case a.kind == "staff" && !actor.HasRole(a.roles...):
		return models.ErrForbidden
	}
	return nil
}

// Route declares an operation. Path is below /api/v1 with {name} parameters.
type Route struct {
	ID          string // operationId, lowerCamelCase, unique
	Path        string
	Summary     string
	Description string
	// ZH is the same in Chinese.
	ZH     Chinese
	Tag    string
	Policy Policy
	// Status is the answer's status; 0 means 200, or 204 without a body.
	Status int
	// Errors are the refusals of the noun itself, for the document; what every
	// route may answer (400, 401, 422 …) is added.
	Errors []*models.Error
	Limit  LimitClass
	// Once says why two taps make one thing; a route that creates must say it.
	Once Once
	// NoIdempotency makes a POST ignore the Idempotency-Key: sign-in, ballots,
	// and any answer that carries a secret.
	NoIdempotency bool
	// Secret marks a read whose answer holds a token, a code that opens something or a signed
	// link: it is never packed, because the length of a packed text tells what is in it, and
	// has no tag of its content.
	Secret bool
	// BodyLimit is a tighter bound than Options.BodyLimit, in bytes.
	BodyLimit int
	// Judges is the pointer of an array (/rows) whose texts the use case judges row
	// by row, so that one bad row does not refuse all of them, see checkKept.
	Judges string
}

// Registered is a row of the route table.
type Registered struct {
	Method     string
	Path       string // with {name} parameters and the prefix
	ID         string
	Tag        string
	Class      string // "api", or "system" for health, metrics and documents
	Limit      LimitClass
	Policy     Policy
	Status     int
	Idempotent bool // honours Idempotency-Key
	Once       Once // why two taps make one
	Secret     bool // see Route.Secret
	Tagged     bool // its ETag is made from the answer
	Packed     bool // long answers are compressed for a client that takes it
}
