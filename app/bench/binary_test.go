package bench

import (
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"

	"xinjumin/app/apptest"
	"xinjumin/services"
)

// BenchmarkBinary measures the product as it is shipped, in processes of its
// own: size, start, memory at rest, seeding, and ten seconds of load on a list
// and on sign-up.
func BenchmarkBinary(b *testing.B) {
	b.ReportMetric(0, "ns/op")
	bin := filepath.Join(b.TempDir(), "xinjumin")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", bin, "xinjumin/app")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat(bin)
	if err != nil {
		b.Fatal(err)
	}
	text := fmt.Sprintf("| what | measured | bar |\n|---|---|---|\n| binary, static, without cgo and symbols | "+
		"%.1f MB | |\n", float64(info.Size())/1e6)
	text += measureDemo(b, bin)
	for _, n := range strings.Split(*seeds, ",") {
		people, err := strconv.Atoi(n)
		if err != nil {
			b.Fatal(err)
		}
		for _, engine := range engines() {
			p := newProduct(b, bin, engine)
			text += p.measureSeed(people)
		}
	}
	show(text)
	publish(b, "binary", text)
	text = "| engine, what | req/s | p50 / p99 / worst ms | answers | 5xx and lost |\n|---|---|---|---|---|\n"
	for _, engine := range engines() {
		text += newProduct(b, bin, engine).measureLoad()
	}
	show(text)
	publish(b, "load", text)
}

// measureDemo starts the demonstration: once with nothing there, then again and
// again.
func measureDemo(b *testing.B, bin string) string {
	data := b.TempDir()
	start := func() (time.Duration, rest) {
		addr := freeAddr(b)
		cmd := exec.Command(bin, "demo", "--data", data, "--addr", addr)
		begin := time.Now()
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		took := awaitHealthy(b, addr, begin)
		time.Sleep(3 * time.Second) // at rest
		memory := restOf(b, cmd.Process.Pid)
		end(b, cmd)
		return took, memory
	}
	first, memory := start()
	text := fmt.Sprintf("| demonstration, first start: exec → first 200 on /healthz, with migrations, regions and "+
		"1,000 people | %d ms | < 1 s |\n", first.Milliseconds())
	text += fmt.Sprintf("| … memory 3 s later: resident (of that anonymous) | %.0f MB (%.0f MB) | < 60 MB |\n",
		memory.rss, memory.anonymous)
	var starts, resident, anonymous []float64
	for range 5 {
		took, memory := start()
		starts = append(starts, float64(took.Milliseconds()))
		resident, anonymous = append(resident, memory.rss), append(anonymous, memory.anonymous)
	}
	text += fmt.Sprintf("| demonstration, later starts, median of 5 | %.0f ms | < 1 s |\n", median(starts))
	return text + fmt.Sprintf("| … memory 3 s later: resident (of that anonymous) | %.0f MB (%.0f MB) | < 60 MB |\n",
		median(resident), median(anonymous))
}

// product is the binary with a database of one engine.
type product struct {
	*testing.B
	bin    string
	engine apptest.Engine
	dsn    string // for fixtures
	env    []string
	addr   string
}

func newProduct(b *testing.B, bin string, engine apptest.Engine) *product {
	p := &product{B: b, bin: bin, engine: engine, dsn: filepath.Join(b.TempDir(), "bench.db"), addr: freeAddr(b)}
	address := "sqlite://" + p.dsn
	if engine == apptest.MariaDB {
		cfg, err := mysql.ParseDSN(os.Getenv("TEST_MYSQL_DURABLE_DSN"))
		if err != nil {
			b.Fatal(err)
		}
		root, err := sql.Open("mysql", cfg.FormatDSN())
		if err != nil {
			b.Fatal(err)
		}
		name := fmt.Sprintf("bench_%d_%d", os.Getpid(), time.Now().UnixMilli())
		if _, err := root.Exec("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() {
			if _, err := root.Exec("DROP DATABASE " + name); err != nil {
				b.Log(err)
			}
			root.Close()
		})
		cfg.DBName = name
		p.dsn = cfg.FormatDSN()
		user := url.User(cfg.User)
		if cfg.Passwd != "" {
			user = url.UserPassword(cfg.User, cfg.Passwd)
		}
		address = (&url.URL{Scheme: "mysql", User: user, Host: cfg.Addr, Path: "/" + name}).String()
	}
	p.env = []string{"APP_ENV=development", "DATABASE_URL=" + address, "KEY_RING=" + services.DemoKeyRing(),
		"HTTP_ADDR=" + p.addr, "METRICS_ADDR=off",
		"WECHAT_APP_ID=wxbench", "WECHAT_APP_SECRET=bench-secret", "RATE_LIMIT_READ=0", "RATE_LIMIT_WRITE=0",
		"RATE_LIMIT_AUTH=0", "LOG_LEVEL=info"}
	p.run("migrate")
	return p
}

