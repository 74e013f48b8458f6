package files

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/keyring"
)

func sealed(t *testing.T, key []byte, id models.ID, v upload.Variant, plain []byte) []byte {
	t.Helper()
	s, err := newSealer(key, id, v, plain)
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(s)
	if err != nil || int64(len(out)) != sealedSize(int64(len(plain))) {
		t.Fatalf("%d bytes, announced %d: %v", len(out), sealedSize(int64(len(plain))), err)
	}
	return out
}

func opened(key []byte, id models.ID, v upload.Variant, size int, stored []byte) ([]byte, error) {
	o, err := newOpener(key, id, v, int64(size), io.NopCloser(bytes.NewReader(stored)))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(o)
}

func TestSeal_roundTrip(t *testing.T) {
	key, id := keyring.NewDataKey(), models.ID{1}
	for _, n := range []int{0, 1, frameSize - 1, frameSize, frameSize + 1, 2 * frameSize, 3*frameSize + 17} {
		plain := bytes.Repeat([]byte("夫妻肺片"), n/12+1)[:n]
		stored := sealed(t, key, id, upload.Full, plain)
		if n > 8 && bytes.Contains(stored, plain[:8]) {
			t.Errorf("%d bytes can be read", n)
		}
		got, err := opened(key, id, upload.Full, n, stored)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

// Whatever is done to a stored content, not one byte of what does not belong
// there is handed out as if all were well.
func TestSeal_attacks(t *testing.T) {
	key, id := keyring.NewDataKey(), models.ID{1}
	plain := bytes.Repeat([]byte("0123456789abcdef"), 3*frameSize/16+5)
	stored := sealed(t, key, id, upload.Full, plain)
	const head, step = len(sealHead), frameSize + tagSize
	frame := func(i int) []byte { return stored[head+i*step : min(len(stored), head+(i+1)*step)] }
	join := func(parts ...[]byte) []byte { return bytes.Join(append([][]byte{stored[:head]}, parts...), nil) }
	flipped := bytes.Clone(stored)
	flipped[len(flipped)/2] ^= 1
	for name, attack := range map[string]struct {
		key    []byte
		id     models.ID
		v      upload.Variant
		size   int
		stored []byte
	}{
		"other file":          {key, models.ID{2}, upload.Full, len(plain), stored},
		"other variant":       {key, id, upload.Thumb, len(plain), stored},
		"other key":           {keyring.NewDataKey(), id, upload.Full, len(plain), stored},
		"no key":              {nil, id, upload.Full, len(plain), stored},
		"one bit":             {key, id, upload.Full, len(plain), flipped},
		"empty":               {key, id, upload.Full, len(plain), nil},
		"head alone":          {key, id, upload.Full, len(plain), stored[:head]},
		"cut in a frame":      {key, id, upload.Full, len(plain), stored[:len(stored)-1]},
		"cut between frames":  {key, id, upload.Full, len(plain), stored[:head+2*step]},
		"cut, size corrected": {key, id, upload.Full, 2 * frameSize, stored[:head+2*step]},
		"frames exchanged":    {key, id, upload.Full, len(plain), join(frame(1), frame(0), frame(2), frame(3))},
		"frame repeated":      {key, id, upload.Full, len(plain), join(frame(0), frame(0), frame(2), frame(3))},
		"frame dropped":       {key, id, upload.Full, len(plain) - frameSize, join(frame(0), frame(2), frame(3))},
		"something behind":    {key, id, upload.Full, len(plain), append(bytes.Clone(stored), 0)},
		"too small a size":    {key, id, upload.Full, len(plain) - 1, stored},
	} {
		got, err := opened(attack.key, attack.id, attack.v, attack.size, attack.stored)
		if err == nil {
			t.Errorf("%s: opened %d bytes", name, len(got))
		}
		if !bytes.HasPrefix(plain, got) {
			t.Errorf("%s: other bytes were handed out", name)
		}
		if err != nil && !errors.Is(err, errSealed) && !errors.Is(err, keyring.ErrSealed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
