package httpapi

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"xinjumin/models"
)

// sealer makes cursors that only this service can have written.
type sealer struct{ key []byte }

func newSealer(key []byte) sealer { return sealer{key: append([]byte(nil), key...)} }

const (
	cursorSize = 8 + 16
	tagSize    = 16
)

// SealCursor turns the place where a list goes on into an opaque text. list
// names the list ("polls"), so that a cursor works nowhere else.
func (a *API) SealCursor(list string, c *models.Cursor) *string {
	if c == nil {
		return nil
	}
	b := make([]byte, cursorSize, cursorSize+tagSize)
	binary.BigEndian.PutUint64(b, uint64(c.Key))
	copy(b[8:], c.ID[:])
	text := base64.RawURLEncoding.EncodeToString(append(b, a.cursors.tag(list, b)...))
	return &text
}

// OpenCursor reads a sealed cursor; an empty text is the start of the list.
// Anything that SealCursor did not write for this list is refused on the field
// cursor.
func (a *API) OpenCursor(list, text string) (*models.Cursor, error) {
	if text == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) != cursorSize+tagSize || !hmac.Equal(b[cursorSize:], a.cursors.tag(list, b[:cursorSize])) {
		return nil, models.ErrInvalid.With(field("query", "cursor", "cursor", ""))
	}
	c := &models.Cursor{Key: int64(binary.BigEndian.Uint64(b))}
	copy(c.ID[:], b[8:])
	return c, nil
}

func (s sealer) tag(list string, b []byte) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte("cursor\x00" + list + "\x00"))
	mac.Write(b)
	return mac.Sum(nil)[:tagSize]
}

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