// run carries out a verb and tells how long it took and how much memory at most.
func (p *product) run(args ...string) (took time.Duration, most float64) {
	p.Helper()
	cmd := exec.Command(p.bin, args...)
	cmd.Env = p.env
	begin := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		p.Fatalf("%v: %v\n%s", args, err, out)
	}
	usage, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return time.Since(begin), float64(usage.Maxrss) / 1024
}

func (p *product) measureSeed(people int) string {
	took, most := p.run("seed", "--people", strconv.Itoa(people))
	return fmt.Sprintf("| seed %d people, %s | %.1f s (%.0f people/s), at most %.0f MB resident | |\n",
		people, p.engine, took.Seconds(), float64(people)/took.Seconds(), most)
}

// measureLoad serves as in production but for the rate limits, and is loaded
// for ten seconds each with a list and with sign-ups.
func (p *product) measureLoad() string {
	p.run("seed", "--people", strconv.Itoa(*population))
	driver, dsn := "mysql", p.dsn
	if p.engine == apptest.SQLite {
		driver, dsn = "sqlite3", "file:"+p.dsn+"?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)"
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		p.Fatal(err)
	}
	defer db.Close()
	people := signIn(p, db, newBearers(p), *clients)
	if len(people)%2 == 0 {
		people = people[1:] // an odd number, see volley
	}
	organizations := ids(p, db, "SELECT id FROM organizations WHERE state = 'active' ORDER BY id LIMIT 64")
	var courses []string
	for i := range 64 {
		courses = append(courses, "/activities/"+newActivity(p, db, organizations[i%len(organizations)], 200).String()+
			"/signups")
	}
	log, err := os.Create(filepath.Join(p.TempDir(), "log"))
	if err != nil {
		p.Fatal(err)
	}
	defer log.Close()
	cmd := exec.Command(p.bin, "serve")
	cmd.Env, cmd.Stdout, cmd.Stderr = p.env, log, log
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	awaitHealthy(p, p.addr, time.Now())
	load := newLoader(p)
	list := load.fire(p, volley{Addr: p.addr, Method: http.MethodGet, Paths: []string{"/activities?limit=20"},
		Tokens: tokens(people[:65]), Conns: 64, Millis: 10_000})
	join := load.fire(p, volley{Addr: p.addr, Method: http.MethodPost, Paths: courses, Tokens: tokens(people),
		Bodies: []string{`{"note":"带工具"}`}, Conns: 64,
		Millis: 10_000, Total: len(people) * len(courses)})
	memory := restOf(p, cmd.Process.Pid)
	end(p, cmd)
	var signups, places int
	if err := db.QueryRow("SELECT COUNT(*), COUNT(DISTINCT live_key) FROM signups WHERE note = '带工具'").
		Scan(&signups, &places); err != nil {
		p.Fatal(err)
	}
	for what, o := range map[string]outcome{"list": list, "sign-up": join} {
		if n := o.serverFaults(); n > 0 {
			p.Errorf("%s, %s: %d faults of %d: %s", p.engine, what, n, o.N, o.Odd)
		}
	}
	if signups != join.Statuses[http.StatusCreated] || places != signups {
		p.Errorf("%s: %d sign-ups were acknowledged, %d rows and %d places are there", p.engine,
			join.Statuses[http.StatusCreated], signups, places)
	}
	line := func(what string, o outcome) string {
		return fmt.Sprintf("| %s, %s | %.0f | %.1f / %.1f / %.0f | %v | %d |\n", p.engine, what, o.perSecond(), o.P50,
			o.P99, o.Worst, o.Statuses, o.serverFaults())
	}
	return line("list of 20, 64 connections", list) + line("sign-up, 64 courses, 64 connections", join) +
		fmt.Sprintf("| %s, memory after both | | | %.0f MB resident | |\n", p.engine, memory.rss)
}

func freeAddr(tb testing.TB) string {
	tb.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().String()
}

// awaitHealthy asks until the first 200, at most a minute.
func awaitHealthy(tb testing.TB, addr string, begin time.Time) time.Duration {
	tb.Helper()
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for time.Since(begin) < time.Minute {
		res, err := client.Get("http://" + addr + "/healthz")
		if err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return time.Since(begin)
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	tb.Fatal("the server does not answer")
	return 0
}

// rest is the memory of a process in MB.
type rest struct{ rss, anonymous float64 }

func restOf(tb testing.TB, pid int) rest {
	tb.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		tb.Fatal(err)
	}
	var m rest
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		kb, _ := strconv.ParseFloat(fields[1], 64)
		switch fields[0] {
		case "VmRSS:":
			m.rss = kb / 1024
		case "RssAnon:":
			m.anonymous = kb / 1024
		}
	}
	return m
}

// end asks a server to stop and waits until it has.
func end(tb testing.TB, cmd *exec.Cmd) {
	tb.Helper()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		tb.Errorf("the server ended with %v", err)
	}
}
