package paper

import (
	"fmt"
	"strings"
)

// codesAtFoot is how many missing characters the foot of a page has room for.
const codesAtFoot = 16

// missingNote says what a printed 〓 stands for.
const missingNote = "〓 代替字库中没有的字，编码依次为："

// listMissing gives the codes for which a foot has no room on pages of their own.
func (p *Paper) listMissing() {
	for i, s := range p.sheets {
		if len(s.missing) <= codesAtFoot {
			continue
		}
		p.need(3 * smallSize * leading)
		p.Small(fmt.Sprintf("第 %d 页的 %s%s", i+1, missingNote, codes(s.missing)))
	}
}

func codes(missing []rune) string {
	each := make([]string, len(missing))
	for i, r := range missing {
		each[i] = fmt.Sprintf("U+%04X", r)
	}
	return strings.Join(each, "、")
}

// foot writes what stands on every page besides its words.
func (p *Paper) foot() {
	for i, s := range p.sheets {
		p.binding(s)
		y := p.bottom + 3*mm + smallSize
		switch missing := len(s.missing); {
		case missing > codesAtFoot:
			p.write(s, "〓 代替字库中没有的字，编码见末页。", left, y, smallSize, 0)
		case missing > 0:
			for n, line := range p.glyphs.wrap(missingNote+codes(s.missing), smallSize, right-left-qrSide-4*mm, 0) {
				p.write(s, line, left, y+float64(n)*smallSize*1.3, smallSize, 0)
			}
		}
		number := fmt.Sprintf("第 %d 页　共 %d 页", i+1, len(p.sheets))
		p.write(s, number, (left+right-p.glyphs.width(number, smallSize+1))/2, footLine, smallSize+1, 0)
		if p.head.Code != "" {
			p.write(s, "校验码 "+spaced(p.head.Code), left, footLine-smallSize*1.4, smallSize, 0)
		}
		if p.head.Hash != "" {
			p.write(s, "摘要 "+spaced(p.head.Hash), left, footLine, smallSize, 0)
		}
	}
}

// spaced sets a code in groups of four.
func spaced(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// binding marks where the paper is bound.
func (p *Paper) binding(s *sheet) {
	s.marks = append(s.marks, mark{x: bindingLine, y: top, x2: bindingLine, y2: pageHeight - top, thin: true,
		dashed: true})
	for i, r := range []rune("装订线") {
		y := pageHeight/2 + float64(i-1)*45*mm
		p.write(s, string(r), bindingLine-6*mm, y, smallSize, 0)
	}
}
