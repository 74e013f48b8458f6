package files

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"xinjumin/models/upload"
)

const (
	fullQuality  = 85
	thumbQuality = 75
	// deepPixels bounds pictures that take more room while they are unpacked: 16
	// bits a channel, and JPEGs in several passes.
	deepPixels = upload.MaxPixels / 2
	// drawnPixels is up to where a PNG is taken for a drawing or a screen, which
	// JPEG would blur, and stays a PNG.
	drawnPixels = 2_000_000
)

type format struct {
	config func([]byte) (image.Config, error)
	decode func([]byte) (image.Image, error)
	exif   func([]byte) []byte
}

// formats are the pictures that are read. Of a moving one the first is taken.
var formats = map[string]format{
	"jpeg": {
		func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) }, jpegEXIF,
	},
	"png": {
		func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) }, pngEXIF,
	},
	"gif": {
		func(b []byte) (image.Config, error) { return gif.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) }, noEXIF,
	},
	"webp": {
		func(b []byte) (image.Config, error) { return webp.DecodeConfig(bytes.NewReader(b)) },
		func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) }, webpEXIF,
	},
}

func noEXIF([]byte) []byte { return nil }

// picture writes a picture anew: upright, not too large, and with nothing in it
// but the picture, so that places, cameras and whatever was hung on are gone.
// How large it is comes from its head, before anything is unpacked. Colours
// outside sRGB lose their profile and look a little paler.
func (s *Service) picture(ctx context.Context, rule upload.Rule, name string, content []byte) (made, error) {
	f := formats[name]
	head, err := f.config(content)
	if err != nil || head.Width <= 0 || head.Height <= 0 {
		return made{}, upload.ErrUnreadable
	}
	if pixels := int64(head.Width) * int64(head.Height); pixels > upload.MaxPixels || pixels > deepPixels &&
		deep(head.ColorModel, content) {
		return made{}, upload.ErrPixels
	}
	select {
	case s.desk <- struct{}{}:
		defer func() { <-s.desk }()
	case <-ctx.Done():
		return made{}, ctx.Err()
	}
	if ctx.Err() != nil {
		return made{}, ctx.Err()
	}
	decoded, err := f.decode(content)
	if err != nil || decoded.Bounds().Empty() {
		return made{}, upload.ErrUnreadable
	}
	turn := orientation(f.exif(content))
	full := upright(shrink(decoded, rule.MaxSide), turn)
	return encode(full, name)
}

// deep tells too much rather than too little: a baseline JPEG has the marker of
// several passes (SOF2) only by chance, in what hangs on.
func deep(m color.Model, content []byte) bool {
	return m == color.RGBA64Model || m == color.NRGBA64Model || m == color.Gray16Model ||
		bytes.HasPrefix(content, []byte("\xff\xd8")) && bytes.Contains(content, []byte("\xff\xc2"))
}

// encode gives the stored forms of a finished picture.
func encode(full *image.NRGBA, came string) (made, error) {
	m := made{kind: upload.JPEG, width: full.Rect.Dx(), height: full.Rect.Dy()}
	drawn := (came == "png" || came == "gif") && m.width*m.height <= drawnPixels
	var out, thumb bytes.Buffer
	var err error
	if drawn || !full.Opaque() {
		m.kind = upload.PNG
		err = png.Encode(&out, full)
	} else {
		err = jpeg.Encode(&out, full, &jpeg.Options{Quality: fullQuality})
	}
	if err != nil {
		return made{}, err
	}
	if err := jpeg.Encode(&thumb, onWhite(shrink(full, upload.ThumbSide)),
		&jpeg.Options{Quality: thumbQuality}); err != nil {
		return made{}, err
	}
	m.content, m.thumb = out.Bytes(), thumb.Bytes()
	return m, nil
}

// shrink gives a copy whose longer side is at most side.
func shrink(src image.Image, side int) *image.NRGBA {
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	if longer := max(w, h); longer > side {
		w, h = max(1, w*side/longer), max(1, h*side/longer)
	}
	dst := image.NewNRGBA(image.Rect(0, 0, w, h))
	if w == b.Dx() && h == b.Dy() {
		draw.Draw(dst, dst.Rect, src, b.Min, draw.Src)
		return dst
	}
	draw.BiLinear.Scale(dst, dst.Rect, src, b, draw.Src, nil)
	return dst
}

// onWhite puts a picture on white paper, because JPEG knows no transparency.
func onWhite(src *image.NRGBA) *image.RGBA {
	dst := image.NewRGBA(src.Rect)
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(dst, dst.Rect, src, image.Point{}, draw.Over)
	return dst
}

// upright turns and mirrors a picture as its EXIF orientation says (1 to 8).
func upright(src *image.NRGBA, turn int) *image.NRGBA {
	if turn < 2 || turn > 8 {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dw, dh := w, h
	if turn >= 5 {
		dw, dh = h, w
	}
	dst := image.NewNRGBA(image.Rect(0, 0, dw, dh))
	for y := range h {
		for x := range w {
			dx, dy := x, y
			switch turn {
			case 2:
				dx = w - 1 - x
			case 3:
				dx, dy = w-1-x, h-1-y
			case 4:
				dy = h - 1 - y
			case 5:
				dx, dy = y, x
			case 6:
				dx, dy = h-1-y, x
			case 7:
				dx, dy = h-1-y, w-1-x
			case 8:
				dx, dy = y, w-1-x
			}
			copy(dst.Pix[dst.PixOffset(dx, dy):][:4], src.Pix[src.PixOffset(x, y):][:4])
		}
	}
	return dst
}
