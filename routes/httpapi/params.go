package httpapi

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"xinjumin/models"
)

// codeError refuses a value with a code of the catalogue.
type codeError string

// Error implements error.
func (e codeError) Error() string { return string(e) }

// InstantParam is an instant in a path, query or header; zero when absent.
type InstantParam struct{ models.Instant }

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *InstantParam) UnmarshalText(b []byte) error {
	if p.Instant.UnmarshalText(b) != nil {
		return codeError("date_time")
	}
	return nil
}

// DayParam is a calendar day in a path, query or header; its Day is empty when
// absent.
type DayParam struct{ Day models.Day }

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *DayParam) UnmarshalText(b []byte) error {
	if p.Day.UnmarshalText(b) != nil {
		return codeError("date")
	}
	return nil
}

// PageIn is embedded in the input of a list.
type PageIn struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"Items per page"`
	Cursor string `query:"cursor" maxLength:"200" doc:"next_cursor of the page before"`
}

// asked gives the parameters of the page to List, whatever else an input has.
func (p PageIn) asked() PageIn { return p }

// ListBody is the body of every list.
type ListBody[T any] struct {
	Items      []T     `json:"items" maxItems:"100"`
	NextCursor *string `json:"next_cursor" maxLength:"200" doc:"Cursor of the next page; null on the last one"`
}

// ListOut is the output of a list without further headers.
type ListOut[T any] struct{ Body ListBody[T] }

// Optional is a field of a partial update: absent leaves the value, null clears
// it, a value sets it. Declare it with `json:"…,omitzero"`, and nullable:"false"
// does not suit it: use Maybe where clearing makes no sense.
type Optional[T any] struct {
	Set   bool // the field was in the body
	Null  bool // … as null
	Value T
}

// UnmarshalJSONFrom reads null and values; absence never gets here.
func (o *Optional[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	o.Set = true
	if dec.PeekKind() == 'n' {
		o.Null = true
		return dec.SkipValue()
	}
	return jsonv2.UnmarshalDecode(dec, &o.Value)
}

// MarshalJSONTo writes what was read; clients in tests use it.
func (o Optional[T]) MarshalJSONTo(enc *jsontext.Encoder) error {
	if !o.Set || o.Null {
		return enc.WriteToken(jsontext.Null)
	}
	return jsonv2.MarshalEncode(enc, o.Value)
}

// Schema implements huma.SchemaProvider.
func (o Optional[T]) Schema(r huma.Registry) *huma.Schema {
	s := schemaOf[T](r)
	// huma does not know the type null inside oneOf and would let anything pass, so that
	// the document cannot say null beside a component: one is left out or given, never
	// cleared (checkNulls).
	s.Nullable = s.Ref == ""
	return s
}

func schemaOf[T any](r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[T](), true, "")
}

// Pointer gives nil for absent or null, else the value.
func (o Optional[T]) Pointer() *T {
	if !o.Set || o.Null {
		return nil
	}
	return &o.Value
}

// Maybe is a field of a partial update that may be left out but not cleared.
type Maybe[T any] struct {
	Set   bool
	Value T
}

// UnmarshalJSONFrom refuses null.
func (m *Maybe[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() == 'n' {
		return codeError("null")
	}
	m.Set = true
	return jsonv2.UnmarshalDecode(dec, &m.Value)
}

// MarshalJSONTo writes what was read.
func (m Maybe[T]) MarshalJSONTo(enc *jsontext.Encoder) error {
	if !m.Set {
		return enc.WriteToken(jsontext.Null)
	}
	return jsonv2.MarshalEncode(enc, m.Value)
}

// Schema implements huma.SchemaProvider.
func (m Maybe[T]) Schema(r huma.Registry) *huma.Schema { return schemaOf[T](r) }

// Pointer gives nil for absent, else the value.
func (m Maybe[T]) Pointer() *T {
	if !m.Set {
		return nil
	}
	return &m.Value
}

// Versioned is embedded in an output that has a version; set it with
// VersionTag.
type Versioned struct {
	ETag string `header:"ETag" doc:"Version of the resource, for If-Match and If-None-Match" example:"\"7\""`
}

// VersionTag gives the strong entity tag of a version. Details are what else the
// answer shows and a change of which makes no new version (counters, the
// caller's own part): they count for If-None-Match, not for If-Match.
func VersionTag(version int64, details ...int64) Versioned {
	tag := strconv.FormatInt(version, 10)
	for _, d := range details {
		tag += "." + strconv.FormatInt(d, 10)
	}
	return Versioned{ETag: `"` + tag + `"`}
}

// IfMatch is embedded in the input of a PUT or DELETE on a versioned resource.
type IfMatch struct {
	IfMatch MatchTag `header:"If-Match" doc:"ETag that the change is based on; another version is 412"`
}

// Expected gives the version that must still hold, or nil for any. A tag that
// is weak or not ours gives a version that no row has, so the service finds it
// stale.
func (m IfMatch) Expected() *int64 {
	if !m.IfMatch.set {
		return nil
	}
	return &m.IfMatch.version
}

// MatchTag reads one entity tag, or *.
type MatchTag struct {
	set     bool
	version int64
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (t *MatchTag) UnmarshalText(b []byte) error {
	s := strings.TrimSpace(string(b))
	if s == "*" {
		return nil
	}
	inner, ok := strings.CutPrefix(strings.TrimPrefix(s, "W/"), `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	if !ok || !closed || strings.Contains(inner, `"`) {
		return codeError("entity_tag")
	}
	t.set, t.version = true, -1
	inner, _, _ = strings.Cut(strings.TrimSuffix(inner, zipMark), ".")
	if v, err := strconv.ParseInt(inner, 10, 64); err == nil && !strings.HasPrefix(s, "W/") {
		t.version = v
	}
	return nil
}

// Schema implements huma.SchemaProvider.
func (MatchTag) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: "string", MaxLength: ptr(100), Examples: []any{`"7"`}}
}
