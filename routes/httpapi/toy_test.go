package httpapi_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

// The toy product of these tests: signups to events, kept in memory.

type signupBody struct {
	Name   string `json:"name" minLength:"1" maxLength:"32" doc:"Name" example:"张三"`
	Phone  string `json:"phone" pattern:"^1[3-9][0-9]{9}$" patternDescription:"11 位手机号|an 11-digit mobile number" doc:"Phone"`
	Gender string `json:"gender" enum:"male,female,undisclosed" doc:"Gender"`
	Note   string `json:"note,omitempty" maxLength:"200" doc:"Note"`
	Seats  int64  `json:"seats,omitempty" minimum:"1" maximum:"9007199254740991" doc:"Seats"`
	Addr   *struct {
		City string `json:"city,omitempty" maxLength:"5" doc:"City"`
		Zip  string `json:"zip,omitempty" maxLength:"5" doc:"Zip"`
	} `json:"addr,omitempty" doc:"Address"`
	Friend *models.ID  `json:"friend,omitempty" doc:"Friend"`
	From   *models.Day `json:"from,omitempty" doc:"From"`
	Tags   []string    `json:"tags,omitempty" maxItems:"3" maxLength:"5" doc:"Tags"`
}

type signupIn struct {
	Event int64 `path:"event" minimum:"1" maximum:"999999" doc:"Event"`
	Body  signupBody
}

type signup struct {
	ID    models.ID
	Name  string
	Event int64
}

type signupDTO struct {
	ID        models.ID       `json:"id" doc:"Id"`
	Event     int64           `json:"event" minimum:"1" maximum:"999999" doc:"Event"`
	Name      string          `json:"name" maxLength:"32" doc:"Name"`
	Tags      []string        `json:"tags" maxItems:"9" doc:"Tags"`
	CreatedAt models.Instant  `json:"created_at" doc:"Created"`
	EndedAt   *models.Instant `json:"ended_at" doc:"Ended"`
}

type signupOut struct {
	Location string `header:"Location" doc:"Where it is"`
	httpapi.Versioned
	Body signupDTO
}

type listIn struct {
	httpapi.PageIn
	Since httpapi.InstantParam `query:"since" doc:"Since"`
	Day   httpapi.DayParam     `query:"day" doc:"Day"`
	Q     string               `query:"q" maxLength:"10" doc:"Search"`
}

type getIn struct {
	ID models.ID `path:"id" doc:"Thing"`
}

type putIn struct {
	ID models.ID `path:"id" doc:"Thing"`
	httpapi.IfMatch
	Body struct {
		Title httpapi.Maybe[string]        `json:"title,omitzero" minLength:"1" maxLength:"5" doc:"Title"`
		Note  httpapi.Optional[string]     `json:"note,omitzero" maxLength:"5" doc:"Note"`
		Ends  httpapi.Optional[models.Day] `json:"ends,omitzero" doc:"Ends"`
	}
}

type thing struct {
	Title string      `json:"title" maxLength:"5" doc:"Title"`
	Note  *string     `json:"note" maxLength:"5" doc:"Note"`
	Ends  *models.Day `json:"ends" doc:"Ends"`
	Set   string      `json:"set" maxLength:"40" doc:"What the body held"`
}

type thingOut struct {
	httpapi.Versioned
	Body thing
}

var errFull = models.NewError(models.CodeConflict, "event.full", "名额已满", "The event is full")

// toy is the service and the idempotency store.
type toy struct {
	mu         sync.Mutex
	answers    map[string]stored
	effects    atomic.Int64
	kept       []string
	orig       []string
	block      chan struct{}
	started    chan struct{}
	replayErrs atomic.Int64
}

type stored struct {
	hash   [32]byte
	answer models.IdempotentAnswer
}

func ticketName(t *models.IdempotencyTicket) string { return t.PersonID.String() + t.Route + t.Key }

func (s *toy) Replay(_ context.Context, t *models.IdempotencyTicket) (*models.IdempotentAnswer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	have, ok := s.answers[ticketName(t)]
	switch {
	case !ok:
		return nil, nil
	case have.hash != t.BodyHash:
		return nil, models.ErrIdempotencyMismatch
	}
	return &have.answer, nil
}

