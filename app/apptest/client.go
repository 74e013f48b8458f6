package apptest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"xinjumin/models"
)

// Client is a person with a phone, or a visitor when Token is empty.
type Client struct {
	env      *Env
	Name     string
	PersonID models.ID
	Token    string
	Refresh  string
	Header   map[string]string // sent with every request
}

var httpClient = &http.Client{Timeout: 4 * time.Minute,
	Transport: &http.Transport{MaxIdleConnsPerHost: 200, DisableCompression: true}}

var nonce atomic.Int64

// Code gives a fresh sign-in code of a person.
func Code(name string) string { return fmt.Sprintf("dev:%s:%d", name, nonce.Add(1)) }

// Visitor is nobody.
func (e *Env) Visitor() *Client { return &Client{env: e} }

// SignIn signs a person in through WeChat; the same name is the same person.
func (e *Env) SignIn(name string) *Client {
	e.Helper()
	c := &Client{env: e, Name: name}
	var got struct {
		AccessToken  string `json:"access_token"`
		RefreshToken string `json:"refresh_token"`
		Person       struct {
			ID models.ID `json:"id"`
		} `json:"person"`
	}
	c.Post("/auth/wechat", map[string]any{"code": Code(name)}).Want(http.StatusOK).JSON(&got)
	c.Token, c.Refresh, c.PersonID = got.AccessToken, got.RefreshToken, got.Person.ID
	if c.Token == "" || c.PersonID.IsZero() {
		e.Fatalf("sign-in of %s gave no token or person", name)
	}
	return c
}

// Verified signs a person in and marks the identity as verified, as the desk
// would, with a grown-up's birthday.
func (e *Env) Verified(name string) *Client {
	e.Helper()
	c := e.SignIn(name)
	e.Verify(c, "1990-05-01")
	return c
}

// Verify marks a person's identity as verified behind the application's back.
func (e *Env) Verify(c *Client, birthDay models.Day) {
	e.Helper()
	e.Exec("UPDATE persons SET verification = 'verified', birth_day = ? WHERE id = ?", string(birthDay), c.PersonID)
}

// GrantRegion gives a role over a region subtree for a year.
func (e *Env) GrantRegion(c *Client, role models.Role, code models.RegionCode) {
	e.Helper()
	e.grant(c, role, models.ScopeRegion, string(code), nil, nil, string(code))
}

// GrantOrganization gives an office in a body for a year.
func (e *Env) GrantOrganization(c *Client, role models.Role, org models.ID) {
	e.Helper()
	e.grant(c, role, models.ScopeOrganization, nil, org, nil, org.String())
}

// GrantCommittee gives a role in a mediation committee for a year.
func (e *Env) GrantCommittee(c *Client, role models.Role, committee models.ID) {
	e.Helper()
	e.grant(c, role, models.ScopeCommittee, nil, nil, committee, committee.String())
}

