package httpapi

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"xinjumin/models"
)

// sealer is the cipher of cursors: only this service can have written one, and only this
// service can read the row it names.
type sealer struct {
	cipher.AEAD
	nonceKey [32]byte
}

func newSealer(key []byte) sealer {
	derived := sha256.Sum256(append([]byte("cursor\x00"), key...))
	block, err := aes.NewCipher(derived[:])
	if err != nil {
		panic(err) // the key has a fixed size
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return sealer{gcm, sha256.Sum256(append([]byte("cursor nonce\x00"), key...))}
}

// nonce of a place in a list is always the same, so that a list that has not changed is
// the same answer with the same tag. No other text is sealed with it.
func (s sealer) nonce(list string, plain []byte) []byte {
	h := hmac.New(sha256.New, s.nonceKey[:])
	h.Write(plain) // of a fixed size
	h.Write([]byte(list))
	return h.Sum(nil)[:s.NonceSize()]
}

const cursorSize = 8 + 16

// SealCursor turns the place where a list goes on into an opaque text. list
// names the list ("polls"), so that a cursor works nowhere else.
func (a *API) SealCursor(list string, c *models.Cursor) *string {
	if c == nil {
		return nil
	}
	var plain [cursorSize]byte
	binary.BigEndian.PutUint64(plain[:], uint64(c.Key))
	copy(plain[8:], c.ID[:])
	nonce := a.cursors.nonce(list, plain[:])
	sealed := a.cursors.Seal(nonce, nonce, plain[:], []byte(list))
	text := base64.RawURLEncoding.EncodeToString(sealed)
	return &text
}

// OpenCursor reads a sealed cursor; an empty text is the start of the list.
// Anything that SealCursor did not write for this list is refused on the field
// cursor.
func (a *API) OpenCursor(list, text string) (*models.Cursor, error) {
	if text == "" {
		return nil, nil
	}
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, errCursor()
	}
	size := a.cursors.NonceSize()
	if len(sealed) < size {
		return nil, errCursor()
	}
	plain, err := a.cursors.Open(nil, sealed[:size], sealed[size:], []byte(list))
	if err != nil || len(plain) != cursorSize {
		return nil, errCursor()
	}
	c := &models.Cursor{Key: int64(binary.BigEndian.Uint64(plain))}
	copy(c.ID[:], plain[8:])
	return c, nil
}

func errCursor() error { return models.ErrInvalid.With(field("query", "cursor", "cursor", "")) }

// Page turns the parameters of a list into a models.Page.
func (a *API) Page(list string, in PageIn) (models.Page, error) {
	after, err := a.OpenCursor(list, in.Cursor)
	return models.Page{Limit: in.Limit, After: after}, err
}

// ListOf renders a page of a list.
func ListOf[E, T any](a *API, list string, page models.List[E], item func(E) T) *ListOut[T] {
	out := &ListOut[T]{Body: ListBody[T]{Items: make([]T, len(page.Items)), NextCursor: a.SealCursor(list, page.Next)}}
	for i, e := range page.Items {
		out.Body.Items[i] = item(e)
	}
	return out
}
