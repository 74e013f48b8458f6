package keyring

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"

	"xinjumin/models"
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

// SealText is Seal for words: none are nil.
func (r *Ring) SealText(col Column, rowID []byte, plain string) ([]byte, error) {
	if plain == "" {
		return nil, nil
	}
	return r.Seal(col, rowID, []byte(plain))
}

// OpenText gives back what SealText took.
func (r *Ring) OpenText(col Column, rowID, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	plain, err := r.Open(col, rowID, sealed)
	return string(plain), err
}

// NameOf gives the name of a person as their identity was verified, else the nickname.
func (r *Ring) NameOf(p models.Person) (string, error) {
	if p.Verification != models.VerificationVerified || len(p.NameSealed) == 0 {
		return p.Nickname, nil
	}
	return r.OpenText(PersonName, p.ID[:], p.NameSealed)
}

// Open gives back what Seal took, for the same column and row, under any root
// of the ring. What it cannot open is a *models.Unreadable around ErrSealed or
// ErrUnknownKey, never other bytes.
func (r *Ring) Open(col Column, rowID, sealed []byte) ([]byte, error) {
	plain, err := r.open(col, rowID, sealed)
	if err != nil {
		return nil, &models.Unreadable{Table: col.Table, Column: col.Name, Row: rowID, Cause: err}
	}
	return plain, nil
}

func (r *Ring) open(col Column, rowID, sealed []byte) ([]byte, error) {
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

// KeyOffset and KeySize tell where a sealed value names its key.
const (
	KeyOffset = 2
	KeySize   = len(keyID{})
)

// ActiveKey is what every value names that is sealed now.
func (r *Ring) ActiveKey() []byte { return bytes.Clone(r.active.id[:]) }

// Stale reports whether a sealed value should be sealed again because its key
// is no longer the active one.
func (r *Ring) Stale(sealed []byte) bool {
	return len(sealed) < headSize || keyID(sealed[2:headSize]) != r.active.id
}

// Slot is a place for a blind index: every indexed column of the schema has two
// index columns, and an index key belongs to one of them for its whole life.
// That is what lets an index key change while people write: two keys are never
// compared in one column.
type Slot int

// The two slots, which are also the two purposes of index keys.
const (
	SlotMain Slot = iota
	SlotAlt
)

// BlindIndexes gives 32 bytes for each slot that the ring holds a key for, nil
// for the other. They are equal for equal values of a column and tell nothing
// without the key. The value must be normalised. A row stores both, always.
func (r *Ring) BlindIndexes(col Column, value string) (main, alt []byte) {
	return r.blindIndex(SlotMain, col, value), r.blindIndex(SlotAlt, col, value)
}

// BlindIndex gives 32 bytes that identify a value to code that holds the ring. They
// change when the index key does, so what a unique key or a lookup rests on
// stores BlindIndexes instead.
func (r *Ring) BlindIndex(col Column, value string) []byte {
	main, alt := r.BlindIndexes(col, value)
	if main == nil {
		return alt
	}
	return main
}

func (r *Ring) blindIndex(slot Slot, col Column, value string) []byte {
	k := r.indexes[slot]
	if k == nil {
		return nil
	}
	key, ok := r.macs.Load(macKey{slot, col})
	if !ok {
		key, _ = r.macs.LoadOrStore(macKey{slot, col}, derive(k.secret, "index/"+col.String()))
	}
	m := hmac.New(sha256.New, key.([]byte))
	m.Write([]byte(value))
	return m.Sum(nil)
}
