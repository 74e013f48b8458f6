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
			"is named.\n" +
			"It may run beside a running server.\n\n" +
			"With --known-head the log must also go on from a checkpoint that somebody else has kept.\n\n" +
			"Exit codes:\n" +
			"  0  every row is as it was signed\n" +
			"  1  the check could not be made\n" +
			"  2  invalid: something is not signed, or not as it was signed, or the product did not write it\n" +
			"  3  diverged: all is signed, but it does not go on from what was kept outside of the database\n" +
			"     (a restored backup, an end that was cut off, or another history under the same keys)",
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
				if report.Refused > 0 {
					fmt.Fprintf(c.out, "%d of those that wait the product did not write\n", report.Refused)
				}
				if report.Older > 0 {
					fmt.Fprintf(c.out, "%d leaves are of events from before events carried codes\n", report.Older)
				}
				if len(report.Faults) == 0 {
					fmt.Fprintln(c.out, "every row is as it was signed")
					return nil
				}
				for _, fault := range report.Faults {
					fmt.Fprintln(c.out, fault)
				}
				return verdict(report.Faults)
			})
		},
	}
	verb.Flags().StringVar(&check.File, "file", "",
		"file of checkpoints to compare with, instead of AUDIT_CHECKPOINT_FILE")
	verb.Flags().StringVar(&check.Head, "known-head", "",
		"file with one signed checkpoint that somebody has kept: its text, or an answer of GET /audit/checkpoint")
	verb.Flags().StringArrayVar(&check.Keys, "key", nil,
		"verifier key of a root that has left the key ring; may be repeated")
	return verb
}

// The answers of verify-log that are neither yes nor a failure.
const (
	logInvalid  = 2
	logDiverged = 3
)

// verdict says what the faults come to, and names the first of the worse kind.
func verdict(faults []audits.Fault) error {
	for _, f := range faults {
		if !f.Diverged {
			return answer{fmt.Errorf("the audit log does not hold, %d faults; the first: %s", len(faults), f),
				logInvalid}
		}
	}
	return answer{fmt.Errorf("the audit log is another than the one that was kept, %d faults; the first: %s",
		len(faults), faults[0]), logDiverged}
}
