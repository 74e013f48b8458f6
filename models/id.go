package models

import (
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"slices"
)

// ID names a row. Outside it is an opaque lower-case hyphenated UUID, in the
// database 16 bytes. It never defines an order: queues have a queue_no, lists a
// sort key.
type ID [16]byte

// IDSource makes ids. New gives UUIDv7 (rows, index-friendly); NewSecret gives
// UUIDv4 for ballots, tokens, files and tickets, because v7 leaks the time.
type IDSource struct {
	New       func() ID
	NewSecret func() ID
}

// IsZero reports whether the id is unset.
func (id ID) IsZero() bool { return id == ID{} }

// String gives the hyphenated form.
func (id ID) String() string {
	b := id.text()
	return string(b[:])
}

func (id ID) text() (b [36]byte) {
	hex.Encode(b[0:8], id[0:4])
	b[8] = '-'
	hex.Encode(b[9:13], id[4:6])
	b[13] = '-'
	hex.Encode(b[14:18], id[6:8])
	b[18] = '-'
	hex.Encode(b[19:23], id[8:10])
	b[23] = '-'
	hex.Encode(b[24:36], id[10:16])
	return b
}

// AppendText implements encoding.TextAppender, which saves lists an allocation
// per id.
func (id ID) AppendText(dst []byte) ([]byte, error) {
	b := id.text()
	return append(dst, b[:]...), nil
}

// ParseID reads the hyphenated lower-case form and nothing else, so that one
// row has one address.
func ParseID(s string) (ID, error) {
	var id ID
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return id, fmt.Errorf("not an id")
	}
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'F' {
			return id, fmt.Errorf("not an id")
		}
	}
	packed := s[0:8] + s[9:13] + s[14:18] + s[19:23] + s[24:36]
	if _, err := hex.Decode(id[:], []byte(packed)); err != nil {
		return ID{}, fmt.Errorf("not an id")
	}
	return id, nil
}

// MarshalText implements encoding.TextMarshaler (JSON, parameters).
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (id *ID) UnmarshalText(b []byte) error {
	v, err := ParseID(string(b))
	if err != nil {
		return err
	}
	*id = v
	return nil
}

// Value implements driver.Valuer: 16 bytes.
func (id ID) Value() (driver.Value, error) { return id[:], nil }

// Scan implements sql.Scanner.
func (id *ID) Scan(src any) error {
	b, ok := src.([]byte)
	if !ok || len(b) != len(id) {
		return fmt.Errorf("scan id: %T of %d bytes", src, len(b))
	}
	copy(id[:], b)
	return nil
}

// GormDataType tells the mapper that the array is one column.
func (ID) GormDataType() string { return "bytes" }

// Without gives the ids that are not in drop, in their order.
func Without(ids []ID, drop ...ID) []ID {
	var out []ID
	for _, id := range ids {
		if !slices.Contains(drop, id) {
			out = append(out, id)
		}
	}
	return out
}
