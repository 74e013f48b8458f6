package notifications

import (
	"maps"
	"slices"
	"strings"

	"xinjumin/models"
)

// Lang is a language people read. Anything but English is Chinese.
type Lang string

// The two languages.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Text is what a person reads of a notice.
type Text struct{ Title, Body string }

// Template is the Text of one kind in both languages; {name} stands for the
// param of that name.
type Template struct{ ZH, EN Text }

// Templates maps kinds to their words. Each noun's file registers its own:
//
//	var _ = register(Templates{models.NoticePollClosed: {ZH: Text{…}, EN: Text{…}}})
type Templates map[models.NoticeKind]Template

var catalogue = Templates{}

// register adds the templates of one noun; a kind that has two is a programming
// error.
func register(add Templates) bool {
	for kind, t := range add {
		if _, taken := catalogue[kind]; taken {
			panic("notifications: two templates for " + string(kind))
		}
		catalogue[kind] = t
	}
	return true
}

// Kinds gives every kind that has words, sorted.
func Kinds() []models.NoticeKind { return slices.Sorted(maps.Keys(catalogue)) }

// Render fills the template of kind; a param that the row does not have leaves
// its place empty. A kind without template (a row of a newer version) gives a
// plain general text, never an error: an inbox must open.
func Render(kind models.NoticeKind, params map[string]string, lang Lang) Text {
	t, ok := catalogue[kind]
	if !ok {
		t = Template{ZH: Text{"您有一条新消息", "请在小程序中查看。"},
			EN: Text{"You have a new message", "Open the mini-program to see it."}}
	}
	text := t.ZH
	if lang == English {
		text = t.EN
	}
	return Text{Title: fill(text.Title, params, lang), Body: fill(text.Body, params, lang)}
}

// fill replaces {name} in one pass, so that a value cannot name another param. A day
// is written as people write it.
func fill(s string, params map[string]string, lang Lang) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return b.String() + "{" + rest
		}
		b.WriteString(spoken(params[name], lang))
		s = after
	}
}

func spoken(value string, lang Lang) string {
	day, err := models.ParseDay(value)
	if err != nil {
		return value
	}
	zh, en := day.Text()
	if lang == English {
		return en
	}
	return zh
}
