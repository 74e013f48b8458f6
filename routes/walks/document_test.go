package walks_test

import (
	"strings"
	"testing"

	"xinjumin/app/apptest/contract"
)

// What a client developer reads: every operation says in one line what it does,
// in a sentence or two what one must know, where it belongs, and shows what to
// send.
func TestDocumentExplainsEveryOperation(t *testing.T) {
	doc := contract.Read(t)
	tags := map[string]string{}
	for _, tag := range doc.Tags {
		tags[tag.Name] = tag.Description
	}
	operations, bodies := 0, 0
	for path, methods := range doc.Paths {
		for method, op := range methods {
			operations++
			name := strings.ToUpper(method) + " " + path
			for _, fault := range faults(op, tags) {
				t.Errorf("%s: %s", name, fault)
			}
			body, ok := op.RequestBody.Content["application/json"]
			if !ok {
				continue
			}
			bodies++
			for field, s := range doc.Resolve(body.Schema).Properties {
				if !shows(doc, s) {
					t.Errorf("%s: the field %s has no example", name, field)
				}
			}
		}
	}
	if operations < 70 || bodies < 20 {
		t.Errorf("only %d operations and %d bodies were read", operations, bodies)
	}
}

func faults(o contract.Operation, tags map[string]string) []string {
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

// shows reports whether a reader sees what a value looks like.
func shows(d contract.Document, s contract.Schema) bool {
	switch {
	case len(s.Examples) > 0, len(s.Enum) > 0, s.Type == "boolean":
		return true
	case s.Items != nil:
		return shows(d, *s.Items)
	}
	fields := d.Resolve(s).Properties
	for _, f := range fields {
		if !shows(d, f) {
			return false
		}
	}
	return len(fields) > 0
}
