package people

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

// CodeEntry is one code with its words.
type CodeEntry struct {
	Code   string `json:"code" maxLength:"32" example:"71"`
	Text   string `json:"text" maxLength:"40" example:"初中"`
	TextEN string `json:"text_en" maxLength:"100" example:"Middle school"`
}

// CodeList is a list that people choose from.
type CodeList struct {
	Key      string      `json:"key" maxLength:"32" example:"education"`
	Standard string      `json:"standard" maxLength:"32" doc:"National standard; empty for a list of our own" example:"GB/T 4658-2006"`
	Title    string      `json:"title" maxLength:"20" example:"文化程度"`
	TitleEN  string      `json:"title_en" maxLength:"40" example:"Education"`
	Entries  []CodeEntry `json:"entries" maxItems:"200"`
}

type codesOut struct {
	httpapi.Versioned
	Body struct {
		Items []CodeList `json:"items" maxItems:"200"`
	}
}

type codeListOut struct {
	httpapi.Versioned
	Body CodeList
}

type readCodesIn struct {
	List string `path:"list" maxLength:"64" doc:"Key of the list" example:"education"`
}

// Codes registers the lists of codes for pickers: those that people choose from, and
// every enumeration of the contract with its words.
func Codes(api *httpapi.API, lists []models.CodeList) {
	const tag = "codes"
	api.Tag(tag, "Codes", "代码表")
	everybody := httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}
	all := &codesOut{}
	one := map[string]*codeListOut{}
	for _, l := range lists {
		list := codeListDTO(l)
		all.Body.Items = append(all.Body.Items, list)
		one[l.Key] = &codeListOut{Versioned: contentTag(list), Body: list}
	}
	all.Versioned = contentTag(all.Body)
	httpapi.Get(api, httpapi.Route{
		ID:      "listCodes",
		Path:    "/codes",
		Tag:     tag,
		Summary: "Read every list of codes",
		Policy:  everybody,
		Description: "With plain words in Chinese and English. The ETag changes only when a list does, so " +
			"that clients may keep them.",
		ZH: httpapi.InChinese("读取全部代码表", "附通俗的中文和英文说明。代码表变化时 ETag 才变化，客户端可以保存使用。"),
	}, func(context.Context, models.Actor, *httpapi.None) (*codesOut, error) { return all, nil })
	httpapi.Get(api, httpapi.Route{
		ID:          "readCodes",
		Path:        "/codes/{list}",
		Tag:         tag,
		Summary:     "Read one list of codes",
		Policy:      everybody,
		Description: "Codes are never reused and never taken away.",
		ZH:          httpapi.InChinese("读取一张代码表", "代码不会重复使用，也不会取消。"),
	}, func(_ context.Context, _ models.Actor, in *readCodesIn) (*codeListOut, error) {
		if list, ok := one[in.List]; ok {
			return list, nil
		}
		return nil, models.ErrNotFound
	})
}

// contentTag is the entity tag of something that has no version.
func contentTag(v any) httpapi.Versioned {
	sum := sha256.Sum256(fmt.Append(nil, v))
	return httpapi.Versioned{ETag: `"` + hex.EncodeToString(sum[:8]) + `"`}
}

func codeListDTO(l models.CodeList) CodeList {
	out := CodeList{Key: l.Key, Standard: l.Standard, Title: l.ZH, TitleEN: l.EN,
		Entries: make([]CodeEntry, len(l.Entries))}
	for i, e := range l.Entries {
		out.Entries[i] = CodeEntry{Code: e.Code, Text: e.ZH, TextEN: e.EN}
	}
	return out
}
