package bench

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/match"
)

const (
	crowdSize = 100_000
	pageSize  = 20
	deepPage  = 4_000
)

// crowd is an organization of 100,000 members in a town where as many others consented to
// be found.
type crowd struct {
	testing.TB
	env          *apptest.Env
	organization models.ID
	chair        person
	other        person // somebody who looks for an organization
}

// BenchmarkOrganization compares the first page of the members of a large organization with one
// far behind, and times what else is done in a crowd.
func BenchmarkOrganization(b *testing.B) {
	for _, engine := range engines() {
		b.Run(string(engine), func(b *testing.B) {
			load, c := newLoader(b), newCrowd(b, engine)
			members := fmt.Sprintf("/organizations/%s/members?limit=%d", c.organization, pageSize)
			deep := members + "&cursor=" + c.cursorAt((deepPage-1)*pageSize)
			b.ReportMetric(0, "ns/op")
			line, ratio := c.pages(load, members, deep)
			out := fmt.Sprintf("| list, %d members | p50 ms | p50 ms, page %d | ratio (min–max) | bar "+
				"|\n|---|---|---|---|---|\n%s", crowdSize, deepPage, line)
			b.ReportMetric(ratio, "deep-ratio")
			out += "\n| request | p50 ms | p99 ms |\n|---|---|---|\n"
			for _, ask := range []struct {
				title, path string
				who         person
			}{
				{"members called 王, of whom there are many: the first page", members + "&q=%E7%8E%8B", c.chair},
				{"the one member called 老张099999, the last of all", members + "&q=%E8%80%81%E5%BC%A0099999", c.chair},
				{"nobody is called so: all names are looked at", members + "&q=nobody", c.chair},
				{"prospects, 100,000 to be found in the town",
					fmt.Sprintf("/organizations/%s/prospects", c.organization),
					c.chair},
				{"recommendations, 2,000 bodies in the town", "/me/recommendations", c.other},
				{"eligibility", "/me/eligibility", c.other},
			} {
				t := c.lap(load, ask.path, ask.who)
				out += fmt.Sprintf("| %s | %.2f | %.2f |\n", ask.title, t.p50, t.p99)
			}
			began := time.Now()
			if err := c.env.Server.Services.Matching.CountCoverage(context.Background()); err != nil {
				b.Fatal(err)
			}
			out += fmt.Sprintf("| counting coverage of %d people, in the background | %.0f | |\n", 2*crowdSize,
				float64(time.Since(began).Milliseconds()))
			show(out)
			publish(b, "body "+string(engine), out)
		})
	}
}

// pages runs laps of both pages by turns.
func (c *crowd) pages(load *loader, first, deep string) (string, float64) {
	c.Helper()
	times := map[string][]lapTime{}
	var ratios []float64
	rng := rand.New(rand.NewPCG(9, 10))
	for i := range *laps + 1 {
		order := []string{first, deep}
		rng.Shuffle(2, func(i, j int) { order[i], order[j] = order[j], order[i] })
		now := map[string]lapTime{}
		for _, path := range order {
			now[path] = c.lap(load, path, c.chair)
		}
		if i == 0 {
			continue
		}
		for path, t := range now {
			times[path] = append(times[path], t)
		}
		ratios = append(ratios, now[deep].p50/now[first].p50)
	}
	ratio, verdict := median(ratios), "met"
	if ratio > costBar {
		verdict = "**missed**"
	}
	return fmt.Sprintf("| GET /organizations/{id}/members?limit=%d | %.2f | %.2f | **%.2f** (%.2f–%.2f) | %.1f %s |\n",
		pageSize,
		middle(times[first]).p50, middle(times[deep]).p50, ratio, slices.Min(ratios), slices.Max(ratios), costBar,
		verdict), ratio
}

func (c *crowd) lap(load *loader, path string, who person) lapTime {
	c.Helper()
	o := load.fire(c, volley{Method: http.MethodGet, Paths: []string{path}, Tokens: []string{who.token},
		Millis: *lapMillis,
		Addr:   strings.TrimPrefix(c.env.URL, "http://"), Conns: 4})
	if err := only(o, http.StatusOK); err != nil {
		c.Fatalf("%s: %v", path, err)
	}
	return lapTime{p50: o.P50, p99: o.P99}
}

// cursorAt walks to behind so many members and gives the cursor there.
func (c *crowd) cursorAt(n int) string {
	c.Helper()
	cursor := ""
	for seen := 0; seen < n; {
		limit := min(models.PageMax, n-seen)
		r, err := http.NewRequestWithContext(context.Background(), http.MethodGet,
			fmt.Sprintf("%s/api/v1/organizations/%s/members?limit=%d&cursor=%s", c.env.URL, c.organization, limit,
				cursor), nil)
		if err != nil {
			c.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+c.chair.token)
		got, err := http.DefaultClient.Do(r)
		if err != nil {
			c.Fatal(err)
		}
		raw, err := io.ReadAll(got.Body)
		got.Body.Close()
		var page struct {
			Items []json.RawMessage `json:"items"`
			Next  *string           `json:"next_cursor"`
		}
		if err != nil || json.Unmarshal(raw, &page) != nil || page.Next == nil {
			c.Fatalf("behind %d members: %v %s", seen, err, raw)
		}
		cursor, seen = *page.Next, seen+len(page.Items)
	}
	return cursor
}

