package main

import (
	"go/ast"
	"regexp"
)

// codeRules hold the list of code types in services against models: what is
// missing there would be compared with no enum and no CHECK.
func codeRules() []rule {
	return []rule{{
		name:  "each code type with words is in the list of services",
		check: codesAreListed,
		canaries: []map[string]string{{
			"models/roster/x.go": "package roster; func (State) All() []State { return nil }; " +
				"func (s State) Text() (zh, en string) { return }",
			"services/enumerations.go": "package services; var _ = code[models.State]()",
		}},
		fine: []map[string]string{{
			"models/roster/x.go": "package roster; func (State) All() []State { return nil }; " +
				"func (s State) Text() (zh, en string) { return }; func (Moves) All() []State { return nil }",
			"services/enumerations.go": "package services; var _ = code[roster.State]()",
		}},
	}}
}

var codeListed = regexp.MustCompile(`code\[(\w+\.\w+)\]`)

// codesAreListed finds the types that have both All and Text and are not listed.
func codesAreListed(tree []source) []string {
	listed := map[string]bool{}
	all, text := map[string]string{}, map[string]bool{}
	for _, s := range tree {
		if s.path == "services/enumerations.go" {
			for _, m := range codeListed.FindAllStringSubmatch(s.text, -1) {
				listed[m[1]] = true
			}
		}
		if !s.product() || !s.in("models") {
			continue
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			receiver, ok := f.Recv.List[0].Type.(*ast.Ident)
			if !ok {
				continue
			}
			name := s.file.Name.Name + "." + receiver.Name
			switch f.Name.Name {
			case "All":
				all[name] = s.at(f)
			case "Text":
				text[name] = true
			}
		}
	}
	var findings []string
	for name, at := range all {
		if text[name] && !listed[name] {
			findings = append(findings, at+": "+name+" is missing in services/enumerations.go")
		}
	}
	return findings
}
