package matrix_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// The differential walk: an act that somebody may not learn of leaves every byte
// and every header that they can read as it was. A version, a time of the last
// change or an entity tag that moves tells as much as a name: whoever watches
// those of a Party branch learns when somebody came.

// counts stands for what an act changes where organizations and activities publish
// how many have come: the numbers, and the entity tags with them. Nothing else may
// move.
const counts = "counts"

// told lists the acts that outsiders do learn of, with what they see. Each other
// act of the matrix is one that they may not learn of.
var told = map[string]string{
	"acceptInvitation":     counts,
	"acceptUnionTransfer":  counts,
	"approveApplication":   counts,
	"approveOrganization":  "an organization, its charter and its founders are published",
	"acceptUnionParent":    "the tree of unions is public",
	"cancelActivity":       "the activity is public",
	"cancelSignup":         counts,
	"changeCard":           "the card is public",
	"changeMemberSide":     counts,
	"closeAccount":         counts,
	"closeActivity":        "the activity is public",
	"createCommittee":      "committees are public",
	"nameCommitteeShortly": "committees are public",
	"createSignup":         counts,
	"leaveOrganization":    counts,
	"passModerationCase":   "public words carry what a check has found",
	"publishActivity":      "the activity is public",
	"removeModerationCase": "what is blocked shows no longer",
	"revokeSceneCode":      "whoever has a code on paper can see that it is over",
	"revokeJoinCode":       "whoever has a code on paper can see that it is over",
	"setJoinForm":          "the form is public",
}

// What counts changes, each replaced by one sign.
var (
	countFields = regexp.MustCompile(`"(member_count|migrant_count|unit_count|seats_left|waiting_count|members_below)":\d+`)
	countTag    = regexp.MustCompile(`Etag:\["(\d+)[.\d]*"\]`)
	// A tag by the content tells what the content does, and no more.
	contentTag = regexp.MustCompile(`Etag:\["[0-9a-f]{24}(-gz)?"\]`)
	bodyLength = regexp.MustCompile(`Content-Length:\[\d+\]`)
	// sealedCursor is a place in a list; it is sealed anew each time.
	sealedCursor = regexp.MustCompile(`"next_cursor":"[^"]*"`)
)

func withoutCounts(look string) string {
	look = countFields.ReplaceAllString(look, `"$1":#`)
	look = contentTag.ReplaceAllString(look, "")
	look = countTag.ReplaceAllString(look, `Etag:["$1"]`)
	return bodyLength.ReplaceAllString(look, `Content-Length:[#]`)
}

// reading is one look that somebody takes at what is here.
type reading struct {
	cell
	nth int // which row of the matrix
}

func (r reading) String() string { return fmt.Sprintf("%s as %s (row %d)", r.route.ID, r.who, r.nth) }

// readings gives every look that some people can take.
func (w *accessFixture) readings(readers []subject) []reading {
	var out []reading
	for _, r := range w.Server.API.Routes() {
		if r.Method != http.MethodGet || r.Class != "api" || strings.HasSuffix(r.ID, "AuditEvents") {
			continue // the trail grows with the looks themselves
		}
		for i, row := range rowsOf(r.ID, matrix) {
			for _, s := range readers {
				out = append(out, reading{cell{route: r, row: row, who: s, target: w.here}, i})
			}
		}
	}
	return out
}

// look gives everything that an answer tells, but for what differs always.
func (w *accessFixture) look(r reading) string {
	got := w.call(r.cell)
	h, body := got.Header.Clone(), string(got.Body)
	for name := range h {
		if name == "Date" || name == "X-Request-Id" || strings.HasPrefix(strings.ToLower(name), "ratelimit") {
			h.Del(name)
		}
	}
	if id := got.Header.Get("X-Request-Id"); id != "" {
		body = strings.ReplaceAll(body, id, "…")
	}
	return fmt.Sprintf("%d %v %s", got.Status, h, sealedCursor.ReplaceAllString(body, `"next_cursor":"…"`))
}

