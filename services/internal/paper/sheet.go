package paper

// Measures in points. The pages are A4; the left margin is wide enough to be bound.
const (
	mm          = 72 / 25.4
	pageWidth   = 210 * mm
	pageHeight  = 297 * mm
	left        = 32 * mm
	right       = pageWidth - 22*mm
	top         = 24 * mm
	footRoom    = 36 * mm // below what is written, where a QR picture stands at the foot
	bareRoom    = 26 * mm // and where none does
	footLine    = pageHeight - 14*mm
	bindingLine = 15 * mm
	qrSide      = 17 * mm
)

// Sizes of letters in points, and how far lines stand apart.
const (
	bodySize  = 14
	cellSize  = 12
	smallSize = 9
	titleSize = 22
	headSize  = 15
	leading   = 1.65 // of paragraphs
	tight     = 1.45 // within cells
	ascent    = 0.86 // from the top of a letter to the line that it stands on
)

// mark is one thing on a sheet: a text on its base line, or where text is empty a line
// from (x, y) to (x2, y2).
type mark struct {
	x, y, x2, y2 float64
	text         string
	size         float64
	spacing      float64
	thin, dashed bool
}

// sheet is one page.
type sheet struct {
	marks   []mark
	missing []rune // characters that the font has not, as they come
}

// note remembers what is missing in a text.
func (s *sheet) note(g *glyphs, text string) {
	for _, r := range text {
		if g.of(r).has {
			continue
		}
		known := false
		for _, m := range s.missing {
			known = known || m == r
		}
		if !known {
			s.missing = append(s.missing, r)
		}
	}
}

// write puts a text on a page, its base line at y, and gives its width.
func (p *Paper) write(s *sheet, text string, x, y, size, spacing float64) {
	s.note(p.glyphs, text)
	s.marks = append(s.marks, mark{x: x, y: y, text: text, size: size, spacing: spacing})
}

func (s *sheet) rule(x, y, x2, y2 float64) {
	s.marks = append(s.marks, mark{x: x, y: y, x2: x2, y2: y2})
}

func (s *sheet) box(x, y, x2, y2 float64) {
	s.rule(x, y, x2, y)
	s.rule(x, y2, x2, y2)
	s.rule(x, y, x, y2)
	s.rule(x2, y, x2, y2)
}
