package config_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"xinjumin/app/config"
)

// production is an environment that passes.
func production() map[string]string {
	return map[string]string{
		"PUBLIC_URL":        "https://api.xjm.cn",
		"DATABASE_URL":      "mysql://app:kd%40%2F83hfFQz@10.0.0.6/xjm",
		"KEY_RING":          "5f0c21aa:root:active:2026-11-22:AAA,0b93d1e7:index:active:2026-11-22:BBB",
		"WECHAT_APP_ID":     "wx91f3c6a07d2be845",
		"WECHAT_APP_SECRET": "9c1f0e7ab35d48826eafc0d1b7935e24",
	}
}

func with(base map[string]string, pairs ...string) map[string]string {
	m := map[string]string{}
	for k, v := range base {
		m[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

func TestDefaults(t *testing.T) {
	c, err := config.Load(production())
	if err != nil {
		t.Fatal(err)
	}
	if !c.Production() || c.HTTPAddr != ":8080" || c.RequestDeadline != 5*time.Second || c.BodyLimit != 1<<20 ||
		c.RateLimitWrite != (config.Rate{PerMinute: 120, Burst: 40}) || c.BallotMinBatch != 8 ||
		c.AllowWeakDurability ||
		c.WeChatBaseURL != "https://api.weixin.qq.com" || c.LogLevel != slog.LevelInfo {
		t.Errorf("%v", c)
	}
	if c.Database.Driver != "mysql" || c.Database.DSN.Reveal() != "app:kd@/83hfFQz@tcp(10.0.0.6:3306)/xjm" {
		t.Errorf("%s %s", c.Database.Driver, c.Database.DSN.Reveal())
	}
	// Set but empty is the default too: a copied .env.example is full of it.
	if _, err := config.Load(with(production(), "HTTP_ADDR", "", "APP_ENV", "", "RATE_LIMIT_READ", "")); err != nil {
		t.Error(err)
	}
}

func TestNothingSetIsProductionAndNamesEveryFault(t *testing.T) {
	_, err := config.Load(nil)
	if err == nil {
		t.Fatal("an empty environment was accepted")
	}
	for _, name := range []string{"PUBLIC_URL", "DATABASE_URL", "KEY_RING", "WECHAT_APP_ID", "WECHAT_APP_SECRET"} {
		if !strings.Contains(err.Error(), name+": ") {
			t.Errorf("%s is not among the faults:\n%v", name, err)
		}
	}
}

func TestFaults(t *testing.T) {
	dir := t.TempDir()
	open := filepath.Join(dir, "open")
	write(t, open, "5f0c21aa:root:active:2026-11-22:AAA", 0o644)
	empty := filepath.Join(dir, "empty")
	write(t, empty, "\n", 0o600)
	for _, c := range []struct{ name, value, say string }{
		{"APP_ENV", "prod", "want production, development or test"},
		{"LOG_LEVEL", "loud", "unknown name"},
		{"HTTP_ADDR", "8080", "host:port"},
		{"HTTP_ADDR", ":99999", "host:port"},
		{"METRICS_ADDR", "here", "host:port, or off"},
		{"METRICS_ADDR", ":8080", "of their own"},
		{"PUBLIC_URL", "http://api.xjm.cn", "https"},
		{"PUBLIC_URL", "https://api.xjm.cn/", "slash"},
		{"PUBLIC_URL", "https://u:p@api.xjm.cn", "https://host"},
		{"DATABASE_URL", "postgres://u:p@h/d", "want mysql://"},
		{"DATABASE_URL", "mysql://app:pa%ss@h/d", "want mysql://"},
		{"DATABASE_URL", "mysql://h/d", "user"},
		{"DATABASE_URL", "mysql://app:kd83hfFQz@h", "name of the database"},
		{"DATABASE_URL", "mysql://app:kd83hfFQz@h/d?multiStatements=true", "only parameter"},
		{"DATABASE_URL", "mysql://app:kd83hfFQz@h/d?tls=skip-verify", "only parameter"},
		{"DATABASE_URL", "mysql://app@h/d", "missing or a placeholder"},
		{"DATABASE_URL", "mysql://app:password1@h/d", "missing or a placeholder"},
		{"DATABASE_URL", "sqlite::memory:", "in memory"},
		{"DATABASE_URL", "sqlite:data/x.db", "absolute"},
		{"DATABASE_URL", "sqlite:///x.db?_pragma=synchronous(0)", "only parameter"},
		{"REDIS_URL", "http://h", "want redis://"},
		{"REDIS_URL", "redis://:changeme@h/0", "placeholder"},
		{"KEY_RING", "0000de01:root:active:2026-01-01:x", "demonstration"},
		{"KEY_RING", "5f0c21aa:root:active:2026-11-22:AAA\n 0000de02:index:active:2026-01-01:x", "demonstration"},
		{"KEY_RING_FILE", open, "use one of them"},
		{"WECHAT_APP_ID", "wx0123456789abcdef", "not the id"},
		{"WECHAT_APP_ID", "gh_91f3c6a07d2be845", "not the id"},
		{"WECHAT_APP_SECRET", "0123456789abcdef0123456789abcdef", "not a real secret"},
		{"WECHAT_APP_SECRET", strings.Repeat("a", 32), "not a real secret"},
		{"WECHAT_BASE_URL", "http://api.weixin.qq.com", "only"},
		{"WECHAT_BASE_URL", "https://api.weixin.qq.com.evil.cn", "only"},
		{"WECHAT_BASE_URL", "https://evilapi.weixin.qq.com", "only"},
		{"WECHAT_BASE_URL", "https://127.0.0.1:9000", "only"},
		{"WECHAT_BASE_URL", "https://u:p@api.weixin.qq.com", "want https://"},
		{"TRUSTED_PROXIES", "10.0.0.0/8,proxy", "neither an address"},
		{"TRUSTED_PROXIES", "10.0.0.1/8", "outside its mask"},
		{"TRUSTED_PROXIES", "0.0.0.0/0", "whole internet"},
		{"CORS_ORIGINS", "*", "want origins"},
		{"CORS_ORIGINS", "https://a.cn/x", "want origins"},
		{"CORS_ORIGINS", "http://a.cn", "https"},
		{"REQUEST_DEADLINE", "5", "duration"},
		{"REQUEST_DEADLINE", "1ms", "want 1s to 1m"},
		{"SHUTDOWN_GRACE", "1h", "want"},
		{"BODY_LIMIT", "1GB", "want a size"},
		{"BODY_LIMIT", "1KiB", "want 16KiB"},
		{"RATE_LIMIT_AUTH", "60", "perMinute/burst"},
		{"RATE_LIMIT_READ", "-1/5", "perMinute/burst"},
		{"RATE_LIMIT_WRITE", "0", "cannot be lifted"},
		{"ALLOW_WEAK_DURABILITY", "perhaps", "invalid syntax"},
		{"BALLOT_MIN_BATCH", "0", "want 1 to 128"},
		{"BALLOT_MAX_WAIT", "1m", "want"},
	} {
		_, err := config.Load(with(production(), c.name, c.value))
		if err == nil {
			t.Errorf("%s=%s: accepted", c.name, c.value)
			continue
		}
		if !strings.HasPrefix(err.Error(), c.name+": ") || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s=%s: %v; want %q", c.name, c.value, err, c.say)
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s=%s: one fault is reported twice:\n%v", c.name, c.value, err)
		}
	}
	for file, say := range map[string]string{
		open:                       "chmod 600",
		empty:                      "empty",
		dir:                        "plain file",
		filepath.Join(dir, "none"): "cannot be read",
	} {
		_, err := config.Load(with(production(), "KEY_RING", "", "KEY_RING_FILE", file))
		if err == nil || !strings.Contains(err.Error(), "KEY_RING_FILE: ") || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v; want %q", file, err, say)
		}
	}
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func TestAllFaultsTogether(t *testing.T) {
	sentinel := errors.New("KEY_RING: key 1 is odd")
	_, err := config.Load(
		with(production(), "BODY_LIMIT", "x", "HTTP_ADDR", "x", "LOG_LEVEL", "x", "REDIS_URL", "x"),
		func(c config.Config) error {
			if c.KeyRing.Reveal() == "" {
				t.Error("a check sees no key ring")
			}
			return sentinel
		})
	if !errors.Is(err, sentinel) {
		t.Error("the fault of an added check is missing")
	}
	if n := len(strings.Split(fmt.Sprint(err), "\n")); n != 5 {
		t.Errorf("%d faults, want 5:\n%v", n, err)
	}
}

func TestDevelopmentIsLax(t *testing.T) {
	c, err := config.Load(map[string]string{
		"APP_ENV": "development", "DATABASE_URL": "sqlite:data/dev.db", "RATE_LIMIT_READ": "0",
		"WECHAT_BASE_URL": "http://127.0.0.1:9000", "METRICS_ADDR": "off", "PUBLIC_URL": "http://127.0.0.1:8080",
		"TRUSTED_PROXIES": "10.0.0.0/8, ::1", "CORS_ORIGINS": "http://localhost:5173",
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.Production() || c.Database != (config.Database{Driver: "sqlite", DSN: "data/dev.db"}) ||
		c.RateLimitRead.PerMinute != 0 || c.MetricsAddr != "" {
		t.Errorf("%v", c)
	}
	for address, want := range map[string]bool{"10.9.9.9": true, "::ffff:10.1.1.1": true, "::1": true,
		"11.0.0.1": false} {
		if c.TrustedProxies.Contains(netip.MustParseAddr(address)) != want {
			t.Errorf("%s: want %v", address, want)
		}
	}
}

func TestKeyRingFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys")
	write(t, path, "5f0c21aa:root:active:2026-11-22:AAA\n", 0o600)
	c, err := config.Load(with(production(), "KEY_RING", "", "KEY_RING_FILE", path))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(c.KeyRing.Reveal(), "5f0c21aa:") {
		t.Error("the file's text is not the key ring")
	}
}

func TestDatabaseAddresses(t *testing.T) {
	for address, want := range map[string]config.Database{
		"mysql://app:kd83hfFQz@h/d": {Driver: "mysql", DSN: "app:kd83hfFQz@tcp(h:3306)/d"},
		"mysql://app:kd83hfFQz@h:3307/d?tls=true": {Driver: "mysql",
			DSN: "app:kd83hfFQz@tcp(h:3307)/d?tls=true"},
		"mysql://app:a%3Ab%40c%2Fd%3Fe9@[2001:db8::1]/d": {Driver: "mysql",
			DSN: "app:a:b@c/d?e9@tcp([2001:db8::1]:3306)/d"},
		"sqlite:///var/lib/xjm/新居民 data.db":              {Driver: "sqlite", DSN: "/var/lib/xjm/新居民 data.db"},
		"sqlite:///var/lib/../lib/xjm/%E6%96%B0 data.db": {Driver: "sqlite", DSN: "/var/lib/xjm/新 data.db"},
	} {
		c, err := config.Load(with(production(), "DATABASE_URL", address))
		if err != nil || c.Database != want {
			t.Errorf("%s: %s %s, %v", address, c.Database.Driver, c.Database.DSN.Reveal(), err)
		}
	}
}

// However it is printed, and whatever is wrong with it, no secret comes out.
func TestSecretsAreNeverPrinted(t *testing.T) {
	const secret = "hunter2hunter3"
	environ := with(production(),
		"DATABASE_URL", "mysql://app:"+secret+"@h/d",
		"REDIS_URL", "redis://:"+secret+"@h/0?password="+secret,
		"KEY_RING", "5f0c21aa:root:active:2026-11-22:"+secret,
		"WECHAT_APP_SECRET", "9c1f0e7ab35d48826eafc0d1b7935e24")
	c, err := config.Load(environ)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb+"\n", c)
		fmt.Fprintf(&out, verb+"\n", &c)
		fmt.Fprintf(&out, verb+"\n", struct{ C config.Config }{c})
		fmt.Fprintf(&out, verb+" "+verb+" "+verb+"\n", c.Database, c.KeyRing, c.DatabaseURL)
		fmt.Fprintf(&out, verb+"\n", []any{c.Database.DSN, c.RedisURL, map[string]any{"k": c.KeyRing}})
	}
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("start", "config", c, "db", c.Database, "url", c.DatabaseURL, "ring", c.KeyRing)
	}
	if err := json.NewEncoder(&out).Encode(c); err != nil {
		t.Fatal(err)
	}
	out.WriteString(c.String())
	// Wrong in every way, the secret is still not in the faults.
	for _, bad := range []string{"mysql://app:" + secret + "%@h/d", "mysql://app:" + secret,
		"postgres://app:" + secret + "@h", "mysql://app:" + secret + "@h:x/d", secret} {
		for _, name := range []string{"DATABASE_URL", "REDIS_URL", "WECHAT_APP_SECRET", "KEY_RING_FILE"} {
			_, err := config.Load(with(environ, "KEY_RING", "", name, bad))
			fmt.Fprintln(&out, err, config.Address(bad))
		}
	}
	for _, s := range []string{secret, "9c1f0e7ab35d4882", fmt.Sprintf("%x", secret), fmt.Sprintf("%X", secret)} {
		if i := strings.Index(out.String(), s); i >= 0 {
			t.Errorf("a secret came out: …%.120s", out.String()[max(0, i-60):])
		}
	}
	if !strings.Contains(out.String(), "mysql://app:xxxxx@h/d") ||
		!strings.Contains(out.String(), "KEY_RING=[secret]") {
		t.Error("nothing useful came out either")
	}
}
