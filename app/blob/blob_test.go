package blob

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"xinjumin/models"
	"xinjumin/models/upload"
)

type store interface {
	Put(ctx context.Context, key string, size int64, r io.Reader) error
	Get(ctx context.Context, key string) (io.ReadCloser, error)
	Delete(ctx context.Context, key string) error
	Check(ctx context.Context) error
	Close() error
}

const key = "0b1f6a52-6c1d-4f0e-9d3a-5f7c3c9d1e20.full"

// bucket is an object store that believes nobody: it computes each signature
// anew.
type bucket struct {
	mu      sync.Mutex
	objects map[string][]byte
	sign    signature
	clock   models.Clock
	broken  bool
}

func (b *bucket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	again, _ := http.NewRequest(r.Method, "http://"+r.Host+r.URL.RequestURI(), nil)
	if r.Header.Get("Content-Type") != "" {
		again.Header.Set("Content-Type", r.Header.Get("Content-Type"))
	}
	b.sign.sign(again, r.Header.Get("X-Amz-Content-Sha256"), b.clock().Time())
	name, in := strings.CutPrefix(r.URL.Path, "/box/")
	refuse := func(status int, code string) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "<Error><Code>"+code+"</Code><Resource>/secret/place</Resource></Error>")
	}
	switch object, found := b.objects[name]; {
	case again.Header.Get("Authorization") != r.Header.Get("Authorization"):
		refuse(http.StatusForbidden, "SignatureDoesNotMatch")
	case !in:
		refuse(http.StatusNotFound, "NoSuchBucket")
	case err != nil || b.broken:
		refuse(http.StatusInternalServerError, "InternalError")
	case r.Method == http.MethodPut:
		b.objects[name] = body
	case r.Method == http.MethodDelete:
		delete(b.objects, name)
		w.WriteHeader(http.StatusNoContent)
	case !found:
		refuse(http.StatusNotFound, "NoSuchKey")
	default:
		_, _ = w.Write(object)
	}
}

func clock() models.Instant { return models.InstantOf(time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)) }

func newBucket(t *testing.T) (*bucket, string) {
	b := &bucket{objects: map[string][]byte{}, sign: signature{"me", "my secret", "ap-shanghai"}, clock: clock}
	srv := httptest.NewServer(b)
	t.Cleanup(srv.Close)
	return b, srv.URL
}

