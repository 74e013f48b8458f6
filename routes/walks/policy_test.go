package walks_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/routes/httpapi"
)

var actionForm = regexp.MustCompile(`^[a-z_]+\.[a-z_]+$`)

// unaudited are the writes that leave no audit row, each with its reason.
var unaudited = map[string]string{
	"markAnnouncementRead": "the receipt is the record, and who has read what is nobody else's business",
	"beginPairing":         "nobody has signed in yet: who lets the browser in is in the trail",
	"refreshTokens":        "a rotation every few minutes per person would drown the trail; its misuse is audited",
	"readNotifications":    "nobody but the reader is concerned",
}

// TestRouteTable walks every registered route: the router and the table agree,
// and each route says who may call it, in which scope, and what it leaves in
// the trail.
func TestRouteTable(t *testing.T) {
	env := apptest.New(t, apptest.SQLite)
	if err := env.Server.API.RouteDrift(); err != nil {
		t.Error(err)
	}
	walked := 0
	for _, r := range env.Server.API.Routes() {
		if r.Class != "api" {
			continue
		}
		walked++
		name := r.Method + " " + r.Path
		if r.Policy.Audience.Kind() == "" || r.Policy.Scope == "" {
			t.Errorf("%s does not say who may call it", name)
		}
		if !strings.HasPrefix(r.Path, httpapi.Prefix+"/") {
			t.Errorf("%s is outside %s", name, httpapi.Prefix)
		}
		writes := r.Method != http.MethodGet
		switch _, excused := unaudited[r.ID]; {
		case writes && !excused && !actionForm.MatchString(r.Policy.Audit.String()):
			t.Errorf("%s (%s) leaves no audit row (%q)", name, r.ID, r.Policy.Audit)
		case !writes && !r.Policy.Audit.IsZero() && !actionForm.MatchString(r.Policy.Audit.String()):
			t.Errorf("%s names %q", name, r.Policy.Audit.String())
		}
		// A claim proves a secret of 256 bits, and is asked again every few seconds.
		if writes && r.Policy.Audience.Kind() == "public" && r.Limit != httpapi.LimitAuth && r.ID != "claimPairing" {
			t.Errorf("%s is a public write with the limit of %s", name, r.Limit)
		}
	}
	if walked < 40 {
		t.Errorf("walked only %d routes", walked)
	}
}

// TestRouteTable_gates calls every route as a visitor, as a newcomer and as a
// verified person without roles: the gate of the table is the gate of the door,
// and nothing changes behind it.
func TestRouteTable_gates(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		visitor, newcomer, verified := env.Visitor(), env.SignIn("newcomer"), env.Verified("verified")
		before := scene.WithoutTrail(env.Dump())
		for _, r := range env.Server.API.Routes() {
			if r.Class != "api" || r.ID == "logout" {
				continue
			}
			path := scene.ConcretePath(r.Path)
			var body any
			if r.Method == http.MethodPost || r.Method == http.MethodPut {
				body = map[string]any{}
			}
			kind := r.Policy.Audience.Kind()
			if kind == "public" {
				continue
			}
			visitor.Do(r.Method, path, body).Reason(http.StatusUnauthorized, "auth.required")
			switch kind {
			case "verified":
				newcomer.Do(r.Method, path, body).Reason(http.StatusForbidden, "auth.verification_required")
			case "staff":
				newcomer.Do(r.Method, path, body).Reason(http.StatusForbidden, "auth.forbidden")
				verified.Do(r.Method, path, body).Reason(http.StatusForbidden, "auth.forbidden")
			}
		}
		if after := scene.WithoutTrail(env.Dump()); after != before {
			t.Errorf("a refused call changed the database:\n%s\nbefore:\n%s", after, before)
		}
	})
}

// TestRouteTable_hidesWhatIsNotThere asks every route about a row that does not
// exist, as a person without roles: absent is 404, never a fault.
func TestRouteTable_hidesWhatIsNotThere(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		person := env.Verified("person")
		asked := 0
		for _, r := range env.Server.API.Routes() {
			if r.Class != "api" || r.Method != http.MethodGet || !strings.Contains(r.Path, "{id}") ||
				r.Policy.Audience.Kind() == "staff" {
				continue
			}
			asked++
			person.Get(scene.ConcretePath(r.Path)).Reason(http.StatusNotFound, "request.not_found")
		}
		if asked < 8 {
			t.Errorf("asked only %d routes", asked)
		}
	})
}
