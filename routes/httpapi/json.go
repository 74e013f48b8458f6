package httpapi

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// maxDepth and maxValues bound what a body may hold: a mebibyte of empty objects
// would be sixty of them in memory. The longest list of ours has 500 rows.
const (
	maxDepth  = 32
	maxValues = 20_000
)

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
		if err := json.Unmarshal(data, v, json.RejectUnknownMembers(true)); err != nil {
			return translateJSON(err)
		}
		if tree, first := v.(*any); first {
			hideSeparators(*tree)
		}
		return nil
	},
}

// huma joins the names of a path with dots and brackets, and loses its way when
// a name holds them. No schema of ours has such a name, so in the tree that is
// only validated they are swapped for control characters, and shown again by
// pointerOf.
var (
	hide = strings.NewReplacer(".", "\x01", "[", "\x02")
	show = strings.NewReplacer("\x01", ".", "\x02", "[")
)

func hideSeparators(tree any) {
	switch v := tree.(type) {
	case []any:
		for _, item := range v {
			hideSeparators(item)
		}
	case map[string]any:
		var odd []string
		for k, item := range v {
			hideSeparators(item)
			if strings.ContainsAny(k, ".[") {
				odd = append(odd, k)
			}
		}
		for _, k := range odd {
			v[hide.Replace(k)] = v[k]
			delete(v, k)
		}
	}
}

// scanJSON refuses what the decoder lets pass, before it makes anything of it:
// nesting beyond maxDepth, more than maxValues, and \u0000, which no text column
// should hold.
func scanJSON(b []byte) string {
	if !utf8.Valid(b) {
		return "encoding"
	}
	depth, values, inString := 0, 0, false
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
		case c == ',':
			if values++; values > maxValues {
				return "values"
			}
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
		code := "invalid"
		if semantic.Err != nil {
			code = codeOf(semantic.Err.Error())
		}
		return bodyError(code, string(semantic.JSONPointer))
	}
	return bodyError("invalid", "")
}

// codeOf finds the code of an error that a value type raised while reading its
// text.
func codeOf(text string) string {
	switch text {
	case "not an id":
		return "id"
	case "not an RFC 3339 instant", "year out of range":
		return "date_time"
	case "not a calendar day":
		return "date"
	}
	if _, known := words[text]; known {
		return text
	}
	return "invalid"
}

// bodyError travels through huma as text: a message that fieldOf understands.
func bodyError(code, pointer string) error {
	return errors.New(code + sep + sep + clip(pointer))
}
