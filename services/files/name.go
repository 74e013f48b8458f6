package files

import (
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"xinjumin/models/upload"
)

// displayName gives the name under which a file is shown and handed out: the
// last part of what the sender calls it, NFC, without control, direction or
// path characters, ending as its content asks for. It is never part of a path.
func displayName(sent string, kind upload.Kind) string {
	sent = strings.ToValidUTF8(sent, "")
	if i := strings.LastIndexAny(sent, `/\`); i >= 0 {
		sent = sent[i+1:]
	}
	sent = strings.TrimSuffix(sent, path.Ext(sent))
	clean := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.C, unicode.Co, unicode.Zl, unicode.Zp), strings.ContainsRune(`"<>|:*?%;`, r):
			return -1
		}
		return r
	}, norm.NFC.String(sent))
	clean = strings.Trim(norm.NFC.String(strings.Join(strings.Fields(clean), " ")), ". ")
	if runes := []rune(clean); len(runes) > upload.NameMax {
		clean = strings.TrimSpace(string(runes[:upload.NameMax]))
	}
	if clean == "" {
		zh, _ := kind.Text()
		clean = zh
	}
	return clean + kind.Extension()
}
