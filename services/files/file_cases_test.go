package files_test

import (
	"bytes"
	"image"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// Files as phones, recorders and printers write them, each of which was refused.
func TestFiles_cases(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("mei")
		const papers = "../internal/pdf/testdata/cases"
		for _, f := range []struct{ dir, name, purpose, kind string }{
			{"testdata", "sound-aac-isom.mp4", "voice", "m4a"},
			{"testdata", "sound.3gp", "voice", "m4a"},
			{"testdata", "sound-size-0.wav", "voice", "wav"},
			{"testdata", "sound-size-ffffffff.wav", "evidence", "wav"},
			{"testdata", "animated.webp", "activity_image", "jpeg"},
			{papers, "pdf-comment-names-embedded.pdf", "evidence", "pdf"},
			{papers, "pdf-link-ending-in-JS.pdf", "evidence", "pdf"},
			{papers, "pdf-script-bytes-in-picture.pdf", "evidence", "pdf"},
			{papers, "pdf-text-names-JS.pdf", "evidence", "pdf"},
		} {
			content, err := os.ReadFile(filepath.Join(f.dir, f.name))
			if err != nil {
				t.Fatal(err)
			}
			r := scene.Upload(c, f.purpose, f.name, content)
			if r.Status != http.StatusCreated {
				t.Errorf("%s: %v", f.name, r)
				continue
			}
			file := uploaded(t, r)
			got := follow(c, file.URL).Want(http.StatusOK)
			if file.Kind != f.kind {
				t.Errorf("%s: kept as %s, want %s", f.name, file.Kind, f.kind)
			}
			if f.kind != "jpeg" {
				if !bytes.Equal(got.Body, content) {
					t.Errorf("%s: is not kept as it came", f.name)
				}
				continue
			}
			m, _, err := image.Decode(bytes.NewReader(got.Body))
			if err != nil {
				t.Errorf("%s: %v", f.name, err)
				continue
			}
			// The first picture is bright in its middle, the second is dark.
			b := m.Bounds()
			if r, g, b, _ := m.At(b.Dx()/2, b.Dy()/2).RGBA(); r < 0x8000 || g < 0x8000 || b < 0x8000 {
				t.Errorf("%s: not the first picture", f.name)
			}
		}
	})
}
