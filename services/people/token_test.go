package people_test

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/server"
	"xinjumin/services/internal/keyring"
)

type object = map[string]any

func part(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func decode(t *testing.T, token string, n int) object {
	t.Helper()
	b, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[n])
	if err != nil {
		t.Fatal(err)
	}
	var out object
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func with(o object, key string, value any) object {
	out := maps.Clone(o)
	if value == nil {
		delete(out, key)
	} else {
		out[key] = value
	}
	return out
}

// forge signs with our own key, which no attacker has, unless sign says
// otherwise: what is left is the check of header and claims.
func forge(t *testing.T, header, claims object, sign func(signed string) []byte) string {
	t.Helper()
	signed := part(t, header) + "." + part(t, claims)
	return signed + "." + base64.RawURLEncoding.EncodeToString(sign(signed))
}

func TestAccessTokenHoldsNoMoreThanItMust(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	_, got := signIn(env, "alice")
	header, claims := decode(t, got.Access, 0), decode(t, got.Access, 1)
	for _, key := range []string{"sub", "sid", "typ", "aud", "iss", "iat", "exp"} {
		if claims[key] == nil {
			t.Errorf("no %s", key)
		}
		delete(claims, key)
	}
	if len(claims) != 0 || len(header) != 3 || header["alg"] != "EdDSA" || header["kid"] == nil {
		t.Errorf("more than we want: %v %v", header, claims)
	}
}

func TestForgedAccessTokens(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	ring, err := keyring.Parse(keyring.DemoText(), false)
	if err != nil {
		t.Fatal(err)
	}
	kid, key := ring.SignKey()
	public := key.Public().(ed25519.PublicKey)
	_, foreign, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ours := func(s string) []byte { return ed25519.Sign(key, []byte(s)) }
	hs := func(k []byte) func(string) []byte {
		return func(s string) []byte { m := hmac.New(sha256.New, k); m.Write([]byte(s)); return m.Sum(nil) }
	}
	none := func(string) []byte { return nil }

	c, got := signIn(env, "alice")
	h, p := decode(t, got.Access, 0), decode(t, got.Access, 1)
	now := env.Clock.Now().Time().Unix()
	raw := strings.Split(got.Access, ".")
	bearer(env, forge(t, h, p, ours)).Get("/me").Want(http.StatusOK) // the forgery itself is sound

	forgeries := map[string]string{
		"alg none":         forge(t, with(h, "alg", "none"), p, none),
		"alg None":         forge(t, with(h, "alg", "None"), p, none),
		"no signature":     raw[0] + "." + raw[1] + ".",
		"two parts":        raw[0] + "." + raw[1],
		"HS256 by public":  forge(t, with(h, "alg", "HS256"), p, hs(public)),
		"HS256 by nothing": forge(t, with(h, "alg", "HS256"), p, hs(nil)),
		"no alg":           forge(t, with(h, "alg", nil), p, ours),
		"foreign key":      forge(t, h, p, func(s string) []byte { return ed25519.Sign(foreign, []byte(s)) }),
		"unknown kid":      forge(t, with(h, "kid", "deadbeef"), p, ours),
		"no kid":           forge(t, with(h, "kid", nil), p, ours),
		"kid is a number":  forge(t, with(h, "kid", 7), p, ours),
		"kid is a path":    forge(t, with(h, "kid", "../../dev/null"), p, ours),
		"jwk": forge(t, with(h, "jwk",
			object{"kty": "OKP", "crv": "Ed25519", "x": base64.RawURLEncoding.EncodeToString(public)}), p, ours),
		"jku":              forge(t, with(h, "jku", "https://evil.test/keys"), p, ours),
		"x5u":              forge(t, with(h, "x5u", "https://evil.test/cert"), p, ours),
		"crit":             forge(t, with(h, "crit", []string{"exp"}), p, ours),
		"header typ":       forge(t, with(h, "typ", "JWE"), p, ours),
		"wrong aud":        forge(t, h, with(p, "aud", []string{"another-api"}), ours),
		"no aud":           forge(t, h, with(p, "aud", nil), ours),
		"wrong iss":        forge(t, h, with(p, "iss", "evil"), ours),
		"no iss":           forge(t, h, with(p, "iss", nil), ours),
		"typ refresh":      forge(t, h, with(p, "typ", "refresh"), ours),
		"no typ":           forge(t, h, with(p, "typ", nil), ours),
		"expired":          forge(t, h, with(p, "exp", now-31), ours),
		"no exp":           forge(t, h, with(p, "exp", nil), ours),
		"exp is a text":    forge(t, h, with(p, "exp", "tomorrow"), ours),
		"issued in future": forge(t, h, with(p, "iat", now+60), ours),
		"not before":       forge(t, h, with(p, "nbf", now+60), ours),
		"no sid":           forge(t, h, with(p, "sid", nil), ours),
		"sid no id":        forge(t, h, with(p, "sid", "' OR 1=1 --"), ours),
		"no sub":           forge(t, h, with(p, "sub", nil), ours),
		"claims changed": raw[0] + "." + part(t, with(p, "sub", "00000000-0000-4000-8000-000000000000")) + "." +
			raw[2],
		"8 kB":               got.Access + strings.Repeat("A", 8<<10-len(got.Access)-200),
		"refresh as access":  got.Refresh,
		"nonsense":           "nonsense",
		"padding":            got.Access + "=",
		"kid in other cases": forge(t, with(h, "kid", strings.ToUpper(kid)), p, ours),
	}
	var body string
	for name, token := range forgeries {
		res := bearer(env, token).Get("/me")
		if res.Status != 401 || res.Code() != "auth.token_invalid" {
			t.Errorf("%s: %v", name, res)
			continue
		}
		if same := blank(t, res.Body); body == "" {
			body = same
		} else if same != body {
			t.Errorf("%s: another body: %s", name, same)
		}
		if apptest.Holds(env.Logs(), token) {
			t.Errorf("%s is in the log", name)
		}
	}
	// Signed by us, but for a session of somebody else or of nobody.
	_, other := signIn(env, "bob")
	for _, stranger := range []object{with(p, "sub", other.Person.ID),
		with(p, "sid", "00000000-0000-4000-8000-000000000000")} {
		bearer(env, forge(t, h, stranger, ours)).Get("/me").Reason(401, "auth.session_ended")
	}
	c.Get("/me").Want(http.StatusOK)
}

// blank takes out what differs between two answers to one question.
func blank(t *testing.T, body []byte) string {
	t.Helper()
	var o object
	if err := json.Unmarshal(body, &o); err != nil {
		t.Fatal(err)
	}
	delete(o, "request_id")
	delete(o, "instance")
	return part(t, o)
}

func TestAccessTokenLivesTenMinutes(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	c, _ := signIn(env, "alice")
	c.Get("/me").Want(http.StatusOK) // the signature is remembered from here on
	env.Clock.Add(10*time.Minute + 29*time.Second)
	c.Get("/me").Want(http.StatusOK) // leeway for clocks
	env.Clock.Add(time.Second)
	c.Get("/me").Reason(401, "auth.token_invalid")
}

// Rotation logs nobody out, and what is taken out of the ring is refused.
func TestKeyRotation(t *testing.T) {
	t.Parallel()
	demo := strings.Split(strings.TrimSpace(keyring.DemoText()), "\n")
	line, err := keyring.GenerateRoot(rand.Reader, "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	line = strings.TrimSpace(line)
	index := demo[1]
	retired := strings.Replace(demo[0], ":active:", ":retiring:", 1)
	promoted := strings.Replace(line, ":retiring:", ":active:", 1)

	ring := strings.Join([]string{demo[0], index, line}, "\n") // announced
	env := apptest.New(t, apptest.SQLite, apptest.With(func(o *server.Options) { o.KeyRing = ring }))
	old, got := signIn(env, "alice")
	old.Put("/me", object{"region_code": village}).Want(http.StatusOK)
	old.Post("/me/identity", object{"name": "张三", "id_number": idOf("19900101", 1)}).Want(http.StatusOK)
	next := rotated(env, got.Refresh)

	ring = strings.Join([]string{retired, index, promoted}, "\n")
	swapped := env.Second()
	old.On(swapped).Get("/me").Want(http.StatusOK).Contains("张*")
	if again := rotated(swapped, got.Refresh); again.Refresh != next.Refresh {
		t.Error("a retry over the rotation gives another successor")
	}
	fresh, _ := signIn(swapped, "bob")
	fresh.On(env).Get("/me").Want(http.StatusOK)
	later := rotated(swapped, next.Refresh)

	ring = strings.Join([]string{promoted, index}, "\n")
	after := env.Second()
	old.On(after).Get("/me").Reason(401, "auth.token_invalid")
	fresh.On(after).Get("/me").Want(http.StatusOK)
	rotated(after, later.Refresh) // refresh tokens outlive the key
}
