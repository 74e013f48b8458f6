package config

import (
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	weChatHost     = "api.weixin.qq.com"
	keyRingMaxSize = 64 << 10
)

// check applies the rules that need more than one variable or the environment's
// kind, and fills what is derived.
func (c *Config) check(f *faults) {
	c.checkNetwork(f)
	c.checkDatabase(f)
	c.checkKeyRing(f)
	c.checkWeChat(f)
	c.checkLimits(f)
	c.checkAudit(f)
	c.checkFiles(f)
}

// checkAudit finds out at the start that the witness could not be written, not
// after weeks without one.
func (c *Config) checkAudit(f *faults) {
	const name = "AUDIT_CHECKPOINT_FILE"
	if c.AuditCheckpointFile == "" {
		return
	}
	if c.Production() && !filepath.IsAbs(c.AuditCheckpointFile) {
		f.add(name, "the path must be absolute in production")
		return
	}
	if info, err := os.Stat(filepath.Dir(c.AuditCheckpointFile)); err != nil || !info.IsDir() {
		f.add(name, "its folder does not exist")
	} else if info, err := os.Stat(c.AuditCheckpointFile); err == nil && !info.Mode().IsRegular() {
		f.add(name, "is not a plain file")
	}
}

func (c *Config) checkNetwork(f *faults) {
	if !isListenAddress(c.HTTPAddr) {
		f.add("HTTP_ADDR", "want host:port or :port")
	}
	switch {
	case c.MetricsAddr == "off":
		c.MetricsAddr = ""
	case !isListenAddress(c.MetricsAddr):
		f.add("METRICS_ADDR", "want host:port, or off")
	case c.MetricsAddr == c.HTTPAddr:
		f.add("METRICS_ADDR", "metrics need an address of their own, not that of HTTP_ADDR")
	}
	switch u, err := url.Parse(c.PublicURL); {
	case c.PublicURL == "":
		if c.Production() {
			f.add("PUBLIC_URL", "is needed in production")
		}
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" ||
		strings.HasSuffix(c.PublicURL, "/"):
		f.add("PUBLIC_URL", "want https://host without a slash at the end")
	case u.Scheme != "https" && (u.Scheme != "http" || c.Production()):
		f.add("PUBLIC_URL", "must be https in production")
	}
	for _, p := range c.TrustedProxies.Prefixes() {
		if p.Bits() == 0 && c.Production() {
			f.add("TRUSTED_PROXIES", "%s trusts the whole internet to name its own address", p)
		}
	}
	for _, o := range c.CORSOrigins {
		if c.Production() && !strings.HasPrefix(o, "https://") {
			f.add("CORS_ORIGINS", "%s must be https in production", o)
		}
	}
}

func isListenAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

func (c *Config) checkDatabase(f *faults) {
	if c.DatabaseURL == "" {
		f.add("DATABASE_URL", "is needed: %w", errDatabaseForm)
	} else {
		d, u, err := parseDatabase(c.DatabaseURL)
		switch {
		case err != nil:
			f.add("DATABASE_URL", "%w", err)
		case d.Driver == "mysql" && c.Production() && isPlaceholder(passwordOf(u)):
			f.add("DATABASE_URL", "the password is missing or a placeholder")
		case d.Driver == "sqlite" && c.Production() && !filepath.IsAbs(d.DSN.Reveal()):
			f.add("DATABASE_URL", "the path must be absolute in production, or the data depends on where the "+
				"process was started")
		}
		c.Database = d
	}
	if c.RedisURL != "" {
		u, err := url.Parse(c.RedisURL.Reveal())
		if err != nil || (u.Scheme != "redis" && u.Scheme != "rediss") || u.Hostname() == "" {
			f.add("REDIS_URL", "want redis://[:password@]host:6379/0 or rediss://…")
		} else if p := passwordOf(u); c.Production() && p != "" && isPlaceholder(p) {
			f.add("REDIS_URL", "the password is a placeholder")
		}
	}
}

func passwordOf(u *url.URL) string {
	if u.User == nil {
		return ""
	}
	p, _ := u.User.Password()
	return p
}

// checkKeyRing reads the file, so that the rest of the program knows one place.
// The format of the ring is checked by the ring itself (see Check).
func (c *Config) checkKeyRing(f *faults) {
	switch {
	case c.KeyRing != "" && c.KeyRingFile != "":
		f.add("KEY_RING_FILE", "is set together with KEY_RING; use one of them")
		return
	case c.KeyRingFile != "":
		c.KeyRing = readKeyRing(c.KeyRingFile, c.Production(), f)
	case c.KeyRing == "" && c.Production():
		f.add("KEY_RING", "is needed in production, or KEY_RING_FILE")
	}
	for line := range strings.FieldsFuncSeq(c.KeyRing.Reveal(), func(r rune) bool { return r == '\n' || r == ',' }) {
		if c.Production() && strings.HasPrefix(strings.TrimSpace(line), "0000de") {
			f.add("KEY_RING", "holds a demonstration key; make your own")
			return
		}
	}
}

