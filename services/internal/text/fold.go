package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Clean gives the stored form of a short text that a person typed: NFC, outer
// white space gone, inner runs of white space one plain space. Control
// characters and the invisible marks that make two equal-looking names differ
// (zero-width, direction marks) are dropped.
func Clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	// Dropping a mark may bring two characters together that compose.
	return norm.NFC.String(b.String())
}

// Fold gives the search form: Clean, full-width letters and digits made plain,
// case folded. Folded columns and folded questions are compared by bytes, so
// both engines agree whatever their collation does.
func Fold(s string) string {
	s = Clean(s)
	// Folding case can undo a composition and the other way round; it settles
	// after a step or two.
	for range 4 {
		next := Clean(norm.NFKC.String(cases.Fold().String(s)))
		if next == s {
			return s
		}
		s = next
	}
	return s
}

// LikeContains gives the pattern of `LIKE ? ESCAPE '!'` that finds folded as
// part of a folded column.
func LikeContains(folded string) string {
	return "%" + likeEscaper.Replace(folded) + "%"
}

// An exclamation mark escapes, not a backslash: MariaDB and SQLite read a
// backslash inside a literal differently.
var likeEscaper = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// PrefixEnd gives the first text behind every text that begins with prefix, so
// that `column >= prefix AND column < end` walks an index. The prefix must be
// lower-case ASCII letters and digits, as pinyin is.
func PrefixEnd(prefix string) string { return prefix + "{" }
