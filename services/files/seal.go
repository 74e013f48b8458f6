package files

import (
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/keyring"
)

// A stored content is a head and frames. Each frame seals up to frameSize bytes
// with AES-256-GCM; its nonce is its number and whether it is the last, so frames
// cannot be dropped, repeated, put in another order or cut off. The key belongs
// to one variant of one file, whose id is bound as well, so no content opens in
// the place of another.
const (
	frameSize = 64 << 10
	tagSize   = 16
	sealHead  = "xjf\x01"
)

// errSealed tells nothing about the content.
var errSealed = errors.New("files: a stored content does not open")

// sealedSize is how long the stored form of n bytes is.
func sealedSize(n int64) int64 {
	frames := max(1, (n+frameSize-1)/frameSize)
	return int64(len(sealHead)) + n + frames*tagSize
}

func useOf(id models.ID, v upload.Variant) string {
	return "file/" + id.String() + "/" + string(v)
}

// frames counts the frames of one content and makes their nonces.
type frames struct {
	aead  cipher.AEAD
	bound []byte
	next  uint64
}

func newFrames(dataKey []byte, id models.ID, v upload.Variant) (frames, error) {
	use := useOf(id, v)
	aead, err := keyring.DataAEAD(dataKey, use)
	return frames{aead: aead, bound: []byte(sealHead + use)}, err
}

func (f *frames) nonce(last bool) []byte {
	n := make([]byte, 12)
	binary.BigEndian.PutUint64(n[3:], f.next)
	if last {
		n[11] = 1
	}
	f.next++
	return n
}

// sealer gives the stored form of a plain content, frame by frame.
type sealer struct {
	frames
	plain []byte
	out   []byte // sealed and not read yet
	done  bool
}

func newSealer(dataKey []byte, id models.ID, v upload.Variant, plain []byte) (*sealer, error) {
	f, err := newFrames(dataKey, id, v)
	return &sealer{frames: f, plain: plain, out: []byte(sealHead)}, err
}

// Read implements io.Reader.
func (s *sealer) Read(p []byte) (int, error) {
	if len(s.out) == 0 {
		if s.done {
			return 0, io.EOF
		}
		n := min(frameSize, len(s.plain))
		s.done = n == len(s.plain)
		s.out = s.aead.Seal(nil, s.nonce(s.done), s.plain[:n], s.bound)
		s.plain = s.plain[n:]
	}
	n := copy(p, s.out)
	s.out = s.out[n:]
	return n, nil
}

// opener gives back what a sealer took. It hands out nothing of a frame that
// does not open, and ends well only after the last frame.
type opener struct {
	frames
	from  io.ReadCloser
	left  int64 // bytes of the content that have not been opened
	plain []byte
	fail  error
}

// newOpener opens the first frame at once, so that what is damaged or was put in
// another's place is found before anybody is answered. It takes from over, and
// closes it when it fails.
func newOpener(dataKey []byte, id models.ID, v upload.Variant, size int64, from io.ReadCloser) (*opener, error) {
	f, err := newFrames(dataKey, id, v)
	o := &opener{frames: f, from: from, left: size}
	if err == nil {
		head := make([]byte, len(sealHead))
		if _, err = io.ReadFull(from, head); err != nil || string(head) != sealHead {
			err = errors.Join(errSealed, err)
		} else {
			err = o.frame()
		}
	}
	if err != nil {
		return nil, errors.Join(err, from.Close())
	}
	return o, nil
}

// frame opens the next one.
func (o *opener) frame() error {
	n := min(frameSize, o.left)
	last := n == o.left
	sealed := make([]byte, n+tagSize)
	if _, err := io.ReadFull(o.from, sealed); err != nil {
		return errors.Join(errSealed, err)
	}
	plain, err := o.aead.Open(sealed[:0], o.nonce(last), sealed, o.bound)
	if err != nil {
		return fmt.Errorf("%w: frame %d", errSealed, o.next-1)
	}
	if last {
		if n, _ := io.ReadFull(o.from, make([]byte, 1)); n != 0 {
			return fmt.Errorf("%w: more than there should be", errSealed)
		}
	}
	o.plain, o.left = plain, o.left-n
	return nil
}

// Read implements io.Reader.
func (o *opener) Read(p []byte) (int, error) {
	if len(o.plain) == 0 {
		switch {
		case o.fail != nil:
			return 0, o.fail
		case o.left == 0:
			return 0, io.EOF
		}
		if o.fail = o.frame(); o.fail != nil {
			return 0, o.fail
		}
	}
	n := copy(p, o.plain)
	o.plain = o.plain[n:]
	return n, nil
}

// Close implements io.Closer.
func (o *opener) Close() error { return o.from.Close() }
