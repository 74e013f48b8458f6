package httpapi

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"xinjumin/models"
)

// checkKept notes every text of a body that cannot be stored with all that can be seen
// in it, see models.Kept: a service would have to drop a character, and what is
// left may be another name. It stands here, before any field is known, so that
// no route can forget it. A route whose rows are judged one by one (Route.Judges)
// says where they are, and refuses the row instead.
func (cl *call) checkKept(body []byte) {
	if plainASCII(body) {
		return
	}
	d := jsontext.NewDecoder(bytes.NewReader(body))
	for len(cl.strange) < maxFields {
		token, err := d.ReadToken()
		if err != nil {
			return // the end, or broken; that is found when it is read
		}
		if token.Kind() != '"' || models.Kept(token.String()) {
			continue
		}
		pointer := string(d.StackPointer())
		if judge := cl.route.judges; judge == "" || !strings.HasPrefix(pointer, judge+"/") {
			cl.strange = append(cl.strange, field("body", clip(pointer), "character", ""))
		}
	}
}

// plainASCII reports a body in which nothing but ASCII stands, not even escaped.
func plainASCII(body []byte) bool {
	for _, c := range body {
		if c >= 0x80 {
			return false
		}
	}
	return !bytes.Contains(body, []byte(`\u`))
}
