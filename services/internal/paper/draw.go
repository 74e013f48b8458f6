package paper

import (
	"bytes"
	"fmt"

	"github.com/signintech/gopdf"
)

// draw gives the pages to the library and mends what it wrote.
func (p *Paper) draw() ([]byte, error) {
	pdf := new(gopdf.GoPdf)
	pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
	if err := pdf.AddTTFFontFromFontContainer(family, &p.glyphs.face.shelf); err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	var qr gopdf.ImageHolder
	if len(p.head.QR) > 0 {
		var err error
		if qr, err = gopdf.ImageHolderByBytes(p.head.QR); err != nil {
			return nil, fmt.Errorf("paper: %w", err)
		}
	}
	for _, s := range p.sheets {
		pdf.AddPage()
		for _, m := range s.marks {
			if err := p.mark(pdf, m); err != nil {
				return nil, fmt.Errorf("paper: %w", err)
			}
		}
		if qr != nil {
			side := gopdf.Rect{W: qrSide, H: qrSide}
			if err := pdf.ImageByHolder(qr, right-qrSide, footLine-qrSide+2*mm, &side); err != nil {
				return nil, fmt.Errorf("paper: %w", err)
			}
		}
	}
	var b bytes.Buffer
	if _, err := pdf.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	return p.mend(b.Bytes())
}

func (p *Paper) mark(pdf *gopdf.GoPdf, m mark) error {
	if m.text == "" {
		line, width := "", 0.7
		if m.thin {
			width = 0.4
		}
		if m.dashed {
			line = "dashed"
		}
		pdf.SetLineType(line)
		pdf.SetLineWidth(width)
		pdf.Line(m.x, m.y, m.x2, m.y2)
		return nil
	}
	if err := pdf.SetFont(family, "", m.size); err != nil {
		return err
	}
	if err := pdf.SetCharSpacing(m.spacing); err != nil {
		return err
	}
	pdf.SetXY(m.x, m.y)
	return pdf.Text(p.glyphs.printable(m.text))
}
