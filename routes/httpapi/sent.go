package httpapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/valyala/fasthttp"
)

// What a read becomes on its way out, after the answer is made and checked: lists that
// everybody may read get a tag, and what is long is packed for a client that takes gzip.

const (
	// packFrom is how long a body is, in bytes, before packing it is worth the work: a
	// shorter one fits into one packet as it is.
	packFrom = 1 << 10
	// answerLevel of gzip: the higher ones cost several times as much and save some tenth.
	answerLevel = fasthttp.CompressBestSpeed
	// zipMark ends the tag of a packed answer: another text on the wire is another tag.
	zipMark = "-gz"
)

// tagsAnswer reports whether the tag of a route is made from the answer: of each public
// read that has no version of its own. A secret gets none, not even a hash of it.
func (rt *route) tagsAnswer(out *shape) bool {
	return rt.row.Method == http.MethodGet && rt.row.Policy.Audience.kind == "public" &&
		out.status == http.StatusOK && out.body != nil && !out.hasETag() && !rt.row.Secret
}

// packsAnswer reports whether a route packs its answers. Acts do not, because the answer
// to one may hold what was sent beside what was not (BREACH), and a read does not when
// it hands out a secret, see Route.Secret.
func (rt *route) packsAnswer(out *shape) bool {
	return rt.row.Method == http.MethodGet && out.status == http.StatusOK && out.body != nil && !rt.row.Secret
}

// documentTag prints into the document that the answer has a tag, and that it is compared.
func (rt *route) documentTag() {
	if !rt.row.Tagged {
		return
	}
	rt.op.Responses["200"].Headers = map[string]*huma.Param{
		"ETag": {Description: "Another one for another answer, for If-None-Match", Schema: &huma.Schema{
			Type: "string", Examples: []any{`"9f2c4e51a07b"`}}}}
}

// polish tags and packs what is about to be sent.
func (cl *call) polish() {
	row, res := &cl.route.row, cl.fc.Response()
	if !row.Tagged && !row.Packed {
		return
	}
	if row.Packed {
		res.Header.Add("Vary", "Accept-Encoding")
	}
	if res.StatusCode() != http.StatusOK || res.IsBodyStream() {
		return
	}
	etag := string(res.Header.Peek("ETag"))
	if row.Tagged {
		etag = tagOf(res.Body())
		res.Header.Set("ETag", etag)
		if tag := cl.held(etag); tag != "" {
			res.ResetBody()
			res.Header.SetContentType("")
			res.Header.Set("ETag", tag)
			res.SetStatusCode(http.StatusNotModified)
			return
		}
	}
	if row.Packed && len(res.Body()) > packFrom && encodingsIn(string(cl.fc.Request().Header.Peek("Accept-Encoding")))["gzip"] {
		pack(res, etag)
	}
}

// tagOf gives the strong tag of a body: the language and the person are in it.
func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}

// zipTag gives the tag of the same answer when it is packed.
func zipTag(etag string) string { return strings.TrimSuffix(etag, `"`) + zipMark + `"` }

var packBuffers = sync.Pool{New: func() any { return new([]byte) }}

// pack puts the packed body in the place of the plain one. fasthttp drops the work in
// silence when too much waits for it, and then the answer goes as it is. The server owns
// its buffer and the pool owns ours, so the bytes are copied between them.
func pack(res *fasthttp.Response, etag string) {
	buf := packBuffers.Get().(*[]byte)
	defer packBuffers.Put(buf)
	*buf = fasthttp.AppendGzipBytesLevel((*buf)[:0], res.Body(), answerLevel)
	if len(*buf) == 0 || len(*buf) >= len(res.Body()) {
		return
	}
	res.SetBody(*buf)
	res.Header.Set("Content-Encoding", "gzip")
	if etag != "" {
		res.Header.Set("ETag", zipTag(etag))
	}
}

// held gives the tag by which the client has the answer already, plain or packed, or "".
// Tags are compared weakly, as RFC 9110 wants.
func (cl *call) held(etag string) string {
	header := cl.fc.Request().Header.Peek("If-None-Match")
	if len(header) == 0 || etag == "" {
		return ""
	}
	bare := strings.TrimPrefix(etag, "W/")
	for part := range bytes.SplitSeq(header, []byte(",")) {
		switch tag := strings.TrimPrefix(string(bytes.TrimSpace(part)), "W/"); tag {
		case "*", bare:
			return etag
		case zipTag(bare):
			return tag
		}
	}
	return ""
}
