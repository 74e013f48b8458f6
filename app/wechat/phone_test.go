package wechat_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"xinjumin/app/wechat"
	"xinjumin/app/wechat/standin"
	"xinjumin/models"
)

func TestPhoneNumber(t *testing.T) {
	w := open(t, nil)
	phone, err := w.client.PhoneNumber(t.Context(), "phone:alice:1", standin.OpenID(appID, "alice"))
	if err != nil || phone.Number() != "+86 "+standin.PhoneNumber("alice") {
		t.Fatal(phone, err)
	}
	abroad, err := w.client.PhoneNumber(t.Context(), "phone:!abroad:1", standin.OpenID(appID, "!abroad"))
	if err != nil || !strings.HasPrefix(abroad.Number(), "+852 ") {
		t.Fatal(abroad, err)
	}
	if w.standin.TokenCalls() != 1 {
		t.Errorf("%d tokens", w.standin.TokenCalls())
	}
}

func TestPhoneCodesThatAreRefused(t *testing.T) {
	w, impatient := open(t, nil), open(t, func(c *wechat.Config) { c.Timeout = 300 * time.Millisecond })
	alice := standin.OpenID(appID, "alice")
	if _, err := w.client.PhoneNumber(t.Context(), "phone:alice:used", alice); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code, openID string
		want         *models.Error
	}{
		{"phone:alice:used", alice, models.ErrPhoneCode},
		{"phone:bob:1", alice, models.ErrPhoneCode}, // another user's code
		{"dev:alice:1", alice, models.ErrPhoneCode}, // a code of wx.login
		{"", alice, models.ErrPhoneCode},
		{"phone:alice:2", "", models.ErrPhoneCode},
		{strings.Repeat("x", 200), alice, models.ErrPhoneCode},
		{"phone:!quota:1", alice, models.ErrPhoneTooOften},
		{"phone:!busy:1", alice, models.ErrPhoneDown},
		{"phone:!slow:1", alice, models.ErrPhoneDown},
		{"phone:!garbage:1", alice, models.ErrPhoneDown},
		{"phone:!status:1", alice, models.ErrPhoneDown},
		{"phone:!watermark:1", standin.OpenID(appID, "!watermark"), models.ErrPhoneDown},
		{"phone:!nonumber:1", standin.OpenID(appID, "!nonumber"), models.ErrPhoneDown},
	} {
		client := w.client
		if strings.Contains(c.code, "!slow") {
			client = impatient.client
		}
		phone, err := client.PhoneNumber(t.Context(), c.code, c.openID)
		if !phone.IsZero() || !errors.Is(err, c.want) {
			t.Errorf("%.20s: %v, %v", c.code, phone, err)
		}
		if text := err.Error(); strings.Contains(text, "token-") ||
			strings.Contains(text, standin.PhoneNumber("!watermark")) {
			t.Errorf("leaks: %s", text)
		}
	}
}

// A token that expires or is made invalid elsewhere costs one more call, and
// the code is spent once.
func TestTokenIsRenewed(t *testing.T) {
	w := open(t, nil)
	ask := func(nonce string) {
		t.Helper()
		if _, err := w.client.PhoneNumber(t.Context(), "phone:alice:"+nonce,
			standin.OpenID(appID, "alice")); err != nil {
			t.Fatal(err)
		}
	}
	ask("1")
	w.now.Add((115*time.Minute - time.Millisecond).Milliseconds())
	ask("2")
	if n := w.standin.TokenCalls(); n != 1 {
		t.Fatalf("%d tokens before the margin", n)
	}
	w.now.Add(1)
	ask("3")
	if n := w.standin.TokenCalls(); n != 2 {
		t.Fatalf("%d tokens at the margin", n)
	}
	before := w.standin.PhoneCalls()
	w.standin.RotateTokens()
	ask("4")
	if n := w.standin.TokenCalls(); n != 3 {
		t.Fatalf("%d tokens after a rotation", n)
	}
	if n := w.standin.PhoneCalls() - before; n != 2 {
		t.Errorf("%d exchanges", n)
	}
}

func TestManyAskForOneToken(t *testing.T) {
	w := open(t, nil)
	race := func(round string) {
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				code := "phone:alice:" + round + string(rune('a'+i))
				if _, err := w.client.PhoneNumber(t.Context(), code, standin.OpenID(appID, "alice")); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	}
	race("1")
	if n := w.standin.TokenCalls(); n != 1 {
		t.Errorf("%d tokens for the first twenty", n)
	}
	w.standin.RotateTokens()
	race("2") // whoever comes late finds the new one and does not drop it
	if n := w.standin.TokenCalls(); n > 3 {
		t.Errorf("%d tokens after the rotation", n)
	}
}

// A caller who leaves does not take the token from those who wait for it.
func TestTheFirstToAskMayLeave(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	var once sync.Once
	w := open(t, nil)
	slow := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		once.Do(func() { close(entered) })
		<-release
		w.standin.ServeHTTP(rw, r)
	}))
	t.Cleanup(slow.Close)
	c, err := wechat.New(wechat.Config{BaseURL: slow.URL, AppID: appID, Secret: secret, Clock: w.clock})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	left := make(chan error, 1)
	go func() {
		_, err := c.PhoneNumber(ctx, "phone:alice:1", standin.OpenID(appID, "alice"))
		left <- err
	}()
	<-entered
	cancel()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	close(release)
	if _, err := c.PhoneNumber(t.Context(), "phone:alice:2", standin.OpenID(appID, "alice")); err != nil {
		t.Error(err)
	}
	if n := w.standin.TokenCalls(); n != 1 {
		t.Errorf("%d tokens", n)
	}
}

// A token that stays refused is not asked for without end.
func TestRefusedForGood(t *testing.T) {
	var calls int
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "stable_token") {
			calls++
			_, _ = w.Write([]byte(`{"access_token":"same","expires_in":7200}`))
			return
		}
		_, _ = w.Write([]byte(`{"errcode":42001,"errmsg":"access_token expired rid: 1"}`))
	}))
	t.Cleanup(srv.Close)
	w := open(t, func(c *wechat.Config) { c.BaseURL = srv.URL })
	if _, err := w.client.PhoneNumber(t.Context(), "phone:alice:1", "o1"); !errors.Is(err, models.ErrPhoneDown) ||
		calls != 2 {
		t.Error(err, calls)
	}
}

// A forced refresh kills the token that every other process holds, and twenty
// use up the day: the client has no way to ask for one, however WeChat answers.
func TestNoTokenIsEverForced(t *testing.T) {
	w := open(t, nil)
	var bodies []string
	var mu sync.Mutex
	proxy := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		if strings.Contains(r.URL.Path, "token") {
			mu.Lock()
			bodies = append(bodies, r.URL.Path+string(body))
			mu.Unlock()
		}
		w.standin.ServeHTTP(rw, r)
	}))
	t.Cleanup(proxy.Close)
	c, err := wechat.New(wechat.Config{BaseURL: proxy.URL, AppID: appID, Secret: secret, Clock: w.clock})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if _, err := c.PhoneNumber(t.Context(), fmt.Sprint("phone:alice:", i),
			standin.OpenID(appID, "alice")); err != nil {
			t.Fatal(err)
		}
		w.standin.RotateTokens()
	}
	if len(bodies) != 5 {
		t.Errorf("%d tokens", len(bodies))
	}
	for _, b := range bodies {
		if !strings.HasPrefix(b, "/cgi-bin/stable_token{") || strings.Contains(b, "force_refresh") {
			t.Errorf("asks with %s", b)
		}
	}
}
