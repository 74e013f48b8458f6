package wechat

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"sync"
	"time"

	"xinjumin/models"
)

const (
	tokenPath = "/cgi-bin/stable_token" //nolint:gosec // a path, no credential
	tokenMax  = 1024
	// A token is renewed while it has this long to live: from then on WeChat
	// gives out its successor, and both are good.
	tokenMargin = 5 * time.Minute
	tokenLeast  = 30 * time.Second
)

// tokenCache keeps the access token of the process. WeChat gives the same one
// to every process that asks in normal mode, so they need not share it.
type tokenCache struct {
	mu     sync.Mutex
	token  string
	until  models.Instant
	flight *flight
}

// flight is a call for a token that several requests wait for.
type flight struct {
	done  chan struct{}
	token string
	err   error
}

// withToken makes a call that needs the access token. A token that WeChat
// refuses is asked for anew, and the call made once more: a refusal of the
// token comes before anything is spent.
func (c *Client) withToken(ctx context.Context, r request) ([]byte, error) {
	token, err := c.accessToken(ctx, "")
	if err != nil {
		return nil, err
	}
	r.query = url.Values{"access_token": {token}}
	body, err := c.call(ctx, r)
	if !errors.Is(err, ErrToken) {
		return body, err
	}
	if token, err = c.accessToken(ctx, token); err != nil {
		return nil, err
	}
	r.query = url.Values{"access_token": {token}}
	return c.call(ctx, r)
}

// accessToken gives a token other than the refused one where it can: what is
// cached is dropped only if it is that one, because another request may have
// fetched its successor already. One call runs at a time.
func (c *Client) accessToken(ctx context.Context, refused string) (string, error) {
	t := &c.tokens
	t.mu.Lock()
	if refused != "" && t.token == refused {
		t.token = ""
	}
	if t.token != "" && c.cfg.Clock() < t.until {
		defer t.mu.Unlock()
		return t.token, nil
	}
	f := t.flight
	if f == nil {
		f = &flight{done: make(chan struct{})}
		t.flight = f
		// The call outlives the request that began it: others wait for it.
		go c.fetchToken(context.WithoutCancel(ctx), f)
	}
	t.mu.Unlock()
	select {
	case <-f.done:
		return f.token, f.err
	case <-ctx.Done():
		return "", &TransportError{Endpoint: tokenPath, Err: ctx.Err()}
	}
}

func (c *Client) fetchToken(ctx context.Context, f *flight) {
	token, life, err := c.stableToken(ctx)
	t := &c.tokens
	t.mu.Lock()
	if err == nil {
		t.token, t.until = token, c.cfg.Clock().Add(max(tokenLeast, life-tokenMargin))
	}
	t.flight = nil
	t.mu.Unlock()
	f.token, f.err = token, err
	close(f.done)
}

// stableToken asks in normal mode: forcing a new token would kill the one that
// the other processes hold.
func (c *Client) stableToken(ctx context.Context) (string, time.Duration, error) {
	body, err := c.call(ctx, request{endpoint: tokenPath, body: map[string]any{
		"grant_type": "client_credential", "appid": c.cfg.AppID, "secret": c.cfg.Secret,
	}})
	if err != nil {
		return "", 0, err
	}
	var a struct {
		Token string `json:"access_token"`
		Life  int64  `json:"expires_in"`
	}
	if json.Unmarshal(body, &a) != nil || a.Token == "" || len(a.Token) > tokenMax || a.Life <= 0 || a.Life > 86400 {
		return "", 0, &TransportError{Endpoint: tokenPath, Err: errors.New("the answer holds no usable token")}
	}
	return a.Token, time.Duration(a.Life) * time.Second, nil
}