func newCrowd(tb testing.TB, engine apptest.Engine) *crowd {
	tb.Helper()
	c := &crowd{TB: tb, env: quietEnv(tb, engine), organization: newID()}
	db, at := c.env.DB(), int64(now())
	var people []models.ID
	for range 2 * crowdSize {
		people = append(people, newID())
	}
	c.people(db, people, at)
	c.organizations(db, at)
	c.joined(db, people[:crowdSize], at)
	auth := newBearers(tb)
	c.chair, c.other = c.signedIn(db, auth, people[0], at), c.signedIn(db, auth, people[crowdSize], at)
	grant := newID()
	execute(tb, db, func(exec func(string, ...any)) {
		exec(`INSERT INTO role_grants (id, person_id, role, scope_kind, organization_id, live_key, starts_at, ends_at,
			created_at)
			VALUES (?, ?, 'chair', 'organization', ?, NULL, ?, ?, ?)`,
			grant[:], people[0][:], c.organization[:], at-1000, at+86_400_000, at)
	})
	if engine == apptest.MariaDB {
		c.env.Exec("ANALYZE TABLE persons, memberships, organizations, findable_people")
	}
	return c
}

func (c *crowd) signedIn(db *sql.DB, auth *bearers, id models.ID, at int64) person {
	session := newSecretID()
	execute(c, db, func(exec func(string, ...any)) {
		exec(`INSERT INTO sessions (id, person_id, epoch, device, created_at, last_used_at, expires_at, revoked_at,
			revoke_reason)
			VALUES (?, ?, ?, 'bench', ?, ?, ?, NULL, '')`,
			session[:], id[:], 1<<30, at, at, at+86_400_000*30)
	})
	return person{id, session, auth.token(id, session)}
}

// rows writes so many rows in statements of 400.
func (c *crowd) rows(db *sql.DB, into string, columns, n int, row func(i int) []any) {
	c.Helper()
	const size = 400
	execute(c, db, func(exec func(string, ...any)) {
		for from := 0; from < n; from += size {
			var values []any
			to := min(n, from+size)
			for i := from; i < to; i++ {
				values = append(values, row(i)...)
			}
			exec("INSERT INTO "+into+" VALUES "+marks(to-from, columns), values...)
		}
	})
}

func (c *crowd) people(db *sql.DB, people []models.ID, at int64) {
	c.rows(db,
		`persons (id, state, nickname, verification, verification_reason, sex, birth_day, education,
			employment, region_code, epoch, version, created_at, updated_at)`,
		14, len(people), func(i int) []any {
			return []any{people[i][:], "active", nickname(i), "verified", "", 1, "1990-05-01", "", "", village(i), 1,
				1, at, at}
		})
	found := people[crowdSize:]
	c.rows(db,
		`findable_people (person_id, terms, region_code, origin_province, origin_city, origin_county,
			employment_status, employer_code, employer_folded, updated_at)`,
		10, len(found), func(i int) []any {
			return []any{found[i][:], match.FindTerms(), village(i), "", "", "", "", "", "", at}
		})
}

func (c *crowd) organizations(db *sql.DB, at int64) {
	c.rows(db,
		`organizations (id, kind, name, name_folded, pinyin, initials, region_code, state, introduction,
			member_count, next_queue_no, version, created_at, updated_at)`,
		14, 2001, func(i int) []any {
			id, code, members := newID(), village(i), 1
			if i == 0 {
				id, code, members = c.organization, "330602005000", crowdSize
			}
			kind := models.OrganizationKinds()[i%4]
			return []any{id[:], kind, fmt.Sprint("组织", i), fmt.Sprint("组织", i), "", "", code, "active", "", members,
				members + 1, 1, at, at}
		})
}

func (c *crowd) joined(db *sql.DB, people []models.ID, at int64) {
	c.rows(db,
		`memberships (id, organization_id, person_id, state, side, queue_no, live_key, message,
			decision_reason, end_reason, version, created_at, updated_at,
		joined_at, name_folded, name_pinyin, name_initials)`, 17, len(people), func(i int) []any {
			id := newID()
			return []any{id[:], c.organization[:], people[i][:], "active", "migrant", i + 1,
				models.MembershipKey(c.organization, people[i]), "", "", "", 1, at, at, at,
				nickname(i), fmt.Sprintf("%s%06d", pinyins[i*7%4], i), fmt.Sprintf("%s%06d", initials[i*7%4], i)}
		})
}

var (
	nicknames = [...]string{"小李", "老张", "小王", "阿陈"}
	pinyins   = [...]string{"xiaoli", "laozhang", "xiaowang", "achen"}
	initials  = [...]string{"xl", "lz", "xw", "ac"}
)

func nickname(i int) string {
	return fmt.Sprintf("%s%06d", nicknames[i*7%4], i)
}

func village(i int) string { return fmt.Sprintf("3306020052%02d", i%8) }
