package files_test

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models/upload"
)

// refusals are what is sent, and what is said to it.
func refusals() map[string]struct {
	purpose, content string
	status           int
	reason           string
} {
	type refusal = struct {
		purpose, content string
		status           int
		reason           string
	}
	jpg, m4a := string(scene.Photo(64, 64)), box("ftyp", "M4A \x00\x00\x00\x00M4A isom")
	isom := box("ftyp", "isom\x00\x00\x02\x00isommp41")
	all := map[string]refusal{
		"empty": {"activity_image", "", 422, "file.empty"},
		"SVG": {"activity_image", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
			422, "file.kind"},
		"HTML":    {"evidence", "<!DOCTYPE html><script>alert(1)</script>", 422, "file.kind"},
		"program": {"evidence", "\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 60), 422, "file.kind"},
		"archive": {"evidence", "PK\x03\x04\x14\x00\x00\x00\x08\x00" + strings.Repeat("\x00", 60), 422,
			"file.kind"},
		"text":             {"evidence", "hello", 422, "file.kind"},
		"HEIC":             {"activity_image", box("ftyp", "heic\x00\x00\x00\x00mif1heic"), 422, "file.heic"},
		"cut JPEG":         {"activity_image", jpg[:len(jpg)/2], 422, "file.unreadable"},
		"cut PNG":          {"activity_image", string(scene.Drawing(64, 64)[:60]), 422, "file.unreadable"},
		"30,000² PNG":      {"activity_image", string(bomb(30_000, 30_000)), 422, "file.pixels"},
		"photo as voice":   {"voice", jpg, 422, "file.kind"},
		"PDF as a picture": {"activity_image", pdf, 422, "file.kind"},
		"cut PDF":          {"evidence", pdf[:len(pdf)-8], 422, "file.unreadable"},
		"PDF with script": {"evidence",
			strings.Replace(pdf, "/Catalog", "/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>", 1), 422,
			"file.unsafe"},
		"PDF, coded name": {"evidence", strings.Replace(pdf, "/Catalog", "/Catalog/J#53 (x)", 1), 422,
			"file.unsafe"},
		"PDF, encrypted": {"evidence", strings.Replace(pdf, "/Root", "/Encrypt 2 0 R/Root", 1), 422,
			"file.unsafe"},
		"PDF that starts some": {"evidence", strings.Replace(pdf, "/Catalog", "/Catalog/Launch", 1), 422,
			"file.unsafe"},
		"PDF and archive":      {"evidence", pdf + "PK\x05\x06" + strings.Repeat("\x00", 18), 422, "file.unsafe"},
		"sound without table":  {"voice", m4a, 422, "file.unreadable"},
		"sound and archive":    {"voice", m4a + track("soun") + "PK\x05", 422, "file.unsafe"},
		"film":                 {"voice", isom + track("soun") + track("vide"), 422, "file.kind"},
		"film that says sound": {"voice", m4a + track("vide"), 422, "file.kind"},
		"film, cut":            {"voice", isom, 422, "file.kind"},
		"WAV and more":         {"voice", wav(0, 4) + "more", 422, "file.unsafe"},
		"WAV, cut":             {"voice", wav(0, 4)[:46], 422, "file.unreadable"},
		"PDF sends a form": {"evidence", strings.Replace(pdf, "/Catalog", "/X<</S/SubmitForm>>", 1), 422,
			"file.unsafe"},
		"too large for voice": {"voice", jpg + strings.Repeat("\x00", 5<<20), 413, "file.too_large"},
		"unknown purpose":     {"selfie", jpg, 422, "request.invalid"},
		"no purpose":          {"", jpg, 422, "request.invalid"},
	}
	return all
}

// Nothing that is refused leaves a content, a file on the disk, or is recorded as done,
// and a row only to count for the day where a picture was unpacked in vain.
func TestFiles_refusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("mei")
		for name, r := range refusals() {
			if got := scene.Upload(c, r.purpose, "x.jpg", []byte(r.content)); got.Status != r.status ||
				got.Code() != r.reason {
				t.Errorf("%s: %d %s, want %d %s", name, got.Status, got.Code(), r.status, r.reason)
			}
		}
		jpg := scene.Photo(8, 8)
		body, kind := scene.Form("activity_image", "x.jpg", jpg)
		c.Post("/files", map[string]any{"purpose": "activity_image"}).
			Reason(http.StatusUnsupportedMediaType, "request.media_type")
		c.With("Content-Type", "multipart/form-data").Post("/files", body).
			Reason(http.StatusBadRequest, "request.malformed")
		c.With("Content-Type", kind).Post("/files", body[:len(body)-9]).
			Reason(http.StatusBadRequest, "request.malformed")
		twice := append(bytes.Clone(body[:len(body)-len("--\r\n")]), body[bytes.IndexByte(body, '\r'):]...)
		c.With("Content-Type", kind).Post("/files", twice).Reason(http.StatusUnprocessableEntity, "request.invalid").
			Contains(`"repeated"`)
		other := bytes.Replace(body, []byte(`name="purpose"`), []byte(`name="path"`), 1)
		c.With("Content-Type", kind).Post("/files", other).Reason(http.StatusUnprocessableEntity, "request.invalid").
			Contains(`"/path"`)
		if n := env.Count("SELECT COUNT(*) FROM files WHERE state <> 'gone' OR key_sealed IS NOT NULL") +
			env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'file.upload'"); n != 0 {
			t.Errorf("%d rows are left", n)
		}
		if left := blobs(env); len(left) != 0 {
			t.Errorf("contents are left: %d", len(left))
		}
		if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "multipart-*")); len(left) != 0 {
			t.Errorf("temporary files: %v", left)
		}
	})
}

