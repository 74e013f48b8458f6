package cli

import (
	"crypto/rand"
	"fmt"

	"github.com/spf13/cobra"

	"xinjumin/app/server"
	"xinjumin/services"
)

func (c *command) keys() *cobra.Command {
	var root bool
	verb := &cobra.Command{
		Use:   "keys",
		Short: "Print a new key ring for KEY_RING or KEY_RING_FILE",
		Long: "Print a new key ring. Keep it outside the database and its backups: who has both can read " +
			"everything,\nand without it nobody can.\n\n" +
			"With --root it prints one line to append to a ring that is in use, with which a rotation begins; see " +
			"docs/operations.md.",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			generate := services.GenerateKeyRing
			if root {
				generate = services.GenerateRootKey
			}
			text, err := generate(rand.Reader, string(server.Today()))
			if err == nil {
				fmt.Fprint(c.out, text)
			}
			return err
		},
	}
	verb.Flags().BoolVar(&root, "root", false, "one more root key, retiring at first, for a rotation")
	verb.AddCommand(c.rotate(), c.reseal(), c.reindex())
	return verb
}

func (c *command) openAPI() *cobra.Command {
	var yaml, chinese bool
	verb := &cobra.Command{
		Use:   "openapi",
		Short: "Print the OpenAPI document",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			write := server.Document
			switch {
			case chinese:
				write = server.ChineseDocument
			case yaml:
				write = server.DocumentYAML
			}
			_, err := c.out.Write(write(Version))
			return err
		},
	}
	verb.Flags().BoolVar(&yaml, "yaml", false, "as YAML")
	verb.Flags().BoolVar(&chinese, "zh", false, "with Chinese texts, as JSON")
	verb.MarkFlagsMutuallyExclusive("yaml", "zh")
	return verb
}
