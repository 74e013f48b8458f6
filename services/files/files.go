package files

import (
	"context"
	"io"
	"log/slog"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Blobs keeps sealed contents by key. A key is lower-case letters, digits and
// dots, never what a person typed. All methods may be called at once.
type Blobs interface {
	// Put stores exactly size bytes under a key; after a nil they survive a
	// crash. What was there under the key is replaced.
	Put(ctx context.Context, key string, size int64, r io.Reader) error
	// Get gives what Put took, or models.ErrNoBlob. The caller closes.
	Get(ctx context.Context, key string) (io.ReadCloser, error)
	// Delete removes; nothing there is no error.
	Delete(ctx context.Context, key string) error
	// Check tells whether the store can be used.
	Check(ctx context.Context) error
}

// Audit actions of this area.
var (
	ActionUpload = models.NewAction("file.upload", "文件：上传")
	ActionRead   = models.NewAction("file.read", "文件：查看")
	ActionDelete = models.NewAction("file.delete", "文件：删除")
)

// Service is the files area.
type Service struct {
	st    *store.Store
	ring  *keyring.Ring
	blobs Blobs
	log   *slog.Logger
	desk  *desk
}

// New makes the service. Without a blob store every upload is refused
// (file.store_unavailable).
func New(st *store.Store, ring *keyring.Ring, blobs Blobs, log *slog.Logger) *Service {
	if blobs == nil {
		blobs = nowhere{}
	}
	return &Service{st: st, ring: ring, blobs: blobs, log: log, desk: &desk{}}
}

// Check tells whether the blob store can be used.
func (s *Service) Check(ctx context.Context) error { return s.blobs.Check(ctx) }

// Off reports that no blob store is set up.
func (s *Service) Off() bool {
	_, off := s.blobs.(nowhere)
	return off
}

// nowhere stands for a blob store that is not set up.
type nowhere struct{}

func (nowhere) Put(context.Context, string, int64, io.Reader) error { return upload.ErrStore }
func (nowhere) Get(context.Context, string) (io.ReadCloser, error) {
	return nil, upload.ErrStore
}
func (nowhere) Delete(context.Context, string) error { return upload.ErrStore }
func (nowhere) Check(context.Context) error          { return nil }

// blobKey is where a variant of a file lies. The id is random.
func blobKey(id models.ID, v upload.Variant) string { return id.String() + "." + string(v) }
