package bench

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
)

// publish writes a part of the document between its marks; the words around
// them stay. Without -doc it does nothing.
func publish(tb testing.TB, part, text string) {
	tb.Helper()
	if *document == "" {
		return
	}
	if *date == "" {
		tb.Fatal("-doc needs -date")
	}
	old, err := os.ReadFile(*document)
	if err != nil {
		tb.Fatal(err)
	}
	open, end := "<!-- "+part+" -->\n", "<!-- end of "+part+" -->"
	head, rest, found := strings.Cut(string(old), open)
	_, tail, closed := strings.Cut(rest, end)
	if !found || !closed {
		tb.Fatalf("%s has no marks for %q", *document, part)
	}
	about := fmt.Sprintf("*%s, %s, %s*\n\n", *date, runtime.Version(), *machine)
	if err := os.WriteFile(*document, []byte(head+open+about+text+end+tail), 0o644); err != nil {
		tb.Fatal(err)
	}
}

// show prints a table at once; what a benchmark logs is cut.
func show(text string) { fmt.Fprint(os.Stdout, "\n"+text+"\n") }
