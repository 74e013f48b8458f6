package paper

import (
	"context"
	"time"
)

// Head is what a document has besides its words. The same head and the same words make
// the same bytes.
type Head struct {
	Title string    // in the properties of the file; no name of a person
	Made  time.Time // in the properties of the file
	Code  string    // by which the document can be asked for; empty: a form to be filled in by hand
	Hash  string    // of what it was made from, shortened; may be empty
	QR    []byte    // a PNG that leads to the answer about Code; may be empty
}

// Paper is a document while it is laid out, from its top to its end.
type Paper struct {
	glyphs *glyphs
	head   Head
	sheets []*sheet
	y      float64
	bottom float64 // of what is written; below stands the foot
}

// atOnce is how many documents are printed at one time: each keeps a processor busy.
var atOnce = make(chan struct{}, 2)

// Print lays a document out and gives it as a PDF. It waits while two others are being
// printed, no longer than ctx allows. Do not call it inside a transaction.
func Print(ctx context.Context, head Head, lay func(*Paper)) ([]byte, error) {
	select {
	case atOnce <- struct{}{}:
		defer func() { <-atOnce }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := unpack()
	if err != nil {
		return nil, err
	}
	p := &Paper{glyphs: &glyphs{face: f, known: map[rune]glyph{}}, head: head, bottom: pageHeight - bareRoom}
	if len(head.QR) > 0 {
		p.bottom = pageHeight - footRoom
	}
	p.turn()
	lay(p)
	p.listMissing()
	p.foot()
	return p.draw()
}

func (p *Paper) sheet() *sheet { return p.sheets[len(p.sheets)-1] }

// Keep begins a page where less than so many millimetres are left of this one.
func (p *Paper) Keep(height float64) { p.need(height * mm) }

// turn begins a page.
func (p *Paper) turn() {
	p.sheets = append(p.sheets, &sheet{})
	p.y = top
}

// need begins a page where less than h is left of this one.
func (p *Paper) need(h float64) {
	if p.y+h > p.bottom && p.y > top {
		p.turn()
	}
}

// Page begins a page, unless this one is empty.
func (p *Paper) Page() {
	if p.y > top {
		p.turn()
	}
}

// Gap leaves room of so many millimetres.
func (p *Paper) Gap(height float64) {
	p.y += height * mm
	p.need(0)
}

// Title stands large in the middle.
func (p *Paper) Title(text string) { p.middle(text, titleSize, 1.9) }

// Middle stands in the middle.
func (p *Paper) Middle(text string) { p.middle(text, bodySize, leading) }

// Cover stands in the middle of a cover, larger than a title.
func (p *Paper) Cover(text string) { p.middle(text, 34, 1.7) }

func (p *Paper) middle(text string, size, leading float64) {
	for _, line := range p.glyphs.wrap(plain(text), size, right-left, 0) {
		p.need(size * leading)
		w := p.glyphs.width(line, size)
		p.write(p.sheet(), line, left+(right-left-w)/2, p.y+baseline(size, leading), size, 0)
		p.y += size * leading
	}
}

// Right stands at the right edge.
func (p *Paper) Right(text string) {
	for _, line := range p.glyphs.wrap(plain(text), bodySize, right-left, 0) {
		p.need(bodySize * leading)
		p.write(p.sheet(), line, right-p.glyphs.width(line, bodySize), p.y+baseline(bodySize, leading), bodySize, 0)
		p.y += bodySize * leading
	}
}

// Heading stands above paragraphs, and never alone at the end of a page.
func (p *Paper) Heading(text string) {
	p.need(3*mm + (headSize+2*bodySize)*leading)
	p.y += 3 * mm
	p.lines(plain(text), headSize, 0)
}

// Text gives paragraphs, one for each line of what was written, indented by two
// characters.
func (p *Paper) Text(text string) {
	for _, each := range paragraphs(text) {
		p.lines(each, bodySize, 2*bodySize)
	}
}

// Plain gives a paragraph that is not indented.
func (p *Paper) Plain(text string) {
	for _, each := range paragraphs(text) {
		p.lines(each, bodySize, 0)
	}
}

// Small gives a remark in small letters.
func (p *Paper) Small(text string) {
	for _, each := range paragraphs(text) {
		p.lines(each, smallSize+1, 0)
	}
}

// ruled is how far ruled lines stand apart.
const ruled = 9 * mm

// Fill gives paragraphs, or where there is nothing so many ruled lines to write on.
func (p *Paper) Fill(text string, lines int) {
	if len(paragraphs(text)) > 0 {
		p.Text(text)
		return
	}
	for range lines {
		p.need(ruled)
		p.y += ruled
		p.sheet().marks = append(p.sheet().marks, mark{x: left, y: p.y, x2: right, y2: p.y, thin: true})
	}
	p.y += 3 * mm
}

// lines writes one paragraph, its lines as wide as the page but for the last.
func (p *Paper) lines(text string, size, indent float64) {
	all := p.glyphs.wrap(text, size, right-left, indent)
	for i, line := range all {
		p.need(size * leading)
		room := right - left - indent
		spacing := 0.0
		if i < len(all)-1 {
			spacing = stretch(line, room-p.glyphs.width(line, size), size)
		}
		p.write(p.sheet(), line, left+indent, p.y+baseline(size, leading), size, spacing)
		p.y += size * leading
		indent = 0
	}
}

// baseline tells how far below the top of a line its letters stand.
func baseline(size, leading float64) float64 { return size * ((leading-1)/2 + ascent) }

// stretch gives the room between two characters that makes a line as wide as the page,
// or none where it would look torn.
func stretch(line string, left, size float64) float64 {
	n := len([]rune(line)) - 1
	if left <= 0 || n < 1 || left > size*float64(n)/7 {
		return 0
	}
	return left / float64(n)
}
