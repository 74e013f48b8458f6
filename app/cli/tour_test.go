package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/cli"
)

// printedAddress is where the README lets the demonstration listen.
const printedAddress = "127.0.0.1:8080"

// The tour of the README works as it is printed: the demonstration starts on an
// empty folder, a shell runs the blocks one after another, and what they print
// is what stands below them. The data outlive a stop.
func TestTour(t *testing.T) {
	steps := readTour(t, "../../README.md")
	if len(steps) < 15 {
		t.Fatalf("the tour has only %d steps", len(steps))
	}
	data := filepath.Join(t.TempDir(), "demo")
	_, stop := startDemo(t, data)
	stop()
	address, stop := startDemo(t, data)
	defer stop()
	var script strings.Builder
	script.WriteString("set -eu\n")
	for _, s := range steps {
		fmt.Fprintf(&script, "%s\nprintf '%s'\n", strings.ReplaceAll(s.shell, printedAddress, address), stepEnd)
	}
	cmd := exec.CommandContext(t.Context(), "sh", "-c", script.String())
	cmd.Env = []string{"PATH=" + curlFolder(t) + string(os.PathListSeparator) + os.Getenv("PATH")}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Fatalf("the shell: %v\n%s\n%s", err, stderr.String(), out)
	}
	answers := strings.Split(string(out), stepEnd)
	if len(answers) != len(steps)+1 {
		t.Fatalf("%d answers for %d steps", len(answers)-1, len(steps))
	}
	same := comparison{ids: map[string]string{}}
	for i, s := range steps {
		for _, id := range uuids.FindAllString(s.shell, -1) {
			same.ids[id] = id // printed in a request: the same in every run
		}
		if err := same.texts(s.answer, answers[i]); err != nil {
			t.Errorf("step\n%s\n%v\nthe answer was\n%s", s.shell, err, answers[i])
		}
	}
}

// Both languages show the same tour.
func TestTourInChinese(t *testing.T) {
	english, chinese := readTour(t, "../../README.md"), readTour(t, "../../README.zh-CN.md")
	if len(english) != len(chinese) {
		t.Fatalf("%d steps in English, %d in Chinese", len(english), len(chinese))
	}
	for i := range english {
		if english[i] != chinese[i] {
			t.Errorf("step %d differs:\n%+v\n%+v", i, english[i], chinese[i])
		}
	}
}

const stepEnd = "\x1e" // no answer has it

// step is a block of shell and what stands below it.
type step struct{ shell, answer string }

var fence = regexp.MustCompile("(?ms)^```(sh|json)\n(.*?)^```$")

func readTour(t *testing.T, file string) []step {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, tour, begun := strings.Cut(string(text), "<!-- tour:begin -->")
	tour, _, ended := strings.Cut(tour, "<!-- tour:end -->")
	if !begun || !ended {
		t.Fatalf("%s has no tour", file)
	}
	var steps []step
	for _, block := range fence.FindAllStringSubmatch(tour, -1) {
		switch {
		case block[1] == "sh":
			steps = append(steps, step{shell: block[2]})
		case len(steps) == 0 || steps[len(steps)-1].answer != "":
			t.Fatalf("%s: an answer without a request: %s", file, block[2])
		default:
			steps[len(steps)-1].answer = block[2]
		}
	}
	return steps
}

// curlFolder has this test binary under the name of curl.
func curlFolder(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(self, filepath.Join(dir, "curl")); err != nil {
		t.Fatal(err)
	}
	return dir
}

var listening = regexp.MustCompile(`(?:API +http://|listening on )([^/\s]+)(?:/api/v1)?\n`)

// startDemo runs the verb until stop, which checks that it ended well, and gives
// the address it prints.
func startDemo(t *testing.T, data string) (address string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	var faults bytes.Buffer
	printed, out := io.Pipe()
	done := make(chan int, 1)
	go func() {
		code := cli.Run(ctx, []string{"demo", "--data", data, "--addr", "127.0.0.1:0"}, nil, out, &faults)
		out.Close()
		done <- code
	}()
	return awaitAddress(t, printed), func() {
		cancel()
		if code := <-done; code != 0 || faults.Len() > 0 {
			t.Errorf("the demonstration ended with %d: %s", code, faults.String())
		}
	}
}

// awaitAddress reads what a verb prints until it names its address, and throws
// the rest away.
func awaitAddress(t *testing.T, printed io.Reader) string {
	t.Helper()
	var text []byte
	for buf := make([]byte, 4096); ; {
		n, err := printed.Read(buf)
		text = append(text, buf[:n]...)
		if m := listening.FindSubmatch(text); m != nil {
			go func() { _, _ = io.Copy(io.Discard, printed) }()
			return string(m[1])
		}
		if err != nil {
			t.Fatalf("no address was printed: %s", text)
		}
	}
}

// comparison holds answers against what is printed. Ids must be used in the
// same way: it keeps which printed id stands for which.
type comparison struct{ ids map[string]string }

var (
	uuids   = regexp.MustCompile(`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
	leftOut = regexp.MustCompile(`(?m)^\s*…$`)
	bareID  = regexp.MustCompile(`(?m)^(` + uuids.String() + `)$`)
	changes = []struct {
		is  *regexp.Regexp
		any string
	}{
		{regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`), "<instant>"},
		{regexp.MustCompile(`\d{4}-\d\d-\d\d`), "<day>"},
		{regexp.MustCompile(`\d{1,2}月\d{1,2}日`), "<day>"},
		{regexp.MustCompile(`(调\d{6})-\d{4}-`), "$1-<year>-"},
	}
)

