package keyring

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
)

// NewDataKey makes the key of one file. It is stored sealed (FileKey), so that a
// change of the root seals a few bytes anew and never the files.
func NewDataKey() []byte {
	key := make([]byte, secretSize)
	_, _ = rand.Read(key) // never fails: without randomness the program ends
	return key
}

// DataAEAD gives the cipher of one use of a data key. The caller sees to it that
// no nonce comes twice within a use.
func DataAEAD(dataKey []byte, use string) (cipher.AEAD, error) {
	if len(dataKey) != secretSize {
		return nil, ErrSealed
	}
	block, err := aes.NewCipher(derive(dataKey, "data/"+use))
	if err != nil {
		return nil, fmt.Errorf("keyring: %w", err)
	}
	return cipher.NewGCM(block)
}

// Sign gives the mark of a text under the key of a purpose.
func (r *Ring) Sign(purpose string, text []byte) []byte { return sign(r.Derive(purpose), text) }

// SignAll gives the marks of a text under every root of the ring, for what is looked
// up by its mark and may have been marked before a change of keys.
func (r *Ring) SignAll(purpose string, text []byte) [][]byte {
	var marks [][]byte
	for _, key := range r.DeriveAll(purpose) {
		marks = append(marks, sign(key, text))
	}
	return marks
}

func sign(key, text []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write(text)
	return m.Sum(nil)
}

// Signed reports whether a mark is that of Sign, under any root of the ring.
func (r *Ring) Signed(purpose string, text, mark []byte) bool {
	good := false
	for _, one := range r.SignAll(purpose, text) {
		good = hmac.Equal(one, mark) || good
	}
	return good
}

// Probe signs, seals and opens something of its own with the active keys: what
// serving will do at every request.
func (r *Ring) Probe() error {
	text := []byte("probe")
	kid, key := r.SignKey()
	if public, known := r.VerifyKey(kid); !known || !ed25519.Verify(public, text, ed25519.Sign(key, text)) {
		return fmt.Errorf("keyring: what the root key %s signs does not hold", kid)
	}
	if !r.Signed(PurposeCursor, text, r.Sign(PurposeCursor, text)) {
		return fmt.Errorf("keyring: marks of the root key %s do not hold", kid)
	}
	sealed, err := r.Seal(PersonPhone, text, text)
	if err != nil {
		return err
	}
	opened, err := r.Open(PersonPhone, text, sealed)
	if err != nil || string(opened) != string(text) {
		return fmt.Errorf("keyring: what the root key %s seals does not open: %w", kid, err)
	}
	return nil
}
