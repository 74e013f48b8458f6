package config_test

import (
	"bufio"
	"os"
	"reflect"
	"strings"
	"testing"

	"xinjumin/app/config"
)

// entry is one block of .env.example.
type entry struct {
	name, purpose, format, fallback, example string
}

func entries(t *testing.T) []entry {
	t.Helper()
	f, err := os.Open("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []entry
	var e entry
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		switch text := strings.TrimSpace(strings.TrimPrefix(line, "#")); {
		case line == "":
			e = entry{}
		case !strings.HasPrefix(line, "#"):
			name, value, ok := strings.Cut(line, "=")
			if !ok || name != e.name || value != "" {
				t.Errorf("line %q does not belong to the block of %s; values are not set here", line, e.name)
			}
			all = append(all, e)
		case strings.HasPrefix(text, "Format: "):
			e.format = text[len("Format: "):]
		case strings.HasPrefix(text, "Default: "):
			e.fallback = text[len("Default: "):]
		case strings.HasPrefix(text, "Example: "):
			e.example = text[len("Example: "):]
		case e.name == "":
			e.name, e.purpose, _ = strings.Cut(text, ": ")
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// The file and the struct say the same, both ways, in the same order.
func TestExampleFileEqualsConfig(t *testing.T) {
	var want []string
	defaults := map[string]string{}
	for i := range reflect.TypeFor[config.Config]().NumField() {
		tag := reflect.TypeFor[config.Config]().Field(i).Tag
		if name := tag.Get("env"); name != "-" {
			want = append(want, name)
			defaults[name] = tag.Get("envDefault")
		}
	}
	var got []string
	for _, e := range entries(t) {
		got = append(got, e.name)
		if e.purpose == "" || e.format == "" || e.fallback == "" || e.example == "" {
			t.Errorf("%s: purpose, format, default or example is missing", e.name)
		}
		if d := defaults[e.name]; d != e.fallback && (d != "" || !strings.HasPrefix(e.fallback, "none")) {
			t.Errorf("%s: the file says default %q, the program %q", e.name, e.fallback, d)
		}
	}
	if len(want) < 20 || strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the file has\n%s\nthe program\n%s", got, want)
	}
}

// Every example can be read, and none can be used as it stands in production.
func TestExamples(t *testing.T) {
	all := map[string]string{}
	for _, e := range entries(t) {
		all[e.name] = e.example
		if e.name == "KEY_RING_FILE" {
			continue // a path of another machine
		}
		if _, err := config.Load(map[string]string{"APP_ENV": "development", "DATABASE_URL": "sqlite:x.db",
			e.name: e.example}); err != nil {
			t.Errorf("%s: the example is refused: %v", e.name, err)
		}
	}
	all["APP_ENV"] = ""
	delete(all, "KEY_RING_FILE")
	_, err := config.Load(all)
	if err == nil {
		t.Fatal("production started with the examples")
	}
	for _, name := range []string{"DATABASE_URL", "WECHAT_APP_ID", "WECHAT_APP_SECRET"} {
		if !strings.Contains(err.Error(), name+": ") {
			t.Errorf("%s: production takes the example for real", name)
		}
	}
}
