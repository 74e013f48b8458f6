package text

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

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
