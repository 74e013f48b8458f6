package keyring

import (
	"crypto/hmac"
	"crypto/sha256"
)

// PurposeEvent is the use of the codes that events of the audit trail carry.
const PurposeEvent = "audit/event"

// codeKey names the key of the codes of one purpose under one root.
type codeKey struct {
	id      keyID
	purpose string
}

// Code authenticates a text: the id of the active root, then HMAC-SHA-256 under
// the key of the purpose that belongs to this root. It names its key, so that
// codes from before a rotation are checked by the key that made them.
func (r *Ring) Code(purpose string, text []byte) []byte {
	return r.code(r.active, purpose, text)
}

// CheckCode reports whether a code is that of Code for this text: nil, ErrSealed
// when it is not, ErrUnknownKey when the ring does not hold the key it names.
func (r *Ring) CheckCode(purpose string, text, code []byte) error {
	if len(code) != KeySize+sha256.Size {
		return ErrSealed
	}
	k := r.find(keyID(code[:KeySize]))
	if k == nil {
		return ErrUnknownKey
	}
	if !hmac.Equal(r.code(k, purpose, text), code) {
		return ErrSealed
	}
	return nil
}

func (r *Ring) code(k *root, purpose string, text []byte) []byte {
	name := codeKey{k.id, purpose}
	key, ok := r.codes.Load(name)
	if !ok {
		key, _ = r.codes.LoadOrStore(name, derive(k.secret, "code/"+purpose))
	}
	m := hmac.New(sha256.New, key.([]byte))
	m.Write(text)
	return m.Sum(append(make([]byte, 0, KeySize+sha256.Size), k.id[:]...))
}
