package httpapi

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

const maxDepth = 32

// jsonFormat reads strictly and writes compactly. huma reads each body twice,
// into any to validate and into the struct to use; both passes refuse duplicate
// names, broken UTF-8 and other cases of a name, or a value could slip past the
// validation.
var jsonFormat = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		if a, ok := v.(*rawAnswer); ok {
			_, err := w.Write(a.body)
			return err
		}
		return json.MarshalWrite(w, v)
	},
	Unmarshal: func(data []byte, v any) error {
		if _, first := v.(*any); first {
			if code := scanJSON(data); code != "" {
				return bodyError(code, "")
			}
		}
		err := json.Unmarshal(data, v, json.RejectUnknownMembers(true))
		if err == nil {
			return nil
		}
		return translateJSON(err)
	},
}

// scanJSON refuses what the decoder lets pass: nesting beyond maxDepth, and
// \u0000, which no text column should hold.
func scanJSON(b []byte) string {
	if !utf8.Valid(b) {
		return "encoding"
	}
	depth, inString := 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case inString && c == '\\':
			if bytes.HasPrefix(b[i:], []byte(`\u0000`)) {
				return "nul"
			}
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return "depth"
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return ""
}

// translateJSON keeps where and what of a decoding error, and drops the value.
func translateJSON(err error) error {
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		if errors.Is(err, jsontext.ErrDuplicateName) {
			return bodyError("duplicate_name", string(syntax.JSONPointer))
		}
		return bodyError("syntax", "")
	}
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		return bodyError("invalid", string(semantic.JSONPointer))
	}
	return bodyError("invalid", "")
}

// bodyError travels through huma as text: a message that fieldOf understands.
func bodyError(code, pointer string) error {
	return errors.New(code + sep + sep + clip(pointer))
}
