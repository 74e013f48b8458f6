package files

import (
	"bytes"

	"xinjumin/models/upload"
	"xinjumin/services/internal/pdf"
)

// checkPDF refuses what is no whole PDF, what is encrypted, what acts by itself or
// carries other files, and what goes on after its end. Pictures, fonts and pages are
// not looked into, so a paper is handed out as a download, in a sandbox, and never
// shown by us.
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
	if err := pdf.Check(b); err != nil {
		return upload.ErrUnsafe.Because(err)
	}
	return nil
}
