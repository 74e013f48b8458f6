package main

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

const (
	decisions     = "docs/decisions"
	decisionIndex = decisions + "/README.md"
)

var (
	// decisionFile is how the page of a decision is called.
	decisionFile = regexp.MustCompile(`^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.md$`)
	// decisionHead is how a page begins: its number and title, an empty line, its status.
	decisionHead = regexp.MustCompile(`\A# (\d{4}) (\S.*)\n\nStatus: (.+)\n\n`)
	// decisionStatus is what a status may say, with a day where one is known.
	decisionStatus = regexp.MustCompile(
		`^(proposed|accepted|superseded by \[\d{4}\]\(([^)]+)\))(?: \(\d{4}-\d\d-\d\d\))?$`)
	// decisionRow is a row of the index.
	decisionRow = regexp.MustCompile(`(?m)^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \| (.+) \|$`)
	// decisionCited is a page that is named elsewhere, in prose or in a comment.
	decisionCited = regexp.MustCompile(`\bdecisions/([A-Za-z0-9-]+\.md)`)
	// decisionBeside is a page that another page of decisions links to.
	decisionBeside = regexp.MustCompile(`\]\(([A-Za-z0-9-]+\.md)\)`)
)

func decisionRules() []rule {
	const good = "# 0001 A title\n\nStatus: accepted (2026-11-22)\n\nWords.\n"
	const row = "| [0001](0001-a.md) | A title | accepted |\n"
	const first = decisions + "/0001-a.md"
	const later = "superseded by [0007](0007-c.md)"
	// instead gives a text with one change.
	instead := func(text, old, new string) string { return strings.Replace(text, old, new, 1) }
	return []rule{{
		name:  "each decision has a number, a status and a row in the index",
		check: checkDecisions,
		canaries: []map[string]string{
			// No number; another number inside; one number twice.
			{decisions + "/a.md": good},
			{first: instead(good, "0001", "0002"), decisionIndex: row},
			{first: good, decisions + "/0001-b.md": good, decisionIndex: row + instead(row, "-a.", "-b.")},
			// No status; one that says nothing; one that names a page that is not there.
			{first: "# 0001 A title\n\nWords.\n", decisionIndex: row},
			{first: instead(good, "accepted", "fine"), decisionIndex: instead(row, "accepted", "fine")},
			{first: instead(good, "accepted", later), decisionIndex: instead(row, "accepted", later)},
			// No row; two rows; a row without a page; another title or status in the row.
			{first: good, decisionIndex: "# Decisions\n"},
			{first: good, decisionIndex: row + row},
			{first: good, decisionIndex: row + strings.ReplaceAll(row, "0001", "0002")},
			{first: good, decisionIndex: instead(row, "A title", "Another title")},
			{first: good, decisionIndex: instead(row, "accepted", "proposed")},
		},
		fine: []map[string]string{{first: good, decisionIndex: row}, {
			// Numbers may have gaps.
			first:                    instead(good, "accepted", later),
			decisions + "/0007-c.md": instead(good, "0001", "0007"),
			decisionIndex: instead(row, "accepted", later) +
				strings.NewReplacer("0001", "0007", "-a.", "-c.").Replace(row),
		}},
	}, {
		name:  "what cites a decision cites one that is there",
		check: checkCitedDecisions,
		canaries: []map[string]string{
			{"models/x.go": "package models // docs/decisions/0001-a.md", decisions + "/0002-b.md": good},
			{"docs/x.md": "[a](decisions/a.md)"},
			{first: good + "[a](0002-b.md)"},
		},
		fine: []map[string]string{{"docs/x.md": "[a](decisions/0001-a.md)", first: good}},
	}}
}

// checkDecisions reads the pages and holds the index against them.
func checkDecisions(tree []source) []string {
	var findings []string
	rows, present := map[string][]string{}, map[string]bool{}
	for _, s := range tree {
		present[s.path] = true
		if s.path == decisionIndex {
			for _, row := range decisionRow.FindAllStringSubmatch(s.text, -1) {
				if rows[row[2]] != nil {
					findings = append(findings, decisionIndex+" lists "+row[2]+" twice")
				}
				rows[row[2]] = row
			}
		}
	}
	taken := map[string]string{}
	for _, s := range tree {
		if s.dir() != decisions || s.path == decisionIndex || path.Ext(s.path) != ".md" {
			continue
		}
		findings = append(findings, checkDecision(s, rows[path.Base(s.path)], taken, present)...)
		delete(rows, path.Base(s.path))
	}
	for file := range rows {
		findings = append(findings, decisionIndex+" lists "+file+", which is not there")
	}
	return findings
}

// checkDecision holds one page against its row; taken knows which page has which number.
func checkDecision(s source, row []string, taken map[string]string, present map[string]bool) []string {
	name := decisionFile.FindStringSubmatch(path.Base(s.path))
	if name == nil {
		return []string{s.path + " has no number: call it NNNN-name.md, with the next free number"}
	}
	if other := taken[name[1]]; other != "" {
		return []string{s.path + " has the number of " + other}
	}
	taken[name[1]] = s.path
	head := decisionHead.FindStringSubmatch(s.text)
	if head == nil || head[1] != name[1] {
		begin := "# " + name[1] + " Title\n\nStatus: accepted (day)\n\n"
		return []string{fmt.Sprintf("%s does not begin with %q", s.path, begin)}
	}
	status := decisionStatus.FindStringSubmatch(head[3])
	if status == nil {
		return []string{s.path + " has a status that is none of: proposed, accepted, superseded by [NNNN](page)"}
	}
	if status[2] != "" && !present[decisions+"/"+status[2]] {
		return []string{s.path + " is superseded by " + status[2] + ", which is not there"}
	}
	if row == nil {
		return []string{s.path + " has no row in " + decisionIndex}
	}
	if row[1] != name[1] || row[3] != head[2] || row[4] != status[1] {
		want := fmt.Sprintf("| [%s](%s) | %s | %s |", name[1], path.Base(s.path), head[2], status[1])
		return []string{s.path + ": the index should say " + want}
	}
	return nil
}

// checkCitedDecisions looks for the pages that the tree names by their path.
func checkCitedDecisions(tree []source) []string {
	present := map[string]bool{}
	for _, s := range tree {
		if s.dir() == decisions {
			present[path.Base(s.path)] = true
		}
	}
	var findings []string
	for _, s := range tree {
		if s.path == "app/architecture_decisions_test.go" {
			continue // its examples break the rule
		}
		all := decisionCited.FindAllStringSubmatch(s.text, -1)
		if s.dir() == decisions {
			all = append(all, decisionBeside.FindAllStringSubmatch(s.text, -1)...)
		}
		for _, cited := range all {
			if !present[cited[1]] {
				findings = append(findings, s.path+" cites decisions/"+cited[1]+", which is not there")
			}
		}
	}
	return findings
}
