package walks_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// What a client developer reads: every operation says in one line what it does,
// in a sentence or two what one must know, where it belongs, and shows what to
// send.
func TestDocumentExplainsEveryOperation(t *testing.T) {
	doc := readDocument(t)
	tags := map[string]string{}
	for _, tag := range doc.Tags {
		tags[tag.Name] = tag.Description
	}
	operations, bodies := 0, 0
	for path, methods := range doc.Paths {
		for method, op := range methods {
			operations++
			name := strings.ToUpper(method) + " " + path
			for _, fault := range op.faults(tags) {
				t.Errorf("%s: %s", name, fault)
			}
			body, ok := op.RequestBody.Content["application/json"]
			if !ok {
				continue
			}
			bodies++
			for field, s := range doc.resolve(body.Schema).Properties {
				if !doc.shows(s) {
					t.Errorf("%s: the field %s has no example", name, field)
				}
			}
		}
	}
	if operations < 70 || bodies < 20 {
		t.Errorf("only %d operations and %d bodies were read", operations, bodies)
	}
}

type document struct {
	Tags       []struct{ Name, Description string }
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]schema }
}

type operation struct {
	OperationID, Summary, Description string
	Tags                              []string
	Parameters                        []struct {
		Name, In, Description string
		Schema                schema
	}
	RequestBody struct {
		Content map[string]struct{ Schema schema }
	}
	Responses map[string]struct {
		Content map[string]struct{ Schema schema }
	}
}

type schema struct {
	Ref        string `json:"$ref"`
	Type       any
	Examples   []any
	Enum       []any
	Format     string
	Pattern    string
	MinLength  int
	MinItems   int
	OneOf      []any
	AnyOf      []schema
	Items      *schema
	Properties map[string]schema
	Required   []string
}

// readDocument reads the document that the server writes.
func readDocument(t *testing.T) document {
	t.Helper()
	var doc document
	if err := json.Unmarshal(plainDocument(t), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func (o operation) faults(tags map[string]string) []string {
	var faults []string
	own, _, _ := strings.Cut(o.Description, "Refusals:")
	own = strings.TrimSpace(own)
	switch {
	case o.Summary == "" || strings.HasSuffix(o.Summary, ".") || len(o.Summary) > 80:
		faults = append(faults, "the summary is no short line without a period: "+o.Summary)
	case own == "" || !strings.HasSuffix(own, "."):
		faults = append(faults, "the description says nothing in a sentence: "+own)
	case o.OperationID == "":
		faults = append(faults, "no operationId")
	case len(o.Tags) != 1 || tags[o.Tags[0]] == "":
		faults = append(faults, "wants one tag that is described")
	}
	for _, p := range o.Parameters {
		if p.Description == "" {
			faults = append(faults, "the parameter "+p.Name+" is not described")
		}
	}
	return faults
}

func (d document) resolve(s schema) schema {
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		return d.Components.Schemas[name]
	}
	return s
}

// shows reports whether a reader sees what a value looks like.
func (d document) shows(s schema) bool {
	switch {
	case len(s.Examples) > 0, len(s.Enum) > 0, s.Type == "boolean":
		return true
	case s.Items != nil:
		return d.shows(*s.Items)
	}
	fields := d.resolve(s).Properties
	for _, f := range fields {
		if !d.shows(f) {
			return false
		}
	}
	return len(fields) > 0
}
