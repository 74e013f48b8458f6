package cli

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"xinjumin/app/config"
	"xinjumin/app/server"
	"xinjumin/app/wechat/standin"
	"xinjumin/services/seeding"
)

func (c *command) seed() *cobra.Command {
	var people int
	var cast bool
	verb := &cobra.Command{
		Use:   "seed",
		Short: "Fill an empty database with a made-up population, for benchmarks and load",
		Long: "Fill an empty, migrated database with a made-up population that has the proportions of the field " +
			"report.\n" +
			"Equal sizes give equal data. Nobody in it is real: identity numbers use area codes that were never " +
			"given out.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.open(cmd.Context(), func(srv *server.Server, cfg config.Config) error {
				if cfg.Production() {
					return fmt.Errorf("seed is for development and tests: set APP_ENV=development")
				}
				o := seeding.Options{People: people, Progress: progress(c.errOut), AppID: cfg.WeChatAppID}
				if cast {
					o.Cast = castOf(cfg.WeChatAppID)
				}
				return srv.Services.Seed(cmd.Context(), o)
			})
		},
	}
	verb.Flags().IntVar(&people, "people", 10_000, "how many people, 1,000 to 2,000,000")
	verb.Flags().BoolVar(&cast, "cast", false,
		"also the people of the demonstration and what they play with; they sign in through a stand-in for WeChat")
	return verb
}

// castOf are the people of the demonstration as WeChat's stand-in names them.
func castOf(appID string) []seeding.Member {
	var cast []seeding.Member
	for _, part := range seeding.Parts() {
		cast = append(cast, seeding.Member{Part: part, OpenID: standin.OpenID(appID, part.Name)})
	}
	return cast
}

// progress draws one bar after another, one for each kind of rows.
func progress(out io.Writer) func(kind string, done, total int) {
	var bar *progressbar.ProgressBar
	var current string
	return func(kind string, done, total int) {
		if kind != current {
			if bar != nil {
				_ = bar.Finish()
				fmt.Fprintln(out)
			}
			current = kind
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(out),
				progressbar.OptionSetDescription(fmt.Sprintf("%-16s", kind)),
				progressbar.OptionShowCount(), progressbar.OptionSetWidth(30),
				progressbar.OptionThrottle(100*time.Millisecond))
		}
		bar.ChangeMax(max(total, done))
		_ = bar.Set(done)
	}
}
