package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"xinjumin/app/config"
	"xinjumin/app/server"
	"xinjumin/services"
)

// rotate prints a ring; it neither stores nor changes anything.
func (c *command) rotate() *cobra.Command {
	var use string
	var index bool
	verb := &cobra.Command{
		Use:   "rotate",
		Short: "Print the key ring with a new active root; the old one retires",
		Long: "Print the present key ring with a new active root key; the old one retires. Put the text where the " +
			"ring was, restart, then run \"keys reseal\".\n\n" +
			"Where several processes run, append a line of \"keys --root\" everywhere first, and then print with " +
			"--use ID.\n" +
			"With --index the ring gets a second index key instead; \"keys reindex\" is the step after. See " +
			"docs/operations.md.",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			cfg, err := c.load()
			if err != nil {
				return err
			}
			var text string
			ring := cfg.KeyRing.Reveal()
			switch {
			case index && use != "":
				return errors.New("--use is for root keys")
			case index:
				text, err = services.AddIndexKey(ring, rand.Reader, string(server.Today()))
			case use != "":
				text, err = services.PromoteRoot(ring, use)
			default:
				text, err = services.RotateRoot(ring, rand.Reader, string(server.Today()))
			}
			if err == nil {
				fmt.Fprint(c.out, text)
			}
			return err
		},
	}
	verb.Flags().StringVar(&use, "use", "", "id of a root key of the ring to make active, instead of a new one")
	verb.Flags().BoolVar(&index, "index", false, "add a second index key")
	return verb
}

func (c *command) reseal() *cobra.Command {
	return &cobra.Command{
		Use:   "reseal",
		Short: "Seal with the active root what older roots have sealed",
		Long: "Seal with the active root key what older ones have sealed. The product may run meanwhile. It may " +
			"be stopped at any time and run again.\nWhen it says so, the old keys may be taken out of the ring.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.rekey(cmd.Context(), func(ctx context.Context, s *services.Services) error {
				out, err := s.Reseal(ctx, progress(c.errOut))
				c.underBars(out.Values)
				fmt.Fprintf(c.out, "%d values sealed anew\n", out.Values)
				if err != nil {
					return err
				}
				return c.resealed(out)
			})
		},
	}
}

func (c *command) resealed(out services.Resealed) error {
	if n := len(out.Unreadable); n > 0 {
		c.list(out.Unreadable)
		return fmt.Errorf("%d values do not open and stay as they are; keep the old keys", n)
	}
	if out.Answers > 0 {
		fmt.Fprintf(c.out, "%d remembered answers still need an old key: keep it for a day, then run this again\n",
			out.Answers)
		return nil
	}
	fmt.Fprintln(c.out, "nothing is sealed with an old root any more; take the retiring keys out in ten minutes, "+
		"when their tokens have ended")
	return nil
}

func (c *command) reindex() *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: "Index all people under the index keys of the ring",
		Long: "Index all people under the index keys of the ring: with two keys under both, with one under that " +
			"alone, which forgets the other.\n" +
			"The product may run meanwhile, if every process has this ring. It may be stopped at any time and " +
			"run again.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.rekey(cmd.Context(), func(ctx context.Context, s *services.Services) error {
				out, err := s.Reindex(ctx, progress(c.errOut))
				c.underBars(out.Values)
				fmt.Fprintf(c.out, "%d values indexed anew\n", out.Values)
				if n := len(out.Faults); err == nil && n > 0 {
					c.list(out.Faults)
					err = fmt.Errorf("%d values could not be indexed; keep both keys", n)
				}
				if err == nil {
					fmt.Fprintln(c.out, "everybody is indexed under the keys of this ring")
				}
				return err
			})
		},
	}
}

// rekey marks the keys of the ring before rows are written with them, and
// refuses the ring of another database.
func (c *command) rekey(ctx context.Context, do func(ctx context.Context, s *services.Services) error) error {
	return c.open(ctx, func(srv *server.Server, _ config.Config) error {
		if err := srv.Ready(ctx); err != nil {
			return err
		}
		if err := srv.Services.MarkKeys(ctx); err != nil {
			return err
		}
		return do(ctx, srv.Services)
	})
}

// underBars ends the line of the last bar, if there was one.
func (c *command) underBars(values int) {
	if values > 0 {
		fmt.Fprintln(c.errOut)
	}
}

// list prints the first of many.
func (c *command) list(lines []string) {
	const most = 20
	for i, l := range lines {
		if i == most {
			fmt.Fprintf(c.errOut, "and %d more\n", len(lines)-most)
			return
		}
		fmt.Fprintln(c.errOut, l)
	}
}
