package papertest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Text is one run of characters on a page, in points from its lower left corner.
type Text struct {
	X, Y, Size, Width float64
	Words             string // as one would copy them
}

// Page is what stands on a page, in the order in which it was written.
type Page []Text

// String gives the words of a page, a line for each run.
func (p Page) String() string {
	var b strings.Builder
	for _, t := range p {
		b.WriteString(t.Words + "\n")
	}
	return b.String()
}

// Words gives all words of a document without its line ends.
func Words(pages []Page) string {
	var b strings.Builder
	for _, p := range pages {
		b.WriteString(strings.ReplaceAll(p.String(), "\n", ""))
	}
	return b.String()
}

var (
	start   = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	prev    = regexp.MustCompile(`/Prev (\d+)`)
	section = regexp.MustCompile(`^(\d+) (\d+)$`)
	ref     = regexp.MustCompile(`(\d+) 0 R`)
	kids    = regexp.MustCompile(`/Kids \[([^\]]*)\]`)
	content = regexp.MustCompile(`/Contents\s+(?:\[\s*)?(\d+) 0 R`)
	unicode = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	char    = regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]+)>$`)
	width   = regexp.MustCompile(`(\d+)\[(\d+)\]`)
	run     = regexp.MustCompile(`([\d.-]+) ([\d.-]+) TD\n/F\d+ ([\d.]+) Tf ([\d.-]+) Tc[^\n]*\n(?:[^\[\n]*\n)*?\[<([0-9A-F]*)>\] TJ`)
)

type file struct {
	b  []byte
	at map[int]int
}

// Read gives the pages of a printed paper. It goes by the tables of the file, the last
// first, as readers of PDF do.
func Read(b []byte) ([]Page, error) {
	f := &file{b: b, at: map[int]int{}}
	if err := f.tables(); err != nil {
		return nil, err
	}
	root, err := f.object(1)
	if err != nil {
		return nil, err
	}
	tree, err := f.object(number(ref.FindSubmatch(root)))
	if err != nil {
		return nil, err
	}
	list := kids.FindSubmatch(tree)
	if list == nil {
		return nil, fmt.Errorf("no pages in %q", tree)
	}
	shapes, widths, err := f.font()
	if err != nil {
		return nil, err
	}
	var pages []Page
	for _, kid := range ref.FindAllSubmatch(list[1], -1) {
		page, err := f.page(number(kid), shapes, widths)
		if err != nil {
			return nil, err
		}
		pages = append(pages, page)
	}
	return pages, nil
}

func number(match [][]byte) int {
	if match == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(match[1]))
	return n
}

// tables reads where the objects are; what a later table says goes before.
func (f *file) tables() error {
	at := number(start.FindSubmatch(f.b))
	for at > 0 {
		rest, ok := bytes.CutPrefix(f.b[at:], []byte("xref\n"))
		if !ok {
			return fmt.Errorf("no table at %d", at)
		}
		table, trailer, ok := bytes.Cut(rest, []byte("trailer\n"))
		if !ok {
			return fmt.Errorf("a table without an end at %d", at)
		}
		next := 0
		for line := range strings.Lines(string(table)) {
			line = strings.TrimSpace(line)
			if head := section.FindStringSubmatch(line); head != nil {
				next, _ = strconv.Atoi(head[1])
				continue
			}
			if _, known := f.at[next]; !known && strings.HasSuffix(line, "n") {
				f.at[next], _ = strconv.Atoi(line[:10])
			}
			next++
		}
		trailer, _, _ = bytes.Cut(trailer, []byte("startxref"))
		at = number(prev.FindSubmatch(trailer))
	}
	return nil
}

func (f *file) object(n int) ([]byte, error) {
	at, ok := f.at[n]
	if !ok {
		return nil, fmt.Errorf("object %d is nowhere", n)
	}
	rest, ok := bytes.CutPrefix(f.b[at:], fmt.Appendf(nil, "%d 0 obj\n", n))
	if !ok {
		return nil, fmt.Errorf("object %d is not at %d", n, at)
	}
	body, _, ok := bytes.Cut(rest, []byte("endobj"))
	if !ok {
		return nil, fmt.Errorf("object %d has no end", n)
	}
	return body, nil
}

func (f *file) stream(n int) ([]byte, error) {
	body, err := f.object(n)
	if err != nil {
		return nil, err
	}
	head, rest, _ := bytes.Cut(body, []byte("stream\n"))
	data, _, ok := bytes.Cut(rest, []byte("endstream"))
	if !ok {
		return nil, fmt.Errorf("object %d is no stream", n)
	}
	if !bytes.Contains(head, []byte("FlateDecode")) {
		return data, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// font gives what each shape stands for, and how wide it is.
func (f *file) font() (map[uint16]string, map[uint16]float64, error) {
	shapes, widths := map[uint16]string{}, map[uint16]float64{}
	for n := range f.at {
		body, err := f.object(n)
		if err != nil {
			return nil, nil, err
		}
		if m := unicode.FindSubmatch(body); m != nil {
			table, err := f.stream(number(m))
			if err != nil {
				return nil, nil, err
			}
			for _, line := range char.FindAllSubmatch(table, -1) {
				shape, _ := strconv.ParseUint(string(line[1]), 16, 16)
				shapes[uint16(shape)] = text(string(line[2]))
			}
		}
		if _, list, ok := bytes.Cut(body, []byte("/W [")); ok {
			for _, each := range width.FindAllSubmatch(list, -1) {
				w, _ := strconv.ParseFloat(string(each[2]), 64)
				widths[uint16(number(each))] = w
			}
		}
	}
	return shapes, widths, nil
}

func text(digits string) string {
	b, _ := hex.DecodeString(digits)
	var units []uint16
	for ; len(b) >= 2; b = b[2:] {
		units = append(units, binary.BigEndian.Uint16(b))
	}
	return string(utf16.Decode(units))
}

func (f *file) page(n int, shapes map[uint16]string, widths map[uint16]float64) (Page, error) {
	body, err := f.object(n)
	if err != nil {
		return nil, err
	}
	drawn, err := f.stream(number(content.FindSubmatch(body)))
	if err != nil {
		return nil, err
	}
	var page Page
	for _, m := range run.FindAllSubmatch(drawn, -1) {
		var n [4]float64
		for i := range n {
			n[i], _ = strconv.ParseFloat(string(m[i+1]), 64)
		}
		t := Text{X: n[0], Y: n[1], Size: n[2]}
		for glyph := string(m[5]); len(glyph) >= 4; glyph = glyph[4:] {
			shape, _ := strconv.ParseUint(glyph[:4], 16, 16)
			words, known := shapes[uint16(shape)]
			if !known {
				return nil, fmt.Errorf("shape %d stands for nothing", shape)
			}
			t.Words += words
			t.Width += widths[uint16(shape)]*t.Size/1000 + n[3]
		}
		t.Width -= n[3] // nothing stands after the last
		page = append(page, t)
	}
	return page, nil
}