func (e *Env) grant(c *Client, role models.Role, kind models.ScopeKind, region, org, committee any, scope string) {
	e.Helper()
	now, seat := e.Clock.Now(), models.SeatKind("")
	if kind == models.ScopeCommittee {
		seat = models.SeatMember
	}
	e.Exec(`INSERT INTO role_grants (id, person_id, role, scope_kind, region_code, organization_id, committee_id,
		live_key, starts_at, ends_at, created_at, seat)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, IDs().New(), c.PersonID, string(role), string(kind), region, org,
		committee,
		models.GrantKey(role, kind, scope, c.PersonID), int64(now), int64(now.Add(365*24*time.Hour)), int64(now),
		string(seat))
}

// Env is the installation that the client talks to.
func (c *Client) Env() *Env { return c.env }

// On gives the same signed-in person talking to another process (Env.Second).
func (c *Client) On(env *Env) *Client {
	twin := *c
	twin.env = env
	return &twin
}

// With gives the same client with one more request header.
func (c *Client) With(key, value string) *Client {
	twin := *c
	twin.Header = map[string]string{key: value}
	for k, v := range c.Header {
		if k != key {
			twin.Header[k] = v
		}
	}
	return &twin
}

// Anew gives the same client with a key of its own for the next request, as whoever wants
// the same thing twice sends it: the same body without a key would be the first answer again.
func (c *Client) Anew() *Client { return c.With("Idempotency-Key", fmt.Sprint("anew-", nonce.Add(1))) }

// Get, Post, Put and Delete call a path below /api/v1; other absolute paths of
// the server start with "//". A body may be nil, raw bytes, or anything that
// marshals.
func (c *Client) Get(path string) *Response { return c.Do(http.MethodGet, path, nil) }

// Post calls with an optional body.
func (c *Client) Post(path string, body any) *Response { return c.Do(http.MethodPost, path, body) }

// Put calls with a body.
func (c *Client) Put(path string, body any) *Response { return c.Do(http.MethodPut, path, body) }

// Delete calls without a body.
func (c *Client) Delete(path string) *Response { return c.Do(http.MethodDelete, path, nil) }

// Do calls any method. It may be called from several goroutines; a transport
// failure is a Response with status 0.
func (c *Client) Do(method, path string, body any) *Response {
	c.env.Helper()
	url := c.env.URL + "/api/v1" + path
	if strings.HasPrefix(path, "//") {
		url = c.env.URL + path[1:]
	}
	c.env.redis.request()
	res := &Response{t: c.env.TB, call: method + " " + path}
	var reader io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		reader = bytes.NewReader(b)
	default:
		text, err := json.Marshal(b)
		if err != nil {
			c.env.Errorf("%s: %v", res.call, err)
			return res
		}
		reader = bytes.NewReader(text)
	}
	req, err := http.NewRequest(method, url, reader)
	if err != nil {
		c.env.Errorf("%s: %v", res.call, err)
		return res
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if c.Token != "" {
		req.Header.Set("Authorization", "Bearer "+c.Token)
	}
	for k, v := range c.Header {
		req.Header.Set(k, v)
	}
	got, err := httpClient.Do(req)
	if err != nil {
		res.Body = []byte(err.Error())
		return res
	}
	defer got.Body.Close()
	res.Status, res.Header = got.StatusCode, got.Header
	res.Body, err = io.ReadAll(got.Body)
	if err != nil {
		res.Status = 0
	}
	res.readable(c.Header)
	return res
}

// Response is an answer with checks that end the test. Want and Reason must be
// called from the test's own goroutine.
type Response struct {
	t      testing.TB
	call   string
	Status int
	Header http.Header
	Body   []byte
}

// Want checks the status.
func (r *Response) Want(status int) *Response {
	r.t.Helper()
	if r.Status != status {
		r.t.Fatalf("%s: status %d, want %d: %s", r.call, r.Status, status, r.Body)
	}
	return r
}

// Reason checks that the answer is a refusal with this status and reason key.
func (r *Response) Reason(status int, code string) *Response {
	r.t.Helper()
	r.Want(status)
	if got := r.Code(); got != code {
		r.t.Fatalf("%s: code %q, want %q: %s", r.call, got, code, r.Body)
	}
	return r
}

// Code gives the reason key of a refusal, empty for anything else.
func (r *Response) Code() string {
	var problem struct {
		Code string `json:"code"`
	}
	if json.Unmarshal(r.Body, &problem) != nil {
		return ""
	}
	return problem.Code
}

// JSON decodes the body.
func (r *Response) JSON(into any) *Response {
	r.t.Helper()
	if err := json.Unmarshal(r.Body, into); err != nil {
		r.t.Fatalf("%s: %v: %s", r.call, err, r.Body)
	}
	return r
}

// ID gives the member "id" of the answer.
func (r *Response) ID() models.ID {
	r.t.Helper()
	var row struct {
		ID models.ID `json:"id"`
	}
	r.JSON(&row)
	if row.ID.IsZero() {
		r.t.Fatalf("%s: no id: %s", r.call, r.Body)
	}
	return row.ID
}

// String shows the answer in failures.
func (r *Response) String() string { return fmt.Sprintf("%s: %d %s", r.call, r.Status, r.Body) }
