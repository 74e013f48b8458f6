package httpapi

import (
	"bytes"
	"fmt"
	"net/http"
	"reflect"
	"strconv"

	"github.com/go-json-experiment/json"

	"xinjumin/models"
)

// shape is how an output type becomes an answer. huma does the same for answers
// that are not stored; both read the same tags.
type shape struct {
	of        reflect.Type
	status    int // of the route
	headers   []headerField
	body      []int // index of Body, nil without one
	statusAt  []int // index of Status, nil without one
	etagIndex []int
	thingAt   []int      // the id of what is made, of a route that is once by its body
	names     shapeNames // where words stand beside ids
}

type headerField struct {
	name  string
	index []int
}

func shapeOf(t reflect.Type, status int) *shape {
	s := &shape{of: t, status: status, names: namesIn(t)}
	for _, f := range reflect.VisibleFields(t) {
		switch {
		case f.Anonymous || !f.IsExported():
		case f.Name == "Body":
			s.body = f.Index
		case f.Name == "Status":
			s.statusAt = f.Index
		case f.Tag.Get("header") != "" && !inside(f.Index, s.body):
			s.headers = append(s.headers, headerField{f.Tag.Get("header"), f.Index})
			if f.Tag.Get("header") == "ETag" {
				s.etagIndex = f.Index
			}
		}
	}
	if s.status == 0 {
		s.status = http.StatusNoContent
		if s.body != nil {
			s.status = http.StatusOK
		}
	}
	return s
}

func inside(index, parent []int) bool {
	return len(parent) > 0 && len(index) > len(parent) && reflect.DeepEqual(index[:len(parent)], parent)
}

func (s *shape) hasETag() bool { return s.etagIndex != nil }

func (s *shape) etag(out any) string {
	return reflect.ValueOf(out).Elem().FieldByIndex(s.etagIndex).String()
}

// render turns an output into bytes that can be kept and sent again.
func (s *shape) render(out any) (models.IdempotentAnswer, error) {
	answer := models.IdempotentAnswer{Status: s.status, Headers: map[string]string{}}
	v := reflect.ValueOf(out)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return answer, nil
	}
	v = v.Elem()
	for _, h := range s.headers {
		if text := headerText(v.FieldByIndex(h.index)); text != "" {
			answer.Headers[h.name] = text
		}
	}
	if s.statusAt != nil {
		answer.Status = int(v.FieldByIndex(s.statusAt).Int())
	}
	if s.body == nil {
		return answer, nil
	}
	var buf bytes.Buffer
	if err := json.MarshalWrite(&buf, v.FieldByIndex(s.body).Interface()); err != nil {
		return answer, fmt.Errorf("render answer: %w", err)
	}
	answer.Headers["Content-Type"] = "application/json"
	answer.Body = buf.Bytes()
	return answer, nil
}

func headerText(f reflect.Value) string {
	if s, ok := f.Interface().(fmt.Stringer); ok {
		return s.String()
	}
	switch f.Kind() {
	case reflect.String:
		return f.String()
	case reflect.Int, reflect.Int64:
		return strconv.FormatInt(f.Int(), 10)
	}
	return ""
}

// rawAnswer carries finished bytes through huma's error path, which is the one
// place where a handler may choose status, headers and body.
type rawAnswer struct {
	status      int
	header      http.Header
	contentType string
	body        []byte
}

// Error implements error.
func (r *rawAnswer) Error() string { return "answer " + strconv.Itoa(r.status) }

// GetStatus is how huma asks for the status.
func (r *rawAnswer) GetStatus() int { return r.status }

// GetHeaders is how huma asks for headers.
func (r *rawAnswer) GetHeaders() http.Header { return r.header }

// ContentType is how huma asks for the media type.
func (r *rawAnswer) ContentType(fallback string) string {
	if r.contentType == "" {
		return fallback
	}
	return r.contentType
}

func rawFrom(a *models.IdempotentAnswer, replayed bool) *rawAnswer {
	raw := &rawAnswer{status: a.Status, header: http.Header{}, contentType: a.Headers["Content-Type"], body: a.Body}
	for k, v := range a.Headers {
		if k != "Content-Type" {
			raw.header.Set(k, v)
		}
	}
	if replayed {
		raw.header.Set("Idempotency-Replayed", "true")
	}
	return raw
}

// notModified gives the 304 as an error when the client has what the tag names, or nil.
func (cl *call) notModified(etag string) error {
	tag := cl.held(etag)
	if tag == "" {
		return nil
	}
	return &rawAnswer{status: http.StatusNotModified, header: http.Header{"Etag": {tag}}}
}

// OrNull gives a code for an answer: null in the place of the empty text, which is no
// value of a code.
func OrNull[T ~string](v T) *T {
	if v == "" {
		return nil
	}
	return &v
}
