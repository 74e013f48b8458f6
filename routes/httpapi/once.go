package httpapi

import (
	"encoding/hex"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"xinjumin/models"
)

// Once says why the same POST sent twice, as by a finger that taps twice, makes one
// thing. Every route that creates something (status 201) declares one; of the other
// POSTs, which move the state of one thing, the state is the judge unless they declare
// another. It is printed in the document as x-once, and the tests walk it.
type Once struct {
	by     string // key, same_body, state, not
	en, zh string
	until  []string // of same_body: the operations after which it is a new thing
}

// OnceByKey is for a route whose second effect a unique key or a rule of the database
// refuses, or turns into the first one. The sentence says which, in English and in
// Chinese; both stand in the document.
func OnceByKey(en, zh string) Once { return Once{by: "key", en: en, zh: zh} }

// OnceBySameBody is for a route without such a key: the same body by the same person on
// the same path gives the first answer again for models.SameBodyLife, unless the client
// sends an Idempotency-Key of its own. until names the operations that take the thing
// back or change it, after which the same body makes a new one; their services forget
// the answer in the transaction of the act (store.Tx.Forget). The output needs an id.
func OnceBySameBody(until ...string) Once { return Once{by: "same_body", until: until} }

// NotOnce is for a route that may do it twice, and says why in English and in Chinese.
func NotOnce(en, zh string) Once { return Once{by: "not", en: en, zh: zh} }

// By gives key, same_body, state or not; empty for what is no POST.
func (o Once) By() string { return o.by }

// Until gives the operations after which the same body makes a new thing.
func (o Once) Until() []string { return slices.Clone(o.until) }

// onceOf checks what a route declares and fills in what goes without saying.
func (r *Route) onceOf(method string) Once {
	o := r.Once
	switch {
	case method != http.MethodPost && o.by != "":
		panic("httpapi: " + r.ID + " is no POST, and nothing is made twice")
	case method != http.MethodPost:
		return o
	case o.by == "" && r.Status == http.StatusCreated:
		panic("httpapi: " + r.ID + " creates something and does not say why two taps make one (Once)")
	case o.by == "":
		return Once{by: "state"}
	case o.by == "same_body" && r.NoIdempotency:
		panic("httpapi: " + r.ID + " keeps no answer that it could give again")
	case o.by != "same_body" && (o.en == "" || !hasHan(o.zh)):
		panic("httpapi: " + r.ID + " says why two taps make one in English and in Chinese")
	}
	return o
}

// document prints the rule into an operation: for programs as x-once, for people as a
// sentence.
func (o Once) document(rt *route) {
	doc := map[string]any{"by": o.by}
	en, zh := o.en, o.zh
	if o.by == "same_body" {
		minutes := int(models.SameBodyLife.Minutes())
		doc["seconds"], doc["until"] = int(models.SameBodyLife.Seconds()), append([]string{}, o.until...)
		en = fmt.Sprintf("Within %d minutes, the same body by the same person on the same path gives the first answer "+
			"again (Idempotency-Replayed: true) and makes nothing new. Whoever wants two alike waits, "+
			"changes a word, or sends an Idempotency-Key of their own each time.", minutes)
		zh = fmt.Sprintf(againZH, minutes)
		if len(o.until) > 0 {
			en += " After " + strings.Join(o.until, ", ") + " it is new."
			zh += fmt.Sprintf(untilZH, strings.Join(o.until, "、"))
		}
	}
	if o.by == "" {
		return
	}
	rt.op.Extensions["x-once"] = doc
	if en != "" {
		rt.op.Description = strings.TrimSpace(rt.op.Description + "\n\nSent twice: " + en)
		rt.zh.Description = strings.TrimSpace(rt.zh.Description + "\n\n" + onceZH + zh)
	}
}

// checkUntil wants every operation that ends a rule to be one.
func (a *API) checkUntil() {
	known := map[string]bool{}
	for _, rt := range a.routes {
		known[rt.row.ID] = rt.row.Class == "api"
	}
	for _, rt := range a.routes {
		for _, id := range rt.row.Once.until {
			if !known[id] {
				panic("httpapi: " + rt.row.ID + " is once until " + id + ", which is no operation")
			}
		}
	}
}

// sameBody is the reserved key of a body. No client can send it: it has a blank, which
// the gate of the header refuses (visible).
func sameBody(mark [32]byte) string { return "same body " + hex.EncodeToString(mark[:]) }

// idIndex finds the id in the body of an output, by which a remembered answer is
// forgotten when the thing is taken back.
func idIndex(id string, out reflect.Type, body []int) []int {
	if body != nil {
		if t := out.FieldByIndex(body).Type; t.Kind() == reflect.Struct {
			f, ok := t.FieldByName("ID")
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); ok && name == "id" &&
				f.Type == reflect.TypeFor[models.ID]() {
				return append(slices.Clone(body), f.Index...)
			}
		}
	}
	panic("httpapi: " + id + " is once by its body, and its answer has no id of what was made")
}

// thing reads the id of what an output is about; the zero id when there is none.
func (s *shape) thing(out any) models.ID {
	v := reflect.ValueOf(out)
	if s.thingAt == nil || v.Kind() != reflect.Pointer || v.IsNil() {
		return models.ID{}
	}
	id, _ := v.Elem().FieldByIndex(s.thingAt).Interface().(models.ID)
	return id
}
