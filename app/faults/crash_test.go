package faults_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	_ "github.com/ncruces/go-sqlite3/driver"

	"xinjumin/app/cli"
	"xinjumin/app/wechat/standin"
	"xinjumin/models"
	"xinjumin/services"
)

// asProgram makes the test binary run the product's command line instead.
const asProgram = "XINJUMIN_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	os.Exit(cli.Run(context.Background(), os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
}

const (
	writers    = 50
	activities = 20 // writers × activities sign-ups
	kills      = 3
)

// TestKill9_losesNoAcknowledgedSignup signs 50 people up for 20 courses while
// the server is killed three times, with clients that repeat what was not
// answered, as phones on a bad network do. It ends with each sign-up once.
func TestKill9_losesNoAcknowledgedSignup(t *testing.T) {
	for name, database := range databases(t) {
		t.Run(name, func(t *testing.T) { killed(t, database(t)) })
	}
}

type target struct{ url, driver, dsn string }

func databases(t *testing.T) map[string]func(t *testing.T) target {
	all := map[string]func(t *testing.T) target{"sqlite": func(t *testing.T) target {
		path := filepath.Join(t.TempDir(), "crash.db")
		return target{"sqlite://" + path, "sqlite3", "file:" + path}
	}}
	dsn := os.Getenv("TEST_MYSQL_DURABLE_DSN")
	if dsn == "" {
		if os.Getenv("TEST_REQUIRE_ENGINES") != "" {
			t.Fatal("TEST_MYSQL_DURABLE_DSN must be set")
		}
		return all
	}
	all["mariadb"] = func(t *testing.T) target {
		cfg, err := mysql.ParseDSN(dsn)
		if err != nil {
			t.Fatal(err)
		}
		root, err := sql.Open("mysql", cfg.FormatDSN())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { root.Close() })
		cfg.DBName = fmt.Sprintf("faults_%d", os.Getpid())
		for _, stmt := range []string{"DROP DATABASE IF EXISTS " + cfg.DBName,
			"CREATE DATABASE " + cfg.DBName + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"} {
			if _, err := root.Exec(stmt); err != nil {
				t.Fatal(err)
			}
		}
		t.Cleanup(func() { _, _ = root.Exec("DROP DATABASE " + cfg.DBName) })
		user := cfg.User
		if cfg.Passwd != "" {
			user += ":" + cfg.Passwd
		}
		return target{"mysql://" + user + "@" + cfg.Addr + "/" + cfg.DBName, "mysql", cfg.FormatDSN()}
	}
	return all
}

func killed(t *testing.T, db target) {
	clock := func() models.Instant { return models.InstantOf(time.Now()) }
	weChat := httptest.NewServer(standin.New(map[string]string{"wxcrash": "crash-secret"}, clock))
	t.Cleanup(weChat.Close)
	p := &program{t: t, addr: freePort(t), env: map[string]string{
		asProgram: "1", "APP_ENV": "development", "DATABASE_URL": db.url, "KEY_RING": services.DemoKeyRing(),
		"METRICS_ADDR":  "",
		"WECHAT_APP_ID": "wxcrash", "WECHAT_APP_SECRET": "crash-secret", "WECHAT_BASE_URL": weChat.URL,
		"ALLOW_WEAK_DURABILITY": "true",
		"RATE_LIMIT_AUTH":       "0", "RATE_LIMIT_READ": "0", "RATE_LIMIT_WRITE": "0", "RATE_LIMIT_SEARCH": "0",
		"LOG_LEVEL": "error",
	}}
	p.env["HTTP_ADDR"] = p.addr
	p.run("migrate")
	p.run("seed", "--people", "10000")
	courses := openCourses(t, db)
	p.start()
	people := make([]*phone, writers)
	for i := range people {
		people[i] = p.signIn(fmt.Sprintf("p%d", i))
	}
	var acknowledged atomic.Int64
	var wg sync.WaitGroup
	for _, person := range people {
		wg.Go(func() {
			for _, course := range courses {
				person.signUp(course)
				acknowledged.Add(1)
			}
		})
	}
	for i := range kills {
		for acknowledged.Load() < int64((i+1)*writers*activities/(kills+1)) {
			time.Sleep(time.Millisecond) // waits for progress, not for time
		}
		p.kill()
		p.start()
	}
	wg.Wait()
	check(t, db, people)
	p.kill()
}

