package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

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
