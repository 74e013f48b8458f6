package main

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

const longestFile = 500

// The word that officials once used for the people this is for. It is taken
// apart here so that this file passes its own rule.
const outsiders = "外来" + "人口"

func fileRules() []rule {
	return []rule{{
		name: "files stay readable",
		check: each(func(s source) bool { return s.file != nil }, func(s source) []string {
			if n := strings.Count(s.text, "\n"); n > longestFile {
				return []string{s.path + " has " + strconv.Itoa(n) + " lines, at most " + strconv.Itoa(longestFile) +
					"; split it by verb"}
			}
			return nil
		}),
		canaries: []map[string]string{{"models/x.go": "package models\n" + strings.Repeat("\n", longestFile)}},
	}, {
		name: "each folder says in doc.go what lives there",
		check: func(tree []source) []string {
			var findings []string
			documented := map[string]bool{}
			for _, s := range tree {
				if s.file != nil && path.Base(s.path) == "doc.go" && s.file.Doc != nil {
					documented[s.dir()] = true
				}
			}
			seen := map[string]bool{}
			for _, s := range tree {
				if s.product() && !documented[s.dir()] && !seen[s.dir()] {
					seen[s.dir()] = true
					findings = append(findings, s.dir()+" has no doc.go with a package comment")
				}
			}
			return findings
		},
		canaries: []map[string]string{
			{"models/x.go": "package models"},
			{"models/doc.go": "package models"},
		},
		fine: []map[string]string{{"models/doc.go": "// Package models is.\npackage models",
			"models/x.go": "package models"}},
	}, {
		name: "people are called what they are: 新居民",
		check: each(func(s source) bool { return !s.in("docs") && !s.isTest() }, func(s source) []string {
			if strings.Contains(s.text, outsiders) {
				return []string{s.path + " calls people " + outsiders}
			}
			return nil
		}),
		canaries: []map[string]string{{"notifications/x.go": "package notifications // " + outsiders}},
		fine:     []map[string]string{{"docs/x.md": outsiders}},
	}, {
		name:  "a noun has the same file name in models, store and routes",
		check: sameNames,
		canaries: []map[string]string{
			{"routes/mediation/quarrel.go": "package mediation", "models/dispute/dispute.go": "package dispute"},
			{"services/internal/store/quarrel.go": "package store", "models/dispute/dispute.go": "package dispute"},
		},
		fine: []map[string]string{{
			"models/dispute/dispute.go": "package dispute", "models/person.go": "package models",
			"routes/mediation/dispute_file.go": "package mediation", "routes/people/person.go": "package people",
			"services/mediation/act.go": "package mediation", "services/internal/store/dispute.go": "package store",
		}},
	}}
}

// notNouns are the files that hold machinery instead of a noun, by folder.
// Areas name their files by what is done there, so they are not held to this.
var notNouns = map[string][]string{
	"routes": {"doc", "routes", "auth", "me", "identity", "notification", "mass"},
	"services/internal/store": {"doc", "store", "tx", "errors", "mysql", "sqlite", "durability", "probe", "bulk",
		"purge", "prepared", "watch", "scan", "seal"},
}

// sameNames holds the files of routes and store against models: the part before
// the first underscore is a noun that has a file there, or in a room of models.
func sameNames(tree []source) []string {
	nouns := map[string]bool{}
	for _, s := range tree {
		if s.product() && s.in("models") {
			nouns[nounOf(s)] = true
		}
	}
	var findings []string
	for _, s := range tree {
		folder := s.dir()
		if path.Dir(folder) == "routes" && folder != "routes/httpapi" && folder != "routes/shapes" {
			folder = "routes"
		}
		machinery, held := notNouns[folder]
		if noun := nounOf(s); held && s.product() && !nouns[noun] && !slices.Contains(machinery, noun) {
			findings = append(findings, s.path+": models has no "+noun+
				".go; the file of a noun has one name in every layer")
		}
	}
	return findings
}

func nounOf(s source) string {
	noun, _, _ := strings.Cut(strings.TrimSuffix(path.Base(s.path), ".go"), "_")
	return noun
}
