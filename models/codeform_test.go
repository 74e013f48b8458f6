package models_test

import (
	"strings"
	"testing"
	"unicode"

	"xinjumin/models"
)

// However a number was typed or copied, it is one number; what is left of it is
// never a digit fewer.
func TestNumbersInAnyFormAreOne(t *testing.T) {
	const id, code = "33999919820817108X", "91350100M000100Y43"
	for name, form := range map[string]func(string) string{
		"as it is":     func(s string) string { return s },
		"small":        strings.ToLower,
		"blanks":       func(s string) string { return " " + s[:9] + " " + s[9:] + "\t" },
		"line end":     func(s string) string { return s + "\r\n" },
		"groups 6 8 4": func(s string) string { return s[:6] + " " + s[6:14] + " " + s[14:] },
		"hyphens":      func(s string) string { return s[:6] + "-" + s[6:14] + "－" + s[14:17] + "–" + s[17:] },
		"wide blank":   func(s string) string { return "　" + s[:6] + "\u00a0" + s[6:] },
		"zero width":   func(s string) string { return "\ufeff" + s[:3] + "\u200b" + s[3:] + "\u00ad" },
		"full-width": func(s string) string {
			return strings.Map(func(r rune) rune { return r - '!' + '！' }, s)
		},
	} {
		n, err := models.ParseIDNumber(form(id))
		if err != nil || n.Digits() != id {
			t.Errorf("%s: %s %v", name, n.Digits(), err)
		}
		c, exact, err := models.ParseUSCC(form(code))
		if err != nil || !exact || c != code {
			t.Errorf("%s: %s %v %v", name, c, exact, err)
		}
	}
	for _, s := range []string{"156-1234 5677", "１５６12345677", "156\u200b12345677\r\n"} {
		if p, err := models.NewPhone("＋86", s); err != nil || p.Number() != "+86 15612345677" {
			t.Errorf("%q: %s %v", s, p.Number(), err)
		}
	}
	for _, s := range []string{"33999919820817108\ue863X", "3399991982081710८X", "33999919820817108.X",
		"3399991982081710８"} {
		if n, err := models.ParseIDNumber(s); err == nil {
			t.Errorf("%q is %s", s, n.Digits())
		}
	}
	// The card of foreigners of 2004 had 15 characters; it is exchanged for one of 18.
	if _, err := models.ParseIDNumber("USA310000840101"); err == nil {
		t.Error("a card of 15 characters with letters")
	}
}

func TestKept(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "王芳": true, "王\ue863芳": false, "\U000F0000": false, "\U0010FFFD": false, "a\ufffe": false,
		"\ufdd0": false, "\u0301a": false, "a \u0301": false, "e\u200b\u0301": true, "z\u0335\u0336\u0337\u0338": true,
		"z\u0335\u0336\u0337\u0338\u0321": false, "👨\u200d👩": true, "1\ufe0f\u20e3": true, "မြှောက်": true,
		"王\u200b芳\ufeff\u00ad": true, "\U00033479": true, "ế": true, "\U0001FAE9": true, // an emoji of 2024
	} {
		if models.Kept(s) != want {
			t.Errorf("Kept(%+q) is %v", s, !want)
		}
	}
}

// The table holds what the standard library knows of ideographs, and no more of
// it than what stands in names.
func TestIdeographsAreThoseOfTheNewestUnicode(t *testing.T) {
	for r := rune(0x3400); r < 0x40000; r++ {
		compatible := r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F
		if unicode.Is(unicode.Unified_Ideograph, r) && !models.Ideograph(r) {
			t.Errorf("%U is missing", r)
		}
		if models.Ideograph(r) && unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) {
			t.Errorf("%U is of another script", r)
		}
		if compatible && models.Ideograph(r) != unicode.Is(unicode.Unified_Ideograph, r) {
			t.Errorf("%U", r)
		}
	}
	for r, want := range map[rune]bool{'〇': true, '々': false, '⼈': false, 0x2EBF0: true, 0x2EE5D: true, 0x2EE5E: false,
		0x323B0: true, 0x33479: true, 0x3347A: false, 0x2B81E: true, 0x2CEAD: true, 0x3134B: false, 0xE863: false} {
		if models.Ideograph(r) != want {
			t.Errorf("%U: %v", r, !want)
		}
	}
}
