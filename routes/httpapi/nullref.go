package httpapi

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// orNull lets the fields of a struct that point to other structs be null: huma knows null
// for plain values alone. A field that may be left out (omitempty, omitzero) belongs to a
// request and is either given or left out.
func orNull(t reflect.Type, s *huma.Schema) {
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := s.Properties[name]
		if f.Type.Kind() != reflect.Pointer || p == nil || p.Ref == "" || strings.Contains(options, "omit") {
			continue
		}
		s.Properties[name] = &huma.Schema{Description: p.Description,
			AnyOf: []*huma.Schema{{Ref: p.Ref}, {Enum: []any{nil}}}}
	}
}
