package httpapi

import (
	"maps"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
)

// Documented is a DTO, an input or an output some of whose fields need more
// words than a struct tag has room for: a tag cannot be broken into lines. The
// keys are names on the wire; the descriptions stand in the document as those of
// doc tags do.
type Documented interface{ Docs() map[string]string }

// docsOf gives the descriptions of a type and of the structs that it embeds.
func docsOf(t reflect.Type) map[string]string {
	docs := map[string]string{}
	if t.Kind() != reflect.Struct {
		return docs
	}
	for f := range t.Fields() {
		if f.Anonymous {
			maps.Copy(docs, docsOf(deref(f.Type)))
		}
	}
	if d, ok := reflect.Zero(t).Interface().(Documented); ok {
		maps.Copy(docs, d.Docs())
	}
	return docs
}

// explain puts descriptions on the properties of a schema and drops those that
// it has used.
func explain(s *huma.Schema, docs map[string]string) {
	for name, words := range docs {
		if p := s.Properties[name]; p != nil {
			if p.Description != words { // a published schema has it, and is not written again
				p.Description = words
			}
			delete(docs, name)
		}
	}
}

// all panics when a description is left over: it is of something that the type
// does not have, which is a slip of the pen.
func all(t reflect.Type, left map[string]string) {
	for name := range left {
		panic("httpapi: " + t.String() + " describes " + name + ", which it does not have")
	}
}

// explainCall puts the descriptions of an input on the parameters and the
// request of an operation, and those of an output on its answer.
func (a *API) explainCall(rt *route, in, out reflect.Type) {
	asked, answered := docsOf(in), docsOf(out)
	if len(asked)+len(answered) == 0 {
		return
	}
	item := a.huma.OpenAPI().Paths[rt.row.Path]
	op := map[string]*huma.Operation{
		http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodDelete: item.Delete,
	}[rt.row.Method]
	for _, p := range op.Parameters {
		if words, ok := asked[p.Name]; ok {
			p.Description, p.Schema.Description = words, words
			delete(asked, p.Name)
		}
	}
	if op.RequestBody != nil {
		a.explainContent(op.RequestBody.Content, asked)
	}
	for _, res := range op.Responses {
		a.explainContent(res.Content, answered)
	}
	all(in, asked)
	all(out, answered)
}

// explainContent leaves a named type alone: other routes share it, and its words are its own
// (Docs of the type). all finds what nobody took.
func (a *API) explainContent(content map[string]*huma.MediaType, docs map[string]string) {
	for _, media := range content {
		if ref := media.Schema.Ref; ref != "" && a.reg.TypeFromRef(ref).Name() != "" {
			continue
		}
		if s := a.reg.resolve(media.Schema); s != nil {
			explain(s, docs)
		}
	}
}