// What hangs on a picture is not in what is stored; a moving one stands still.
func TestFiles_polyglots(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("mei")
		var moving bytes.Buffer
		frame := func(i uint8) *image.Paletted {
			m := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.Black, color.White})
			for j := range m.Pix {
				m.Pix[j] = i
			}
			return m
		}
		if err := gif.EncodeAll(&moving,
			&gif.GIF{Image: []*image.Paletted{frame(1), frame(0)}, Delay: []int{1, 1}}); err != nil {
			t.Fatal(err)
		}
		hung := "PK\x05\x06<script>alert('hung on')</script>"
		for name, content := range map[string][]byte{
			"photo": append(scene.Photo(64, 64), hung...), "drawing": append(scene.Drawing(64, 64), hung...),
			"moving": append(moving.Bytes(), hung...),
		} {
			f := uploaded(t, scene.Upload(c, "activity_image", name+".html", content))
			got := follow(env.Visitor(), f.URL).Want(http.StatusOK)
			if got.Holds("hung on") || strings.Contains(got.Header.Get("Content-Disposition"), "html") {
				t.Errorf("%s: still there: %v", name, got.Header)
			}
			if _, _, err := image.Decode(bytes.NewReader(got.Body)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if name == "moving" {
				if m, err := png.Decode(bytes.NewReader(got.Body)); err != nil || m.Bounds().Dx() != 8 {
					t.Errorf("%v", err)
				} else if r, _, _, _ := m.At(1, 1).RGBA(); r != 0xffff {
					t.Error("not the first picture")
				}
			}
		}
		// Papers and sound are handed out, not shown, and only to their owner.
		f := uploaded(t, scene.Upload(c, "evidence", "劳动合同.pdf", []byte(pdf)))
		got := follow(c, f.URL).Want(http.StatusOK)
		const named = `attachment; filename="_.pdf"; filename*=UTF-8''%E5%8A%B3%E5%8A%A8%E5%90%88%E5%90%8C.pdf`
		if string(got.Body) != pdf || got.Header.Get("Content-Disposition") != named ||
			got.Header.Get("Cache-Control") != "private, no-store" || !f.Confidential {
			t.Errorf("%v", got.Header)
		}
		sound := box("ftyp", "M4A \x00\x00\x00\x00M4A isom") + track("soun") + box("mdat", "y")
		if f := uploaded(t, scene.Upload(c, "voice", "", []byte(sound))); f.Kind != "m4a" || f.Name != "录音.m4a" ||
			f.ThumbURL != "" {
			t.Errorf("%+v", f)
		}
	})
}

// line is a connection that says what it likes.
type line struct {
	net.Conn
	r *bufio.Reader
}

