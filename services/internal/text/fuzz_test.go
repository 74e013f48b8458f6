package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"xinjumin/services/internal/text"
)

// FuzzClean: cleaning ends in one step, leaves text, and leaves nothing that
// cannot be seen; what is made of the clean text is text, too.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"", " a  b ", "e\u0301", "\u202egpj.exe", "a\u200bb", "\U0002CE31", "\ufeff", "a\x00b",
		"ﬁ", "Ａ", "阿依古丽·买买提", "\xff\xfe",
		"👨‍👩‍👧", "a\u0301\u0302\u0303\u0304\u0305", "\r\n\t", "%_\\", "\ue000", "İ", "ǅ", "\u0344"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip() // no organization or query with it comes this far
		}
		clean := text.Clean(s)
		if text.Clean(clean) != clean || !utf8.ValidString(clean) || strings.TrimSpace(clean) != clean {
			t.Errorf("%q is %q is %q", s, clean, text.Clean(clean))
		}
		for _, r := range clean {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u200b' || r == '\ufeff' {
				t.Errorf("%q keeps %U", s, r)
			}
		}
		if lines := text.CleanLines(s); text.CleanLines(lines) != lines {
			t.Errorf("lines of %q: %q, %q", s, lines, text.CleanLines(lines))
		}
		if name := text.LegalName(s); text.LegalName(name) != name {
			t.Errorf("name of %q: %q, %q", s, name, text.LegalName(name))
		}
		if folded := text.Fold(clean); !utf8.ValidString(folded) {
			t.Errorf("%q folds to %q", s, folded)
		}
		_, _ = text.PersonPinyin(clean)
		_, _ = text.PlacePinyin(clean)
		_, _ = text.PinyinQuery(clean)
		_ = text.LikeContains(clean)
		_ = text.Reserved(clean)
	})
}
