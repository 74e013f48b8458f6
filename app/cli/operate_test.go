package cli_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"

	"xinjumin/app/cli"
	"xinjumin/app/wechat/standin"
	"xinjumin/models"
)

// production is an environment that production accepts, on SQLite.
func production(t *testing.T) map[string]string {
	t.Helper()
	keys := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(keys, []byte(run(t, nil, "keys").works().out), 0o600); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"DATABASE_URL": "sqlite://" + filepath.Join(t.TempDir(), "app.db"), "KEY_RING_FILE": keys,
		"PUBLIC_URL": "https://api.test", "WECHAT_APP_ID": "wx83f1c07a92be45d6",
		"WECHAT_APP_SECRET": "9f2c4e7ab1d03586c9e47b20fa6d1358",
		"HTTP_ADDR":         "127.0.0.1:0", "METRICS_ADDR": "off",
	}
}

// migrated is production with a database that the migrate verb has made; it is
// made once and copied.
func migrated(t *testing.T) map[string]string {
	t.Helper()
	env := production(t)
	path := strings.TrimPrefix(env["DATABASE_URL"], "sqlite://")
	if template == nil {
		run(t, env, "migrate").works("migrations applied") // its end leaves one file
		var err error
		if template, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, template, 0o600); err != nil {
		t.Fatal(err)
	}
	return env
}

var template []byte

// databaseCount gives each test a database of its own, since they run beside each other.
var databaseCount atomic.Int64

// databases gives an empty database of each engine that is there.
func databases(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{"sqlite": "sqlite://" + filepath.Join(t.TempDir(), "app.db")}
	dsn := os.Getenv("TEST_MYSQL_DURABLE_DSN")
	if dsn == "" {
		if os.Getenv("TEST_REQUIRE_ENGINES") != "" {
			t.Fatal("TEST_MYSQL_DURABLE_DSN must be set: the suite runs on both engines")
		}
		return all
	}
	cfg, err := mysql.ParseDSN(dsn)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("clitest_%d_%d", os.Getpid(), databaseCount.Add(1))
	t.Cleanup(func() {
		_, err := db.Exec("DROP DATABASE " + name)
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		if err != nil {
			t.Error(err)
		}
	})
	for _, stmt := range []string{"DROP DATABASE IF EXISTS " + name,
		"CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"} {
		if _, err := db.Exec(stmt); err != nil {
			t.Fatal(err)
		}
	}
	u := url.URL{Scheme: "mysql", User: url.UserPassword(cfg.User, cfg.Passwd), Host: cfg.Addr, Path: "/" + name}
	all["mysql"] = u.String()
	return all
}

// From an empty database to the first administrator, by the verbs alone.
func TestOperation(t *testing.T) {
	for engine, database := range databases(t) {
		t.Run(engine, func(t *testing.T) { operate(t, engine, database) })
	}
}

func operate(t *testing.T, engine, database string) {
	env := production(t)
	weChat := httptest.NewServer(standin.New(map[string]string{env["WECHAT_APP_ID"]: env["WECHAT_APP_SECRET"]},
		func() models.Instant { return models.InstantOf(time.Now()) }))
	t.Cleanup(weChat.Close)
	env["APP_ENV"], env["DATABASE_URL"], env["WECHAT_BASE_URL"] = "development", database, weChat.URL
	if url := os.Getenv("TEST_REDIS_URL"); url != "" && engine == "mysql" {
		env["REDIS_URL"] = url
	}

	for _, verb := range []string{"serve", "check"} {
		run(t, env, verb).fails("migrations are pending", `run "xinjumin migrate" first`)
	}
	run(t, env, "migrate").works("migrations applied")
	run(t, env, "migrate").works("0 migrations applied")
	check := run(t, env, "check").works("database: ok", "migrations: ok", "signing: ok",
		"time: ok", "files: ok, but nobody can upload", "everything works", "DATABASE_URL=",
		"WECHAT_APP_SECRET=[secret]")
	if strings.Contains(check.out, env["WECHAT_APP_SECRET"]) {
		t.Error("check prints a secret")
	}

	api, stop := serve(t, env)
	var first struct {
		Token  string `json:"access_token"`
		Person struct {
			ID models.ID `json:"id"`
		} `json:"person"`
	}
	signIn(t, api, &first)
	run(t, env, "grant", "--person", "01a20573-745f-709c-a0c1-d936d4b7f7c8").fails("signs in once")
	run(t, env, "grant", "--person", "nobody").fails("person")
	person := first.Person.ID.String()
	run(t, env, "grant", "--person", person, "--role", "chair").fails("role.invalid")
	run(t, env, "grant", "--person", person, "--days", "0").fails("role.invalid")
	run(t, env, "grant", "--person", person, "--role", "region_admin", "--region", "330602").fails("role.invalid")
	run(t, env, "grant", "--person", person).works("platform_admin")
	phone := standin.PhoneNumber("first")
	run(t, env, "grant", "--phone", phone).fails("nobody has bound this phone number")
	run(t, env, "grant", "--phone", "12").fails("--phone")
	run(t, env, "grant", "--phone", phone, "--person", person).fails("one of them")
	bindPhone(t, api, first.Token)
	run(t, env, "grant", "--phone", phone, "--role", "officer", "--region", "330602005000").works("officer", person)
	var roles struct {
		Items []struct {
			Role       string `json:"role"`
			RegionCode string `json:"region_code"`
		} `json:"items"`
	}
	get(t, api+"/me/roles", first.Token, &roles) // felt at once, by the token at hand
	if len(roles.Items) != 2 || roles.Items[0].Role != "platform_admin" ||
		roles.Items[0].RegionCode != string(models.CountryCode) {
		t.Errorf("roles: %+v", roles)
	}
	run(t, env, "seed", "--people", "1000").fails("seed.populated")
	stop()
}

