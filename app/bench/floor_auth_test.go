package bench

import (
	"context"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"xinjumin/models"
	"xinjumin/services"
)

// bearers verifies access tokens by hand: one Ed25519 check, then a cache of
// the same size and key as the product's, because a signature does not change.
type bearers struct {
	sign   ed25519.PrivateKey
	public ed25519.PublicKey
	kid    string
	shards [16]struct {
		sync.RWMutex
		seen map[[32]byte]bearer
	}
}

type bearer struct {
	person, session models.ID
	until           int64
	verified        bool
	grants          []models.RoleGrant
}

// newBearers takes the signing key out of the demonstration ring, as
// docs/decisions tell: HKDF of the root secret.
func newBearers(tb testing.TB) *bearers {
	b := &bearers{}
	for i := range b.shards {
		b.shards[i].seen = map[[32]byte]bearer{}
	}
	for line := range strings.Lines(services.DemoKeyRing()) {
		fields := strings.Split(strings.TrimSpace(line), ":")
		if len(fields) != 5 || fields[1] != "root" {
			continue
		}
		secret, err := base64.RawURLEncoding.DecodeString(fields[4])
		if err != nil {
			tb.Fatal(err)
		}
		seed, err := hkdf.Key(sha256.New, secret, nil, "xinjumin/v1/sign/ed25519", ed25519.SeedSize)
		if err != nil {
			tb.Fatal(err)
		}
		b.kid, b.sign = fields[0], ed25519.NewKeyFromSeed(seed)
		b.public = b.sign.Public().(ed25519.PublicKey)
		return b
	}
	tb.Fatal("the demonstration ring has no root key")
	return nil
}

type floorClaims struct {
	Subject   string `json:"sub"`
	Issuer    string `json:"iss"`
	Audience  any    `json:"aud"`
	Expires   int64  `json:"exp"`
	IssuedAt  int64  `json:"iat"`
	SessionID string `json:"sid"`
	Typ       string `json:"typ"`
}

// token signs an access token as sign-in would.
func (b *bearers) token(person, session models.ID) string {
	at := time.Now().Unix()
	header, _ := json.Marshal(map[string]string{"alg": "EdDSA", "kid": b.kid, "typ": "JWT"})
	payload, _ := json.Marshal(floorClaims{Subject: person.String(), Issuer: "xinjumin",
		Audience: []string{"xinjumin-api"},
		Expires:  at + 7200, IssuedAt: at, SessionID: session.String(), Typ: "access"})
	text := base64.RawURLEncoding.EncodeToString(header) + "." + base64.RawURLEncoding.EncodeToString(payload)
	return text + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(b.sign, []byte(text)))
}

// verify gives who a token is for.
func (b *bearers) verify(text string) (bearer, bool) {
	hash := sha256.Sum256([]byte(text))
	shard := &b.shards[hash[0]%16]
	shard.RLock()
	who, ok := shard.seen[hash]
	shard.RUnlock()
	if ok && time.Now().Unix() < who.until {
		return who, true
	}
	dot := strings.LastIndexByte(text, '.')
	first := strings.IndexByte(text, '.')
	if dot <= first || first < 0 {
		return who, false
	}
	sig, err := base64.RawURLEncoding.DecodeString(text[dot+1:])
	if err != nil || !ed25519.Verify(b.public, []byte(text[:dot]), sig) {
		return who, false
	}
	payload, err := base64.RawURLEncoding.DecodeString(text[first+1 : dot])
	var c floorClaims
	if err != nil || json.Unmarshal(payload, &c) != nil || c.Issuer != "xinjumin" || c.Typ != "access" ||
		c.Expires < time.Now().Unix() {
		return who, false
	}
	if who.person, err = models.ParseID(c.Subject); err != nil {
		return who, false
	}
	if who.session, err = models.ParseID(c.SessionID); err != nil {
		return who, false
	}
	who.until = c.Expires
	shard.Lock()
	if len(shard.seen) < 2048 {
		shard.seen[hash] = who
	}
	shard.Unlock()
	return who, true
}

const sessionQuery = `SELECT s.person_id, s.epoch, s.created_at, s.expires_at, s.revoked_at, p.epoch, p.state,
	p.verification, p.posting_banned_until, p.account_banned_until, g.id, g.role, g.scope_kind, g.region_code,
	g.organization_id, g.committee_id, g.starts_at, g.ends_at, g.delegated_from
	FROM sessions s JOIN persons p ON p.id = s.person_id
	LEFT JOIN role_grants g ON g.person_id = s.person_id AND g.ended_at IS NULL AND g.starts_at <= ?
	AND g.ends_at > ?
	WHERE s.id = ?`

// signedIn is what every request of the API does first: the signature, then
// session, person and roles in one query.
func (f *floor) signedIn(ctx context.Context, c *fiber.Ctx) (bearer, error) {
	token, ok := strings.CutPrefix(c.Get("Authorization"), "Bearer ")
	if !ok {
		return bearer{}, fiber.ErrUnauthorized
	}
	who, ok := f.auth.verify(token)
	if !ok {
		return who, fiber.ErrUnauthorized
	}
	at := now()
	rows, err := f.query(ctx, sessionQuery, int64(at), int64(at), who.session[:])
	if err != nil {
		return who, err
	}
	defer rows.Close()
	found := false
	for rows.Next() {
		var person, id, organization, committee, delegated sql.RawBytes
		var epoch, created, expires, personEpoch int64
		var revoked, posting, account, starts, ends *int64
		var state, verification string
		var role, kind, region *string
		if err := rows.Scan(&person, &epoch, &created, &expires, &revoked, &personEpoch, &state, &verification,
			&posting, &account,
			&id, &role, &kind, &region, &organization, &committee, &starts, &ends, &delegated); err != nil {
			return who, err
		}
		if string(person) != string(who.person[:]) || state != "active" || revoked != nil ||
			account != nil && *account > int64(at) || expires <= int64(at) || epoch < personEpoch {
			return who, fiber.ErrUnauthorized
		}
		found, who.verified = true, verification == "verified"
		if id != nil {
			g := models.RoleGrant{Role: models.Role(*role), ScopeKind: models.ScopeKind(*kind)}
			if organization != nil {
				g.OrganizationID = (*models.ID)(append([]byte(nil), organization...))
			}
			who.grants = append(who.grants, g)
		}
	}
	if !found {
		return who, fiber.ErrUnauthorized
	}
	return who, rows.Err()
}
