package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
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

// inspect prints how everything is that serving will need, and fails when something
// does not work: what is found here is not found by the first person who needs it.
func (c *command) inspect(ctx context.Context, srv *server.Server) error {
	checks := srv.Checks(ctx)
	maps.Copy(checks, srv.Inspect(ctx))
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(checks)) {
		fmt.Fprintf(c.out, "%s: %s\n", name, checks[name])
		if state := checks[name]; state != "ok" && !strings.HasPrefix(state, "ok, ") {
			faults = append(faults, name)
		}
	}
	if err := srv.Ready(ctx); err != nil {
		return err
	}
	if len(faults) > 0 {
		return fmt.Errorf("not everything works: %s", strings.Join(faults, ", "))
	}
	fmt.Fprintln(c.out, "everything works")
	return nil
}

func (c *command) check() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check the configuration and the connections, and start nothing",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.open(cmd.Context(), func(srv *server.Server, cfg config.Config) error {
				fmt.Fprintln(c.out, cfg)
				return c.inspect(cmd.Context(), srv)
			})
		},
	}
}

// named finds whom a grant is for.
func named(ctx context.Context, srv *server.Server, in *services.Grant, phone string) error {
	if phone == "" {
		return nil
	}
	number, err := models.NewPhone("86", phone)
	if err != nil {
		return fmt.Errorf("--phone: %w", err)
	}
	in.PersonID, err = srv.Services.People.ByPhone(ctx, number)
	if errors.Is(err, models.ErrNotFound) {
		return errors.New("nobody has bound this phone number: sign in once with the mini-program and bind it there, " +
			"or use --person with the id of GET /api/v1/me")
	}
	return err
}

func (c *command) grant() *cobra.Command {
	var in services.Grant
	var days int
	var phone string
	verb := &cobra.Command{
		Use:   "grant",
		Short: "Give a role over a region to a person; how the first administrator is made",
		Long: "Give a role over a region to a person who has signed in once. The person's id is in the answer of " +
			"GET /api/v1/me;\na phone number works when the person has bound it in the mini-program.\nThe act is in " +
			"the audit trail. Later administrators are made through the API.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if (phone == "") == in.PersonID.IsZero() {
				return errors.New("say who it is: the person, with --person ID or with --phone NUMBER, one of them")
			}
			return c.open(cmd.Context(), func(srv *server.Server, _ config.Config) error {
				in.For = time.Duration(days) * 24 * time.Hour
				if err := named(cmd.Context(), srv, &in, phone); err != nil {
					return err
				}
				if err := srv.Services.GrantRole(cmd.Context(), in); errors.Is(err, models.ErrNotFound) {
					return fmt.Errorf("nobody has the id %s here: the person signs in once with the mini-program, "+
						"then GET /api/v1/me gives the id", in.PersonID)
				} else if err != nil {
					return err
				}
				fmt.Fprintf(c.out, "%s is %s over %s for %d days\n", in.PersonID, in.Role, in.Region, days)
				return nil
			})
		},
	}
	f := verb.Flags()
	f.TextVar(&in.PersonID, "person", models.ID{}, "id of the person")
	f.StringVar(&phone, "phone", "", "bound phone number of the person, instead of the id")
	f.StringVar((*string)(&in.Role), "role", string(models.RolePlatformAdmin),
		"platform_admin, region_admin, officer or auditor")
	f.StringVar((*string)(&in.Region), "region", string(models.CountryCode),
		"12-digit region code, the root of the subtree")
	f.IntVar(&days, "days", 365, "for how many days, 1 to 1,095")
	return verb
}
