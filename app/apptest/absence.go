package apptest

import (
	"regexp"
	"strings"
	"testing"
)

// An answer, a row and a line of the log hold values that are drawn anew in every
// run: ids, digests, tokens, cursors, signatures, sealed bytes. Any short text of
// letters and digits stands inside one of them sooner or later, so that a test
// that looks for "123" or "fee" fails once in a few hundred runs. Whether a text
// holds another is therefore asked here and nowhere else.
var (
	byChance = regexp.MustCompile(`^([0-9A-Fa-f-]{1,7}|[0-9A-Za-z_-]{1,4})$`)
	escaped  = regexp.MustCompile(`\\x[0-9a-f]{2}`) // a byte that is no text, as Env.Dump writes it
	uuids    = regexp.MustCompile(`(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
	words    = regexp.MustCompile(`[0-9A-Za-z_-]{16,}`)
	alone    = regexp.MustCompile(`[0-9A-Za-z]+`)
)

// Holds reports whether a text has a needle. A short needle, one of
// fewer than eight hexadecimal digits or five letters, is looked for outside of
// what is drawn at random.
func Holds(text, needle string) bool {
	if needle == "" {
		panic("apptest: there is no text to look for")
	}
	if byChance.MatchString(needle) {
		text = withoutDrawn(text)
	}
	return strings.Contains(text, needle)
}

// HoldsNumber reports whether a text has a number that stands alone: "123456" is
// not in "20123456". It is for numbers that are drawn at random themselves, as the
// codes of the desk are.
func HoldsNumber(text, number string) bool {
	for _, found := range alone.FindAllString(withoutDrawn(text), -1) {
		if found == number {
			return true
		}
	}
	return false
}

// withoutDrawn replaces everything that is drawn at random by a mark that no
// needle has.
func withoutDrawn(text string) string {
	const mark = "\ufffd"
	text = escaped.ReplaceAllLiteralString(text, mark)
	text = uuids.ReplaceAllLiteralString(text, mark)
	return words.ReplaceAllStringFunc(text, func(word string) string {
		if drawn(word) {
			return mark
		}
		return word
	})
}

// drawn reports whether a long word is a digest in hexadecimal, or one in base64:
// the names of the API and its messages never mix digits with both cases.
func drawn(word string) bool {
	digit := strings.ContainsAny(word, "0123456789")
	lower := strings.ContainsAny(word, "abcdefghijklmnopqrstuvwxyz")
	upper := strings.ContainsAny(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return digit && lower && (upper || strings.Trim(word, "0123456789abcdef") == "")
}

// Lacks checks that a text does not have a needle; what names the text.
func Lacks(t testing.TB, what, text, needle string) {
	t.Helper()
	if Holds(text, needle) {
		t.Errorf("%s has %q: %.2000s", what, needle, around(text, needle))
	}
}

// around gives the place where a needle stands first.
func around(text, needle string) string {
	at := max(0, strings.Index(text, needle))
	return text[max(0, at-200):min(len(text), at+len(needle)+200)]
}

// Holds reports whether the answer has a text, see the function Holds.
func (r *Response) Holds(text string) bool { return Holds(string(r.Body), text) }

// Contains checks that the answer has a text.
func (r *Response) Contains(text string) *Response {
	r.t.Helper()
	if !strings.Contains(string(r.Body), text) {
		r.t.Fatalf("%s: no %q in %s", r.call, text, r.Body)
	}
	return r
}

// Lacks checks that the answer does not have a text.
func (r *Response) Lacks(text string) *Response {
	r.t.Helper()
	if r.Holds(text) {
		r.t.Fatalf("%s: %q in %s", r.call, text, r.Body)
	}
	return r
}

// LacksNumber checks that the answer does not have a number that stands alone.
func (r *Response) LacksNumber(number string) *Response {
	r.t.Helper()
	if HoldsNumber(string(r.Body), number) {
		r.t.Fatalf("%s: %q in %s", r.call, number, r.Body)
	}
	return r
}
