package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"xinjumin/app/cli"
	"xinjumin/services/seeding"
)

// printedAddress is where the pages let the demonstration listen.
const printedAddress = "127.0.0.1:8080"

// pages let a reader try things, in both languages.
var pages = []struct {
	english, chinese string
	steps            int // at least
}{
	{"../../README.md", "../../README.zh-CN.md", 3},
	{"../../docs/tour.md", "../../docs/tour.zh-CN.md", 15},
}

// The first five minutes of the README and the tour work as they are printed:
// the demonstration starts on an empty folder, a shell runs the blocks one after
// another, and what they print is what stands below them. The data outlive a
// stop, and the README changes nothing that the tour shows.
func TestTour(t *testing.T) {
	data := filepath.Join(t.TempDir(), "demo")
	for _, page := range pages {
		steps := readTour(t, page.english)
		if len(steps) < page.steps {
			t.Fatalf("%s has only %d steps", page.english, len(steps))
		}
		address, stop := startDemo(t, data)
		runTour(t, address, steps)
		namesPeople(t, address)
		stop()
	}
}

// namesPeople asks whether the docs page of the demonstration knows the cast,
// for which it has a button.
func namesPeople(t *testing.T, address string) {
	t.Helper()
	page, err := http.Get("http://" + address + "/docs")
	if err != nil {
		t.Fatal(err)
	}
	defer page.Body.Close()
	text, err := io.ReadAll(page.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range seeding.Parts() {
		if !strings.Contains(string(text), `{"name":"`+part.Name+`","nickname":"`+part.Nickname+`"`) {
			t.Errorf("the docs page does not name %s", part.Name)
		}
	}
}

// runTour runs the steps in one shell and compares what it prints.
func runTour(t *testing.T, address string, steps []step) {
	t.Helper()
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

// Both languages show the same steps.
func TestTourInChinese(t *testing.T) {
	for _, page := range pages {
		english, chinese := readTour(t, page.english), readTour(t, page.chinese)
		if len(english) != len(chinese) {
			t.Fatalf("%s: %d steps in English, %d in Chinese", page.english, len(english), len(chinese))
		}
		for i := range english {
			if english[i] != chinese[i] {
				t.Errorf("%s: step %d differs:\n%+v\n%+v", page.english, i, english[i], chinese[i])
			}
		}
	}
}

// longestReadme is what a stranger reads to the end, in bytes.
const longestReadme = 8192

func TestReadmeIsShort(t *testing.T) {
	for _, name := range []string{pages[0].english, pages[0].chinese} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) > longestReadme {
			t.Errorf("%s has %d bytes, at most %d; the long things stand in docs", name, len(text), longestReadme)
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
