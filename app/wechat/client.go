package wechat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"xinjumin/models"
)

// ProductionURL is WeChat itself; production accepts it and the hosts by place
// below it, such as https://sh.api.weixin.qq.com.
const ProductionURL = "https://api.weixin.qq.com"

const (
	callTimeout = 3 * time.Second
	responseCap = 1 << 20
	maxTries    = 3
	firstPause  = 50 * time.Millisecond
)

// Config is what a client needs. It prints without the secret.
type Config struct {
	BaseURL    string
	AppID      string
	Secret     string
	Production bool
	Clock      models.Clock // tells when an access token must be renewed
	HTTP       *http.Client // nil: our own, without keep-alive and redirects
	Timeout    time.Duration
}

// String redacts the secret.
func (c Config) String() string { return "wechat(" + c.AppID + ")" }

// GoString redacts the secret for %#v.
func (c Config) GoString() string { return c.String() }

// LogValue redacts the secret in structured logs.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Client calls WeChat for one mini-program. It is safe for concurrent use.
type Client struct {
	cfg    Config
	base   *url.URL
	tokens tokenCache
}

// New checks the configuration and reports every fault at once.
func New(cfg Config) (*Client, error) {
	var faults []error
	base, err := url.Parse(strings.TrimRight(cfg.BaseURL, "/"))
	switch {
	case err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http":
		faults = append(faults, errors.New("wechat: the base URL is not an http(s) address"))
	case cfg.Production && !isWeChat(base):
		faults = append(faults,
			fmt.Errorf("wechat: in production the base URL must be %s or one of its hosts by place", ProductionURL))
	}
	if cfg.AppID == "" {
		faults = append(faults, errors.New("wechat: the app id is missing"))
	}
	if cfg.Secret == "" {
		faults = append(faults, errors.New("wechat: the app secret is missing"))
	}
	if cfg.Clock == nil {
		faults = append(faults, errors.New("wechat: the clock is missing"))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = callTimeout
	}
	if cfg.HTTP == nil {
		cfg.HTTP = defaultHTTP()
	}
	return &Client{cfg: cfg, base: base}, nil
}

// isWeChat knows the documented hosts; the secret of the mini-program is sent
// there.
func isWeChat(u *url.URL) bool {
	const host = "api.weixin.qq.com"
	known := u.Host == host || u.Host == "api2.weixin.qq.com" || strings.HasSuffix(u.Host, "."+host)
	return u.Scheme == "https" && known && u.Path == "" && u.User == nil
}

// defaultHTTP keeps no connection: on a reused one net/http repeats a GET by
// itself after a reset, and a repeated sign-in code counts as used. It follows
// no redirect, because the query holds the secret.
func defaultHTTP() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         (&net.Dialer{Timeout: 2 * time.Second}).DialContext,
			TLSHandshakeTimeout: 2 * time.Second,
			DisableKeepAlives:   true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// String redacts the secret.
func (c *Client) String() string { return c.cfg.String() }

// GoString redacts the secret for %#v.
func (c *Client) GoString() string { return c.cfg.String() }

// AppID names the mini-program that the client speaks for.
func (c *Client) AppID() string { return c.cfg.AppID }

// request is one call; a body makes it a POST of JSON.
type request struct {
	endpoint string
	query    url.Values
	body     any
}

// call makes a request and gives the JSON of a successful answer. It repeats
// the request only when WeChat says that it is busy or nobody listened, never
// after a timeout or a reset: single-use codes may be spent by then.
func (c *Client) call(ctx context.Context, r request) ([]byte, error) {
	pause := firstPause
	for try := 1; ; try++ {
		body, err := c.once(ctx, r)
		if err == nil || try == maxTries || !errors.Is(err, ErrBusy) && !errors.Is(err, syscall.ECONNREFUSED) {
			return body, err
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, err
		case <-timer.C:
		}
		pause *= 3
	}
}

func (c *Client) newRequest(ctx context.Context, r request) (*http.Request, error) {
	target := *c.base
	target.Path += r.endpoint
	target.RawQuery = r.query.Encode()
	if r.body == nil {
		return http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	}
	text, err := json.Marshal(r.body)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target.String(), bytes.NewReader(text))
	if err == nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, err
}

func (c *Client) once(ctx context.Context, r request) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	endpoint := r.endpoint
	req, err := c.newRequest(ctx, r)
	if err != nil {
		return nil, &TransportError{Endpoint: endpoint, Err: errors.New("the request cannot be made")}
	}
	res, err := c.cfg.HTTP.Do(req)
	if err != nil {
		var u *url.Error // its text holds the address, and that the secret
		if errors.As(err, &u) {
			err = u.Err
		}
		return nil, &TransportError{Endpoint: endpoint, Err: err}
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(res.Body, responseCap+1))
	switch {
	case err != nil:
		return nil, &TransportError{Endpoint: endpoint, Err: fmt.Errorf("read the answer: %w", err)}
	case len(body) > responseCap:
		return nil, &TransportError{Endpoint: endpoint, Err: errors.New("the answer is too long")}
	case res.StatusCode != http.StatusOK:
		return nil, &TransportError{Endpoint: endpoint, Err: fmt.Errorf("status %d", res.StatusCode)}
	}
	// The content type is not to be trusted; the text of a decoding error may
	// quote the answer, so it is dropped.
	var s struct {
		ErrCode int    `json:"errcode"`
		ErrMsg  string `json:"errmsg"`
	}
	if json.Unmarshal(body, &s) != nil {
		return nil, &TransportError{Endpoint: endpoint, Err: errors.New("the answer is not the expected JSON")}
	}
	if s.ErrCode != 0 {
		return nil, &APIError{Endpoint: endpoint, Code: s.ErrCode, RID: rid(s.ErrMsg)}
	}
	return body, nil
}
