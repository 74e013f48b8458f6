package paper

import (
	"compress/gzip"
	_ "embed" // the font
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/signintech/gopdf"
)

//go:embed font/LXGWWenKai-Regular.ttf.gz
var packed string

// family names the font inside a document: six capitals and a plus, which the library
// makes of the space, say that a part of it is embedded (ISO 32000-1, 9.6.4).
const family = "SUBSET LXGWWenKai"

// instead is printed for a character that the font has not, as typesetters do, so that
// nobody takes a name for whole that lacks a character.
const instead = '〓'

// face is the font unpacked, sixteen megabytes. It is read by all documents and changed
// by none.
type face struct {
	shelf gopdf.FontContainer
	font  gopdf.SubsetFontObj
}

// unpack is done when the first document is printed: a server that prints none keeps
// the room.
var unpack = sync.OnceValues(func() (*face, error) {
	z, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	f := new(face)
	if err := f.shelf.AddTTFFontData(family, b); err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	if err := f.font.SetTTFData(b); err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	return f, nil
})

// glyph is one character of the font.
type glyph struct {
	index uint
	width float64 // in thousandths of the size of the letters
	has   bool
}

// glyphs remembers the characters that one document uses. The library looks a character
// up by going through thousands of ranges.
type glyphs struct {
	face  *face
	known map[rune]glyph
}

func (g *glyphs) of(r rune) glyph {
	known, ok := g.known[r]
	if ok {
		return known
	}
	if i, err := g.face.font.CharCodeToGlyphIndex(r); err == nil && i != 0 {
		known = glyph{index: i, width: float64(g.face.font.GlyphIndexToPdfWidth(i)), has: true}
	} else if r != instead {
		known = g.of(instead)
		known.has = false
	}
	g.known[r] = known
	return known
}

// width measures a text in points.
func (g *glyphs) width(text string, size float64) float64 {
	w := 0.0
	for _, r := range text {
		w += g.of(r).width
	}
	return w * size / 1000
}
