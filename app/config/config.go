package config

import (
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
)

// Env is where the process runs. Nothing said means production, so that a
// forgotten variable makes the process stricter, never laxer.
type Env string

// The three places.
const (
	Production  Env = "production"
	Development Env = "development"
	Test        Env = "test"
)

// Config is everything the environment says. Its printed forms hide secrets.
type Config struct {
	AppEnv      Env        `env:"APP_ENV" envDefault:"production"`
	LogLevel    slog.Level `env:"LOG_LEVEL" envDefault:"info"`
	HTTPAddr    string     `env:"HTTP_ADDR" envDefault:":8080"`
	MetricsAddr string     `env:"METRICS_ADDR" envDefault:"127.0.0.1:9091"` // after Load empty means off
	PublicURL   string     `env:"PUBLIC_URL"`

	DatabaseURL         Address `env:"DATABASE_URL"`
	RedisURL            Address `env:"REDIS_URL"`
	AllowWeakDurability bool    `env:"ALLOW_WEAK_DURABILITY" envDefault:"false"`

	KeyRing     Secret `env:"KEY_RING"` // after Load also what KEY_RING_FILE holds
	KeyRingFile string `env:"KEY_RING_FILE"`

	WeChatAppID     string `env:"WECHAT_APP_ID"`
	WeChatAppSecret Secret `env:"WECHAT_APP_SECRET"`
	WeChatBaseURL   string `env:"WECHAT_BASE_URL" envDefault:"https://api.weixin.qq.com"`

	TrustedProxies  Networks      `env:"TRUSTED_PROXIES"`
	CORSOrigins     Origins       `env:"CORS_ORIGINS"`
	WebClients      Clients       `env:"WEB_CLIENTS"`
	RequestDeadline time.Duration `env:"REQUEST_DEADLINE" envDefault:"5s"`
	ShutdownGrace   time.Duration `env:"SHUTDOWN_GRACE" envDefault:"10s"`
	BodyLimit       Size          `env:"BODY_LIMIT" envDefault:"1MiB"`

	RateLimitAuth   Rate `env:"RATE_LIMIT_AUTH" envDefault:"60/30"`
	RateLimitRead   Rate `env:"RATE_LIMIT_READ" envDefault:"600/120"`
	RateLimitWrite  Rate `env:"RATE_LIMIT_WRITE" envDefault:"120/40"`
	RateLimitSearch Rate `env:"RATE_LIMIT_SEARCH" envDefault:"120/30"`

	BallotMinBatch int           `env:"BALLOT_MIN_BATCH" envDefault:"8"`
	BallotMaxWait  time.Duration `env:"BALLOT_MAX_WAIT" envDefault:"200ms"`

	AuditCheckpointFile string `env:"AUDIT_CHECKPOINT_FILE"`

	FilesDir         string `env:"FILES_DIR"`
	FilesS3URL       string `env:"FILES_S3_URL"`
	FilesS3Region    string `env:"FILES_S3_REGION" envDefault:"us-east-1"`
	FilesS3AccessKey string `env:"FILES_S3_ACCESS_KEY"`
	FilesS3SecretKey Secret `env:"FILES_S3_SECRET_KEY"`

	// Database is what DATABASE_URL says, in the terms of the drivers.
	Database Database `env:"-"`
}

// Production reports whether the strict rules hold.
func (c Config) Production() bool { return c.AppEnv == Production }

// Check is a rule that another part adds, such as the format of the key ring.
type Check func(Config) error

// Load reads environ, checks it and reports every fault at once. The checks run
// on what could be read.
func Load(environ map[string]string, checks ...Check) (Config, error) {
	var c Config
	var f faults
	f.parse(env.ParseWithOptions(&c, env.Options{Environment: environ}))
	c.check(&f)
	for _, check := range checks {
		if err := check(c); err != nil {
			f.list = append(f.list, err)
		}
	}
	if len(f.list) > 0 {
		return Config{}, errors.Join(f.list...)
	}
	return c, nil
}

// Environ turns os.Environ's lines into the map that Load takes.
func Environ(lines []string) map[string]string {
	m := make(map[string]string, len(lines))
	for _, line := range lines {
		if name, value, ok := strings.Cut(line, "="); ok {
			m[name] = strings.TrimSpace(value)
		}
	}
	return m
}

// faults gathers what is wrong; a variable that could not be read is not
// checked further.
type faults struct {
	list   []error
	broken map[string]bool
}

// add reports a fault of a variable.
func (f *faults) add(name, format string, args ...any) {
	if !f.broken[name] {
		f.list = append(f.list, fmt.Errorf("%s: %w", name, fmt.Errorf(format, args...)))
	}
}

// parse names the variable instead of the field, and leaves out the value.
func (f *faults) parse(err error) {
	f.broken = map[string]bool{}
	if err == nil {
		return
	}
	var all env.AggregateError
	if !errors.As(err, &all) {
		f.list = append(f.list, err)
		return
	}
	for _, err := range all.Errors {
		var one env.ParseError
		if !errors.As(err, &one) {
			f.list = append(f.list, err)
			continue
		}
		name := variableOf(one.Name)
		f.add(name, "%w", one.Err)
		f.broken[name] = true
	}
}

func variableOf(field string) string {
	if sf, ok := reflect.TypeFor[Config]().FieldByName(field); ok {
		return sf.Tag.Get("env")
	}
	return field
}

// LogValue implements slog.LogValuer: every variable, secrets hidden.
func (c Config) LogValue() slog.Value {
	v := reflect.ValueOf(c)
	var attrs []slog.Attr
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("env")
		if name == "" || name == "-" {
			continue
		}
		attrs = append(attrs, slog.String(name, fmt.Sprint(v.Field(i).Interface())))
	}
	return slog.GroupValue(attrs...)
}

// Format implements fmt.Formatter for every verb: the lines of LogValue.
func (c Config) Format(s fmt.State, _ rune) {
	for i, a := range c.LogValue().Group() {
		if i > 0 {
			_, _ = fmt.Fprintln(s)
		}
		_, _ = fmt.Fprintf(s, "%s=%s", a.Key, a.Value)
	}
}

// String gives the same text.
func (c Config) String() string { return fmt.Sprintf("%v", c) }
