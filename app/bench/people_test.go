package bench

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/wechat/standin"
	"xinjumin/models"
	"xinjumin/services/seeding"
)

var many = flag.Int("many", 100_000, "people in the large city of BenchmarkPeople; the small one has 1,000")

const (
	few      = seeding.MinPeople
	sample   = few // people who send requests: as many here as there, or caches of tokens would be compared
	officers = 200 // of them, at most, who have a role over their town
	// costBar is how much more a request may cost among many than among few.
	costBar = 1.5
)

// city is a population in which everybody has a WeChat account and a session.
type city struct {
	testing.TB
	env    *apptest.Env
	people int
	tokens []string // of the sample, shuffled
	desk   []string // of its officers
	nonce  int
}

// BenchmarkPeople compares what signing in, "who am I" and a permission check
// cost among few people and among many: the same product, the same machine,
// laps by turns.
func BenchmarkPeople(b *testing.B) {
	for _, engine := range engines() {
		b.Run(string(engine), func(b *testing.B) {
			load := newLoader(b)
			small, large := newCity(b, engine, few), newCity(b, engine, *many)
			text := fmt.Sprintf("| request | CPU µs among %d | among %d | ratio (min–max) | p50 ms | p50 ms | "+
				"ratio | bar |\n|---|---|---|---|---|---|---|---|\n", few, *many)
			b.ReportMetric(0, "ns/op")
			for _, ask := range []struct {
				name, title string
				volley      func(*city) (volley, int)
			}{
				{"signin", "sign in: POST /auth/wechat", (*city).signIns},
				{"whoami", "who am I: GET /me", (*city).whoAmI},
				{"permission", "permission over a region: GET /identity-reviews?limit=1", (*city).deskLists},
			} {
				line, ratio := grown(load, small, large, ask.title, ask.volley)
				text += line
				b.ReportMetric(ratio, ask.name+"-ratio")
			}
			show(text)
			publish(b, "people "+string(engine), text)
		})
	}
}

// grown runs laps in both cities by turns and gives a line of the table and the
// median ratio of the time in the middle.
func grown(load *loader, small, large *city, title string, ask func(*city) (volley, int)) (string, float64) {
	times := map[*city][]lapTime{}
	var ratios, cpus []float64
	rng := rand.New(rand.NewPCG(5, 6))
	for i := range *laps + 1 {
		order := []*city{small, large}
		rng.Shuffle(2, func(i, j int) { order[i], order[j] = order[j], order[i] })
		now := map[*city]lapTime{}
		for _, c := range order {
			now[c] = c.lap(load, title, ask)
		}
		if i == 0 {
			continue
		}
		for c, t := range now {
			times[c] = append(times[c], t)
		}
		ratios = append(ratios, now[large].p50/now[small].p50)
		cpus = append(cpus, now[large].cpu/now[small].cpu)
	}
	s, l, ratio := middle(times[small]), middle(times[large]), median(ratios)
	verdict := "met"
	if ratio > costBar || median(cpus) > costBar {
		verdict = "**missed**"
	}
	return fmt.Sprintf("| %s | %.0f | %.0f | **%.2f** (%.2f–%.2f) | %.2f | %.2f | **%.2f** | %.1f %s |\n", title,
		s.cpu, l.cpu,
		median(cpus), slices.Min(cpus), slices.Max(cpus), s.p50, l.p50, ratio, costBar, verdict), ratio
}

func (c *city) lap(load *loader, title string, ask func(*city) (volley, int)) lapTime {
	c.Helper()
	v, status := ask(c)
	v.Addr, v.Conns = strings.TrimPrefix(c.env.URL, "http://"), 8
	before := cpuTime()
	o := load.fire(c, v)
	used := cpuTime() - before
	if err := only(o, status); err != nil {
		c.Fatalf("%s, %d people: %v", title, c.people, err)
	}
	return lapTime{rps: o.perSecond(), p50: o.P50, p99: o.P99, cpu: float64(used.Microseconds()) / float64(o.N)}
}

// signIns are of people whom the database knows, each with a code of its own.
func (c *city) signIns() (volley, int) {
	v := volley{Method: http.MethodPost, Paths: []string{"/auth/wechat"}, Total: 500}
	for i := range v.Total {
		c.nonce++
		v.Bodies = append(v.Bodies,
			fmt.Sprintf(`{"code":"dev:%s:%d"}`, memberName(i%min(v.Total, len(c.tokens))), c.nonce))
	}
	return v, http.StatusOK
}

func (c *city) whoAmI() (volley, int) {
	return volley{Method: http.MethodGet, Paths: []string{"/me"}, Tokens: c.tokens, Millis: *lapMillis}, http.StatusOK
}

func (c *city) deskLists() (volley, int) {
	return volley{
		Method: http.MethodGet,
		Paths:  []string{"/identity-reviews?limit=1"},
		Tokens: c.desk,
		Millis: *lapMillis,
	}, http.StatusOK
}

func memberName(i int) string { return fmt.Sprintf("member%d", i) }

func newCity(tb testing.TB, engine apptest.Engine, people int) *city {
	tb.Helper()
	c := &city{TB: tb, env: quietEnv(tb, engine), people: people}
	if err := c.env.Server.Services.Seed(context.Background(), seeding.Options{People: people}); err != nil {
		tb.Fatal(err)
	}
	db, at := c.env.DB(), int64(now())
	chosen := ids(tb, db, "SELECT id FROM persons WHERE state = 'active' ORDER BY id")
	rng := rand.New(rand.NewPCG(7, 8))
	rng.Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
	chosen = chosen[:min(sample, len(chosen))]
	auth := newBearers(tb)
	execute(tb, db, func(exec func(string, ...any)) {
		// The id of a person serves for the rows that everybody gets.
		exec(`INSERT INTO wechat_identities (id, app_id, open_id, person_id, created_at)
			SELECT id, ?, LOWER(HEX(id)), id, created_at
			FROM persons`, apptest.AppID)
		exec(`INSERT INTO sessions (id, person_id, epoch, device, created_at, last_used_at, expires_at, revoked_at,
			revoke_reason) SELECT id, id, 1073741824, 'bench', ?, ?, ?, NULL, ''
			FROM persons`, at, at, at+86_400_000*30)
		// The desk has nothing to do: what is measured is the question who may look.
		exec("UPDATE persons SET verification = 'none' WHERE verification = 'pending'")
		for i, id := range chosen {
			c.tokens = append(c.tokens, auth.token(id, id))
			if i < 500 { // as many as sign in
				exec("UPDATE wechat_identities SET open_id = ? WHERE id = ?",
					standin.OpenID(apptest.AppID, memberName(i)), id[:])
			}
			if i < officers {
				grant := newID()
				exec(`INSERT INTO role_grants (id, person_id, role, scope_kind, region_code, live_key, starts_at,
					ends_at, created_at) SELECT ?, id, ?, 'region', `+townOf(engine)+
					`, NULL, ?, ?, ? FROM persons WHERE id = ?`,
					grant[:], models.RoleOfficer, at-1000, at+86_400_000, at, id[:])
				exec("UPDATE persons SET verification = 'verified' WHERE id = ?", id[:])
				c.desk = append(c.desk, c.tokens[i])
			}
		}
	})
	return c
}

// townOf is the SQL of the town of a person's village.
func townOf(engine apptest.Engine) string {
	if engine == apptest.MariaDB {
		return "CONCAT(SUBSTR(region_code, 1, 9), '000')"
	}
	return "SUBSTR(region_code, 1, 9) || '000'"
}
