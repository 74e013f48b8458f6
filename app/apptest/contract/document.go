package contract

import (
	"encoding/json"
	"strings"
	"testing"
)

// Document is what the tests read of the document.
type Document struct {
	Tags       []struct{ Name, Description string }
	Paths      map[string]map[string]Operation
	Components struct{ Schemas map[string]Schema }
}

// Operation is one method of one path.
type Operation struct {
	OperationID, Summary, Description string
	Tags                              []string
	Parameters                        []struct {
		Name, In, Description string
		Schema                Schema
	}
	RequestBody struct {
		Content map[string]struct{ Schema Schema }
	}
	Responses map[string]struct {
		Content map[string]struct{ Schema Schema }
	}
}

// Schema is the shape of a value; one with a Ref is read with Resolve.
type Schema struct {
	Ref        string `json:"$ref"`
	Type       any
	Examples   []any
	Enum       []any
	Format     string
	Pattern    string
	MinLength  int
	MinItems   int
	OneOf      []any
	AnyOf      []Schema
	Items      *Schema
	Properties map[string]Schema
	Required   []string
}

// Read reads the document that the server writes, without the references that
// only save room.
func Read(t *testing.T) Document {
	t.Helper()
	var doc Document
	if err := json.Unmarshal(Plain(t), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// Resolve gives the struct that a schema refers to, or the schema itself.
func (d Document) Resolve(s Schema) Schema {
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		return d.Components.Schemas[name]
	}
	return s
}
