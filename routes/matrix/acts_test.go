package matrix_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/routes/httpapi"
)

// What a page says that its reader may do, and what the routes say when the reader does
// it, must be the same. Both ask one rule; this walk tries it out on everything that is
// here, as everybody.

// acting is what somebody reads that they may do to one thing.
type acting struct {
	Acts   []string `json:"acts"`
	NotYet []struct {
		Act    string `json:"act"`
		Reason string `json:"reason"`
	} `json:"not_yet"`
}

// actsOf looks for a thing in an answer: the object with its id and with acts. A noun that
// has no id of its own is the answer itself.
func actsOf(body []byte, key string, id any) acting {
	var doc any
	if json.Unmarshal(body, &doc) != nil {
		return acting{}
	}
	var found acting
	var look func(v any) bool
	look = func(v any) bool {
		switch v := v.(type) {
		case []any:
			return slices.ContainsFunc(v, look)
		case map[string]any:
			if _, has := v["acts"].([]any); has && (key == "" || v[key] == fmt.Sprint(id)) {
				text, err := json.Marshal(v)
				return err == nil && json.Unmarshal(text, &found) == nil
			}
			for _, inner := range v {
				if look(inner) {
					return true
				}
			}
		}
		return false
	}
	look(doc)
	return found
}

// noun returns the noun that a writing route is called on: that with the longest path.
func nounOf(r httpapi.Registered) (actsNoun, bool) {
	path := strings.TrimPrefix(r.Path, httpapi.Prefix)
	var out actsNoun
	for _, n := range actsNouns {
		if (path == n.path || strings.HasPrefix(path, n.path+"/")) && len(n.path) > len(out.path) {
			out = n
		}
	}
	return out, out.path != ""
}

// wordOf is what acts call a route: what the table says, else the last part of its path.
func (n actsNoun) wordOf(r httpapi.Registered) string {
	for _, one := range strings.Fields(n.words) {
		if id, word, _ := strings.Cut(one, "="); id == r.ID {
			return word
		}
	}
	return strings.ReplaceAll(r.Path[strings.LastIndex(r.Path, "/")+1:], "-", "_")
}

// onOne tells whether the route does something to one thing whose id is in its path.
func onOne(r httpapi.Registered) bool {
	return r.Class == "api" && r.Method != http.MethodGet && strings.Contains(r.Path, "/{")
}

// TestActs_everyNounHasThem wants a place with acts, or a reason, for each act.
func TestActs_everyNounHasThem(t *testing.T) {
	env := apptest.New(t, apptest.SQLite)
	used := map[string]bool{}
	for _, r := range env.Server.API.Routes() {
		if !onOne(r) {
			continue
		}
		n, has := nounOf(r)
		used[n.path] = true
		without := ""
		for path := range noActs {
			if strings.HasPrefix(strings.TrimPrefix(r.Path, httpapi.Prefix)+"/", path+"/") {
				without, used[path] = path, true
			}
		}
		if has == (without != "") {
			t.Errorf("%s %s (%s): has acts %v, and stands among those without as %q", r.Method, r.Path, r.ID, has,
				without)
		}
	}
	for _, n := range actsNouns {
		if !used[n.path] {
			t.Errorf("%s has acts, and nothing can be done to it", n.path)
		}
	}
	for path, why := range noActs {
		if !used[path] || why == "" {
			t.Errorf("%s stands among those without acts: %q, used %v", path, why, used[path])
		}
	}
}

// reads gives what somebody reads of a thing, wherever it is shown to them.
func (w *accessFixture) reads(n actsNoun, s subject, id any) acting {
	var all acting
	for _, at := range n.at {
		path := at(w.here, id)
		key := "id"
		if n.key != "" {
			key = strings.TrimSuffix(n.key, "-")
			if n.key == "-" {
				key = ""
			}
		}
		got := s.client.Get(path)
		if got.Status != http.StatusOK {
			continue
		}
		one := actsOf(got.Body, key, id)
		all.Acts, all.NotYet = append(all.Acts, one.Acts...), append(all.NotYet, one.NotYet...)
	}
	return all
}

