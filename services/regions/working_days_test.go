package regions_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// yearJSON is what the routes answer of the days of a year.
type yearJSON struct {
	State   string `json:"state"`
	BuiltIn bool   `json:"built_in"`
	Version int64  `json:"version"`
	Days    []struct {
		Day string `json:"day"`
	} `json:"days"`
}

func (y yearJSON) String() string {
	days := make([]string, len(y.Days))
	for i, d := range y.Days {
		days[i] = d.Day[5:]
	}
	return fmt.Sprintf("%s %v %d: %s", y.State, y.BuiltIn, y.Version, strings.Join(days, " "))
}

// platformAdmin signs in somebody who administers the platform, as all do again after
// the clock has moved far.
func platformAdmin(env *apptest.Env, name string) *apptest.Client {
	env.Helper()
	who := env.SignIn(name)
	if env.Count("SELECT COUNT(*) FROM role_grants WHERE person_id = ?", who.PersonID) == 0 {
		env.GrantRegion(who, models.RolePlatformAdmin, models.CountryCode)
	}
	return who
}

func yearOf(t *testing.T, answer *apptest.Response) string {
	t.Helper()
	var y yearJSON
	answer.Want(http.StatusOK).JSON(&y)
	return y.String()
}

func signs(who *apptest.Client, version int) *apptest.Response {
	return who.Post("/working-days/2028/approve", map[string]any{"version": version})
}

// A proposal changes nothing until another administrator has signed what they read; what
// waits is nobody else's business.
func TestWorkingDays_needTwoSignatures(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		const year = "/working-days/2028"
		first, second := platformAdmin(env, "first"), platformAdmin(env, "second")
		county := env.SignIn("county")
		env.GrantRegion(county, models.RoleRegionAdmin, "330602000000")
		const builtIn = "in_force true 0: 05-01 05-02 10-02 10-03" // of the fixed dates those on no weekend
		public := func(when, want string) {
			t.Helper()
			if got := yearOf(t, env.Visitor().Get(year)); got != want {
				t.Errorf("%s everybody reads %q, want %q", when, got, want)
			}
		}
		public("at first", builtIn)
		given := scene.DaysOff("2028-05-02", "2028-05-01", "2028-05-06") // the last is a Saturday
		env.Visitor().Put(year, given).Want(http.StatusUnauthorized)
		county.Put(year, given).Want(http.StatusForbidden)
		first.Get(year+"/proposal").Reason(http.StatusNotFound, "working_days.no_proposal")
		if got := yearOf(t, first.Put(year, given)); got != "proposed false 1: 05-01 05-02" {
			t.Errorf("proposed: %q", got)
		}
		public("with a proposal", builtIn)
		env.Visitor().Get(year + "/proposal").Want(http.StatusUnauthorized)
		county.Get(year + "/proposal").Want(http.StatusForbidden)
		if got := yearOf(t, second.Get(year+"/proposal")); got != "proposed false 1: 05-01 05-02" {
			t.Errorf("the second reads %q", got)
		}

		signs(first, 1).Reason(http.StatusForbidden, "approval.second_person")
		signs(county, 1).Want(http.StatusForbidden)
		signs(second, 2).Reason(http.StatusPreconditionFailed, "request.stale")
		public("after refusals", builtIn)
		if got := yearOf(t, signs(second, 1)); got != "in_force false 1: 05-01 05-02" {
			t.Errorf("signed: %q", got)
		}
		public("signed", "in_force false 1: 05-01 05-02")
		signs(second, 1).Reason(http.StatusNotFound, "working_days.no_proposal")
		second.Put(year, given).Reason(http.StatusConflict, "working_days.same")
		for kind, who := range map[models.NoticeKind]*apptest.Client{models.NoticeWorkingDaysProposed: second,
			models.NoticeWorkingDaysInForce: first} {
			if n := env.Count("SELECT COUNT(*) FROM notices WHERE kind = ?", string(kind)); n != 1 {
				t.Errorf("%s was told %d times", kind, n)
			}
			if n := env.Count("SELECT COUNT(*) FROM notices WHERE kind = ? AND person_id = ?", string(kind),
				who.PersonID); n != 1 {
				t.Errorf("%s was not told of %s", who.Name, kind)
			}
		}
		for action, want := range map[string]int{"working_days.propose": 1, "working_days.approve": 1} {
			if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'done'", action); n != want {
				t.Errorf("%s: %d audit rows", action, n)
			}
		}
	})
}