// signUp is an effect that stores its answer as a transaction would.
func (s *toy) signUp(ctx context.Context, _ models.Actor, in *signupIn) (signup, error) {
	switch in.Event {
	case 404:
		return signup{}, models.ErrNotFound
	case 409:
		return signup{}, errFull
	case 500:
		panic("boom 13800138000 '张三'")
	case 501:
		return signup{}, errors.New("Error 1062: Duplicate entry '张三-13800138000' for key 'secret'")
	case 503:
		<-ctx.Done()
		return signup{}, ctx.Err()
	case 601:
		s.started <- struct{}{}
		<-s.block
	}
	out := signup{ID: id(s.effects.Add(1)), Name: in.Body.Name, Event: in.Event}
	t := models.TicketOf(ctx)
	if t == nil {
		return out, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.answers[ticketName(t)]; taken {
		s.effects.Add(-1)
		s.replayErrs.Add(1)
		return signup{}, models.ErrReplay
	}
	answer, err := t.Render(out, nil)
	if err != nil {
		return signup{}, err
	}
	s.answers[ticketName(t)] = stored{t.BodyHash, answer}
	return out, nil
}

func present(s signup) *signupOut {
	return &signupOut{
		Location: "/api/v1/signups/" + s.ID.String(), Versioned: httpapi.VersionTag(1),
		Body: signupDTO{ID: s.ID, Event: s.Event, Name: s.Name, CreatedAt: now()},
	}
}

func (s *toy) register(a *httpapi.API) {
	tag := "toys"
	a.Tag(tag, "Toys", "玩具")
	p := func(aud httpapi.Audience) httpapi.Policy {
		return httpapi.Policy{Audience: aud, Scope: httpapi.ScopeSelf}
	}
	httpapi.Post(a, httpapi.Route{
		ID:      "createSignup",
		Path:    "/events/{event}/signups",
		Tag:     tag,
		Summary: "Sign up",
		ZH:      httpapi.InChinese("玩具", ""),
		Status:  201,
		Once:    httpapi.OnceByKey("One sign-up.", "一份报名。"),
		Policy:  p(httpapi.Resident),
		Errors:  []*models.Error{errFull},
	}, s.signUp, present)
	s.registerNote(a)
	httpapi.Get(a, httpapi.Route{
		ID:      "listEvents",
		Path:    "/events",
		Tag:     tag,
		Summary: "List",
		ZH:      httpapi.InChinese("玩具", ""),
		Policy:  p(httpapi.Public),
	},
		func(_ context.Context, _ models.Actor, in *listIn) (*httpapi.ListOut[signupDTO], error) {
			page, err := a.Page("events", in.PageIn)
			if err != nil {
				return nil, err
			}
			rows := models.List[int64]{Next: &models.Cursor{Key: 7, ID: id(7)}}
			for i := range page.Size() {
				rows.Items = append(rows.Items, int64(i+1))
			}
			return httpapi.ListOf(a, "events", rows, func(i int64) signupDTO {
				return signupDTO{ID: id(i), Event: i, Name: in.Q, CreatedAt: now()}
			}), nil
		})
	httpapi.Get(a, httpapi.Route{
		ID:      "getThing",
		Path:    "/things/{id}",
		Tag:     tag,
		Summary: "Read",
		ZH:      httpapi.InChinese("玩具", ""),
		Policy:  p(httpapi.Public),
	},
		func(_ context.Context, _ models.Actor, in *getIn) (*thingOut, error) {
			return &thingOut{Versioned: httpapi.VersionTag(3), Body: thing{Title: "t"}}, nil
		})
	httpapi.Put(a, httpapi.Route{
		ID:      "putThing",
		Path:    "/things/{id}",
		Tag:     tag,
		Summary: "Change",
		ZH:      httpapi.InChinese("玩具", ""),
		Policy:  p(httpapi.Verified),
	}, putThing)
	httpapi.Delete(a, httpapi.Route{
		ID:      "deleteThing",
		Path:    "/things/{id}",
		Tag:     tag,
		Summary: "End",
		ZH:      httpapi.InChinese("玩具", ""),
		Policy:  p(httpapi.Staff(models.RoleOfficer)),
	},
		func(context.Context, models.Actor, *getIn) (*httpapi.None, error) { return nil, nil })
	httpapi.Post(a, httpapi.Route{
		ID:            "acceptThing",
		Path:          "/things/{id}/accept",
		Tag:           tag,
		Summary:       "Accept",
		ZH:            httpapi.InChinese("玩具", ""),
		Policy:        p(httpapi.Resident),
		NoIdempotency: true,
		BodyLimit:     32,
	},
		func(context.Context, models.Actor, *getIn) (httpapi.None, error) { return httpapi.None{}, nil },
		func(httpapi.None) *httpapi.None { return &httpapi.None{} })
	httpapi.Post(a, httpapi.Route{
		ID:      "keep",
		Path:    "/keep/{name}",
		Tag:     tag,
		Summary: "Keep",
		ZH:      httpapi.InChinese("玩具", ""),
		Policy:  p(httpapi.Resident),
	}, s.keep,
		func(httpapi.None) *httpapi.None { return &httpapi.None{} })
	httpapi.Post(a, httpapi.Route{
		ID:      "box",
		Path:    "/boxes",
		Tag:     tag,
		Summary: "Box",
		ZH:      httpapi.InChinese("玩具", ""),
		Status:  200,
		Policy:  p(httpapi.Public),
	},
		func(context.Context, models.Actor, *boxIn) (httpapi.None, error) { return httpapi.None{}, nil },
		func(httpapi.None) *httpapi.None { return &httpapi.None{} })
	httpapi.Get(a, httpapi.Route{
		ID:      "slow",
		Path:    "/slow",
		Tag:     tag,
		Summary: "Slow",
		ZH:      httpapi.InChinese("玩具", ""),
		Policy:  p(httpapi.Public),
	},
		func(context.Context, models.Actor, *httpapi.None) (*httpapi.None, error) {
			s.started <- struct{}{}
			<-s.block
			return nil, nil
		})
	httpapi.Get(a, httpapi.Route{
		ID:      "lies",
		Path:    "/lies",
		Tag:     tag,
		Summary: "Lies",
		ZH:      httpapi.InChinese("玩具", ""),
		Policy:  p(httpapi.Public),
	},
		func(context.Context, models.Actor, *httpapi.None) (*httpapi.ListOut[signupDTO], error) {
			return &httpapi.ListOut[signupDTO]{Body: httpapi.ListBody[signupDTO]{Items: []signupDTO{{Event: -1}}}}, nil
		})
	registerLong(a)
	for id, documented := range map[string][]*models.Error{"undocumented": nil, "unnamed": {models.ErrReplay}} {
		httpapi.Get(a, httpapi.Route{
			ID: id, Path: "/" + id, Tag: tag, Summary: "Refuses", ZH: httpapi.InChinese("玩具", ""),
			Policy: p(httpapi.Public), Errors: documented,
		},
			func(context.Context, models.Actor, *httpapi.None) (*httpapi.None, error) { return nil, errFull })
	}
}

func putThing(_ context.Context, _ models.Actor, in *putIn) (*thingOut, error) {
	if v := in.Expected(); v != nil && *v != 3 {
		return nil, models.ErrStale
	}
	var set []string
	b := in.Body
	for name, f := range map[string]struct{ set, null bool }{"title": {b.Title.Set, false},
		"note": {b.Note.Set, b.Note.Null}, "ends": {b.Ends.Set, b.Ends.Null}} {
		if f.set {
			if f.null {
				name += "=null"
			}
			set = append(set, name)
		}
	}
	return &thingOut{Versioned: httpapi.VersionTag(4),
		Body: thing{Title: b.Title.Value, Note: b.Note.Pointer(), Ends: b.Ends.Pointer(),
			Set: strings.Join(set, ",")}}, nil
}

type boxIn struct {
	Body struct {
		Inner httpapi.Optional[boxInner] `json:"inner,omitzero" doc:"Inner"`
	}
}

type boxInner struct {
	City string `json:"city" maxLength:"5" doc:"City"`
}

type keepIn struct {
	Name  string `path:"name" maxLength:"40" doc:"Name"`
	Q     string `query:"q" maxLength:"40" doc:"Q"`
	Trace string `header:"X-Trace" maxLength:"40" doc:"Trace"`
	Body  struct {
		Text string `json:"text" maxLength:"40" doc:"Text"`
	}
}

// keep holds on to what it got, as a careless service would.
func (s *toy) keep(_ context.Context, _ models.Actor, in *keepIn) (httpapi.None, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, text := range []string{in.Name, in.Q, in.Trace, in.Body.Text} {
		s.kept = append(s.kept, text)
		s.orig = append(s.orig, strings.Clone(text))
	}
	return httpapi.None{}, nil
}

func id(n int64) models.ID {
	var out models.ID
	binary.BigEndian.PutUint64(out[8:], uint64(n))
	out[6], out[8] = 0x70, 0x80
	return out
}

func now() models.Instant { return models.InstantOf(time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)) }

