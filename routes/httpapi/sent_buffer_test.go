package httpapi

import (
	"bytes"
	"strings"
	"testing"

	"github.com/valyala/fasthttp"
)

// The buffer of one packed answer is that of the next, while the first may still wait to
// be sent.
func TestPackedAnswerKeepsItsBytes(t *testing.T) {
	var first, second fasthttp.Response
	first.SetBodyString(strings.Repeat("first ", 500))
	second.SetBodyString(strings.Repeat("second ", 500))
	pack(&first, `"1"`)
	sent := bytes.Clone(first.Body())
	pack(&second, "")
	if !bytes.Equal(first.Body(), sent) || bytes.Equal(first.Body(), second.Body()) {
		t.Error("the second answer was written over the first")
	}
	if string(first.Header.Peek("ETag")) != `"1-gz"` || len(second.Header.Peek("ETag")) != 0 {
		t.Error("tags", &first.Header, &second.Header)
	}
}
