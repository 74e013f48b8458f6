package standin

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"xinjumin/models"
)

const codeLife = 5 * time.Minute

// Server is the stand-in; it is an http.Handler and safe for concurrent use.
type Server struct {
	apps  map[string]string // app id → secret
	now   models.Clock
	union bool

	mu     sync.Mutex
	calls  int
	minted map[string]mint
	used   map[string]bool
	busy   map[string]bool

	tokenCalls, phoneCalls int
	current                map[string]string // app id → access token
	issued                 map[string]issued // by access token
}

type mint struct {
	appID string
	at    models.Instant
}

// New makes a stand-in that knows these apps (id → secret).
func New(apps map[string]string, now models.Clock) *Server {
	return &Server{apps: apps, now: now, minted: map[string]mint{}, used: map[string]bool{}, busy: map[string]bool{},
		current: map[string]string{}, issued: map[string]issued{}}
}

// WithUnionID makes answers carry a unionid, equal for all apps.
func (s *Server) WithUnionID() *Server {
	s.union = true
	return s
}

// Mint gives a fresh code of name for one app, good for five minutes.
func (s *Server) Mint(appID, name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	code := "dev:" + name + ":minted-" + strconv.Itoa(len(s.minted)+1)
	s.minted[code] = mint{appID, s.now()}
	return code
}

// Calls counts the exchanges that were asked for so far.
func (s *Server) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// OpenID tells which openid a name has in an app.
func OpenID(appID, name string) string { return "o" + digest("openid", appID, name)[:27] }

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "|")))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// ServeHTTP answers GET /sns/jscode2session, POST /cgi-bin/stable_token and
// POST /wxa/business/getuserphonenumber as WeChat does, and POST /dev/codes?appid=&name=
// which mints a code for people who try the API by hand.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodGet && r.URL.Path == "/sns/jscode2session":
		s.jscode2session(w, r)
	case r.Method == http.MethodPost && r.URL.Path == "/cgi-bin/stable_token":
		s.stableToken(w, r)
	case r.Method == http.MethodPost && r.URL.Path == "/wxa/business/getuserphonenumber":
		s.phoneNumber(w, r)
	case r.Method == http.MethodPost && r.URL.Path == "/dev/codes":
		q := r.URL.Query()
		name := q.Get("name")
		if _, ok := s.apps[q.Get("appid")]; !ok || name == "" || strings.Contains(name, ":") {
			fail(w, 40013, "invalid appid or name")
			return
		}
		reply(w, map[string]any{"code": s.Mint(q.Get("appid"), name)})
	default:
		http.NotFound(w, r)
	}
}

func (s *Server) jscode2session(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	appID, code := q.Get("appid"), q.Get("js_code")
	s.mu.Lock()
	s.calls++
	s.mu.Unlock()
	secret, known := s.apps[appID]
	switch {
	case appID == "":
		fail(w, 41002, "appid missing")
	case q.Get("secret") == "":
		fail(w, 41004, "appsecret missing")
	case code == "":
		fail(w, 41008, "missing code")
	case !known:
		fail(w, 40013, "invalid appid")
	case q.Get("secret") != secret:
		fail(w, 40125, "invalid appsecret")
	case q.Get("grant_type") != "authorization_code":
		fail(w, 40002, "invalid grant_type")
	default:
		s.exchange(w, r, appID, code)
	}
}

func (s *Server) exchange(w http.ResponseWriter, r *http.Request, appID, code string) {
	kind, rest, _ := strings.Cut(code, ":")
	name, nonce, ok := strings.Cut(rest, ":")
	if kind != "dev" || !ok || name == "" || nonce == "" {
		fail(w, 40029, "invalid code")
		return
	}
	if s.provoke(w, r, name, code) {
		return
	}
	if n, why := s.spend(appID, code); n != 0 {
		fail(w, n, why)
		return
	}
	body := map[string]any{"openid": OpenID(appID, name), "session_key": SessionKey(appID, name)}
	if s.union {
		body["unionid"] = "u" + digest("unionid", name)[:27]
	}
	switch name {
	case "!plain":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	case "!empty":
		body = map[string]any{}
	}
	reply(w, body)
}

// SessionKey is the key of a name, known so that tests can look for leaks.
func SessionKey(appID, name string) string { return digest("session_key", appID, name)[:22] + "==" }

// spend takes the code, or gives the errcode that refuses it.
func (s *Server) spend(appID, code string) (errcode int, errmsg string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, minted := s.minted[code]
	switch {
	case minted && m.appID != appID:
		return 40029, "invalid code"
	case s.used[code]:
		return 40163, "code been used"
	case minted && s.now().Sub(m.at) >= codeLife:
		return 40029, "invalid code"
	}
	s.used[code] = true
	return 0, ""
}

// provoke plays the fault that a name asks for; false lets the code through.
func (s *Server) provoke(w http.ResponseWriter, r *http.Request, name, code string) bool {
	switch name {
	case "!busy":
		fail(w, -1, "system error")
	case "!busyonce":
		s.mu.Lock()
		again := s.busy[code]
		s.busy[code] = true
		s.mu.Unlock()
		if again {
			return false
		}
		fail(w, -1, "system error")
	case "!quota":
		fail(w, 45011, "api minute-quota reach limit")
	case "!blocked":
		fail(w, 40226, "code blocked")
	case "!slow":
		<-r.Context().Done()
	case "!garbage":
		_, _ = w.Write([]byte("\x00\x01\xff{"))
	case "!html":
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>502 Bad Gateway</body></html>"))
	case "!truncated":
		_, _ = w.Write([]byte(`{"openid":"o123`))
	case "!status":
		w.WriteHeader(http.StatusBadGateway)
	case "!huge":
		_, _ = w.Write([]byte(`{"openid":"` + strings.Repeat("o", 2<<20) + `"}`))
	case "!redirect":
		http.Redirect(w, r, "/elsewhere?"+r.URL.RawQuery, http.StatusFound)
	default:
		return false
	}
	return true
}

// fail answers as WeChat does: status 200, an errcode, a text with a rid.
func fail(w http.ResponseWriter, code int, msg string) {
	id := sha256.Sum256([]byte(msg))
	reply(w, map[string]any{"errcode": code,
		"errmsg": fmt.Sprintf("%s, rid: %x-%x-%x", msg, id[:4], id[4:8], id[8:12])})
}

func reply(w http.ResponseWriter, body any) {
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json; encoding=utf-8")
	}
	_ = json.NewEncoder(w).Encode(body)
}
