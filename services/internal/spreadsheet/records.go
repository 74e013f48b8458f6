package spreadsheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"xinjumin/models/roster"
)

// maxCell is how many bytes a cell may have: the 32,767 characters of Excel.
const maxCell = 4 * 32_767

// records takes a text apart, line by line, within bounds: of a line that has nine
// million commas no more than Columns cells ever exist.
type records struct {
	from   *bufio.Reader
	comma  string
	cell   []byte
	cells  []string // of the present line
	number bool     // one of them looks like an identity number
}

// next gives the cells of the next line, at most Columns of them; io.EOF behind the
// last. They are good until the next call. A cell in quotation marks may hold what stands between cells, and ends of
// lines. A mark that is never closed, or behind which a cell goes on, is a mark
// and nothing more: else it would swallow the rows of other people.
func (r *records) next() ([]string, error) {
	if _, err := r.from.Peek(1); err != nil {
		return nil, err
	}
	r.cells, r.number = r.cells[:0], false
	for column := 0; ; column++ {
		if column >= maxColumn {
			return nil, roster.ErrSheetUnpacked
		}
		last, err := r.field(column < Columns)
		if err != nil {
			return nil, err
		}
		if column < Columns {
			r.cells = append(r.cells, strings.ToValidUTF8(string(r.cell), "\ufffd"))
			r.number = r.number || numbered(r.cell)
		}
		if last {
			return r.cells, nil
		}
	}
}

// field reads one cell and what ends it; kept says whether its text is wanted.
func (r *records) field(kept bool) (last bool, err error) {
	r.cell = r.cell[:0]
	if b, _ := r.from.Peek(1); len(b) == 1 && b[0] == '"' {
		if n := r.quoted(kept); n > 0 {
			_, err := r.from.Discard(n)
			if err != nil {
				return false, err
			}
			if last, ended, err := r.ended(); ended || err != nil {
				return last, err
			}
		}
	}
	for size := 0; ; size++ {
		if last, ended, err := r.ended(); ended || err != nil {
			return last, err
		}
		if size >= maxCell {
			return false, roster.ErrSheetUnpacked
		}
		b, err := r.from.ReadByte()
		if err != nil {
			return false, err
		}
		if kept {
			r.cell = append(r.cell, b)
		}
	}
}

// ended takes what ends a cell, if that comes now; last tells the end of the
// line or of the file.
func (r *records) ended() (last, ended bool, err error) {
	b, err := r.from.Peek(1)
	switch {
	case errors.Is(err, io.EOF):
		return true, true, nil
	case err != nil:
		return false, false, err
	case b[0] == '\n':
		_, err = r.from.Discard(1)
		return true, true, err
	case b[0] == '\r':
		n := 1
		if two, _ := r.from.Peek(2); len(two) == 2 && two[1] == '\n' {
			n = 2
		}
		_, err = r.from.Discard(n)
		return true, true, err
	case b[0] != r.comma[0]:
		return false, false, nil
	}
	if c, _ := r.from.Peek(len(r.comma)); string(c) == r.comma {
		_, err = r.from.Discard(len(r.comma))
		return false, true, err
	}
	return false, false, nil
}

// shortLook is how much is looked at first for the end of a cell: most end soon, and
// to look far ahead moves what is buffered.
const shortLook = 4096

// quoted looks for the end of the cell that a quotation mark has begun, and gives
// how many bytes it takes; 0 when the mark is a lone one.
func (r *records) quoted(kept bool) int {
	window, err := r.from.Peek(shortLook)
	n, sure := r.closing(window, err != nil)
	if !sure {
		window, _ = r.from.Peek(maxCell)
		n, _ = r.closing(window, true)
	}
	if n > 0 && kept {
		r.cell = append(r.cell, bytes.ReplaceAll(window[1:n-1], []byte(`""`), []byte(`"`))...)
	}
	return n
}

// closing gives how many bytes of a window the cell at its begin takes; 0 for none that
// ends. It is sure when the line in which the cell ends is there to its end, or
// whole tells that no more is to come.
func (r *records) closing(window []byte, whole bool) (n int, sure bool) {
	for i := 1; i < len(window); i++ {
		if window[i] != '"' {
			continue
		}
		if i+1 < len(window) && window[i+1] == '"' {
			i++
			continue
		}
		behind := window[i+1:]
		if !whole && !bytes.ContainsAny(behind, "\r\n") {
			return 0, false
		}
		if !r.closes(behind) || r.swallows(window[1:i], behind) {
			return 0, true
		}
		return i + 1, true
	}
	return 0, whole
}

// closes reports whether a cell may end before rest.
func (r *records) closes(rest []byte) bool {
	return len(rest) == 0 || rest[0] == '\n' || rest[0] == '\r' || bytes.HasPrefix(rest, []byte(r.comma))
}

// swallows reports a cell of several lines that takes rows of other people in:
// something in it looks like an identity number, or one stands before it in the
// row and another one behind it, in the line where it ends.
func (r *records) swallows(cell, behind []byte) bool {
	if !bytes.ContainsAny(cell, "\r\n") {
		return false
	}
	if end := bytes.IndexAny(behind, "\r\n"); end >= 0 {
		behind = behind[:end]
	}
	return numbered(cell) || r.number && numbered(behind)
}

// numbered reports a run of 15 digits or more.
func numbered(text []byte) bool {
	run := 0
	for len(text) > 0 {
		c, n := utf8.DecodeRune(text)
		text = text[n:]
		if run++; !unicode.IsDigit(c) {
			run = 0
		}
		if run == 15 {
			return true
		}
	}
	return false
}
