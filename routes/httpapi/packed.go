package httpapi

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// packed is a text that never changes while the process runs, in each encoding
// that a client may take. It is compressed once, when it is first asked for.
type packed struct {
	contentType string
	caching     string
	encoded     func() map[string]encoding
}

type encoding struct {
	content []byte
	tag     string // strong, and another for each encoding (RFC 9110, 8.8.3)
}

// The levels at which a megabyte takes tenths of a second; the highest take
// seconds and save a few percent.
const (
	brotliLevel = 9
	gzipLevel   = 8
)

// Cache-Control of what is asked for again each time, by its tag, and of what
// has its content's hash in the address.
const (
	cacheAsk     = "no-cache"
	cacheForever = "public, max-age=31536000, immutable"
)

func newPacked(contentType, caching string, content func() []byte) *packed {
	return &packed{contentType: contentType, caching: caching, encoded: sync.OnceValue(func() map[string]encoding {
		plain := content()
		hash := contentHash(plain)
		return map[string]encoding{
			"":     {plain, `"` + hash + `"`},
			"br":   {fasthttp.AppendBrotliBytesLevel(nil, plain, brotliLevel), `"` + hash + `-br"`},
			"gzip": {fasthttp.AppendGzipBytesLevel(nil, plain, gzipLevel), `"` + hash + `-gz"`},
		}
	})}
}

// contentHash is short enough for an address and long enough to be unique.
func contentHash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6])
}

// send answers with the shortest encoding that the client takes, or with 304.
func (p *packed) send(c *fiber.Ctx, cl *call) error {
	h := &c.Response().Header
	name := encodingFor(string(c.Request().Header.Peek("Accept-Encoding")))
	e := p.encoded()[name]
	h.Add("Vary", "Accept-Encoding")
	h.Set("Cache-Control", p.caching)
	h.Set("ETag", e.tag)
	if cl.notModified(e.tag) != nil {
		c.Status(http.StatusNotModified)
		return nil //nolint:nilerr // the copy at hand still holds: an answer, and no fault
	}
	if name != "" {
		h.Set("Content-Encoding", name)
	}
	return sendBytes(c, p.contentType, e.content)
}

// encodingFor picks br, gzip or nothing (the text as it is) from an
// Accept-Encoding header. A weight of zero refuses an encoding.
func encodingFor(header string) string {
	takes := encodingsIn(header)
	for _, name := range []string{"br", "gzip"} {
		if takes[name] {
			return name
		}
	}
	return ""
}

// encodingsIn gives the encodings that an Accept-Encoding header takes and refuses.
func encodingsIn(header string) map[string]bool {
	takes := map[string]bool{}
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(part, ";")
		weight = strings.ReplaceAll(weight, " ", "")
		takes[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(weight, "q=0.") != "" || weight == ""
	}
	return takes
}
