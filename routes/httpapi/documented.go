package httpapi

import (
	"maps"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
)

// Documented is a DTO or an input some of whose fields need more words than a
// struct tag has room for: a tag cannot be broken into lines. The keys are names
// on the wire; the descriptions stand in the document as those of doc tags do.
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
	if s == nil {
		return
	}
	for name, words := range docs {
		if p := s.Properties[name]; p != nil {
			p.Description = words
			delete(docs, name)
		}
	}
}

// explainInput does so for the parameters and the body of an operation. A
// description of something that is not there is a slip of the pen.
func (a *API) explainInput(method, path string, in reflect.Type) {
	docs := docsOf(in)
	if len(docs) == 0 {
		return
	}
	item := a.huma.OpenAPI().Paths[path]
	op := map[string]*huma.Operation{
		http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodDelete: item.Delete,
	}[method]
	for _, p := range op.Parameters {
		if words, ok := docs[p.Name]; ok {
			p.Description, p.Schema.Description = words, words
			delete(docs, p.Name)
		}
	}
	if op.RequestBody != nil {
		for _, media := range op.RequestBody.Content {
			s := media.Schema
			if s.Ref != "" {
				s = a.reg.SchemaFromRef(s.Ref)
			}
			explain(s, docs)
		}
	}
	for name := range docs {
		panic("httpapi: " + in.String() + " describes " + name + ", which it does not have")
	}
}