// check compares what phones were told with what is stored.
func check(t *testing.T, db target, people []*phone) {
	t.Helper()
	conn, err := sql.Open(db.driver, db.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	mine := make([]string, 0, len(people)+1)
	args := make([]any, 0, len(people))
	told := map[string]bool{}
	for _, p := range people {
		mine, args = append(mine, "?"), append(args, p.id)
		for id := range p.told {
			told[id.String()] = true
		}
	}
	if len(told) != writers*activities {
		t.Errorf("phones were told of %d sign-ups, want %d", len(told), writers*activities)
	}
	rows, err := conn.Query("SELECT id FROM signups WHERE person_id IN ("+strings.Join(mine, ",")+")", args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	stored := 0
	for rows.Next() {
		var id models.ID
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		if stored++; !told[id.String()] {
			t.Errorf("sign-up %s is stored and nobody was told", id)
		}
	}
	if stored != writers*activities {
		t.Errorf("%d sign-ups are stored, want %d", stored, writers*activities)
	}
	var wrong int
	if err := conn.QueryRow(`SELECT COUNT(*) FROM activities a
		WHERE seats_taken <> (SELECT COUNT(*) FROM signups s
		WHERE s.activity_id = a.id AND s.state IN ('registered', 'offered', 'checked_in', 'no_show'))
		OR waiting_count <> (SELECT COUNT(*) FROM signups s
		WHERE s.activity_id = a.id AND s.state = 'waiting')`).Scan(&wrong); err != nil || wrong != 0 {
		t.Errorf("%d activities count wrong (%v)", wrong, err)
	}
}

// openCourses lists activities of the made-up data that take sign-ups now.
func openCourses(t *testing.T, db target) []models.ID {
	t.Helper()
	conn, err := sql.Open(db.driver, db.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Exec(`UPDATE activities SET signup_opens_at = 0, signup_closes_at = ?
		WHERE state = 'published'`, time.Now().Add(time.Hour).UnixMilli()); err != nil {
		t.Fatal(err)
	}
	rows, err := conn.Query("SELECT id FROM activities WHERE state = 'published' ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var ids []models.ID
	for rows.Next() && len(ids) < activities {
		var id models.ID
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if len(ids) < activities {
		t.Fatalf("only %d open courses in the made-up data", len(ids))
	}
	return ids
}

// program is the server as a process of its own.
type program struct {
	t    *testing.T
	addr string
	env  map[string]string
	cmd  *exec.Cmd
}

func (p *program) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = os.Environ()
	for _, key := range slices.Sorted(maps.Keys(p.env)) {
		cmd.Env = append(cmd.Env, key+"="+p.env[key])
	}
	return cmd
}

func (p *program) run(args ...string) {
	p.t.Helper()
	if out, err := p.command(args...).CombinedOutput(); err != nil {
		p.t.Fatalf("%v: %v: %s", args, err, out)
	}
}

func (p *program) start() {
	p.t.Helper()
	p.cmd = p.command("serve")
	p.cmd.Stdout, p.cmd.Stderr = io.Discard, os.Stderr
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(p.kill)
	for range 3000 {
		res, err := http.Get("http://" + p.addr + "/readyz")
		if err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(10 * time.Millisecond) // a process of its own can only be polled
	}
	p.t.Fatal("the server did not become ready")
}

func (p *program) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func freePort(t *testing.T) string {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().String()
}

// phone is a person whose client repeats what was not answered.
type phone struct {
	p     *program
	id    models.ID
	token string
	told  map[models.ID]bool
}

func (p *program) signIn(name string) *phone {
	p.t.Helper()
	var got struct {
		AccessToken string `json:"access_token"`
		Person      struct {
			ID models.ID `json:"id"`
		} `json:"person"`
	}
	body := fmt.Sprintf(`{"code":"dev:%s:%d"}`, name, time.Now().UnixNano())
	status, answer, err := p.post("/auth/wechat", "", "", body)
	if err == nil {
		err = json.Unmarshal(answer, &got)
	}
	if err != nil || status != http.StatusOK {
		p.t.Fatalf("sign-in: %d %v %s", status, err, answer)
	}
	return &phone{p: p, id: got.Person.ID, token: got.AccessToken, told: map[models.ID]bool{}}
}

func (p *program) post(path, token, key, body string) (int, []byte, error) {
	req, err := http.NewRequest(http.MethodPost, "http://"+p.addr+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	return res.StatusCode, answer, err
}

// signUp repeats with the same key until it is answered.
func (c *phone) signUp(course models.ID) {
	key := course.String()
	for range 20_000 {
		status, answer, err := c.p.post("/activities/"+course.String()+"/signups", c.token, key, "{}")
		switch {
		case err != nil, status == http.StatusServiceUnavailable:
			time.Sleep(5 * time.Millisecond) // the server is away
			continue
		case status == http.StatusCreated:
			var row struct {
				ID models.ID `json:"id"`
			}
			if err := json.Unmarshal(answer, &row); err != nil || row.ID.IsZero() {
				c.p.t.Errorf("answer %s: %v", answer, err)
			}
			c.told[row.ID] = true
		default:
			c.p.t.Errorf("sign-up: %d %s", status, answer)
		}
		return
	}
	c.p.t.Error(errors.New("the server did not come back"))
}