func readKeyRing(path string, production bool, f *faults) Secret {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		f.add("KEY_RING_FILE", "cannot be read")
		return ""
	case !info.Mode().IsRegular() || info.Size() > keyRingMaxSize:
		f.add("KEY_RING_FILE", "is not a plain file of at most %d bytes", keyRingMaxSize)
		return ""
	case production && info.Mode().Perm()&0o007 != 0:
		f.add("KEY_RING_FILE", "everyone on this machine may use it; chmod 600")
	}
	text, err := os.ReadFile(path)
	switch {
	case err != nil:
		f.add("KEY_RING_FILE", "cannot be read")
	case strings.TrimSpace(string(text)) == "":
		f.add("KEY_RING_FILE", "is empty")
	}
	return Secret(text)
}

var (
	weChatAppID     = regexp.MustCompile(`^wx[0-9a-f]{16}$`)
	weChatAppSecret = regexp.MustCompile(`^[0-9a-f]{32}$`)
)

func (c *Config) checkWeChat(f *faults) {
	u, err := url.Parse(c.WeChatBaseURL)
	if err != nil || u.Host == "" || u.User != nil || (u.Scheme != "https" && u.Scheme != "http") {
		f.add("WECHAT_BASE_URL", "want https://%s", weChatHost)
	} else if c.Production() && (u.Scheme != "https" || !isWeChat(u.Host) || u.Path != "" && u.Path != "/") {
		// The application secret is sent there.
		f.add("WECHAT_BASE_URL", "production talks to https://%s only", weChatHost)
	}
	if !c.Production() {
		return
	}
	if !weChatAppID.MatchString(c.WeChatAppID) || isPlaceholder(c.WeChatAppID[2:]) {
		f.add("WECHAT_APP_ID", "is missing or not the id of a mini-program (wx and 16 hex digits)")
	}
	if s := c.WeChatAppSecret.Reveal(); !weChatAppSecret.MatchString(s) || isPlaceholder(s) {
		f.add("WECHAT_APP_SECRET", "is missing or not a real secret (32 hex digits)")
	}
}

// isWeChat knows the documented hosts: the common one and those by place, such
// as sh.api.weixin.qq.com.
func isWeChat(host string) bool {
	return host == weChatHost || host == "api2.weixin.qq.com" || strings.HasSuffix(host, "."+weChatHost)
}

func (c *Config) checkLimits(f *faults) {
	span := func(name string, v, least, most time.Duration) {
		if v < least || v > most {
			f.add(name, "want %v to %v", least, most)
		}
	}
	span("REQUEST_DEADLINE", c.RequestDeadline, time.Second, time.Minute)
	span("SHUTDOWN_GRACE", c.ShutdownGrace, time.Second, 5*time.Minute)
	span("BALLOT_MAX_WAIT", c.BallotMaxWait, 0, 2*time.Second)
	if c.BodyLimit < 16<<10 || c.BodyLimit > 64<<20 {
		f.add("BODY_LIMIT", "want 16KiB to 64MiB")
	}
	if c.BallotMinBatch < 1 || c.BallotMinBatch > 128 {
		f.add("BALLOT_MIN_BATCH", "want 1 to 128")
	}
	lifted := func(name string, r Rate) {
		if r.PerMinute == 0 && c.Production() {
			f.add(name, "cannot be lifted in production")
		}
	}
	lifted("RATE_LIMIT_AUTH", c.RateLimitAuth)
	lifted("RATE_LIMIT_READ", c.RateLimitRead)
	lifted("RATE_LIMIT_WRITE", c.RateLimitWrite)
	lifted("RATE_LIMIT_SEARCH", c.RateLimitSearch)
}

// What stands in examples and tutorials: as the whole value, or inside it.
var (
	placeholders = []string{"admin", "administrator", "root", "test", "demo", "user", "mysql", "mariadb", "redis",
		"xinjumin", "secret", "12345678", "123456789", "1234567890", "qwertyui"}
	placeholderParts = []string{"password", "passwd", "changeme", "change-me", "change_me", "example", "placeholder",
		"your-", "your_", "0123456789abcdef"}
)

// isPlaceholder recognises a secret that is none: too short, of fewer than four
// different characters, or a well-known word.
func isPlaceholder(s string) bool {
	lower := strings.ToLower(s)
	if len(s) < 8 || slices.Contains(placeholders, lower) {
		return true
	}
	for _, part := range placeholderParts {
		if strings.Contains(lower, part) {
			return true
		}
	}
	different := map[rune]bool{}
	for _, r := range s {
		different[r] = true
	}
	return len(different) < 4
}
