package keyring

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
)

// Column names where a sealed value is stored. Every column has its own key.
type Column struct {
	Table string
	Name  string
}

// String gives table.column.
func (c Column) String() string { return c.Table + "." + c.Name }

// The head of a sealed value: version, algorithm, key id. The algorithm byte
// leaves room for SM4-GCM.
const (
	sealVersion   = 1
	sealAES256GCM = 1
	headSize      = 2 + len(keyID{})
)

// Faults of Open. Neither tells anything about the plaintext.
var (
	ErrSealed     = errors.New("keyring: the sealed value cannot be opened here")
	ErrUnknownKey = errors.New("keyring: the sealed value names a key that the ring does not hold")
)

func newGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("keyring: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// boundTo is the associated data: a value moved to another table, column or
// row does not open.
func boundTo(col Column, rowID []byte) []byte {
	return append([]byte(col.Table+"|"+col.Name+"|"), rowID...)
}

// Seal encrypts the value of one column of one row with the active root.
func (r *Ring) Seal(col Column, rowID, plain []byte) ([]byte, error) {
	a, err := r.aead(r.active, col)
	if err != nil {
		return nil, err
	}
	out := append([]byte{sealVersion, sealAES256GCM}, r.active.id[:]...)
	return a.Seal(out, nil, plain, boundTo(col, rowID)), nil
}

// Open gives back what Seal took, for the same column and row, under any root
// of the ring.
func (r *Ring) Open(col Column, rowID, sealed []byte) ([]byte, error) {
	if len(sealed) < headSize || sealed[0] != sealVersion || sealed[1] != sealAES256GCM {
		return nil, ErrSealed
	}
	k := r.find(keyID(sealed[2:headSize]))
	if k == nil {
		return nil, ErrUnknownKey
	}
	a, err := r.aead(k, col)
	if err != nil {
		return nil, err
	}
	plain, err := a.Open(nil, nil, sealed[headSize:], boundTo(col, rowID))
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}

// Stale reports whether a sealed value should be sealed again because its key
// is no longer the active one.
func (r *Ring) Stale(sealed []byte) bool {
	return len(sealed) < headSize || keyID(sealed[2:headSize]) != r.active.id
}

// BlindIndex gives 32 bytes that are equal for equal values of a column and
// tell nothing without the index root. The value must be normalised.
func (r *Ring) BlindIndex(col Column, value string) []byte {
	key, ok := r.macs.Load(col)
	if !ok {
		key, _ = r.macs.LoadOrStore(col, derive(r.index, "index/"+col.String()))
	}
	m := hmac.New(sha256.New, key.([]byte))
	m.Write([]byte(value))
	return m.Sum(nil)
}
