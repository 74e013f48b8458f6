package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"xinjumin/models/upload"
)

const (
	dirMode  = 0o700
	fileMode = 0o600
	// writing ends the name of what is not complete yet.
	writing = ".writing"
)

// Local keeps contents in a directory, two folders deep by the begin of the
// key. Nothing outside the directory can be reached, through links neither.
type Local struct{ root *os.Root }

// OpenLocal opens a directory, and makes it when it does not exist.
func OpenLocal(dir string) (*Local, error) {
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return nil, fmt.Errorf("directory of the files: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("directory of the files: %w", err)
	}
	return &Local{root}, nil
}

// place gives folder and path of a key. A key that is not of our making has no
// place.
func place(key string) (dir, name string, err error) {
	if len(key) < 8 || len(key) > 100 || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789-.") != "" ||
		strings.Contains(key, "..") || strings.ContainsRune(key[:4], '.') {
		return "", "", errors.New("blob: not a key")
	}
	dir = path.Join(key[:2], key[2:4])
	return dir, path.Join(dir, key), nil
}

// Put writes beside the place, syncs and renames, so that what is found under a
// key is always whole.
func (l *Local) Put(ctx context.Context, key string, size int64, r io.Reader) error {
	dir, name, err := place(key)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := l.root.MkdirAll(dir, dirMode); err != nil {
		return err
	}
	part := name + writing
	err = l.write(part, size, r)
	if err == nil {
		err = l.root.Rename(part, name)
	}
	if err != nil {
		_ = l.root.Remove(part)
		return err
	}
	// The new folders and the new name must survive a crash, too.
	return errors.Join(l.sync(dir), l.sync(path.Dir(dir)), l.sync("."))
}

func (l *Local) write(name string, size int64, r io.Reader) error {
	f, err := l.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, fileMode)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, r)
	if err == nil && n != size {
		err = fmt.Errorf("blob: %d bytes came, %d were announced", n, size)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func (l *Local) sync(dir string) error {
	d, err := l.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Get opens what Put wrote.
func (l *Local) Get(_ context.Context, key string) (io.ReadCloser, error) {
	_, name, err := place(key)
	if err != nil {
		return nil, err
	}
	f, err := l.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, upload.ErrNoBlob
	}
	return f, err
}

// Delete removes a content, and what a crash has left of its writing.
func (l *Local) Delete(_ context.Context, key string) error {
	_, name, err := place(key)
	if err != nil {
		return err
	}
	for _, n := range []string{name, name + writing} {
		if err := l.root.Remove(n); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Check writes and removes a file.
func (l *Local) Check(ctx context.Context) error {
	const key = "check.in.use"
	if err := l.root.WriteFile(key, []byte("ok"), fileMode); err != nil {
		return err
	}
	if err := l.root.Remove(key); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return ctx.Err()
}

// Close gives the directory back.
func (l *Local) Close() error { return l.root.Close() }
