package wechat_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"xinjumin/app/wechat"
	"xinjumin/app/wechat/standin"
	"xinjumin/models"
)

const (
	appID  = "wx0123456789abcdef"
	secret = "the-app-secret-of-the-test"
)

type world struct {
	standin *standin.Server
	client  *wechat.Client
	now     *atomic.Int64
	url     string
}

func (w world) clock() models.Instant { return models.Instant(w.now.Load()) }

func open(t *testing.T, change func(*wechat.Config)) world {
	t.Helper()
	w := world{now: new(atomic.Int64)}
	w.now.Store(1_700_000_000_000)
	w.standin = standin.New(map[string]string{appID: secret, "wxother": "other"}, w.clock)
	srv := httptest.NewServer(w.standin)
	t.Cleanup(srv.Close)
	w.url = srv.URL
	cfg := wechat.Config{BaseURL: srv.URL, AppID: appID, Secret: secret, Timeout: 30 * time.Second, Clock: w.clock}
	if change != nil {
		change(&cfg)
	}
	c, err := wechat.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	w.client = c
	return w
}

func TestCode2Session(t *testing.T) {
	w := open(t, nil)
	openid, unionid, err := w.client.Code2Session(t.Context(), "dev:alice:1")
	if err != nil || openid != standin.OpenID(appID, "alice") || unionid != "" {
		t.Fatal(openid, unionid, err)
	}
	w.standin.WithUnionID()
	again, unionid, err := w.client.Code2Session(t.Context(), "dev:alice:2")
	if err != nil || again != openid || unionid == "" {
		t.Fatal(again, unionid, err)
	}
}

func TestCodesThatWeChatRefuses(t *testing.T) {
	w, impatient := open(t, nil), open(t, func(c *wechat.Config) { c.Timeout = 300 * time.Millisecond })
	foreign, expired, fresh := w.standin.Mint("wxother", "bob"), w.standin.Mint(appID, "bob"), ""
	w.now.Add((5*time.Minute - time.Millisecond).Milliseconds())
	fresh = w.standin.Mint(appID, "carol")
	if _, _, err := w.client.Code2Session(t.Context(), fresh); err != nil {
		t.Fatal(err)
	}
	w.now.Add(1)
	cases := []struct {
		code  string
		want  *models.Error
		class error
		calls int
	}{
		{fresh, models.ErrCodeInvalid, wechat.ErrInvalidCode, 1}, // 40163
		{expired, models.ErrCodeInvalid, wechat.ErrInvalidCode, 1},
		{foreign, models.ErrCodeInvalid, wechat.ErrInvalidCode, 1},
		{"nonsense", models.ErrCodeInvalid, wechat.ErrInvalidCode, 1},
		{"", models.ErrCodeInvalid, nil, 0},
		{strings.Repeat("x", 1<<20), models.ErrCodeInvalid, nil, 0},
		{"dev:!blocked:1", models.ErrSignInBlocked, wechat.ErrUserBlocked, 1},
		{"dev:!quota:1", models.ErrSignInTooOften, wechat.ErrRateLimited, 1},
		{"dev:!busy:1", models.ErrWeChatDown, wechat.ErrBusy, 3},
		{"dev:!slow:1", models.ErrWeChatDown, context.DeadlineExceeded, 1},
		{"dev:!garbage:1", models.ErrWeChatDown, nil, 1},
		{"dev:!html:1", models.ErrWeChatDown, nil, 1},
		{"dev:!truncated:1", models.ErrWeChatDown, nil, 1},
		{"dev:!status:1", models.ErrWeChatDown, nil, 1},
		{"dev:!huge:1", models.ErrWeChatDown, nil, 1},
		{"dev:!empty:1", models.ErrWeChatDown, nil, 1},
		{"dev:!redirect:1", models.ErrWeChatDown, nil, 1},
	}
	for _, c := range cases {
		t.Run(c.code[:min(len(c.code), 20)], func(t *testing.T) {
			w := w
			if errors.Is(c.class, context.DeadlineExceeded) {
				w = impatient
			}
			before := w.standin.Calls()
			openid, _, err := w.client.Code2Session(t.Context(), c.code)
			if openid != "" || !errors.Is(err, c.want) || c.class != nil && !errors.Is(err, c.class) {
				t.Fatalf("got %q, %v", openid, err)
			}
			if n := w.standin.Calls() - before; n != c.calls {
				t.Errorf("%d calls, want %d", n, c.calls)
			}
			all := fmt.Sprintf("%v %+v %#v %v", err, err, w.client, w.client)
			for _, leak := range []string{secret, c.code, standin.SessionKey(appID, "bob"), "js_code"} {
				if len(leak) > 3 && strings.Contains(all, leak) {
					t.Errorf("%q leaks: %s", leak, all)
				}
			}
		})
	}
}

