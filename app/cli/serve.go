package cli

import (
	"errors"
	"fmt"
	"net"

	"github.com/spf13/cobra"

	"xinjumin/app/config"
	"xinjumin/app/server"
)

func (c *command) serve() *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Run the API server (production, configured by the environment; see .env.example)",
		Long: "Run the API server. Everything comes from the environment; .env.example explains each " +
			"variable.\nAn unset APP_ENV means production. All faults of the configuration are reported at " +
			"once.\nPending migrations are not applied: run \"xinjumin migrate\" first.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.open(cmd.Context(), func(srv *server.Server, cfg config.Config) error {
				ctx := cmd.Context()
				if err := srv.Ready(ctx); err != nil {
					return err
				}
				api, err := net.Listen("tcp", cfg.HTTPAddr)
				if err != nil {
					return err
				}
				var metrics net.Listener
				if cfg.MetricsAddr != "" {
					if metrics, err = net.Listen("tcp", cfg.MetricsAddr); err != nil {
						return errors.Join(err, api.Close())
					}
				}
				fmt.Fprintf(c.errOut, "listening on %s\n", api.Addr())
				return srv.Serve(ctx, api, metrics)
			})
		},
	}
}