func at(t *testing.T, url, secret string) *S3 {
	s, err := OpenS3(S3Config{URL: url, Region: "ap-shanghai", AccessKey: "me", SecretKey: secret, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Both stores keep what they are given, replace, and forget.
func TestStores(t *testing.T) {
	_, url := newBucket(t)
	local, err := OpenLocal(filepath.Join(t.TempDir(), "new", "files"))
	if err != nil {
		t.Fatal(err)
	}
	defer local.Close()
	ctx := context.Background()
	for name, s := range map[string]store{"local": local, "s3": at(t, url+"/box", "my secret")} {
		if err := s.Check(ctx); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := s.Get(ctx, key); !errors.Is(err, upload.ErrNoBlob) {
			t.Errorf("%s: nothing there: %v", name, err)
		}
		for _, content := range []string{"first", strings.Repeat("second", 50_000)} {
			if err := s.Put(ctx, key, int64(len(content)), strings.NewReader(content)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			r, err := s.Get(ctx, key)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			got, err := io.ReadAll(r)
			if err := errors.Join(err, r.Close()); err != nil || string(got) != content {
				t.Errorf("%s: %d bytes, %v", name, len(got), err)
			}
		}
		if err := s.Put(ctx, key, 9, strings.NewReader("short")); err == nil {
			t.Errorf("%s: half a content was taken", name)
		}
		if r, err := s.Get(ctx, key); err != nil {
			t.Errorf("%s: a failed write took the content with it: %v", name, err)
		} else {
			r.Close()
		}
		for range 2 {
			if err := s.Delete(ctx, key); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := s.Get(ctx, key); !errors.Is(err, upload.ErrNoBlob) {
			t.Errorf("%s: after all: %v", name, err)
		}
	}
}

// No key leads out of the directory, through links neither, and what a crash
// left half written goes with its key.
func TestLocal_staysInside(t *testing.T) {
	dir := t.TempDir()
	inside, outside := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	l, err := OpenLocal(inside)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx := context.Background()
	for _, bad := range []string{"", "../../etc/passwd", "..%2f..%2fetc", "/etc/passwd", `..\..\x-y-z-w-v`,
		"aaaa/../../../out", "aa..bbccdd", "ab.cdefgh", "ABCDEFGH", "abcdefgh\x00", strings.Repeat("a", 101), "con"} {
		if err := l.Put(ctx, bad, 1, strings.NewReader("x")); err == nil {
			t.Errorf("%q was taken for a key", bad)
		}
		if _, err := l.Get(ctx, bad); err == nil {
			t.Errorf("%q was read", bad)
		}
		if err := l.Delete(ctx, bad); err == nil {
			t.Errorf("%q was deleted", bad)
		}
	}
	if err := os.Mkdir(outside, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(inside, key[:2])); err != nil {
		t.Fatal(err)
	}
	if err := l.Put(ctx, key, 1, strings.NewReader("x")); err == nil {
		t.Error("a link led out")
	}
	if left, _ := os.ReadDir(outside); len(left) != 0 {
		t.Errorf("outside: %v", left)
	}
	if err := os.Remove(filepath.Join(inside, key[:2])); err != nil {
		t.Fatal(err)
	}
	if err := l.Put(ctx, key, 1, strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(inside, key[:2], key[2:4], key+writing)
	if err := os.WriteFile(half, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(inside, key[:2], key[2:4], key)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	if err := l.Delete(ctx, key); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
		t.Error("half a content is left")
	}
}

// A wrong secret, a bucket that is not there, a store that fails or sends us
// elsewhere: an error that names no address, and never somebody else's content.
func TestS3_refusals(t *testing.T) {
	b, url := newBucket(t)
	ctx := context.Background()
	elsewhere := httptest.NewServer(http.RedirectHandler(url+"/box/"+key, http.StatusTemporaryRedirect))
	defer elsewhere.Close()
	dead := httptest.NewServer(b)
	dead.Close()
	b.objects[key] = []byte("content")
	for name, s := range map[string]*S3{
		"secret": at(t, url+"/box", "another"), "bucket": at(t, url+"/lost", "my secret"),
		"redirect": at(t, elsewhere.URL+"/box", "my secret"), "dead": at(t, dead.URL+"/box", "my secret"),
	} {
		r, err := s.Get(ctx, key)
		if err == nil || errors.Is(err, upload.ErrNoBlob) {
			t.Errorf("%s: read: %v", name, err)
		}
		if r != nil {
			t.Errorf("%s: gave a content", name)
		}
		put := s.Put(ctx, key, 3, bytes.NewReader([]byte("new")))
		if put == nil || s.Check(ctx) == nil || s.Delete(ctx, key) == nil {
			t.Errorf("%s: nothing was noticed", name)
		}
		for _, e := range []error{err, put} {
			if e != nil && strings.Contains(e.Error(), "secret/place") {
				t.Errorf("%s: %v", name, e)
			}
		}
	}
	b.broken = true
	if err := at(t, url+"/box", "my secret").Put(ctx, key, 3, strings.NewReader("new")); err == nil ||
		!strings.Contains(err.Error(), "InternalError") {
		t.Error(err)
	}
	for _, bad := range []string{"", "box", "ftp://x/box", "https://user:pw@x/box", "https://x/box?y=1"} {
		if _, err := OpenS3(S3Config{URL: bad}); err == nil {
			t.Errorf("%q is no bucket", bad)
		}
	}
}
