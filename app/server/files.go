package server

import (
	"io"

	"xinjumin/app/blob"
	"xinjumin/models"
	"xinjumin/services/files"
)

// Files says where uploads are kept: in a directory, or in a bucket. Neither
// means nowhere.
type Files struct {
	Dir string
	S3  blob.S3Config
}

// fileStore is an opened store, or none.
type fileStore struct {
	store interface {
		files.Blobs
		io.Closer
	}
}

func (f Files) open(clock models.Clock) (fileStore, error) {
	switch {
	case f.Dir != "":
		l, err := blob.OpenLocal(f.Dir)
		return fileStore{l}, err
	case f.S3.URL != "":
		f.S3.Clock = clock
		s, err := blob.OpenS3(f.S3)
		return fileStore{s}, err
	}
	return fileStore{}, nil
}

func (f fileStore) blobs() files.Blobs {
	if f.store == nil {
		return nil
	}
	return f.store
}

// Close gives the store back.
func (f fileStore) Close() error {
	if f.store == nil {
		return nil
	}
	return f.store.Close()
}
