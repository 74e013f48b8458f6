package files

import (
	"bytes"
	"encoding/hex"

	"xinjumin/models/upload"
)

// checkPDF refuses what is no whole PDF, what is encrypted, what carries
// scripts, programs or other files, and what goes on after its end. It is a
// filter, not a proof: objects inside compressed streams are not unpacked, so a
// paper is handed out as a download, in a sandbox, and never shown by us.
func checkPDF(b []byte) error {
	if !bytes.HasPrefix(b, []byte("%PDF-")) {
		return upload.ErrUnreadable
	}
	end := bytes.LastIndex(b, []byte("%%EOF"))
	if end < 0 || !bytes.Contains(b[:end], []byte("startxref")) {
		return upload.ErrUnreadable
	}
	if len(bytes.Trim(b[end+len("%%EOF"):], "\x00\t\n\f\r ")) > 0 || bytes.Contains(b[end:], []byte("PK\x05\x06")) {
		return upload.ErrUnsafe
	}
	names := plainNames(b)
	for _, name := range refusedNames {
		if hasName(names, name) {
			return upload.ErrUnsafe
		}
	}
	return nil
}

var refusedNames = []string{"/Encrypt", "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles",
	"/RichMedia", "/XFA"}

// plainNames undoes the way in which names may be written, /J#53 for /JS.
func plainNames(b []byte) []byte {
	if !bytes.Contains(b, []byte("#")) {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '#' && i+2 < len(b) {
			var c [1]byte
			if _, err := hex.Decode(c[:], b[i+1:i+3]); err == nil {
				out = append(out, c[0])
				i += 2
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}

// hasName looks for a name as a whole: /JS, not /JSomething.
func hasName(b []byte, name string) bool {
	for {
		i := bytes.Index(b, []byte(name))
		if i < 0 {
			return false
		}
		b = b[i+len(name):]
		if len(b) == 0 || !regular(b[0]) {
			return true
		}
	}
}

// regular reports whether a byte goes on with a name.
func regular(c byte) bool {
	return c > ' ' && c < 0x7f && !bytes.ContainsRune([]byte("()<>[]{}/%"), rune(c))
}