// texts compares sequences of JSON values.
func (c comparison) texts(printed, answered string) error {
	want, err := values(printed)
	if err != nil {
		return fmt.Errorf("what is printed: %w", err)
	}
	got, err := values(answered)
	if err != nil {
		return fmt.Errorf("the answer: %w", err)
	}
	return c.lists("", want, got)
}

// values reads JSON values one after another. A line with … alone stands for
// members or items that are left out, a bare id for a string.
func values(text string) ([]any, error) {
	text = bareID.ReplaceAllString(text, `"$1"`)
	text = leftOut.ReplaceAllString(text, "\x00")
	var b strings.Builder
	var open []rune
	for _, r := range text {
		switch r {
		case '{', '[':
			open = append(open, r)
		case '}', ']':
			open = open[:max(0, len(open)-1)]
		case 0:
			if len(open) == 0 {
				return nil, errors.New("… stands outside of everything")
			}
			b.WriteString(map[rune]string{'{': `"…":"…"`, '[': `"…"`}[open[len(open)-1]])
			continue
		}
		b.WriteRune(r)
	}
	var all []any
	for in := json.NewDecoder(strings.NewReader(b.String())); ; {
		var v any
		if err := in.Decode(&v); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
}

func (c comparison) value(at string, want, got any) error {
	switch want := want.(type) {
	case map[string]any:
		if got, ok := got.(map[string]any); ok {
			return c.members(at, want, got)
		}
	case []any:
		if got, ok := got.([]any); ok {
			return c.lists(at, want, got)
		}
	case string:
		if got, ok := got.(string); ok {
			return c.strings(at, want, got)
		}
	default:
		if want == got {
			return nil
		}
	}
	return fmt.Errorf("%s: printed %v, answered %v", at, want, got)
}

func (c comparison) members(at string, want, got map[string]any) error {
	_, partly := want["…"]
	for name, v := range want {
		if name == "…" {
			continue
		}
		other, ok := got[name]
		if !ok {
			return fmt.Errorf("%s/%s is printed but not answered", at, name)
		}
		if err := c.value(at+"/"+name, v, other); err != nil {
			return err
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok && !partly {
			return fmt.Errorf("%s/%s is answered but not printed", at, name)
		}
	}
	return nil
}

func (c comparison) lists(at string, want, got []any) error {
	partly := len(want) > 0 && want[len(want)-1] == "…"
	if partly {
		want = want[:len(want)-1]
	}
	if len(want) > len(got) || len(want) < len(got) && !partly {
		return fmt.Errorf("%s: %d values are printed, %d answered", at, len(want), len(got))
	}
	for i := range want {
		if err := c.value(fmt.Sprintf("%s/%d", at, i), want[i], got[i]); err != nil {
			return err
		}
	}
	return nil
}

func (c comparison) strings(at, want, got string) error {
	printed, answered := uuids.FindAllString(want, -1), uuids.FindAllString(got, -1)
	if len(printed) == len(answered) {
		for i, id := range printed {
			if known, ok := c.ids[id]; ok && known != answered[i] {
				return fmt.Errorf("%s: %s stood for %s before, now for %s", at, id, known, answered[i])
			}
			c.ids[id] = answered[i]
		}
	}
	want, got = steady(want), steady(got)
	if start, open := strings.CutSuffix(want, "…"); open && strings.HasPrefix(got, start) || want == got {
		return nil
	}
	return fmt.Errorf("%s: printed %q, answered %q", at, want, got)
}

// steady replaces what differs in every run.
func steady(s string) string {
	s = uuids.ReplaceAllString(s, "<id>")
	for _, c := range changes {
		s = c.is.ReplaceAllString(s, c.any)
	}
	return s
}

// The comparison itself must see differences.
func TestComparison(t *testing.T) {
	const id1, id2 = "01a20573-745f-709c-a0c1-d936d4b7f7c8", "01a20573-74ee-7699-895d-2c05b056c081"
	for _, pair := range [][2]string{
		{`{"a":1}`, `{"a":2}`},
		{`{"a":1}`, `{"a":1,"b":2}`},
		{`{"a":1,"b":2}`, `{"a":1}`},
		{`[1]`, `[1,2]`},
		{`{"a":1} 200`, `{"a":1} 409`},
		{`{"a":1} 200`, `{"a":1}`},
		{`"eyJ…"`, `"abc"`},
		{`"2026-11-23T01:00:00.000Z"`, `"2026-11-23T01:00:00Z"`},
		{`["` + id1 + `","` + id1 + `"]`, `["` + id1 + `","` + id2 + `"]`},
		{"[1,\n…\n]", `[2,3]`},
		{`null`, `""`},
	} {
		if err := (comparison{ids: map[string]string{}}).texts(pair[0], pair[1]); err == nil {
			t.Errorf("%s and %s were taken for the same", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{
		{"{\"a\":1,\n…\n}", `{"a":1,"b":2}`},
		{"[1,\n…\n]", `[1,2,3]`},
		{`"eyJ…"`, `"eyJx"`},
		{`["` + id1 + `","` + id1 + `"]`, `["` + id2 + `","` + id2 + `"]`},
		{id1 + "\n", id2 + "\n"},
		{`"12月15日19:00开始 调330602-2026-000001"`, `"1月5日19:00开始 调330602-2027-000001"`},
	} {
		if err := (comparison{ids: map[string]string{}}).texts(pair[0], pair[1]); err != nil {
			t.Errorf("%s and %s: %v", pair[0], pair[1], err)
		}
	}
	if !slices.Equal(uuids.FindAllString("x"+id1+"y", -1), []string{id1}) {
		t.Error("an id is not recognised")
	}
}
