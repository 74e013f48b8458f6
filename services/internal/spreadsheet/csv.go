package spreadsheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"xinjumin/models/roster"
)

// csvFile is a list as text. Excel in China writes GB18030 unless it is told
// otherwise, "Unicode text" is UTF-16 with tabs, and WPS writes UTF-8.
type csvFile struct {
	content  []byte
	encoding encoding
	comma    string
}

// lookedAt is how many lines tell what stands between the columns.
const lookedAt = 20

func decodeCSV(content []byte) (csvFile, error) {
	f := csvFile{content: content, comma: ","}
	var err error
	if f.encoding, err = encodingOf(content); err != nil {
		return f, err
	}
	// Over a head of one cell stands a title, so lines are counted, not one looked at.
	lines, all := map[string]int{}, map[string]int{}
	head := bufio.NewReaderSize(f.reader(), maxCell)
	for range lookedAt {
		line, err := head.ReadSlice('\n')
		for _, c := range separators {
			if n := bytes.Count(line, []byte(c)); n > 0 {
				lines[c]++
				all[c] += n
			}
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			break
		}
	}
	for _, c := range separators {
		if lines[c] > lines[f.comma] || lines[c] == lines[f.comma] && all[c] > all[f.comma] {
			f.comma = c
		}
	}
	return f, nil
}

// separators are what stands between columns, the most usual first.
var separators = []string{",", "\t", ";", "，"}

func (f csvFile) reader() io.Reader { return f.encoding.reader(f.content) }

func (f csvFile) walk(see func(Row) error) error {
	r := &records{from: bufio.NewReaderSize(f.reader(), maxCell+utf8.UTFMax), comma: f.comma}
	for no := 1; ; no++ {
		cells, err := r.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			continue
		}
		row := Row{No: no, Cells: make([]Cell, len(cells))}
		written := false
		for i, s := range cells {
			row.Cells[i] = csvCell(s)
			written = written || row.Cells[i].Text != ""
		}
		if !written { // ="" and no more
			continue
		}
		if no > maxRow {
			return roster.ErrSheetUnpacked
		}
		if err := see(row); err != nil {
			return err
		}
	}
}

// csvCell tells a formula from a text. ="330602…" and a tab in front are how people
// keep Excel from making a number of their digits, so that is the text.
func csvCell(raw string) Cell {
	s := strings.TrimSpace(raw)
	if inner, ok := strings.CutPrefix(s, `="`); ok {
		if inner, ok = strings.CutSuffix(inner, `"`); ok && !strings.Contains(inner, `"`) {
			return Cell{Text: strings.TrimSpace(inner)}
		}
	}
	if strings.HasPrefix(s, "=") || strings.HasPrefix(s, "@") {
		return Cell{Kind: Formula, Text: s}
	}
	if isNumber(s) || rounded(s) && !strings.HasPrefix(raw, "\t") {
		return Cell{Kind: Number, Text: s}
	}
	return Cell{Text: s}
}

// isNumber reports what a spreadsheet has shortened: digits with a point or an
// exponent. Plain digits are what was written, unless they are rounded.
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

// rounded reports 16 digits or more of which none beyond the fifteenth is other
// than zero: a spreadsheet keeps 15, and writes zeros for the rest. One true
// identity number in some 1,100 looks so; one in eleven of the rounded passes
// the check character as the number of somebody else.
func rounded(s string) bool {
	if len(s) < 16 {
		return false
	}
	for i, c := range []byte(s) {
		if c < '0' || c > '9' || i >= 15 && c != '0' {
			return false
		}
	}
	return true
}
