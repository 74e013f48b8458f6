package httpapi

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"xinjumin/models"
)

const schemaPrefix = "#/components/schemas/"

// registry keeps the schemas of the document. It is ours because models may not
// import huma, and huma's own registry cannot tell a pointer to an ID from an ID.
//
// Routes are built one at a time (API.later) while others already answer: what a build
// writes, schemas and types, belongs to the builds alone, and requests look into finished.
type registry struct {
	schemas  map[string]*huma.Schema
	types    map[string]reflect.Type
	fresh    []string // those of the present build
	finished sync.Map // the same schemas by name
}

func newRegistry() *registry {
	return &registry{schemas: map[string]*huma.Schema{}, types: map[string]reflect.Type{}}
}

// known gives the schema of a value type of models, codes included.
func known(t reflect.Type) *huma.Schema {
	switch t {
	case reflect.TypeFor[models.ID]():
		return &huma.Schema{Type: "string", Format: "uuid", Description: "Opaque id", MaxLength: ptr(36),
			Examples: []any{"01a20573-745f-709c-a0c1-d936d4b7f7c8"}}
	case reflect.TypeFor[models.Instant](), reflect.TypeFor[InstantParam]():
		return &huma.Schema{Type: "string", Format: "date-time",
			Description: "RFC 3339; answers are UTC with milliseconds", MaxLength: ptr(40),
			Examples: []any{"2026-12-15T11:00:00.000Z"}}
	case reflect.TypeFor[models.Day](), reflect.TypeFor[DayParam]():
		return &huma.Schema{Type: "string", Format: "date", Description: "Calendar day in Asia/Shanghai",
			MaxLength: ptr(10), Examples: []any{"2026-12-15"}}
	case reflect.TypeFor[models.RegionCode]():
		return &huma.Schema{Type: "string", Pattern: "^[0-9]{12}$",
			PatternDescription: "12位区划代码|a 12-digit division code", Description: "12-digit division code",
			Examples: []any{"330602005206"}}
	}
	return enumOf(t)
}

// enumOf gives the schema of a code of models: its values in their order, from
// the one place where they are written down; nil for what is no code. A field
// that takes only some of them, or none as well, says so by a tag of its own.
func enumOf(t reflect.Type) *huma.Schema {
	all, ok := t.MethodByName("All")
	if !ok || t.Kind() != reflect.String || all.Type.NumIn() != 1 {
		return nil
	}
	list := all.Func.Call([]reflect.Value{reflect.Zero(t)})[0]
	s := &huma.Schema{Type: "string", Extensions: map[string]any{codeMark: t.String()}}
	for i := range list.Len() {
		s.Enum = append(s.Enum, list.Index(i).String())
	}
	return s
}

func ptr[T any](v T) *T { return &v }

func deref(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// Schema implements huma.Registry: structs become components named by type.
func (r *registry) Schema(t reflect.Type, allowRef bool, hint string) *huma.Schema {
	base := deref(t)
	if s := known(base); s != nil {
		s.Nullable = t.Kind() == reflect.Pointer
		s.PrecomputeMessages()
		return s
	}
	if base.Kind() == reflect.Slice || base.Kind() == reflect.Array {
		t = base
	}
	if base.Kind() != reflect.Struct || providesSchema(base) {
		return huma.SchemaFromType(r, t)
	}
	name := huma.DefaultSchemaNamer(base, hint)
	if have, ok := r.types[name]; ok && have != base {
		if base.Name() != "" {
			panic(fmt.Sprintf("httpapi: two types want the schema name %s: %s and %s", name, have, base))
		}
		for i := 2; r.types[name] != nil && r.types[name] != base; i++ {
			name = huma.DefaultSchemaNamer(base, hint) + strconv.Itoa(i)
		}
	}
	if _, ok := r.types[name]; !ok && !r.adopt(base) {
		r.put(name, base, &huma.Schema{}) // stands in while the type refers to itself
		r.put(name, base, huma.SchemaFromType(r, base))
		orNull(base, r.schemas[name])
		docs := docsOf(base)
		explain(r.schemas[name], docs)
		all(base, docs)
	}
	if allowRef {
		return &huma.Schema{Ref: schemaPrefix + name}
	}
	return r.schemas[name]
}

// put keeps a schema under its name.
func (r *registry) put(name string, t reflect.Type, s *huma.Schema) {
	r.types[name], r.schemas[name] = t, s
	r.finished.Store(name, s)
	r.fresh = append(r.fresh, name)
}

// settle ends a build: what it made is tidied, offered to other APIs, and never written again.
func (r *registry) settle() {
	for _, name := range r.fresh {
		tidySchema(r.schemas[name])
	}
	r.publish(r.fresh)
	r.fresh = r.fresh[:0]
}

func providesSchema(t reflect.Type) bool {
	switch reflect.New(t).Interface().(type) {
	case huma.SchemaProvider, interface{ UnmarshalText([]byte) error }:
		return true
	}
	return t.PkgPath() == "time" || t.PkgPath() == "net/url"
}

// SchemaFromRef implements huma.Registry. Requests ask it, too.
func (r *registry) SchemaFromRef(ref string) *huma.Schema {
	if len(ref) < len(schemaPrefix) {
		return nil
	}
	if s, ok := r.finished.Load(ref[len(schemaPrefix):]); ok {
		return s.(*huma.Schema)
	}
	return nil
}

// resolve follows the references of a schema; nil stays nil.
func (r *registry) resolve(s *huma.Schema) *huma.Schema {
	for s != nil && s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	return s
}

// TypeFromRef implements huma.Registry.
func (r *registry) TypeFromRef(ref string) reflect.Type { return r.types[ref[len(schemaPrefix):]] }

// Map implements huma.Registry.
func (r *registry) Map() map[string]*huma.Schema { return r.schemas }

// RegisterTypeAlias implements huma.Registry; nothing here uses aliases.
func (r *registry) RegisterTypeAlias(t, _ reflect.Type) {
	panic("httpapi: no alias for " + t.String())
}

// MarshalJSON prints the components.
func (r *registry) MarshalJSON() ([]byte, error) { return json.Marshal(r.schemas) }
