package httpapi

import (
	"reflect"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

// published keeps the finished schemas of named types for the whole process, so
// that a second API, of which tests build hundreds, does not derive the same
// schema again from the same type. What is in it is never written again: a
// schema is published when the route that asked for it is built, with everything it refers to.
var published = struct {
	sync.RWMutex
	byType map[reflect.Type]publication
}{byType: map[reflect.Type]publication{}}

// publication is a schema with all that it refers to, itself included, by name.
type publication map[string]component

type component struct {
	of     reflect.Type
	schema *huma.Schema
}

// adopt takes over the schema of a type, if another API of this process has
// published one and its names are free here.
func (r *registry) adopt(t reflect.Type) bool {
	published.RLock()
	p, ok := published.byType[t]
	published.RUnlock()
	if !ok {
		return false
	}
	for name, c := range p {
		if have, taken := r.types[name]; taken && have != c.of {
			return false
		}
	}
	for name, c := range p {
		if _, taken := r.types[name]; !taken {
			r.put(name, c.of, c.schema)
		}
	}
	return true
}

// publish offers finished schemas to other APIs of the process. A schema that refers
// to a struct without a name stays here: what that one is called depends on the
// operations around it.
func (r *registry) publish(names []string) {
	published.Lock()
	defer published.Unlock()
	for _, name := range names {
		t := r.types[name]
		if _, ok := published.byType[t]; ok {
			continue
		}
		if p := (publication{}); r.collect(t, p) {
			published.byType[t] = p
		}
	}
}

// collect puts a type and all that its schema refers to into p; false when one
// of them has no name.
func (r *registry) collect(t reflect.Type, p publication) bool {
	name := huma.DefaultSchemaNamer(t, "")
	if t.Name() == "" || r.types[name] != t {
		return false
	}
	if _, ok := p[name]; ok {
		return true
	}
	p[name] = component{of: t, schema: r.schemas[name]}
	return eachRef(r.schemas[name], func(ref string) bool {
		return r.collect(r.TypeFromRef(ref), p)
	})
}

// eachRef visits the references of a schema until visit says no.
func eachRef(s *huma.Schema, visit func(ref string) bool) bool {
	if s == nil {
		return true
	}
	if s.Ref != "" && !visit(s.Ref) {
		return false
	}
	below := []*huma.Schema{s.Items, s.Not}
	for _, p := range s.Properties {
		below = append(below, p)
	}
	for _, list := range [][]*huma.Schema{s.OneOf, s.AnyOf, s.AllOf} {
		below = append(below, list...)
	}
	if extra, ok := s.AdditionalProperties.(*huma.Schema); ok {
		below = append(below, extra)
	}
	for _, b := range below {
		if !eachRef(b, visit) {
			return false
		}
	}
	return true
}
