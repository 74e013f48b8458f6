package spreadsheet

import (
	"archive/zip"
	"bytes"
	"strings"

	"xinjumin/models/roster"
	"xinjumin/models/upload"
)

// Kind is what a file is by its content.
type Kind string

// The kinds that are read.
const (
	XLSX Kind = "xlsx"
	CSV  Kind = "csv"
)

// Bounds of a workbook, by what its directory says and again while it is read.
const (
	maxParts   = 1000
	maxRatio   = 200     // of a part that is larger than ratioFrom
	ratioFrom  = 1 << 20 // small parts of zeros are in every workbook
	maxPart    = 128 << 20
	maxStrings = 64 << 20 // of the texts that cells share
)

var (
	zipEntry = []byte("PK\x01\x02") // before each line of the directory
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	// encryptedPart is the name of a stream, as such files have it (UTF-16).
	encryptedPart = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
)

// Recognise tells what a content is, and refuses what is none of the two, is
// locked by a password, has macros, or would unpack to too much. Its name and
// declared type are never asked.
func Recognise(content []byte) (Kind, error) {
	switch {
	case bytes.HasPrefix(content, zipMagic):
		_, err := openParts(content)
		return XLSX, err
	case bytes.HasPrefix(content, oleMagic) && bytes.Contains(content, encryptedPart):
		return "", roster.ErrSheetEncrypted
	case bytes.HasPrefix(content, oleMagic),
		bytes.HasPrefix(bytes.TrimLeft(content, "\xef\xbb\xbf \t\r\n"), []byte("<")):
		return "", roster.ErrSheetOld // .xls, and web pages that call themselves so
	case isText(content):
		return CSV, nil
	}
	return "", roster.ErrSheetKind
}

// openZip reads the directory of an archive and judges it.
func openZip(content []byte) (*zip.Reader, error) {
	if bytes.Count(content, zipEntry) > 2*maxParts { // before a line of it is read
		return nil, roster.ErrSheetUnpacked
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, upload.ErrUnreadable.Because(err)
	}
	if len(z.File) > maxParts {
		return nil, roster.ErrSheetUnpacked
	}
	var total uint64
	for _, f := range z.File {
		name := partName(f.Name)
		switch {
		case strings.HasSuffix(name, "vbaproject.bin"):
			return nil, roster.ErrSheetMacro
		case strings.HasSuffix(name, "workbook.bin"): // .xlsb
			return nil, roster.ErrSheetOld
		case f.UncompressedSize64 > maxPart, f.UncompressedSize64 > ratioFrom &&
			f.UncompressedSize64/max(1, f.CompressedSize64) > maxRatio:
			return nil, roster.ErrSheetUnpacked
		case f.Flags&1 != 0:
			return nil, roster.ErrSheetEncrypted
		}
		if total += f.UncompressedSize64; total > 2*maxPart {
			return nil, roster.ErrSheetUnpacked
		}
	}
	return z, nil
}

// isText reports whether there is something, and none of it is what no text
// has.
func isText(content []byte) bool {
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return len(content) > 2
	}
	for _, b := range content {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' || b == 0x7f {
			return false
		}
	}
	return len(bytes.TrimSpace(content)) > 0
}
