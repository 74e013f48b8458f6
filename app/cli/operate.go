package cli

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"xinjumin/app/config"
	"xinjumin/app/server"
	"xinjumin/models"
	"xinjumin/services"
)

func (c *command) migrate() *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Bring the database schema and the reference data up to date",
		Long: "Bring the database schema and the reference data of regions up to date.\nIt may be run again at " +
			"any time, and by several machines at once. A database that is newer than this program is refused.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.open(cmd.Context(), func(srv *server.Server, _ config.Config) error {
				n, err := srv.Services.Migrate(cmd.Context())
				if err == nil {
					fmt.Fprintf(c.out, "%d migrations applied, the database is up to date\n", n)
				}
				return err
			})
		},
	}
}

func (c *command) check() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check the configuration and the connections, and start nothing",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.open(cmd.Context(), func(srv *server.Server, cfg config.Config) error {
				fmt.Fprintln(c.out, cfg)
				checks := srv.Checks(cmd.Context())
				for _, name := range slices.Sorted(maps.Keys(checks)) {
					fmt.Fprintf(c.out, "%s: %s\n", name, checks[name])
				}
				return srv.Ready(cmd.Context())
			})
		},
	}
}

func (c *command) grant() *cobra.Command {
	var in services.Grant
	var days int
	verb := &cobra.Command{
		Use:   "grant",
		Short: "Give a role over a region to a person; how the first administrator is made",
		Long: "Give a role over a region to a person who has signed in once. The person's id is in the answer of " +
			"GET /api/v1/me.\nThe act is in the audit trail. Later administrators are made through the API.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.open(cmd.Context(), func(srv *server.Server, _ config.Config) error {
				in.For = time.Duration(days) * 24 * time.Hour
				if err := srv.Services.GrantRole(cmd.Context(), in); err != nil {
					return err
				}
				fmt.Fprintf(c.out, "%s is %s over %s for %d days\n", in.PersonID, in.Role, in.Region, days)
				return nil
			})
		},
	}
	f := verb.Flags()
	f.TextVar(&in.PersonID, "person", models.ID{}, "id of the person")
	f.StringVar((*string)(&in.Role), "role", string(models.RolePlatformAdmin),
		"platform_admin, region_admin, officer or auditor")
	f.StringVar((*string)(&in.Region), "region", string(models.CountryCode),
		"12-digit region code, the root of the subtree")
	f.IntVar(&days, "days", 365, "for how many days, 1 to 1,095")
	_ = verb.MarkFlagRequired("person")
	return verb
}
