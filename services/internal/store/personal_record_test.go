package store_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

var update = flag.Bool("update", false, "write docs/personal-data.md anew")

const (
	recordFile = "../../../docs/personal-data.md"
	recordLine = "<!-- made by the test: do not edit below -->\n"
)

// TestPersonalRecord_isUpToDate compares the record of processing with the
// register and the tags.
func TestPersonalRecord_isUpToDate(t *testing.T) {
	t.Parallel()
	st := storetest.Open(apptest.New(t, apptest.SQLite))
	text, err := os.ReadFile(recordFile)
	if err != nil {
		t.Fatal(err)
	}
	head, was, found := strings.Cut(string(text), recordLine)
	if !found {
		t.Fatalf("%s has lost the line %q", recordFile, recordLine)
	}
	is := record(st)
	if is == was {
		return
	}
	if !*update {
		t.Fatalf("docs/personal-data.md is not up to date:\n%s\nrun: go test ./services/internal/store -run "+
			"PersonalRecord -update", difference(was, is))
	}
	if err := os.WriteFile(recordFile, []byte(head+recordLine+is), 0o644); err != nil {
		t.Fatal(err)
	}
}

// difference names the first lines that are only in one of the texts.
func difference(was, is string) string {
	old, fresh := strings.Split(was, "\n"), strings.Split(is, "\n")
	for i := range max(len(old), len(fresh)) {
		if i >= len(old) || i >= len(fresh) || old[i] != fresh[i] {
			return fmt.Sprintf("- %s\n+ %s", strings.Join(old[min(i, len(old)):min(i+1, len(old))], ""),
				strings.Join(fresh[min(i, len(fresh)):min(i+1, len(fresh))], ""))
		}
	}
	return ""
}

func record(st *store.Store) string {
	var b strings.Builder
	b.WriteString("\n## Tables with data about people\n")
	nobody := "\n## Tables without people\n\n| table | what for | columns with text |\n|---|---|---|\n"
	for _, t := range store.PersonalTables() {
		classes := st.EntityFields(t.Table)
		if !t.Personal() {
			nobody += fmt.Sprintf("| `%s` | %s | %s |\n", t.Table, t.Purpose, quoted(classes[models.PIINone]))
			continue
		}
		fmt.Fprintf(&b, "\n### %s · %s (`%s`)\n\n| | |\n|---|---|\n", t.ZH, t.EN, t.Table)
		for _, class := range models.PIIClasses()[1:] {
			if columns := classes[class]; len(columns) > 0 {
				_, words := class.Text()
				fmt.Fprintf(&b, "| %s | %s |\n", words, quoted(columns))
			}
		}
		row := func(name, text string) {
			if text != "" {
				fmt.Fprintf(&b, "| %s | %s |\n", name, text)
			}
		}
		row("about whom", "the person in "+quoted(t.Subject))
		row("purpose", t.Purpose)
		row("legal basis", t.Basis)
		row("who sees it", t.SeenBy)
		row("kept", kept(t.Retention))
		row("copy for the person", shown(t))
		row("on closing the account", closing(t))
		row("told to the person", t.Why)
	}
	return b.String() + nobody
}

func kept(r models.Retention) string {
	rule := models.RetentionRuleOf(r)
	text := rule.EN
	if rule.Months > 0 {
		text += ", from when " + rule.From
	}
	if rule.Law != "" {
		text += " (" + rule.Law + ")"
	}
	return text
}

func shown(t models.PersonalTable) string {
	if t.Exported {
		return "yes"
	}
	return "no: " + t.Withheld
}

func closing(t models.PersonalTable) string {
	switch t.Closing {
	case models.ClosingDeletes:
		return "rows are deleted"
	case models.ClosingForgets:
		return "cleared: " + quoted(t.Forget) + "; the rest stays under an id that names nobody: " + t.KeepLaw
	}
	return "kept: " + t.KeepLaw
}

func quoted(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	return "`" + strings.Join(columns, "` `") + "`"
}
