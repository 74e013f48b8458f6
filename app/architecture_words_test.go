package main

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// A Chinese sentence of the product is read by people, many of whom left school
// early: no key of a program and no English word stands in it.

// spokenWords are written so in Chinese, too: kinds of files and the programs that
// open them.
var spokenWords = map[string]bool{"PDF": true, "JPG": true, "PNG": true, "WebP": true, "HEIC": true, "Excel": true,
	"WPS": true, "CSV": true, "xlsx": true, "xls": true}

// spokenIn are the files whose Chinese people read.
func spokenIn(s source) bool {
	switch {
	case !s.product(), strings.HasPrefix(s.path, "services/internal/store/personal"), s.in("services/seeding"):
		return false // a register of laws for the docs, and made-up people
	case s.in("routes/httpapi"):
		switch s.path {
		case "routes/httpapi/openapi.go", "routes/httpapi/registry.go": // both languages in one text
			return false
		case "routes/httpapi/chinese_words.go": // the document, for developers
			return false
		}
		return true
	}
	return s.in("models") || s.in("services") || s.in("notifications")
}

var (
	latinWord = regexp.MustCompile(`[A-Za-z_]{2,}`)
	notSpoken = regexp.MustCompile(`\{[^}]*\}|%[-+#0-9.]*[a-zA-Z]`) // places that are filled in
)

func wordRules() []rule {
	return []rule{{
		name:     "no key and no English word in a Chinese sentence",
		check:    each(spokenIn, chineseIsChinese),
		canaries: []map[string]string{{"models/x.go": "package models; var x = \"请填写 id_number\""}},
		fine: []map[string]string{{"models/x.go": "package models; var x = \"请上传PDF，共%d页，由{name}办理\"; " +
			"var y = \"plain English\""}},
	}}
}

func chineseIsChinese(s source) []string {
	var findings []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(lit.Value)
		if err != nil || !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			return true
		}
		if strings.HasPrefix(lit.Value, "`") { // tags and tables of both languages
			return true
		}
		for _, word := range latinWord.FindAllString(notSpoken.ReplaceAllString(text, ""), -1) {
			if !spokenWords[word] {
				findings = append(findings, s.at(n)+": "+word+" stands in “"+text+"”")
			}
		}
		return true
	})
	return findings
}