func dial(t *testing.T, env *apptest.Env) *line {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(env.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(2 * time.Minute))
	return &line{conn, bufio.NewReader(conn)}
}

// begin sends the head of an upload of so many bytes.
func (l *line) begin(t *testing.T, token string, length int, more string) {
	t.Helper()
	l.head(t, "/api/v1/files?x", token, length, more)
}

func (l *line) head(t *testing.T, path, token string, length int, more string) {
	t.Helper()
	head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; "+
		"boundary=b\r\nContent-Length: %d\r\n%s", path, length, more)
	if token != "" {
		head += "Authorization: Bearer " + token + "\r\n"
	}
	if _, err := io.WriteString(l, head+"\r\n"); err != nil {
		t.Fatal(err)
	}
}

// answer reads a status and a body.
func (l *line) answer(t *testing.T) (int, string) {
	t.Helper()
	res, err := http.ReadResponse(l.r, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// A large organization is read for those only who have a token, up to the limit, and so
// many at once; a caller who is refused is told before sending it.
func TestFiles_largeBodies(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c, other := env.SignIn("mei"), env.SignIn("lan")
		for _, r := range []struct {
			token  string
			length int
			status int
			reason string
		}{
			{"", 5 << 20, 401, "auth.required"}, {"e30.e30.e30", 5 << 20, 401, "auth.token_invalid"},
			{c.Token, 11 << 20, 413, "request.too_large"}, {c.Token, 1 << 40, 413, "request.too_large"},
			{"", 1 << 40, 401, "auth.required"},
		} {
			l := dial(t, env)
			l.begin(t, r.token, r.length, "") // and not a byte of the body
			if status, body := l.answer(t); status != r.status || !strings.Contains(body, `"`+r.reason+`"`) {
				t.Errorf("%d bytes with %q: %d %s", r.length, r.token, status, body)
			}
		}
		// All others keep the ordinary limit, whatever the path looks like.
		for _, path := range []string{"/me", "/files/", "/files/x", "/%66iles"} {
			l := dial(t, env)
			l.head(t, "/api/v1"+path, c.Token, 2<<20, "")
			if status, body := l.answer(t); status != 413 {
				t.Errorf("%s: %d %s", path, status, body)
			}
		}
		// Just large enough: read as a whole, and judged by what it is.
		scene.Upload(c, "evidence", "x", bytes.Repeat([]byte("x"), upload.Max)).
			Reason(http.StatusUnprocessableEntity, "file.kind")

		big := bytes.Repeat([]byte("x"), 2<<20)
		held := make([]*line, 4)
		for i := range held {
			held[i] = dial(t, env)
			held[i].begin(t, c.Token, 2<<20, "Expect: 100-continue\r\n")
			if text, err := held[i].r.ReadString('\n'); err != nil || !strings.Contains(text, "100 Continue") {
				t.Fatal(text, err)
			}
		}
		fifth := dial(t, env)
		fifth.begin(t, c.Token, 2<<20, "")
		if status, body := fifth.answer(t); status != 503 || !strings.Contains(body, "request.uploads_busy") {
			t.Errorf("%d %s", status, body)
		}
		scene.Upload(other, "evidence", "x", big).Reason(http.StatusUnprocessableEntity, "file.kind")
		uploaded(t, scene.Upload(c, "activity_image", "x", scene.Photo(8, 8))) // small ones need no place
		if _, err := held[0].Write(append([]byte("\r\n"), big[:2<<20-2]...)); err != nil {
			t.Fatal(err)
		}
		held[0].r.Discard(2)                                  // the end of 100 Continue
		if status, body := held[0].answer(t); status != 422 { // the parameter x
			t.Errorf("%d %s", status, body)
		}
		scene.Upload(c, "evidence", "x", big).Reason(http.StatusUnprocessableEntity, "file.kind") // its place is free
		// Less than was announced: nothing comes of it.
		half := dial(t, env)
		half.begin(t, other.Token, 2<<20, "")
		if _, err := half.Write(big[:1000]); err != nil {
			t.Fatal(err)
		}
		half.Close()
		if n := env.Count("SELECT COUNT(*) FROM files"); n != 1 {
			t.Errorf("%d files", n)
		}
	})
}