func (w *accessFixture) looks(all []reading) []string {
	out := make([]string, len(all))
	for i, r := range all {
		out[i] = w.look(r)
	}
	return out
}

// changed names the looks that differ; of an act that changes counts, beyond them.
func changed(before, after []string, countsToo bool) []int {
	var out []int
	for i := range before {
		if a, b := before[i], after[i]; a != b && (!countsToo || withoutCounts(a) != withoutCounts(b)) {
			out = append(out, i)
		}
	}
	return out
}

// outsiders are those who look on: nobody, somebody verified who has nothing to do
// with it, and the head of an organization elsewhere.
func (w *accessFixture) outsiders() []subject {
	return w.subjectsNamed("visitor", "stranger", "chair@there")
}

func (w *accessFixture) subjectsNamed(names ...string) []subject {
	w.Helper()
	var out []subject
	for _, s := range w.subjects {
		if slices.Contains(names, s.String()) {
			out = append(out, s)
		}
	}
	if len(out) != len(names) {
		w.Fatalf("not everybody is there: %v", names)
	}
	return out
}

// acts gives the calls of writing routes that are allowed to somebody here.
func (w *accessFixture) acts() []cell {
	var out []cell
	for _, r := range w.Server.API.Routes() {
		if r.Method == http.MethodGet || r.Class != "api" || told[r.ID] != "" && told[r.ID] != counts {
			continue
		}
		for _, row := range rowsOf(r.ID, matrix) {
			for _, s := range w.subjects {
				c := cell{route: r, row: row, who: s, target: w.here, near: "own"}
				if s.place == w.here && !c.gated() && row.expect("own", s) == 0 {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// round does one call of each act that is to be done and can be done now. It gives
// what was done and what is left.
func round(w *accessFixture, todo []cell) (done, left []cell) {
	for _, c := range todo {
		same := func(d cell) bool { return d.route.ID == c.route.ID }
		if slices.ContainsFunc(done, same) {
			continue
		}
		if w.call(c).Status < http.StatusMultipleChoices {
			done = append(done, c)
			left = slices.DeleteFunc(left, same)
		} else {
			left = append(left, c)
		}
	}
	return done, left
}

// TestHiddenActs_outsiders does what the matrix can do here, many acts together,
// and compares what outsiders see.
func TestHiddenActs_outsiders(t *testing.T) {
	eachFixture(t, func(t *testing.T, w *accessFixture) {
		all := w.readings(w.outsiders())
		w.Clock.Add(2 * time.Second) // so that a time that moves is another time
		snapshot := takeSnapshot(w.Env)
		before := w.looks(all)
		if d := changed(before, w.looks(all), false); len(d) > 0 {
			t.Fatalf("%s differs with nothing done:\n%s\n%s", all[d[0]], before[d[0]], w.look(all[d[0]]))
		}
		acts := 0
		done, todo := []cell(nil), w.acts()
		for {
			if done, todo = round(w, todo); len(done) == 0 {
				break
			}
			acts += len(done)
			for _, i := range changed(before, w.looks(all), true) {
				w.blame(snapshot, all[i], before[i], done)
			}
			snapshot.restore()
		}
		t.Logf("%d acts, %d looks", acts, len(all))
		if acts < 80 {
			t.Errorf("only %d acts could be done: the walk has lost its way", acts)
		}
	})
}

// blame finds which act changed a look, by doing each alone.
func (w *accessFixture) blame(snapshot *snapshot, r reading, before string, acts []cell) {
	w.Helper()
	for _, c := range acts {
		snapshot.restore()
		w.call(c)
		after := w.look(r)
		if len(changed([]string{before}, []string{after}, told[c.route.ID] == counts)) > 0 {
			w.Errorf("%s shows in %s:\n%s\n%s", c, r, before, after)
			return
		}
	}
	w.Errorf("%s has changed, and no single act does that", r)
}
