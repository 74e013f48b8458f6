package paper

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// printable puts 〓 in the place of what the font has not.
func (g *glyphs) printable(text string) string {
	return strings.Map(func(r rune) rune {
		if !g.of(r).has {
			return instead
		}
		return r
	}, text)
}

var (
	toUnicode = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	sizeOf    = regexp.MustCompile(`trailer\n<<\n/Size (\d+)`)
	began     = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
)

// mend appends to a PDF what replaces the library's map from shapes to characters, by
// which text is copied and searched: the library writes a character beyond U+FFFF as one
// number, which readers take for another character. A PDF may be changed by what is
// appended to it (ISO 32000-1, 7.5.6), and its reader sees the last. The properties are
// written here, too, as an object of their own, which the standard wants.
func (p *Paper) mend(b []byte) ([]byte, error) {
	object, size, table := toUnicode.FindSubmatch(b), sizeOf.FindSubmatch(b), began.FindSubmatch(b)
	if object == nil || size == nil || table == nil {
		return nil, errors.New("paper: the library writes another form of PDF")
	}
	id := sha256.Sum256(b)
	properties, _ := strconv.Atoi(string(size[1]))
	out := bytes.NewBuffer(b)
	characters := p.characters()
	first := out.Len()
	fmt.Fprintf(out, "%s 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n", object[1], len(characters),
		characters)
	second := out.Len()
	fmt.Fprintf(out, "%d 0 obj\n<< /Title %s /CreationDate (D:%sZ) >>\nendobj\n", properties, hexText(p.head.Title),
		p.head.Made.UTC().Format("20060102150405"))
	end := out.Len()
	fmt.Fprintf(out, "xref\n%s 1\n%010d 00000 n \n%d 1\n%010d 00000 n \n", object[1], first, properties, second)
	fmt.Fprintf(out, "trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R /Prev %s /ID [<%x> <%x>] "+
		">>\nstartxref\n%d\n%%%%EOF\n",
		properties+1, properties, table[1], id[:16], id[:16], end)
	return out.Bytes(), nil
}

// blockMax is how many lines one block of a map may have.
const blockMax = 100

// characters is the map from shapes to characters of what this document uses. Where two
// characters share a shape, the likelier stands for both.
func (p *Paper) characters() string {
	of := map[uint]rune{}
	for r, g := range p.glyphs.known {
		if before, ok := of[g.index]; g.has && (!ok || prefer(r, before)) {
			of[g.index] = r
		}
	}
	shapes := make([]uint, 0, len(of))
	for i := range of {
		shapes = append(shapes, i)
	}
	slices.Sort(shapes)
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(shapes, blockMax) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, i := range block {
			fmt.Fprintf(&b, "<%04X> <%s>\n", i, utf16Hex(string(of[i])))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.String()
}

// prefer tells whether a is the likelier of two characters of one shape: an ideograph
// before radicals and compatibility forms, else the smaller code.
func prefer(a, b rune) bool {
	if x, y := ideograph(a), ideograph(b); x != y {
		return x
	}
	return a < b
}

func ideograph(r rune) bool { return r >= 0x3400 && r < 0xa000 || r >= 0x20000 && r < 0x2f800 }

func utf16Hex(text string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// hexText writes a text as a string of a PDF.
func hexText(text string) string { return "<FEFF" + utf16Hex(text) + ">" }
