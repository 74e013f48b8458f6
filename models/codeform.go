package models

import (
	"strings"
	"unicode"
)

// dashes are what stands between the groups of a number.
const dashes = "-‐‑‒–—―−﹣"

// CodeForm gives the one form in which an identity number, a credit code or a
// phone number is judged, however it was typed or copied: without blanks,
// line ends, hyphens and characters that cannot be seen, full-width ones made
// plain, letters large. Nothing else is left out, so what is no number stays
// none.
func CodeForm(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // full-width forms of ! to ~
			r = r - '！' + '!'
		}
		switch {
		case unicode.IsSpace(r), Invisible(r), strings.ContainsRune(dashes, r):
			return -1
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, s)
}
