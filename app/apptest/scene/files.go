package scene

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"mime/multipart"
	"net/textproto"

	"xinjumin/app/apptest"
)

// Form gives a multipart body and its media type; a name of a file may be any
// text.
func Form(purpose, name string, content []byte) (body []byte, contentType string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if purpose != "" {
		_ = w.WriteField("purpose", purpose)
	}
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", `form-data; name="file"; filename="`+name+`"`)
	h.Set("Content-Type", "image/jpeg") // never believed
	part, _ := w.CreatePart(h)
	_, _ = part.Write(content)
	_ = w.Close()
	return b.Bytes(), w.FormDataContentType()
}

// Upload sends a file for a purpose.
func Upload(c *apptest.Client, purpose, name string, content []byte) *apptest.Response {
	body, contentType := Form(purpose, name, content)
	return c.With("Content-Type", contentType).Post("/files", body)
}

// Photo is a JPEG whose upper left corner is red and the rest blue.
func Photo(w, h int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0, 0, 255, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{255, 0, 0, 255}
			}
			m.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, m, &jpeg.Options{Quality: 95})
	return b.Bytes()
}

// Drawing is a grey PNG.
func Drawing(w, h int) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)))
	return b.Bytes()
}

// Recording is a sound of the kind that phones make; n makes it another one.
func Recording(n byte) []byte { return append([]byte("#!AMR\n"), 0x3c, n, n, n, n) }
