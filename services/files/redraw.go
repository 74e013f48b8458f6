package files

import (
	"image"
	"image/draw"
)

// bandRows is how many rows of a picture are looked at together.
const bandRows = 16

// redraw gives a copy of a picture, upright as its EXIF orientation says (1 to 8), and
// with a longer side of at most side. It goes through the picture in bands, so that it
// takes no room but for what it gives. A pixel of a smaller picture is the mean of all
// that it covers.
func redraw(src image.Image, side, turn int) *image.NRGBA {
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	if longer := max(w, h); longer > side {
		w, h = max(1, w*side/longer), max(1, h*side/longer)
	}
	p := newPage(w, h, turn)
	if w == b.Dx() && h == b.Dy() {
		p.copy(src)
	} else {
		p.shrink(src)
	}
	return p.NRGBA
}

// page is a picture that is written row by row, in the sense of the source, and comes
// to lie upright.
type page struct {
	*image.NRGBA
	w, h                int // in the sense of the source
	first, right, below int // where a pixel lies: the first, and the steps to its neighbours
}

func newPage(w, h, turn int) page {
	p := page{w: w, h: h, right: 4, below: 4 * w}
	dw, dh := w, h
	switch turn {
	case 2:
		p.first, p.right = 4*(w-1), -4
	case 3:
		p.first, p.right, p.below = 4*(w*h-1), -4, -4*w
	case 4:
		p.first, p.below = 4*w*(h-1), -4*w
	case 5:
		p.right, p.below = 4*h, 4
	case 6:
		p.first, p.right, p.below = 4*(h-1), 4*h, -4
	case 7:
		p.first, p.right, p.below = 4*(w*h-1), -4*h, -4
	case 8:
		p.first, p.right, p.below = 4*h*(w-1), -4*h, 4
	}
	if turn >= 5 && turn <= 8 {
		dw, dh = h, w
	}
	p.NRGBA = image.NewNRGBA(image.Rect(0, 0, dw, dh))
	return p
}

// put writes one row of w pixels.
func (p page) put(y int, row []uint8) {
	at := p.first + y*p.below
	for x := range p.w {
		copy(p.Pix[at:at+4], row[4*x:4*x+4])
		at += p.right
	}
}

// copy takes the picture over as large as it is.
func (p page) copy(src image.Image) {
	b := src.Bounds()
	rect := image.Rect(0, 0, p.w, bandRows)
	// Nothing transparent: then both ways to note a colour are the same bytes, and the
	// one is drawn much faster.
	fast, exact := image.NewRGBA(rect), &image.NRGBA{}
	*exact = image.NRGBA{Pix: fast.Pix, Stride: fast.Stride, Rect: rect}
	var band draw.Image = exact
	if opaque(src) {
		band = fast
	}
	for y := 0; y < p.h; y += bandRows {
		n := min(bandRows, p.h-y)
		draw.Draw(band, image.Rect(0, 0, p.w, n), src, b.Min.Add(image.Pt(0, y)), draw.Src)
		for i := range n {
			p.put(y+i, fast.Pix[i*fast.Stride:])
		}
	}
}

func opaque(m image.Image) bool {
	o, ok := m.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

// shrink takes the picture over smaller. A row of the source covers p.h parts of the
// height, a row of the page as many as the source has rows, and so with columns: the
// weights are whole numbers.
func (p page) shrink(src image.Image) {
	b := src.Bounds()
	sw, sh := b.Dx(), b.Dy()
	band := image.NewRGBA(image.Rect(0, 0, sw, bandRows))
	sums, row, out := make([]uint64, 4*p.w), make([]uint64, 4*p.w), make([]uint8, 4*p.w)
	whole := uint64(sw) * uint64(sh)
	left, y := sh, 0 // what is missing of the row of the page, and its number
	for top := 0; top < sh; top += bandRows {
		n := min(bandRows, sh-top)
		draw.Draw(band, image.Rect(0, 0, sw, n), src, b.Min.Add(image.Pt(0, top)), draw.Src)
		for i := range n {
			narrow(row, band.Pix[i*band.Stride:], sw, p.w)
			for weight := p.h; weight > 0; {
				take := min(weight, left)
				for j, v := range row {
					sums[j] += v * uint64(take)
				}
				weight, left = weight-take, left-take
				if left == 0 {
					mean(out, sums, whole)
					p.put(y, out)
					clear(sums)
					left, y = sh, y+1
				}
			}
		}
	}
}

// narrow adds the sw pixels of a row up into dw, dw parts of weight for each. A pixel
// lies in one of them or in two, because there are no more of them than pixels.
func narrow(row []uint64, pix []uint8, sw, dw int) {
	clear(row)
	left, at := sw, 0
	for x := range sw {
		px, here := pix[4*x:4*x+4:4*x+4], uint64(min(dw, left))
		sum := row[at : at+4 : at+4]
		sum[0] += uint64(px[0]) * here
		sum[1] += uint64(px[1]) * here
		sum[2] += uint64(px[2]) * here
		sum[3] += uint64(px[3]) * here
		if left -= dw; left > 0 {
			continue
		}
		if at += 4; left < 0 {
			for c := range 4 {
				row[at+c] += uint64(px[c]) * uint64(-left)
			}
		}
		left += sw
	}
}

// mean divides by the whole weight. The colours of what is transparent in part were
// added by how much of them is there.
func mean(out []uint8, sums []uint64, whole uint64) {
	for x := 0; x < len(out); x += 4 {
		alpha := sums[x+3]
		out[x+3] = uint8((alpha + whole/2) / whole)
		for c := range 3 {
			if alpha == 0 {
				out[x+c] = 0
				continue
			}
			out[x+c] = uint8(min(255, (sums[x+c]*255+alpha/2)/alpha))
		}
	}
}