var (
	resident = models.Actor{PersonID: id(1)}
	verified = models.Actor{PersonID: id(2), Verified: true}
	officer  = models.Actor{PersonID: id(3), Verified: true, Grants: []models.RoleGrant{{Role: models.RoleOfficer}}}
)

func authenticate(_ context.Context, bearer string) (models.Actor, error) {
	switch bearer {
	case "resident":
		return resident, nil
	case "verified":
		return verified, nil
	case "officer":
		return officer, nil
	}
	return models.Actor{}, models.ErrUnauthenticated
}

// server is a toy API on a real socket.
type server struct {
	*toy
	api    *httpapi.API
	url    string
	log    *bytes.Buffer
	breach []string
	client *http.Client
	stop   func() error
}

var requestIDs atomic.Int64

func serve(t testing.TB, change ...func(*httpapi.Options)) *server {
	t.Helper()
	s := build(change...)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.url = "http://" + ln.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.api.Listen(ctx, ln) }()
	s.stop = sync.OnceValue(func() error { cancel(); return <-done })
	transport := &http.Transport{DisableCompression: true}
	s.client = &http.Client{Transport: transport, Timeout: 20 * time.Second}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := s.stop(); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	return s
}

// build makes the toy API without a socket.
func build(change ...func(*httpapi.Options)) *server {
	s := &server{toy: &toy{answers: map[string]stored{}, block: make(chan struct{}), started: make(chan struct{}, 9)},
		log: &bytes.Buffer{}}
	var mu sync.Mutex
	opt := httpapi.Options{
		Logger: slog.New(slog.NewJSONHandler(&locked{mu: &mu, w: s.log},
			&slog.HandlerOptions{Level: slog.LevelDebug})),
		NewID:        func() models.ID { return id(requestIDs.Add(1) + 1000) },
		Authenticate: authenticate, Idempotency: s.toy, CursorKey: []byte("0123456789abcdef"), Version: "1.0.0",
		ServerURL:    "https://api.xinjumin.cn",
		CheckAnswers: true, OnBreach: func(err error) {
			mu.Lock()
			s.breach = append(s.breach,
				err.Error())
			mu.Unlock()
		},
	}
	for _, f := range change {
		f(&opt)
	}
	s.api = httpapi.New(opt)
	s.register(s.api)
	return s
}

type locked struct {
	mu *sync.Mutex
	w  io.Writer
}

func (l *locked) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.w.Write(p) }

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

// do sends a request; headers are name, value pairs. A JSON body gets its type
// unless one is given; "" as a value sends no such header.
func (s *server) do(t *testing.T, method, path, body string, headers ...string) answer {
	t.Helper()
	req, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Del(headers[i])
		if headers[i+1] != "" {
			req.Header.Set(headers[i], headers[i+1])
		}
	}
	res, err := s.client.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(b)}
}

func bearer(name string) []string { return []string{"Authorization", "Bearer " + name} }

// quiet is the setting of production: no log of successes, no checks.
func quiet(o *httpapi.Options) {
	o.CheckAnswers = false
	o.Logger = slog.New(slog.NewJSONHandler(io.Discard, nil))
}
