package files

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"runtime/debug"

	"golang.org/x/image/webp"

	"xinjumin/models"
	"xinjumin/models/upload"
)

const (
	fullQuality  = 85
	thumbQuality = 75
	// muchRoom is from where on what a picture has left behind is not left to the
	// collector, which waits until as much again is there.
	muchRoom = 32_000_000
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
// How large it is, and what room it takes, comes from its head, before anything is
// unpacked. Colours outside sRGB lose their profile and look a little paler.
// A refusal because of errSpoilt came after the work.
func (s *Service) picture(
	ctx context.Context, owner models.ID, rule upload.Rule, name string, content []byte,
) (made, error) {
	turn := orientation(formats[name].exif(content))
	if name == "webp" {
		content = firstFrame(content)
	}
	room, err := admits(name, content)
	if err != nil {
		return made{}, err
	}
	if err := s.desk.sit(ctx, owner); err != nil {
		return made{}, err
	}
	defer s.desk.rise()
	if room > muchRoom {
		defer debug.FreeOSMemory() // before the next one has its turn
	}
	full, err := unpack(name, content, rule.MaxSide, turn)
	if err != nil {
		return made{}, err
	}
	if room > muchRoom {
		runtime.GC() // of what was unpacked, before there is more
	}
	return encode(full, name)
}

// admits refuses by its head a picture that is no picture, or too much to unpack, and
// tells what room it takes.
func admits(name string, content []byte) (room int64, err error) {
	head, err := formats[name].config(content)
	if err != nil || head.Width <= 0 || head.Height <= 0 {
		return 0, upload.ErrUnreadable
	}
	pixels := int64(head.Width) * int64(head.Height)
	if pixels > upload.MaxPixels {
		return 0, upload.ErrPixels
	}
	if room = roomOf(name, content, pixels); room > roomMax {
		return 0, upload.ErrPixels
	}
	return room, nil
}

// errSpoilt is why a picture is unreadable that was found so only after the work.
var errSpoilt = errors.New("files: unpacked in vain")

// unpack decodes a picture and gives it as it is kept.
func unpack(name string, content []byte, side, turn int) (*image.NRGBA, error) {
	decoded, err := formats[name].decode(content)
	if err != nil || decoded.Bounds().Empty() {
		return nil, upload.ErrUnreadable.Because(errSpoilt)
	}
	return redraw(decoded, side, turn), nil
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
		// The same bytes under the name that the encoder knows.
		plain := &image.RGBA{Pix: full.Pix, Stride: full.Stride, Rect: full.Rect}
		err = jpeg.Encode(&out, plain, &jpeg.Options{Quality: fullQuality})
	}
	if err != nil {
		return made{}, err
	}
	if err := jpeg.Encode(&thumb, onWhite(redraw(full, upload.ThumbSide, 1)),
		&jpeg.Options{Quality: thumbQuality}); err != nil {
		return made{}, err
	}
	m.content, m.thumb = out.Bytes(), thumb.Bytes()
	return m, nil
}

// onWhite puts a picture on white paper, because JPEG knows no transparency.
func onWhite(src *image.NRGBA) *image.RGBA {
	dst := image.NewRGBA(src.Rect)
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(dst, dst.Rect, src, image.Point{}, draw.Over)
	return dst
}
