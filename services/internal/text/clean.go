package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"xinjumin/models"
)

// Clean gives the stored form of a short text that a person typed: NFC, outer
// white space gone, inner runs of white space one plain space. What carries
// nothing and makes two equal-looking texts differ is left out: control
// characters, direction and zero-width marks, variation selectors. All else
// stays as it is: rare ideographs, emoji (joined ones fall apart), and also what
// models.Kept refuses, so that no text becomes another by losing it.
//
// Every text that people type goes through it, or through CleanLines.
func Clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case models.Invisible(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	// Without a mark between them two characters may compose.
	return norm.NFC.String(b.String())
}
