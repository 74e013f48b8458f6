package paper

// Cell is one field of a table.
type Cell struct {
	Text  string
	Share float64 // of the width of the table; the cells of a row share what they ask for
	Label bool    // names what stands beside it: in the middle
	Lines int     // room for so many lines at least
}

// pad is kept free within a cell.
const pad = 2 * mm

// field is a cell in its place.
type field struct {
	Cell
	x, width float64
	lines    []string
	last     map[int]bool // lines that end a paragraph
}

// Row gives a row of a table. What is longer than the page goes on upon the next.
func (p *Paper) Row(cells ...Cell) {
	fields, most := p.fields(cells)
	height := cellSize * tight
	for from := 0; from < most; {
		p.need(2*pad + float64(min(most-from, 3))*height)
		fit := max(1, int((p.bottom-p.y-2*pad)/height))
		to := min(most, from+fit)
		end := p.y + 2*pad + float64(to-from)*height
		for _, f := range fields {
			p.field(f, from, to, end)
		}
		p.y = end
		if from = to; from < most {
			p.turn()
		}
	}
}

// Pair gives a row of a label and a value with room for so many lines.
func (p *Paper) Pair(label, value string, lines int) {
	p.Row(Cell{Text: label, Share: 1, Label: true}, Cell{Text: value, Share: 4, Lines: lines})
}

// Pairs gives a row of two labels and two values.
func (p *Paper) Pairs(label, value, label2, value2 string) {
	p.Row(Cell{Text: label, Share: 2, Label: true}, Cell{Text: value, Share: 3},
		Cell{Text: label2, Share: 2, Label: true}, Cell{Text: value2, Share: 3})
}

func (p *Paper) fields(cells []Cell) ([]field, int) {
	asked := 0.0
	for _, c := range cells {
		asked += c.Share
	}
	fields, x, most := make([]field, len(cells)), left, 1
	for i, c := range cells {
		f := field{Cell: c, x: x, width: (right - left) * c.Share / asked, last: map[int]bool{}}
		for _, each := range paragraphs(c.Text) {
			f.lines = append(f.lines, p.glyphs.wrap(each, cellSize, f.width-2*pad, 0)...)
			f.last[len(f.lines)-1] = true
		}
		fields[i] = f
		x += f.width
		most = max(most, len(f.lines), c.Lines)
	}
	return fields, most
}

// field draws the lines from..to of a cell that ends at the height end.
func (p *Paper) field(f field, from, to int, end float64) {
	s, height := p.sheet(), cellSize*tight
	s.box(f.x, p.y, f.x+f.width, end)
	if f.Label && from > 0 {
		from, to = 0, len(f.lines) // said again on the next page
	}
	from, to = min(from, len(f.lines)), min(to, len(f.lines))
	y := p.y + pad
	if whole := to-from == len(f.lines); f.Label || whole && len(f.lines) == 1 && end-p.y < 4*height {
		y = (p.y+end)/2 - float64(to-from)*height/2
	}
	for i := from; i < to; i++ {
		x, spacing := f.x+pad, 0.0
		room := f.width - 2*pad - p.glyphs.width(f.lines[i], cellSize)
		if f.Label {
			x += room / 2
		} else if !f.last[i] {
			spacing = stretch(f.lines[i], room, cellSize)
		}
		p.write(s, f.lines[i], x, y+float64(i-from)*height+baseline(cellSize, tight), cellSize, spacing)
	}
}
