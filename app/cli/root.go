package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"xinjumin/app/blob"
	"xinjumin/app/config"
	"xinjumin/app/server"
	"xinjumin/app/wechat"
	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services"
)

// command is what every verb needs from outside.
type command struct {
	environ     map[string]string
	out, errOut io.Writer
}

// Run carries out one command line and gives the exit code. It writes to out
// what was asked for and to errOut what went wrong.
func Run(ctx context.Context, args, environ []string, out, errOut io.Writer) int {
	c := &command{environ: config.Environ(environ), out: out, errOut: errOut}
	root := &cobra.Command{
		Use:   Name,
		Short: "新居民之家: the API server, its demonstration and its operation",
		Long: "新居民之家: a JSON API for the self-organization of new residents.\n\nStart with \"demo\"; it " +
			"needs nothing else.",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		// Without it a word that is no verb would print this help and succeed.
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(c.demo(), c.serve(), c.migrate(), c.seed(), c.grant(), c.check(), c.verifyLog(), c.keys(),
		c.openAPI(), c.version())
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errOut)
	if err := root.ExecuteContext(ctx); err != nil {
		fmt.Fprintln(errOut, "error:", plain(err))
		if answer, ok := errors.AsType[answer](err); ok {
			return answer.code
		}
		return 1
	}
	return 0
}

// plain says a refusal of the product in its English words, with its reason key for a
// search; other errors speak for themselves.
func plain(err error) string {
	refusal, ok := errors.AsType[*models.Error](err)
	if !ok {
		return err.Error()
	}
	said := []string{fmt.Sprintf("%s (%s)", refusal.EN, refusal.Reason)}
	for _, f := range refusal.Fields {
		said = append(said, fmt.Sprintf("  %s %s", f.Field, f.EN))
	}
	if before, found := strings.CutSuffix(err.Error(), refusal.Error()); found && before != "" {
		said[0] = before + said[0]
	}
	return strings.Join(said, "\n")
}

// answer is a no that is an answer and no failure: a script tells it by its exit
// code, which is not 1.
type answer struct {
	error
	code int
}

// load reads the configuration; all its faults are one error.
func (c *command) load() (config.Config, error) {
	cfg, err := config.Load(c.environ, func(cfg config.Config) error {
		if cfg.KeyRing.Reveal() == "" {
			return nil // already reported as missing
		}
		return services.CheckKeyRing(cfg.KeyRing.Reveal(), cfg.Production())
	})
	if err != nil {
		return cfg, fmt.Errorf("the configuration has faults:\n%w", err)
	}
	return cfg, nil
}

// options turns the configuration into the assembly's terms.
func (c *command) options(cfg config.Config) server.Options {
	rate := func(r config.Rate) httpapi.Rate { return httpapi.Rate{PerMinute: r.PerMinute, Burst: r.Burst} }
	return server.Options{
		Dialect: cfg.Database.Driver, DSN: cfg.Database.DSN.Reveal(), KeyRing: cfg.KeyRing.Reveal(),
		Production: cfg.Production(), RedisURL: cfg.RedisURL.Reveal(), AllowWeakDurability: cfg.AllowWeakDurability,
		WeChat: wechat.Config{BaseURL: cfg.WeChatBaseURL, AppID: cfg.WeChatAppID, Secret: cfg.WeChatAppSecret.Reveal(),
			Production: cfg.Production()},
		BallotBatch:         services.Batch{Min: cfg.BallotMinBatch, MinWait: cfg.BallotMaxWait},
		AuditCheckpointFile: cfg.AuditCheckpointFile,
		Files: server.Files{Dir: cfg.FilesDir, S3: blob.S3Config{URL: cfg.FilesS3URL, Region: cfg.FilesS3Region,
			AccessKey: cfg.FilesS3AccessKey, SecretKey: cfg.FilesS3SecretKey.Reveal()}},
		HTTP: httpapi.Options{
			TrustedProxies: cfg.TrustedProxies.Prefixes(), CORSOrigins: cfg.CORSOrigins, Deadline: cfg.RequestDeadline,
			Grace: cfg.ShutdownGrace, BodyLimit: int(cfg.BodyLimit), ServerURL: cfg.PublicURL, Version: Version,
			WebClients: webClients(cfg.WebClients...),
			Limits: map[httpapi.LimitClass]httpapi.Rate{
				httpapi.LimitAuth: rate(cfg.RateLimitAuth), httpapi.LimitRead: rate(cfg.RateLimitRead),
				httpapi.LimitWrite:  rate(cfg.RateLimitWrite),
				httpapi.LimitSearch: rate(cfg.RateLimitSearch),
			},
		},
		Log: c.logger(cfg.LogLevel),
	}
}

func (c *command) logger(level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(c.errOut, &slog.HandlerOptions{Level: level}))
}

// open loads, assembles and hands the server to do.
func (c *command) open(ctx context.Context, do func(srv *server.Server, cfg config.Config) error) error {
	cfg, err := c.load()
	if err != nil {
		return err
	}
	srv, err := server.New(ctx, c.options(cfg))
	if err != nil {
		return err
	}
	return errors.Join(do(srv, cfg), srv.Close())
}
