package people

import (
	"crypto/sha256"
	"errors"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
)

const (
	issuer      = "xinjumin"
	audience    = "xinjumin-api"
	typAccess   = "access"
	accessMax   = 1024 // ours have about 450 characters
	cacheShards = 16
	cacheShard  = 2048 // entries of one shard
)

// claims of an access token. There are no roles inside: a role that is lost
// must be lost at once.
type claims struct {
	jwt.RegisteredClaims
	SessionID string `json:"sid"`
	Typ       string `json:"typ"`
}

// bearer is what a good access token proves.
type bearer struct {
	person, session models.ID
	until           models.Instant
}

// accessTokens signs access tokens and verifies them. Verified signatures are
// remembered, because checking one costs more than the rest of a small request;
// what the token stands for is never remembered.
type accessTokens struct {
	ring   *keyring.Ring
	clock  models.Clock
	parser *jwt.Parser
	shards [cacheShards]struct {
		sync.RWMutex
		seen map[[32]byte]bearer
	}
}

func newAccessTokens(ring *keyring.Ring, clock models.Clock) *accessTokens {
	a := &accessTokens{ring: ring, clock: clock}
	a.parser = jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}),
		jwt.WithIssuer(issuer), jwt.WithAudience(audience), jwt.WithExpirationRequired(), jwt.WithIssuedAt(),
		jwt.WithLeeway(models.ClockLeeway), jwt.WithStrictDecoding(),
		jwt.WithTimeFunc(func() time.Time { return clock().Time() }),
	)
	for i := range a.shards {
		a.shards[i].seen = map[[32]byte]bearer{}
	}
	return a
}

// sign makes the access token of a session.
func (a *accessTokens) sign(person, session models.ID, now models.Instant) (string, models.Instant, error) {
	expires := now.Add(models.AccessLife)
	kid, key := a.ring.SignKey()
	t := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Subject: person.String(), Issuer: issuer, Audience: jwt.ClaimStrings{audience},
			IssuedAt: jwt.NewNumericDate(now.Time()), ExpiresAt: jwt.NewNumericDate(expires.Time()),
		},
		SessionID: session.String(), Typ: typAccess,
	})
	t.Header["kid"] = kid
	text, err := t.SignedString(key)
	return text, expires, err
}

// verify gives what a token proves, or models.ErrTokenInvalid, whatever is
// wrong with it.
func (a *accessTokens) verify(text string) (bearer, error) {
	if len(text) > accessMax {
		return bearer{}, models.ErrTokenInvalid
	}
	hash := sha256.Sum256([]byte(text))
	shard := &a.shards[hash[0]%cacheShards]
	shard.RLock()
	b, ok := shard.seen[hash]
	shard.RUnlock()
	if ok && a.clock() < b.until {
		return b, nil
	}
	b, err := a.parse(text)
	if err != nil {
		return bearer{}, models.ErrTokenInvalid.Because(err)
	}
	shard.Lock()
	defer shard.Unlock()
	if len(shard.seen) >= cacheShard {
		a.makeRoom(shard.seen)
	}
	shard.seen[hash] = b
	return b, nil
}

// makeRoom drops what has expired, and an eighth at random if that is nothing.
func (a *accessTokens) makeRoom(seen map[[32]byte]bearer) {
	now, dropped := a.clock(), 0
	for hash, b := range seen {
		if b.until <= now {
			delete(seen, hash)
			dropped++
		}
	}
	for hash := range seen {
		if dropped >= cacheShard/8 {
			return
		}
		delete(seen, hash)
		dropped++
	}
}

var errClaims = errors.New("claims of no access token")

func (a *accessTokens) parse(text string) (bearer, error) {
	var c claims
	if _, err := a.parser.ParseWithClaims(text, &c, a.verifyKey); err != nil {
		return bearer{}, err
	}
	person, err := models.ParseID(c.Subject)
	if err != nil {
		return bearer{}, errClaims
	}
	session, err := models.ParseID(c.SessionID)
	if err != nil || c.Typ != typAccess {
		return bearer{}, errClaims
	}
	return bearer{person, session, models.InstantOf(c.ExpiresAt.Time).Add(models.ClockLeeway)}, nil
}

// verifyKey takes the header as we write it and nothing else, so that no key
// or address inside a token (jwk, jku, x5u) ever means anything.
func (a *accessTokens) verifyKey(t *jwt.Token) (any, error) {
	kid, _ := t.Header["kid"].(string)
	key, ok := a.ring.VerifyKey(kid)
	if !ok || len(t.Header) != 3 || t.Header["typ"] != "JWT" {
		return nil, jwt.ErrTokenUnverifiable
	}
	return key, nil
}
