package httpapi

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Chinese is what an operation says of itself in the Chinese document. The
// English stands beside it in the same Route, so that whoever changes one sees
// the other.
type Chinese struct{ Summary, Description string }

// InChinese gives the Chinese texts of an operation.
func InChinese(summary, description string) Chinese {
	return Chinese{Summary: summary, Description: description}
}

// hasHan reports whether a text has a Chinese character.
func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// check panics when a text that the English has is missing in Chinese.
func (zh Chinese) check(r *Route) {
	if !hasHan(zh.Summary) || hasHan(zh.Description) != (r.Description != "") {
		panic("httpapi: route " + r.ID + " needs its texts in Chinese (ZH), as many as in English")
	}
}

// Words gives the Chinese of descriptions of fields and parameters, each behind
// its English text, for the Chinese document; what has none stays English there.
// It panics on a text that is no Chinese, and on a second Chinese text for the
// same English one.
func (a *API) Words(table [][2]string) {
	for _, pair := range table {
		en, zh := pair[0], pair[1]
		if have, ok := a.words[en]; !hasHan(zh) || ok && have != zh {
			panic("httpapi: the Chinese of \"" + en + "\" is none, or is another one elsewhere")
		}
		a.words[en] = zh
	}
}

// UnusedWords names the English texts of Words that the document has nowhere:
// they were changed there. The tests want none.
func (a *API) UnusedWords() []string {
	left := maps.Clone(a.words)
	used := func(en string) string {
		delete(left, en)
		return en
	}
	_ = translate(a.Document(), func(tree map[string]any) { eachWord(tree, "", used) })
	return slices.Sorted(maps.Keys(left))
}

// ChineseDocument gives the OpenAPI document with its summaries and
// descriptions in Chinese, as JSON; all else is as in Document. It closes
// registration.
func (a *API) ChineseDocument() []byte {
	a.seal()
	return a.chinese()
}

// writeChinese makes the Chinese document out of the English one; it is called
// once, on demand.
func (a *API) writeChinese() []byte {
	english := a.document()
	enums := map[string]string{}
	for _, e := range a.enums {
		enums[e.en] = e.zh
	}
	return translate(english, func(tree map[string]any) {
		eachWord(tree, "", func(en string) string {
			for _, table := range []map[string]string{a.words, pipelineWords, enums} {
				if zh, ok := table[en]; ok {
					return zh
				}
			}
			return en
		})
		tree["info"].(map[string]any)["description"] = aboutZH
		tags, _ := tree["tags"].([]any)
		for _, t := range tags {
			tag := t.(map[string]any)
			tag["description"] = a.tags[tag["name"].(string)]
		}
		paths := tree["paths"].(map[string]any)
		for _, rt := range a.routes {
			if rt.op != nil {
				op := paths[rt.row.Path].(map[string]any)[strings.ToLower(rt.row.Method)].(map[string]any)
				op["summary"], op["description"] = rt.zh.Summary, rt.zh.Description
				if rt.zh.Description == "" {
					delete(op, "description")
				}
			}
		}
	})
}

// translate decodes a document, lets change rewrite it, and encodes it again.
// Numbers stay as they are written.
func translate(document []byte, change func(tree map[string]any)) []byte {
	dec := json.NewDecoder(bytes.NewReader(document))
	dec.UseNumber()
	var tree map[string]any
	err := dec.Decode(&tree)
	if err != nil {
		panic("httpapi: the document cannot be read: " + err.Error())
	}
	change(tree)
	out, err := json.Marshal(tree)
	if err != nil {
		panic("httpapi: the document cannot be written: " + err.Error())
	}
	return out
}

// What stands below these names is data, not words about it.
var notWords = map[string]bool{"example": true, "examples": true, "default": true, "enum": true, "x-policy": true,
	"x-once": true, "x-problems": true}

// eachWord gives every description below a node to say and puts its answer in
// its place. A property that is called description is a schema, not a text.
func eachWord(node any, name string, say func(en string) string) {
	switch n := node.(type) {
	case []any:
		for _, below := range n {
			eachWord(below, name, say)
		}
	case map[string]any:
		for key, below := range n {
			text, isText := below.(string)
			switch {
			case isText && key == "description":
				n[key] = say(text)
			case !notWords[key] || name == "properties":
				eachWord(below, key, say)
			}
		}
	}
}
