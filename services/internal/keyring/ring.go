package keyring

import (
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"sync"
)

const secretSize = 32

type keyID [4]byte

func (id keyID) String() string { return hex.EncodeToString(id[:]) }

type root struct {
	id     keyID
	secret []byte
	public ed25519.PublicKey
}

// Ring is a parsed set of keys. It is safe for concurrent use and never prints
// what it holds.
type Ring struct {
	active  *root
	roots   []*root // active first, then in the order of the text
	indexes [2]*indexKey

	sign  ed25519.PrivateKey
	aeads sync.Map // aeadKey -> cipher.AEAD
	macs  sync.Map // macKey -> []byte
	codes sync.Map // codeKey -> []byte
}

// indexKey is the key of one slot; see BlindIndexes.
type indexKey struct {
	id     keyID
	secret []byte
}

type macKey struct {
	slot Slot
	col  Column
}

type aeadKey struct {
	id  keyID
	col Column
}

// derive makes a key that is bound to its purpose. HKDF over a full-entropy
// secret fails only for absurd lengths, which is a programming error.
func derive(secret []byte, purpose string) []byte {
	k, err := hkdf.Key(sha256.New, secret, nil, "xinjumin/v1/"+purpose, secretSize)
	if err != nil {
		panic("keyring: derive " + purpose)
	}
	return k
}

func (r *Ring) finish() {
	for _, k := range r.roots {
		private := ed25519.NewKeyFromSeed(derive(k.secret, "sign/ed25519"))
		k.public = private.Public().(ed25519.PublicKey)
		if k == r.active {
			r.sign = private
		}
	}
}

func (r *Ring) find(id keyID) *root {
	for _, k := range r.roots {
		if k.id == id {
			return k
		}
	}
	return nil
}

func (r *Ring) aead(k *root, col Column) (cipher.AEAD, error) {
	name := aeadKey{k.id, col}
	if a, ok := r.aeads.Load(name); ok {
		return a.(cipher.AEAD), nil
	}
	a, err := newGCM(derive(k.secret, "seal/"+col.String()))
	if err != nil {
		return nil, err
	}
	r.aeads.Store(name, a)
	return a, nil
}

// SignKey gives the kid and the private key that sign new tokens.
func (r *Ring) SignKey() (kid string, key ed25519.PrivateKey) {
	return r.active.id.String(), r.sign
}

// VerifyKey gives the public key of a kid; false when the ring does not hold it
// (any longer).
func (r *Ring) VerifyKey(kid string) (ed25519.PublicKey, bool) {
	for _, k := range r.roots {
		if k.id.String() == kid {
			return k.public, true
		}
	}
	return nil, false
}

// VerifyKeys lists every public key by kid.
func (r *Ring) VerifyKeys() map[string]ed25519.PublicKey {
	out := make(map[string]ed25519.PublicKey, len(r.roots))
	for _, k := range r.roots {
		out[k.id.String()] = k.public
	}
	return out
}

// The purposes of derived keys. A purpose names one use for ever.
const (
	PurposeRefresh = "refresh/successor"
	PurposeCursor  = "cursor"
	PurposeLink    = "file/link"
	PurposeDesk    = "desk/code"
	PurposePerson  = "person/code"

	PurposeInvitation = "case/invitation"
)

// Derive gives the 32-byte key of a purpose under the active root.
func (r *Ring) Derive(purpose string) []byte { return derive(r.active.secret, "derive/"+purpose) }

// DeriveAll gives the key of a purpose under every root, the active one first,
// for what was made before a rotation.
func (r *Ring) DeriveAll(purpose string) [][]byte {
	out := make([][]byte, 0, len(r.roots))
	for _, k := range r.roots {
		out = append(out, derive(k.secret, "derive/"+purpose))
	}
	return out
}

// String tells how many keys there are and nothing else.
func (r *Ring) String() string {
	if r == nil {
		return "keyring(none)"
	}
	return fmt.Sprintf("keyring(%d roots, redacted)", len(r.roots))
}

// Format redacts every verb, %#v and %x included.
func (r *Ring) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, r.String()) }

// LogValue redacts in structured logs.
func (r *Ring) LogValue() slog.Value { return slog.StringValue(r.String()) }

// MarshalText redacts in JSON and the like.
func (r *Ring) MarshalText() ([]byte, error) { return []byte(r.String()), nil }
