package spreadsheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"xinjumin/models/upload"
)

// csvFile is a list as text. Excel in China writes GB18030 unless it is told
// otherwise, "Unicode text" is UTF-16 with tabs, and WPS writes UTF-8.
type csvFile struct {
	content []byte
	decode  func() transform.Transformer // nil: it is UTF-8
	comma   rune
}

func decodeCSV(content []byte) (csvFile, error) {
	f := csvFile{content: bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))}
	switch {
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		f.decode = func() transform.Transformer {
			return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
		}
	case !utf8.Valid(content):
		f.decode = func() transform.Transformer { return simplifiedchinese.GB18030.NewDecoder() }
	}
	head, err := io.ReadAll(io.LimitReader(f.reader(), 4096))
	if err != nil || bytes.ContainsRune(head, utf8.RuneError) && f.decode != nil {
		return f, upload.ErrUnreadable.Because(err)
	}
	line, _, _ := strings.Cut(string(head), "\n")
	f.comma = ','
	for _, c := range []rune{'\t', ';', '，'} {
		if strings.Count(line, string(c)) > strings.Count(line, string(f.comma)) {
			f.comma = c
		}
	}
	return f, nil
}

func (f csvFile) reader() io.Reader {
	if f.decode == nil {
		return bytes.NewReader(f.content)
	}
	return transform.NewReader(bytes.NewReader(f.content), f.decode())
}

func (f csvFile) walk(see func(Row) error) error {
	r := csv.NewReader(f.reader())
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = f.comma, -1, true, true
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return upload.ErrUnreadable.Because(err)
		}
		row := Row{Cells: make([]Cell, min(len(record), Columns))}
		row.No, _ = r.FieldPos(0)
		written := false
		for i := range row.Cells {
			row.Cells[i] = csvCell(strings.TrimSpace(record[i]))
			written = written || row.Cells[i].Text != ""
		}
		if !written {
			continue
		}
		if err := see(row); err != nil {
			return err
		}
	}
}

// csvCell tells a formula from a text. ="330602…" is how people keep Excel from
// making a number of their digits, so that is the text.
func csvCell(s string) Cell {
	if inner, ok := strings.CutPrefix(s, `="`); ok {
		if inner, ok = strings.CutSuffix(inner, `"`); ok && !strings.Contains(inner, `"`) {
			return Cell{Text: strings.TrimSpace(inner)}
		}
	}
	if strings.HasPrefix(s, "=") || strings.HasPrefix(s, "@") {
		return Cell{Kind: Formula, Text: s}
	}
	if isNumber(s) {
		return Cell{Kind: Number, Text: s}
	}
	return Cell{Text: s}
}

// isNumber reports what a spreadsheet has shortened: digits with a point or an
// exponent. Plain digits are what was written.
func isNumber(s string) bool {
	point, digits := false, 0
	for i, c := range s {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' || c == 'E' || c == 'e':
			point = true
		case (c == '+' || c == '-') && i > 0 && (s[i-1] == 'E' || s[i-1] == 'e'):
		default:
			return false
		}
	}
	return point && digits > 0
}
