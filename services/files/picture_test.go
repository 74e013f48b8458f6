package files

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"xinjumin/models/upload"
)

// The corner that lay upper left when the picture was taken lies there again,
// whichever way the phone was held.
func TestUpright(t *testing.T) {
	red := color.NRGBA{255, 0, 0, 255}
	// Where a camera that notes this orientation has put the upper left corner
	// of what it saw, in a picture of 3 by 2.
	stored := map[int]image.Point{1: {0, 0}, 2: {2, 0}, 3: {2, 1}, 4: {0, 1}, 5: {0, 0}, 6: {0, 1}, 7: {2, 1},
		8: {2, 0}}
	for turn, at := range stored {
		src := image.NewNRGBA(image.Rect(0, 0, 3, 2))
		src.Set(at.X, at.Y, red)
		got := redraw(src, 3, turn)
		w, h := 3, 2
		if turn >= 5 {
			w, h = 2, 3
		}
		if got.Rect.Dx() != w || got.Rect.Dy() != h || got.NRGBAAt(0, 0) != red {
			t.Errorf("orientation %d: %v, corner %v", turn, got.Rect, got.NRGBAAt(0, 0))
		}
	}
}

// A smaller picture has the mean of what each of its pixels covers, also where that is
// no whole number of pixels, and what is transparent gives no colour.
func TestRedraw_smaller(t *testing.T) {
	black, white, clear := color.NRGBA{A: 255}, color.NRGBA{255, 255, 255, 255}, color.NRGBA{G: 255}
	for name, c := range map[string]struct {
		w, h, side int
		from, want []color.NRGBA
	}{
		"halves": {2, 2, 1, []color.NRGBA{black, white, white, black}, []color.NRGBA{{128, 128, 128, 255}}},
		"three to 2": {3, 1, 2, []color.NRGBA{black, white, black},
			[]color.NRGBA{{85, 85, 85, 255}, {85, 85, 85, 255}}},
		"transparent": {2, 1, 1, []color.NRGBA{white, clear}, []color.NRGBA{{255, 255, 255, 128}}},
		"nothing":     {2, 1, 1, []color.NRGBA{clear, clear}, []color.NRGBA{{}}},
		"as it is":    {2, 1, 2, []color.NRGBA{clear, black}, []color.NRGBA{clear, black}},
	} {
		src := image.NewNRGBA(image.Rect(0, 0, c.w, c.h))
		for i, p := range c.from {
			src.Set(i%c.w, i/c.w, p)
		}
		got := redraw(src, c.side, 1)
		for x, want := range c.want {
			if p := got.NRGBAAt(x, 0); p != want && !(p.A == 0 && want.A == 0) {
				t.Errorf("%s: %v at %d, want %v", name, p, x, want)
			}
		}
	}
}

func TestDisplayName(t *testing.T) {
	for sent, want := range map[string]string{
		"工资条.JPG":                    "工资条.jpg",
		"../../../etc/passwd":        "passwd.jpg",
		`C:\Users\x\借条.png`:          "借条.jpg",
		"invoice\u202egpj.exe":       "invoicegpj.jpg",
		"a\r\nSet-Cookie: x=1.html":  "a Set-Cookie x=1.jpg",
		"..":                         "照片.jpg",
		"":                           "照片.jpg",
		"\x00\x00":                   "照片.jpg",
		`"; filename="evil.html`:     "filename=evil.jpg",
		"e\u0301.png":                "é.jpg",
		"CON":                        "CON.jpg",
		"\u200b\ue000零宽":             "零宽.jpg",
		string([]byte{0xff, 'a'}):    "a.jpg",
		"  many   spaces  here .png": "many spaces here.jpg",
	} {
		if got := displayName(sent, upload.JPEG); got != want {
			t.Errorf("%q is shown as %q, want %q", sent, got, want)
		}
	}
}

// Whatever comes, it is told what it is or refused, and nothing breaks.
func FuzzRecognise(f *testing.F) {
	for _, s := range []string{"", "\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00",
		"\x89PNG\r\n\x1a\n\x00\x00\x00\x0deXIf", "RIFF\x10\x00\x00\x00WEBPEXIF\xff\xff\xff\xff",
		"%PDF-1.4\nstartxref\n/J#53 #4 #\n%%EOF", "\x00\x00\x00\x18ftypM4A \x00\x00\x00\x01moov",
		"RIFF\xff\xff\xff\xffWAVEfmt ", "#!AMR\n", "ID3", "GIF89a"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		kind, _, err := recognise(content)
		if err == nil && kind.MediaType() == "" {
			t.Errorf("%q is no kind", kind)
		}
		for _, exif := range [][]byte{jpegEXIF(content), pngEXIF(content), webpEXIF(content), content} {
			if v := orientation(exif); v < 1 || v > 8 {
				t.Errorf("orientation %d", v)
			}
		}
		_ = checkPDF(content)
		for _, k := range upload.Kinds() {
			_ = checkSound(k, content)
		}
		if bytes.ContainsAny([]byte(displayName(string(content), upload.PDF)), "/\\\r\n\"\x00") {
			t.Error("a name that could be a path or a header")
		}
	})
}
