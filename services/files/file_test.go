package files_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

type fileAnswer struct {
	ID                  models.ID
	Kind, Name, URL     string
	ThumbURL            string `json:"thumb_url"`
	Size, Width, Height int64
	Confidential        bool
	URLExpiresAt        models.Instant `json:"url_expires_at"`
	CreatedAt           models.Instant `json:"created_at"`
}

func uploaded(t *testing.T, r *apptest.Response) fileAnswer {
	t.Helper()
	var f fileAnswer
	r.Want(http.StatusCreated).JSON(&f)
	return f
}

// follow reads a link.
func follow(c *apptest.Client, link string) *apptest.Response { return c.Get("/" + link) }

// withEXIF puts an orientation and a place (GPS) into a JPEG.
func withEXIF(photo []byte, orientation uint16) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x02")
	tiff = append(tiff, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0)
	tiff = append(tiff, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x26, 0, 0, 0, 0) // where the place is
	tiff = append(tiff, []byte("GPSLatitude 29.9998 SecretCamera")...)
	part := append([]byte("Exif\x00\x00"), tiff...)
	segment := append([]byte{0xff, 0xe1, byte((len(part) + 2) >> 8), byte(len(part) + 2)}, part...)
	return append(append(append([]byte{}, photo[:2]...), segment...), photo[2:]...)
}

func isRed(t *testing.T, picture []byte, x, y int) bool {
	t.Helper()
	m, _, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	r, _, b, _ := m.At(x, y).RGBA()
	return r > b
}

// bomb is a small PNG that claims to be w by h.
func bomb(w, h uint32) []byte {
	b := scene.Drawing(1, 1)
	binary.BigEndian.PutUint32(b[16:], w)
	binary.BigEndian.PutUint32(b[20:], h)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"

// A photo goes up and comes back: upright, without its place, unreadable on
// disk, by a link that suffices, and away when nobody uses it.
func TestFiles_photo(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("mei")
		f := uploaded(t, scene.Upload(c, "activity_image", "../../etc/pass\u202ewd.php",
			withEXIF(scene.Photo(400, 200), 6)))
		if f.Width != 200 || f.Height != 400 || f.Kind != "jpeg" || f.Confidential {
			t.Errorf("stored as %+v", f)
		}
		got := follow(env.Visitor(), f.URL).Want(http.StatusOK)
		if int64(len(got.Body)) != f.Size || !isRed(t, got.Body, 190, 10) || isRed(t, got.Body, 10, 10) {
			t.Errorf("%d bytes of %d, or not upright", len(got.Body), f.Size)
		}
		for _, secret := range []string{"GPS", "SecretCamera", "Exif"} {
			if got.Holds(secret) {
				t.Errorf("%q is still in the picture", secret)
			}
		}
		for name, want := range map[string]string{
			"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Length": fmt.Sprint(f.Size),
			"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
			"Content-Disposition":     `inline; filename="passwd.jpg"; filename*=UTF-8''passwd.jpg`,
		} {
			if got.Header.Get(name) != want {
				t.Errorf("%s: %q, want %q", name, got.Header.Get(name), want)
			}
		}
		if !strings.HasPrefix(got.Header.Get("Cache-Control"), "private, max-age=") {
			t.Error(got.Header.Get("Cache-Control"))
		}
		follow(env.Visitor().With("If-None-Match", got.Header.Get("ETag")), f.URL).Want(http.StatusNotModified)
		thumb := follow(env.Visitor(), f.ThumbURL).Want(http.StatusOK)
		if m, err := jpeg.DecodeConfig(bytes.NewReader(thumb.Body)); err != nil || m.Height != 320 || m.Width != 160 {
			t.Errorf("thumb %+v %v", m, err)
		}
		disk := blobs(env)
		if len(disk) != 2 {
			t.Errorf("%d contents on disk", len(disk))
		}
		for name, content := range disk {
			if bytes.Contains(content, got.Body[:64]) || bytes.Contains(content, []byte("JFIF")) ||
				strings.Contains(name, "etc") {
				t.Errorf("%s can be read on disk", name)
			}
		}
		env.Clock.Add(25 * time.Hour)
		sweep(env)
		c = env.SignIn("mei")
		c.Get("/files/" + f.ID.String()).Want(http.StatusNotFound)
		if left := blobs(env); len(left) != 0 {
			t.Errorf("%d contents are left", len(left))
		}
	})
}
