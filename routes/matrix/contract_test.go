package matrix_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/contract"
	"xinjumin/app/apptest/scene"
	"xinjumin/routes/httpapi"
)

// What the document forbids is refused, driven with the calls of the matrix: empty
// values, empty lists, tags that are no tags.

func is(s contract.Schema, kind string) bool {
	switch t := s.Type.(type) {
	case string:
		return t == kind
	case []any:
		return slices.Contains(t, any(kind))
	}
	return false
}

// forbids gives the empty values that the document does not admit.
func forbids(s contract.Schema, inBody bool) []any {
	if len(s.OneOf)+len(s.AnyOf) > 0 || s.Type == nil {
		return nil
	}
	var out []any
	if inBody && !is(s, "null") {
		out = append(out, nil)
	}
	text := is(s, "string") && (s.MinLength > 0 || s.Format != "" && s.Format != "binary" ||
		len(s.Enum) > 0 && !slices.Contains(s.Enum, any("")) ||
		s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(""))
	if text || is(s, "integer") || is(s, "boolean") || is(s, "number") {
		out = append(out, "")
	}
	if inBody && is(s, "array") && s.MinItems > 0 {
		out = append(out, []any{})
	}
	return out
}

// TestContract_empty sends null, "" and [] wherever the document does not admit them.
func TestContract_empty(t *testing.T) {
	w := newWalker(t)
	doc := contract.Read(t)
	byID := map[string]httpapi.Registered{}
	for _, r := range w.Server.API.Routes() {
		byID[r.ID] = r
	}
	tried := 0
	for _, methods := range doc.Paths {
		for _, op := range methods {
			c, ok := w.admitted(byID[op.OperationID])
			if !ok || byID[op.OperationID].Class != "api" {
				continue
			}
			for _, p := range op.Parameters {
				if p.In != "query" {
					continue
				}
				for range forbids(doc.Resolve(p.Schema), false) {
					tried++
					path, _, _ := strings.Cut(w.path(c), "?")
					got := w.send(c, path+"?"+url.QueryEscape(p.Name)+"=", w.bodyOrNone(c))
					w.wantsRefused(t, fmt.Sprintf("%s ?%s=", op.OperationID, p.Name), got, p.Name)
				}
			}
			body := doc.Resolve(op.RequestBody.Content["application/json"].Schema)
			for name, s := range body.Properties {
				for _, v := range forbids(doc.Resolve(s), true) {
					tried++
					sent := w.body(c)
					sent[name] = v
					what := fmt.Sprintf("%s {%q: %v}", op.OperationID, name, v)
					w.wantsRefused(t, what, w.send(c, w.path(c), sent), "/"+name)
				}
			}
		}
	}
	t.Logf("%d empty values", tried)
	if tried < 300 {
		t.Errorf("only %d values were tried", tried)
	}
}

func (w *walker) bodyOrNone(c cell) any {
	if c.row.body == nil {
		return nil
	}
	return w.body(c)
}

// wantsRefused wants a 422 that names the field.
func (w *walker) wantsRefused(t *testing.T, what string, got *apptest.Response, field string) {
	t.Helper()
	var problem struct {
		Errors []struct{ Field string }
	}
	_ = json.Unmarshal(got.Body, &problem)
	named := slices.ContainsFunc(problem.Errors, func(e struct{ Field string }) bool {
		return e.Field == field || strings.HasPrefix(e.Field, field+"/")
	})
	if got.Status != http.StatusUnprocessableEntity || !named {
		t.Errorf("%s: %s", what, got)
	}
}

// emptyLists says what [] means in each list that a client sends and that may be
// empty. An empty list is never the same as none at all where none means all.
var emptyLists = map[string]string{
	"createActivity /image_ids":           "without pictures",
	"fileDispute /evidence_ids":           "nothing was handed in",
	"fileDispute /others":                 "one respondent alone",
	"setRepresentatives /representatives": "nobody stands for the others",
	"recordPartyConsent /scan_ids":        "nothing is on paper",
	"recordPartyNotice /scan_ids":         "nothing is on paper",
	"proposeDispute /items":               "nothing is owed by itself",
	"signAgreement /signatures":           "no party has signed this time",
	"signAgreement /page_ids":             "no page is new",
	"readNotifications /ids":              "no row is marked",
	"updateProfile /skills":               "none is kept",
	"applyForMembership /answers":         "no question is answered",
	"resubmitApplication /answers":        "no question is answered",
	"setWorkingDays /days":                "weekends alone are off",
	"setJoinForm /questions":              "nothing is asked",
	"callMeeting /expected_ids":           "as if left out: the rule of the meeting says who comes",
	"holdDisputeSession /page_ids":        "nothing is in handwriting",
	"holdDisputeSession /party_ids":       "no party came",
	"holdDisputeSession /guests":          "nobody else was there",
	"recordPartyExtension /scan_ids":      "nothing is on paper",
	"setMediatorProfile /specialties":     "no kind of case is known well",
	"setMediatorProfile /languages":       "nothing is said of languages",
}

// TestContract_emptyLists finds every such list, and that the empty choice chooses
// nothing.
func TestContract_emptyLists(t *testing.T) {
	w := newWalker(t)
	doc := contract.Read(t)
	found := map[string]bool{}
	for _, methods := range doc.Paths {
		for _, op := range methods {
			for name, s := range doc.Resolve(op.RequestBody.Content["application/json"].Schema).Properties {
				if s = doc.Resolve(s); is(s, "array") && s.MinItems == 0 {
					found[op.OperationID+" /"+name] = true
				}
			}
		}
	}
	if got, want := slices.Sorted(maps.Keys(found)), slices.Sorted(maps.Keys(emptyLists)); !slices.Equal(got, want) {
		t.Errorf("lists that may be empty: %v, listed: %v", got, want)
	}
	for _, body := range []string{`{"ids":[]}`, `{"ids":["` + scene.NewID().String() + `"]}`} {
		chair := w.here.chair
		var before, after struct{ Count int }
		chair.Get("/notifications/unread-count").Want(http.StatusOK).JSON(&before)
		chair.Post("/notifications/read", json.RawMessage(body)).Want(http.StatusOK)
		chair.Get("/notifications/unread-count").Want(http.StatusOK).JSON(&after)
		if before.Count == 0 || before != after {
			t.Errorf("%s: %d unread before, %d after", body, before.Count, after.Count)
		}
	}
}

// TestContract_tags holds If-None-Match to what the document says about it.
func TestContract_tags(t *testing.T) {
	w := newWalker(t)
	path := fmt.Sprintf("/organizations/%s", w.here.org)
	tags := strings.Repeat(`"1", `, 45)
	for value, want := range map[string]int{`"1"`: 200, "*": 304, tags[:200]: 200, tags[:201]: 422} {
		got := w.Visitor().With("If-None-Match", value).Get(path)
		if got.Status != want {
			t.Errorf("If-None-Match of %d: %s, want %d", len(value), got, want)
		}
		if want == http.StatusUnprocessableEntity {
			w.wantsRefused(t, "too many tags", got, "If-None-Match")
		}
	}
}
