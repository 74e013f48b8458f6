package httpapi

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"xinjumin/models"
)

// guard refuses what no route wants: compressed bodies, which have no bound
// once inflated, and addresses that decode to broken UTF-8 or NUL.
func (cl *call) guard() error {
	req := cl.fc.Request()
	if len(req.Header.ContentEncoding()) > 0 {
		return errMediaType
	}
	if !cleanText(req.URI().Path()) {
		return errMalformed
	}
	for k, v := range req.URI().QueryArgs().All() {
		if !cleanText(k) || !cleanText(v) {
			return errMalformed
		}
	}
	return nil
}

func cleanText(b []byte) bool { return bytes.IndexByte(b, 0) < 0 && utf8.Valid(b) }

// checkQuery notes unknown parameters, empty ones, and second values: which one would win is
// nobody's business to guess. They are refused together with what validation
// finds, so that a client learns of everything at once.
func (cl *call) checkQuery() {
	args := cl.fc.Request().URI().QueryArgs()
	if args.Len() == 0 {
		return
	}
	seen := make(map[string]bool, args.Len())
	for k, v := range args.All() {
		p, known := cl.route.query[string(k)]
		switch {
		case !known:
			cl.strange = append(cl.strange, field("query", clip(string(k)), "unknown_field", ""))
		case seen[string(k)] && !p.several:
			cl.strange = append(cl.strange, field("query", clip(string(k)), "repeated", ""))
		case len(v) == 0 && !p.blank:
			cl.strange = append(cl.strange, field("query", clip(string(k)), "empty", ""))
		}
		seen[string(k)] = true
	}
}

// checkBody looks at size and media type; content is checked when it is read.
func (cl *call) checkBody() error {
	body := cl.fc.Request().Body()
	if limit := cl.route.bodyLimit; limit > 0 && len(body) > limit {
		return errTooLarge
	}
	if cl.route.rawBody || len(body) == 0 {
		return nil
	}
	if !isJSON(cl.fc.Request().Header.ContentType()) {
		return errMediaType
	}
	if cl.route.hasBody {
		cl.checkNulls(body)
		cl.checkKept(body)
		return nil
	}
	// Mini-programs send {} when there is nothing to say.
	v := jsontext.Value(bytes.Clone(body))
	if code := scanJSON(body); code != "" || v.Compact() != nil {
		return errMalformed
	}
	if string(v) != "{}" {
		return models.ErrInvalid.With(field("body", "", "unknown_field", ""))
	}
	return nil
}

// isJSON takes application/json, with no charset but UTF-8.
func isJSON(contentType []byte) bool {
	if string(contentType) == "application/json" {
		return true
	}
	mt, params, err := mime.ParseMediaType(string(contentType))
	if err != nil || mt != "application/json" {
		return false
	}
	charset, has := params["charset"]
	return !has || strings.EqualFold(charset, "utf-8")
}
