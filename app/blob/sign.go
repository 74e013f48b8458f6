package blob

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"
)

// signature is AWS Signature Version 4 with headers, as the S3 protocol wants
// it; the published examples are in the test.
type signature struct {
	accessKey, secretKey, region string
}

const (
	algorithm = "AWS4-HMAC-SHA256"
	service   = "s3"
	longDate  = "20060102T150405Z"
	// unsigned stands for the hash of a body. The transport protects it, and our
	// bodies carry their own proof.
	unsigned = "UNSIGNED-PAYLOAD"
)

// sign adds date, hash and Authorization. The URL must have its final form.
func (s signature) sign(req *http.Request, payloadHash string, now time.Time) {
	stamp := now.UTC().Format(longDate)
	req.Header.Set("X-Amz-Date", stamp)
	req.Header.Set("X-Amz-Content-Sha256", payloadHash)
	names, headers := canonicalHeaders(req)
	canonical := strings.Join([]string{req.Method, uriEncode(req.URL.Path, false), canonicalQuery(req), headers, names,
		payloadHash}, "\n")
	scope := strings.Join([]string{stamp[:8], s.region, service, "aws4_request"}, "/")
	sum := sha256.Sum256([]byte(canonical))
	text := strings.Join([]string{algorithm, stamp, scope, hex.EncodeToString(sum[:])}, "\n")
	key := []byte("AWS4" + s.secretKey)
	for _, part := range []string{stamp[:8], s.region, service, "aws4_request", text} {
		key = mac(key, part)
	}
	req.Header.Set("Authorization", algorithm+" Credential="+s.accessKey+"/"+scope+",SignedHeaders="+names+
		",Signature="+hex.EncodeToString(key))
}

func mac(key []byte, text string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(text))
	return m.Sum(nil)
}

// canonicalHeaders signs the host and every header that is set, but not those
// that a transport may change.
func canonicalHeaders(req *http.Request) (names, lines string) {
	values := map[string]string{"host": req.URL.Host}
	for name, v := range req.Header {
		switch name = strings.ToLower(name); name {
		case "authorization", "user-agent", "content-length", "accept-encoding":
		default:
			values[name] = strings.Join(strings.Fields(strings.Join(v, ",")), " ")
		}
	}
	all := make([]string, 0, len(values))
	for name := range values {
		all = append(all, name)
	}
	slices.Sort(all)
	var b strings.Builder
	for _, name := range all {
		b.WriteString(name + ":" + values[name] + "\n")
	}
	return strings.Join(all, ";"), b.String()
}

func canonicalQuery(req *http.Request) string {
	var parts []string
	for name, values := range req.URL.Query() {
		for _, v := range values {
			parts = append(parts, uriEncode(name, true)+"="+uriEncode(v, true))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, "&")
}

// uriEncode is the encoding that the protocol prescribes, byte by byte.
func uriEncode(s string, slash bool) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~", c) >= 0,
			c == '/' && !slash:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	if b.Len() == 0 && !slash {
		return "/"
	}
	return b.String()
}
