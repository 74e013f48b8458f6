package httpapi

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// Examples sets an answer of each operation, for the document: a JSON object of bodies by
// operation id. It is read when the document is asked for, not before.
func (a *API) Examples(bodies []byte) { a.examples = bodies }

// answerOf gives what a success of the route is in the document; nil when it has no JSON.
func (rt *route) answerOf() *huma.MediaType {
	if rt.op == nil {
		return nil
	}
	success := rt.op.Responses[strconv.Itoa(rt.row.Status)]
	if success == nil {
		return nil
	}
	return success.Content["application/json"]
}

// showExamples puts the examples into the document.
func (a *API) showExamples() {
	if len(a.examples) == 0 {
		return
	}
	var bodies map[string]json.RawMessage
	if err := json.Unmarshal(a.examples, &bodies); err != nil {
		panic("httpapi: the examples cannot be read: " + err.Error())
	}
	for _, rt := range a.routes {
		if media := rt.answerOf(); media != nil && bodies[rt.row.ID] != nil {
			media.Example = bodies[rt.row.ID]
		}
	}
}

// Answers lists the operations whose success has a JSON body, in the order of registration.
func (a *API) Answers() []string {
	a.buildAll()
	var ids []string
	for _, rt := range a.routes {
		if rt.answerOf() != nil {
			ids = append(ids, rt.row.ID)
		}
	}
	return ids
}

// CheckExamples compares the examples with the operations, as every answer of a test is
// compared: one for each success with a JSON body, that its schema allows, and no other.
func (a *API) CheckExamples() []error {
	a.seal()
	a.buildAll()
	var bodies map[string]any
	if err := json.Unmarshal(a.examples, &bodies); err != nil {
		return []error{err}
	}
	var faults []error
	for _, rt := range a.routes {
		media := rt.answerOf()
		if media == nil {
			continue
		}
		body, has := bodies[rt.row.ID]
		if !has {
			faults = append(faults, fmt.Errorf("%s has no example", rt.row.ID))
			continue
		}
		delete(bodies, rt.row.ID)
		if err := a.fits(media.Schema, body); err != nil {
			faults = append(faults, fmt.Errorf("example of %s: %w", rt.row.ID, err))
		}
	}
	for id := range bodies {
		faults = append(faults, fmt.Errorf("%s has an example, and no answer", id))
	}
	return faults
}