// disagrees tells how the answer to an act differs from what acts have promised.
func (w *accessFixture) disagrees(c cell, word string, told acting, got *apptest.Response, changed []string) string {
	refused := got.Status == http.StatusUnauthorized || got.Status == http.StatusForbidden ||
		got.Status == http.StatusNotFound || got.Status == http.StatusConflict
	if code := got.Code(); code == "person.banned" || code == "auth.verification_required" {
		return "" // what concerns the person and everything at once is said in /me
	}
	for _, n := range told.NotYet {
		if n.Act == word {
			if got.Status == http.StatusUnprocessableEntity || got.Status == http.StatusPreconditionFailed ||
				refused && got.Code() == n.Reason {
				return ""
			}
			return fmt.Sprintf("%s: %s is not yet possible (%s), and the answer is %d %s", c, word, n.Reason,
				got.Status, got.Code())
		}
	}
	if slices.Contains(told.Acts, word) {
		if refused {
			return fmt.Sprintf("%s: %s is offered, and refused: %d %s", c, word, got.Status, got.Code())
		}
		return ""
	}
	if !refused && (got.Status >= http.StatusBadRequest || len(changed) > 0) {
		return fmt.Sprintf("%s: %s is not offered, and the answer is %d %s", c, word, got.Status, got.Code())
	}
	return ""
}

// tryActs calls a route as everybody here, and compares.
func (w *accessFixture) tryActs(r httpapi.Registered, n actsNoun, snapshot *snapshot,
	seen map[string]acting) (faults []string, offered int) {
	word := n.wordOf(r)
	for name, row := range matrix {
		if id, _, _ := strings.Cut(name, " "); id != r.ID || noFairTrial[name] != "" {
			continue
		}
		for _, s := range w.subjects {
			if s.place == w.there || s.dead != "" {
				continue
			}
			c := cell{route: r, row: row, who: s, target: w.here, near: w.near(s, row, w.here)}
			id := row.at(w.here)
			key := fmt.Sprint(n.path, s, id)
			told, known := seen[key]
			if !known {
				told = w.reads(n, s, id)
				seen[key] = told
			}
			if slices.Contains(told.Acts, word) {
				offered++
			}
			got := w.call(c)
			if fault := w.disagrees(c, word, told, got, snapshot.restore()); fault != "" {
				faults = append(faults, fault)
			}
		}
	}
	return faults, offered
}

// TestActs_areWhatTheRoutesSay does everything that is offered, and what is not.
func TestActs_areWhatTheRoutesSay(t *testing.T) {
	w := startWithFixture(t, nil)
	snapshot := takeSnapshot(w.Env)
	seen, offers := map[string]acting{}, map[string]int{}
	for _, r := range w.Server.API.Routes() {
		n, has := nounOf(r)
		if !has || !onOne(r) || slices.Contains(strings.Fields(n.beside), r.ID) {
			continue
		}
		faults, offered := w.tryActs(r, n, snapshot, seen)
		offers[n.path] += offered
		for _, f := range faults[:min(len(faults), 6)] {
			t.Error(f)
		}
		if more := len(faults) - 6; more > 0 {
			t.Errorf("%s: and %d more", r.ID, more)
		}
	}
	for _, n := range actsNouns {
		if offers[n.path] == 0 && !n.rare {
			t.Errorf("nobody is offered anything at %s: the walk has lost its way", n.path)
		}
	}
	t.Logf("offers: %v", offers)
}

// at gives the path of what shows a thing, by its id or by that of its organization.
func at(format string) func(p *place, id any) string {
	return func(p *place, id any) string {
		return strings.NewReplacer("{id}", fmt.Sprint(id), "{org}", p.org.String(), "{branch}", p.party.branch.String(),
			"{union}", p.union.org.String()).Replace(format)
	}
}
