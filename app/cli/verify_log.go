package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"xinjumin/app/config"
	"xinjumin/app/server"
	"xinjumin/services/audits"
)

func (c *command) verifyLog() *cobra.Command {
	var check audits.Check
	verb := &cobra.Command{
		Use:   "verify-log",
		Short: "Check that no row of the audit trail was changed, removed, added or moved",
		Long: "Recompute the audit log from the rows of the trail and compare it with every signed checkpoint, in " +
			"the database\n" +
			"and in AUDIT_CHECKPOINT_FILE. No stored hash is believed. The first row that is not as it was signed " +
			"is named,\n" +
			"and the exit code is 1. It may run beside a running server.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.open(cmd.Context(), func(srv *server.Server, _ config.Config) error {
				log := srv.Services.Audits
				report, err := log.Verify(cmd.Context(), check)
				if err != nil {
					return err
				}
				for _, key := range log.VerifierKeys() {
					fmt.Fprintf(c.out, "verifier key: %s\n", key)
				}
				fmt.Fprintf(c.out, "%d leaves, %d checkpoints, %d of them in the file; %d events wait for their "+
					"leaf, %d were emptied\n",
					report.Size, report.Checkpoints, report.Witnessed, report.Waiting, report.Erased)
				if len(report.Faults) == 0 {
					fmt.Fprintln(c.out, "every row is as it was signed")
					return nil
				}
				for _, fault := range report.Faults[1:] {
					fmt.Fprintln(c.out, fault)
				}
				return fmt.Errorf("the audit log does not hold, %d faults; the first: %s", len(report.Faults),
					report.Faults[0])
			})
		},
	}
	verb.Flags().StringVar(&check.File, "file", "",
		"file of checkpoints to compare with, instead of AUDIT_CHECKPOINT_FILE")
	verb.Flags().StringArrayVar(&check.Keys, "key", nil,
		"verifier key of a root that has left the key ring; may be repeated")
	return verb
}
