package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// marksMax is how many combining marks may stand on one letter; no language
// here has more, and piles of them cover the lines around.
const marksMax = 3

// Clean gives the stored form of a short text that a person typed: NFC, outer
// white space gone, inner runs of white space one plain space. What cannot be
// seen and makes two equal-looking names differ is dropped: control characters,
// direction and zero-width marks, variation selectors, private characters, and
// combining marks without a letter. What can be seen stays as it is: rare
// ideographs beyond the first plane, and emoji (joined ones fall apart).
//
// Every text that people type goes through it, or through CleanLines.
func Clean(s string) string {
	var b strings.Builder
	space, base, marks := false, false, 0
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.IsSpace(r):
			space, base = b.Len() > 0, false
		case invisible(r):
		case unicode.Is(unicode.M, r):
			if marks++; base && marks <= marksMax {
				b.WriteRune(r)
			}
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
			base, marks = true, 0
		}
	}
	// Dropping a mark may bring two characters together that compose.
	return norm.NFC.String(b.String())
}

// invisible reports what has no form of its own, or none that two devices agree
// on.
func invisible(r rune) bool {
	switch {
	case r == '\u2800', r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF: // a blank; no characters at all
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Variation_Selector,
		unicode.Other_Default_Ignorable_Code_Point)
}