// serve runs the server until stop, which checks that it ended well.
func serve(t *testing.T, env map[string]string) (api string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	printed, errOut := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- cli.Run(ctx, []string{"serve"}, lines(env), io.Discard, errOut)
		errOut.Close()
	}()
	return "http://" + awaitAddress(t, printed) + "/api/v1", func() {
		cancel()
		if code := <-done; code != 0 {
			t.Errorf("serve ended with %d", code)
		}
	}
}

func signIn(t *testing.T, api string, into any) {
	t.Helper()
	res, err := http.Post(api+"/auth/wechat", "application/json", strings.NewReader(`{"code":"dev:first:1"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(into); err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res.StatusCode, err)
	}
}

// bindPhone binds the number that the stand-in gives to the first person.
func bindPhone(t *testing.T, api, token string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, api+"/me/phone",
		strings.NewReader(`{"code":"phone:first:1"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if err := res.Body.Close(); err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res.StatusCode, err)
	}
}

// Seeding fills an empty database once, draws its bars, and never in production.
func TestSeed(t *testing.T) {
	for engine, database := range databases(t) {
		t.Run(engine, func(t *testing.T) {
			env := production(t)
			env["DATABASE_URL"], env["APP_ENV"] = database, "development"
			run(t, env, "seed", "--people", "1000").fails("error") // not migrated
			run(t, env, "migrate").works()
			run(t, env, "seed", "--people", "999").fails("seed.people")
			r := run(t, env, "seed", "--people", "1000").works()
			r.says(r.err, []string{"people", "memberships", "sign-ups", "ballots"})
			run(t, env, "seed", "--people", "1000").fails("seed.populated")
		})
	}
	env := migrated(t)
	run(t, env, "seed").fails("APP_ENV=development")
	run(t, env, "check").works("APP_ENV=production")
}

// A database that a newer program has migrated is left alone, but a process
// that runs already goes on: in a rollout migrations come first.
func TestNewerDatabase(t *testing.T) {
	env := migrated(t)
	api, stop := serve(t, env)
	ready := strings.TrimSuffix(api, "/api/v1") + "/readyz"
	var health struct{ Status string }
	if get(t, ready, "", &health); health.Status != "ok" {
		t.Errorf("ready: %+v", health)
	}
	db, err := sql.Open("sqlite3", "file:"+strings.TrimPrefix(env["DATABASE_URL"], "sqlite://"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"migrate", "serve", "check"} {
		run(t, env, verb).fails("newer than this program")
	}
	if get(t, ready, "", &health); health.Status != "degraded" {
		t.Errorf("ready: %+v", health)
	}
	get(t, api+"/regions?limit=1", "", &struct{}{})
	stop()
}

// A stop lets the server end by itself, with its metrics listener.
func TestServeWithMetrics(t *testing.T) {
	env := migrated(t)
	env["METRICS_ADDR"] = "localhost:0" // HTTP_ADDR has the other spelling
	api, stop := serve(t, env)
	get(t, strings.TrimSuffix(api, "/api/v1")+"/healthz", "", &struct{}{})
	stop()
}