// Another proposal takes the place of one that waits, and one that nobody signs lapses.
func TestWorkingDays_aProposalIsReplacedOrLapses(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		const year = "/working-days/2028"
		first, second := platformAdmin(env, "first"), platformAdmin(env, "second")
		first.Put(year, scene.DaysOff("2028-05-01")).Want(http.StatusOK)
		second.Put(year, scene.DaysOff("2028-05-02")).Want(http.StatusOK)
		signs(second, 1).Reason(http.StatusPreconditionFailed, "request.stale")
		signs(second, 2).Reason(http.StatusForbidden, "approval.second_person")

		env.Clock.Add(models.ApprovalLife)
		first, second = platformAdmin(env, "first"), platformAdmin(env, "second")
		first.Get(year+"/proposal").Reason(http.StatusNotFound, "working_days.no_proposal")
		signs(first, 2).Reason(http.StatusConflict, "approval.closed")
		if got := yearOf(t, first.Put(year, scene.DaysOff("2028-05-03"))); got != "proposed false 3: 05-03" {
			t.Errorf("proposed anew: %q", got)
		}
		signs(second, 3).Want(http.StatusOK)
		second.Put(year, scene.DaysOff()).Want(http.StatusOK)
		signs(first, 4).Want(http.StatusOK)
		if got := yearOf(t, env.Visitor().Get(year)); got != "in_force false 4: " {
			t.Errorf("in force: %q", got)
		}
		if n := env.Count("SELECT COUNT(*) FROM working_days WHERE state = 'replaced'"); n != 3 {
			t.Errorf("%d arrangements are kept as replaced", n)
		}
	})
}

// What cannot be a year's names its field, and changes nothing.
func TestWorkingDays_badInputNamesItsField(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		first := platformAdmin(env, "first")
		day := func(day string, works bool, name string) map[string]any {
			return map[string]any{"day": day, "works": works, "name": name}
		}
		good := day("2028-05-01", false, "劳动节")
		many := make([]string, 61)
		for i := range many {
			many[i] = string(models.Day("2028-03-01").AddDays(i))
		}
		for name, c := range map[string]struct {
			year, field string
			body        map[string]any
		}{
			"of another year": {"2028", "/days/1/day", map[string]any{"days": []any{good, day("2029-01-01", false, "元旦")}}},
			"no day":          {"2028", "/days/0/day", map[string]any{"days": []any{day("2027-02-29", false, "元旦")}}},
			"twice":           {"2028", "/days/1/day", map[string]any{"days": []any{good, good}}},
			"worked anyway":   {"2028", "/days/0/works", map[string]any{"days": []any{day("2028-05-03", true, "调休")}}},
			"blank name":      {"2028", "/days/0/name", map[string]any{"days": []any{day("2028-05-03", false, "　")}}},
			"long name": {"2028", "/days/0/name", map[string]any{"days": []any{day("2028-05-03", false,
				strings.Repeat("节", 17))}}},
			"too many":           {"2028", "/days", scene.DaysOff(many...)},
			"none":               {"2028", "/days", map[string]any{}},
			"a year that is old": {"2025", "year", scene.DaysOff("2025-05-01")},
		} {
			if got := first.Put("/working-days/"+c.year, c.body); got.Status != http.StatusUnprocessableEntity ||
				!strings.Contains(string(got.Body), `"`+c.field+`"`) {
				t.Errorf("%s: want %s, got %s", name, c.field, got)
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM working_days") + env.Count("SELECT COUNT(*) FROM approvals"); n != 0 {
			t.Errorf("refusals left %d rows", n)
		}
	})
}

// However many propose and sign at once, one arrangement waits and one is in force, and
// what is in force is what was read and signed.
func TestRaceOfTwoCalendarsOfAYear(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		const year = "/working-days/2028"
		first, second, third := platformAdmin(env, "first"), platformAdmin(env, "second"), platformAdmin(env, "third")
		process := []*apptest.Env{env, env.Second()}
		rows := func(state string) int {
			return env.Count("SELECT COUNT(*) FROM working_days WHERE year = 2028 AND state = ?", state)
		}
		done := 0
		for _, answer := range apptest.Race(8, func(i int) *apptest.Response {
			who := []*apptest.Client{first, second}[i%2]
			return who.On(process[i/2%2]).Put(year, scene.DaysOff(fmt.Sprintf("2028-05-%02d", 8+i/2)))
		}) {
			if answer.Status == http.StatusOK {
				done++
			} else if answer.Code() != "working_days.meanwhile" {
				t.Errorf("proposed at once: %s", answer)
			}
		}
		if rows("proposed") != 1 || rows("proposed")+rows("replaced") != done {
			t.Errorf("%d were proposed: %d wait, %d are replaced", done, rows("proposed"), rows("replaced"))
		}

		var read yearJSON
		third.Get(year + "/proposal").Want(http.StatusOK).JSON(&read)
		signed := 0
		for _, answer := range apptest.Race(6, func(i int) *apptest.Response {
			if i == 5 {
				return first.Put(year, scene.DaysOff("2028-06-05"))
			}
			return signs(third.On(process[i%2]), int(read.Version))
		}) {
			switch {
			case answer.Status == http.StatusOK && answer.Holds("in_force"):
				signed++
			case answer.Status == http.StatusOK, slices.Contains([]string{"working_days.no_proposal", "approval.closed",
				"request.stale", "working_days.meanwhile"}, answer.Code()):
			default:
				t.Errorf("signed at once: %s", answer)
			}
		}
		if signed > 1 || rows("in_force") != signed || rows("proposed") > 1 {
			t.Errorf("%d signed, %d in force, %d wait", signed, rows("in_force"), rows("proposed"))
		}
		if signed == 1 {
			var now yearJSON
			env.Visitor().Get(year).JSON(&now)
			if now.Version != read.Version || !slices.Equal(now.Days, read.Days) {
				t.Errorf("read and signed was %s, in force is %s", read, now)
			}
		}
	})
}
