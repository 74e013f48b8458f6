package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"xinjumin/models"
)

// LegalName gives the one form in which the name on a card is judged, stored and
// compared, wherever it comes from: clean, full-width letters plain, one
// apostrophe and one hyphen, no blank between two ideographs (王　芳 is 王芳), one
// middle dot where any keyboard's stands between two letters. No letter is ever
// left out, so two names that differ in one stay two. Whether it is a name is
// for models.ValidName.
func LegalName(s string) string {
	s = Clean(plainWidth(s))
	s = strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ', '`':
			return '\''
		case '‐', '‑', '‒', '–':
			return '-'
		}
		return r
	}, s)
	return spaced(dotted(s))
}

// PartyName gives the form of the name of a person who is the other side of a quarrel,
// as somebody else knows it: a LegalName where it can be one with an ideograph in
// it, and else the clean text, for people write 老王（砖厂） or a shop, too.
func PartyName(s string) string {
	if name := LegalName(s); models.ValidName(name) && strings.ContainsFunc(name, models.Ideograph) {
		return name
	}
	return Clean(plainWidth(s))
}

// SameName reports whether two names are that of one card: alike but for large
// and small letters, which cards and lists write as they like (Smith John, SMITH JOHN).
// It is asked of people with one number only.
func SameName(a, b string) bool { return strings.EqualFold(LegalName(a), LegalName(b)) }

// plainWidth makes full-width letters, digits and signs plain.
func plainWidth(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if r >= 0xFF01 && r <= 0xFF5E {
			return r - 0xFF01 + '!'
		}
		return r
	}, s))
}

// middleDots are what keyboards make where a name has its middle dot.
const middleDots = "·•‧∙⋅・･●᛫⸱ꞏ․.。｡﹒"

// dotted makes each run of dots and blanks between two letters one middle dot.
func dotted(s string) string {
	if !strings.ContainsAny(s, middleDots) {
		return s
	}
	runes := []rune(s)
	var b strings.Builder
	for i := 0; i < len(runes); {
		n, dots := 0, 0
		for ; i+n < len(runes) && (runes[i+n] == ' ' || strings.ContainsRune(middleDots, runes[i+n])); n++ {
			if runes[i+n] != ' ' {
				dots++
			}
		}
		switch {
		case n == 0:
			b.WriteRune(runes[i])
			n = 1
		case dots > 0 && i > 0 && letter(runes[i-1]) && i+n < len(runes) && letter(runes[i+n]):
			b.WriteRune('·')
		default:
			b.WriteString(string(runes[i : i+n]))
		}
		i += n
	}
	return b.String()
}

// spaced takes the blanks away that stand between two ideographs.
func spaced(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	runes := []rune(s)
	var b strings.Builder
	for i, r := range runes {
		if r == ' ' && i > 0 && i+1 < len(runes) && models.Ideograph(runes[i-1]) && models.Ideograph(runes[i+1]) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func letter(r rune) bool { return models.Ideograph(r) || unicode.IsLetter(r) }
