package standin

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"xinjumin/models"
)

const (
	tokenLife    = 2 * time.Hour
	tokenOverlap = 5 * time.Minute
)

// issued is an access token of an app.
type issued struct {
	appID string
	until models.Instant
}

// tokenOf gives the token of an app as normal mode does: the same one, until
// its last minutes, in which the successor comes and both are good.
func (s *Server) tokenOf(appID string) (string, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokenCalls++
	current := s.current[appID]
	left := s.issued[current].until.Sub(s.now())
	if current == "" || left <= tokenOverlap {
		current = "token-" + strconv.Itoa(s.tokenCalls) + "-" + digest("token", appID, strconv.Itoa(s.tokenCalls))
		s.current[appID] = current
		s.issued[current] = issued{appID, s.now().Add(tokenLife)}
		left = tokenLife
	}
	return current, left
}

// RotateTokens makes every access token that was given out invalid at once, as
// a forced refresh elsewhere does.
func (s *Server) RotateTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.issued)
	clear(s.current)
}

// TokenCalls counts the access tokens that were asked for.
func (s *Server) TokenCalls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tokenCalls
}

// PhoneNumber tells the number of a name: eleven digits that nobody has, since
// numbers of mobile phones do not begin with 12. Names that share the part
// before a + share the number: two accounts on one telephone.
func PhoneNumber(name string) string {
	owner, _, _ := strings.Cut(name, "+")
	var n uint64
	for _, b := range []byte(digest("phone", owner)) {
		n = n*131 + uint64(b)
	}
	return "12" + strconv.FormatUint(1_000_000_000+n%1_000_000_000, 10)[1:]
}

func (s *Server) stableToken(w http.ResponseWriter, r *http.Request) {
	var in struct {
		GrantType string `json:"grant_type"`
		AppID     string `json:"appid"`
		Secret    string `json:"secret"`
	}
	secret, known := "", false
	if json.NewDecoder(io.LimitReader(r.Body, 1<<16)).Decode(&in) == nil {
		secret, known = s.apps[in.AppID]
	}
	switch {
	case in.AppID == "":
		fail(w, 41002, "appid missing")
	case in.Secret == "":
		fail(w, 41004, "appsecret missing")
	case !known:
		fail(w, 40013, "invalid appid")
	case in.Secret != secret:
		fail(w, 40125, "invalid appsecret")
	case in.GrantType != "client_credential":
		fail(w, 40002, "invalid grant_type")
	default:
		token, left := s.tokenOf(in.AppID)
		reply(w, map[string]any{"access_token": token, "expires_in": int64(left / time.Second)})
	}
}

// appOfToken gives the app of a live token, or the errcode that refuses it.
func (s *Server) appOfToken(token string) (appID string, errcode int, errmsg string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.issued[token]
	switch {
	case token == "":
		return "", 41001, "access_token missing"
	case !ok:
		return "", 40001, "invalid credential, access_token is invalid or not latest"
	case s.now() >= t.until:
		return "", 42001, "access_token expired"
	}
	return t.appID, 0, ""
}

// phoneNumber exchanges phone:<name>:<nonce>, which is good once and, where the
// caller tells an openid, for that user only.
func (s *Server) phoneNumber(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.phoneCalls++
	s.mu.Unlock()
	appID, n, why := s.appOfToken(r.URL.Query().Get("access_token"))
	if n != 0 {
		fail(w, n, why)
		return
	}
	var in struct {
		Code   string `json:"code"`
		OpenID string `json:"openid"`
	}
	_ = json.NewDecoder(io.LimitReader(r.Body, 1<<16)).Decode(&in)
	kind, rest, _ := strings.Cut(in.Code, ":")
	name, nonce, ok := strings.Cut(rest, ":")
	if kind != "phone" || !ok || name == "" || nonce == "" {
		fail(w, 40029, "invalid code")
		return
	}
	if s.provoke(w, r, name, in.Code) {
		return
	}
	if in.OpenID != "" && in.OpenID != OpenID(appID, name) {
		fail(w, 40029, "invalid code")
		return
	}
	if n, _ := s.spend(appID, in.Code); n != 0 {
		fail(w, 40029, "invalid code")
		return
	}
	s.replyPhone(w, appID, name)
}

func (s *Server) replyPhone(w http.ResponseWriter, appID, name string) {
	country, number := "86", PhoneNumber(name)
	switch name {
	case "!abroad":
		country, number = "852", number[3:]
	case "!watermark":
		appID = "wxsomebodyelse"
	case "!nonumber":
		number = ""
	}
	full := number
	if country != "86" {
		full = country + number
	}
	reply(w, map[string]any{"errcode": 0, "errmsg": "ok", "phone_info": map[string]any{
		"phoneNumber": full, "purePhoneNumber": number, "countryCode": country,
		"watermark": map[string]any{"timestamp": int64(s.now()) / 1000, "appid": appID},
	}})
}

// PhoneCalls counts the exchanges of phone codes that were asked for.
func (s *Server) PhoneCalls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.phoneCalls
}