func TestBusyIsAskedAgain(t *testing.T) {
	w := open(t, nil)
	for _, code := range []string{"dev:!busyonce:1", "dev:!plain:1"} {
		if openid, _, err := w.client.Code2Session(t.Context(), code); err != nil || openid == "" {
			t.Fatal(code, openid, err)
		}
	}
	if w.standin.Calls() != 3 {
		t.Errorf("%d calls", w.standin.Calls())
	}
}

func TestOurOwnMistakesAreNeverTheUsers(t *testing.T) {
	for name, change := range map[string]func(*wechat.Config){
		"app id": func(c *wechat.Config) { c.AppID = "wxnobody" },
		"secret": func(c *wechat.Config) { c.Secret = "wrong-secret" },
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t, change)
			_, _, err := w.client.Code2Session(t.Context(), "dev:alice:1")
			if !errors.Is(err, models.ErrWeChatDown) || !errors.Is(err, wechat.ErrConfig) {
				t.Fatal(err)
			}
		})
	}
}

func TestNobodyListens(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + l.Addr().String()
	_ = l.Close()
	w := open(t, func(c *wechat.Config) { c.BaseURL = address })
	_, _, err = w.client.Code2Session(t.Context(), "dev:alice:1")
	var transport *wechat.TransportError
	if !errors.Is(err, models.ErrWeChatDown) || !errors.As(err, &transport) ||
		strings.Contains(err.Error(), "js_code") {
		t.Fatal(err)
	}
}

// A connection that dies after the request was read must not be tried again:
// the code may be spent.
func TestResetIsNotRetried(t *testing.T) {
	var calls atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		calls.Add(1)
		panic(http.ErrAbortHandler)
	}))
	t.Cleanup(srv.Close)
	w := open(t, func(c *wechat.Config) { c.BaseURL = srv.URL })
	if _, _, err := w.client.Code2Session(t.Context(), "dev:alice:1"); !errors.Is(err, models.ErrWeChatDown) ||
		calls.Load() != 1 {
		t.Fatal(err, calls.Load())
	}
}

func TestConfigIsChecked(t *testing.T) {
	cases := map[string]struct {
		cfg  wechat.Config
		want []string
	}{
		"nothing": {wechat.Config{}, []string{"base URL", "app id", "app secret", "clock"}},
		"production http": {wechat.Config{BaseURL: "http://api.weixin.qq.com", AppID: "a", Secret: "s",
			Production: true}, []string{"must be https"}},
		"production other": {wechat.Config{BaseURL: "https://api.weixin.qq.com.evil.test", AppID: "a", Secret: "s",
			Production: true}, []string{"must be https"}},
		"production user": {wechat.Config{BaseURL: "https://a@api.weixin.qq.com", AppID: "a", Secret: "s",
			Production: true}, []string{"must be https"}},
		"production is set": {wechat.Config{BaseURL: wechat.ProductionURL, AppID: "a", Secret: "s", Production: true},
			nil},
		"production place": {wechat.Config{BaseURL: "https://sh.api.weixin.qq.com/", AppID: "a", Secret: "s",
			Production: true}, nil},
		"production path": {wechat.Config{BaseURL: "https://api.weixin.qq.com/x", AppID: "a", Secret: "s",
			Production: true}, []string{"must be https"}},
		"ftp": {wechat.Config{BaseURL: "ftp://x", AppID: "a", Secret: "s"}, []string{"base URL"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if c.cfg.AppID != "" {
				c.cfg.Clock = func() models.Instant { return 0 }
			}
			_, err := wechat.New(c.cfg)
			if (err == nil) != (c.want == nil) {
				t.Fatal(err)
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q is not in %v", w, err)
				}
			}
		})
	}
	cfg := wechat.Config{AppID: "a", Secret: secret}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "cfg", cfg)
	if out := fmt.Sprintf("%v %+v %#v", cfg, cfg, cfg) + log.String(); strings.Contains(out, secret) {
		t.Error(out)
	}
}
