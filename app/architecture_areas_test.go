package main

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// area says in which folder of each layer an area stands; "" means that what the
// area speaks is spoken by everybody and stands in the root of the layer, or that
// it has nothing there.
type area struct{ name, models, services, routes string }

// areas is the table of docs/architecture.md. The rules of an area carry the
// name of its noun, the use cases that of the work, so that no two packages of
// one area have one name.
var areas = []area{
	{"people: sign-in, profile, identity, roles", "", "people", "people"},
	{"privacy: consents, copy, closing, disclosures, retention", "", "privacy", "privacy"},
	{"regions and zones", "", "regions", "regions"},
	{"organizations: founding, memberships, offices, end", "", "organizations", "organizations"},
	{"mediation: disputes, committees", "dispute", "mediation", "mediation"},
	{"activities and sign-ups", "activity", "activities", "activities"},
	{"governance: polls, rolls, ballots", "poll", "governance", "governance"},
	{"Party branches", "branch", "party", "party"},
	{"unions, League, women's federation", "union", "unions", "unions"},
	{"rosters: lists that leaders keep", "roster", "rosters", "rosters"},
	{"matching: suggestions, prospects, coverage", "match", "matching", "matching"},
	{"moderation: complaints, cases, bans", "complaint", "moderation", "moderation"},
	{"desk: officers act in somebody's name", "assistance", "desk", "desk"},
	{"home: the first screen", "", "home", "home"},
	{"files", "upload", "files", "files"},
	{"notices: the inbox", "", "notices", "notices"},
	{"audits: the trail and its proofs", "", "audits", "audits"},
}

// notAreas are the folders of a layer that belong to no area.
var notAreas = map[string][]string{
	"models":   nil,
	"services": {"internal", "seeding"},
	"routes":   {"httpapi", "journeys", "matrix", "shapes", "walks"},
}

func (a area) in(layer string) string {
	return map[string]string{"models": a.models, "services": a.services, "routes": a.routes}[layer]
}

func areaRules() []rule {
	return []rule{{
		name:  "each folder of models, services and routes is that of an area",
		check: foldersAreAreas,
		canaries: []map[string]string{
			{"services/gardening/x.go": "package gardening"},
			{"routes/gardening/x.go": "package gardening"},
			{"models/gardening/x.go": "package gardening"},
		},
		fine: []map[string]string{{
			"services/mediation/x.go": "package mediation", "services/internal/audit/x.go": "package audit",
			"routes/httpapi/x.go": "package httpapi",
		}},
	}}
}

func foldersAreAreas(tree []source) []string {
	var findings []string
	seen := map[string]bool{}
	for _, s := range tree {
		layer, rest, below := strings.Cut(s.dir(), "/")
		folder, _, _ := strings.Cut(rest, "/")
		if _, ok := notAreas[layer]; !ok || !below || folder == "testdata" || seen[layer+"/"+folder] {
			continue
		}
		seen[layer+"/"+folder] = true
		known := slices.ContainsFunc(areas, func(a area) bool { return a.in(layer) == folder })
		if !known && !slices.Contains(notAreas[layer], folder) {
			findings = append(findings, path.Join(layer, folder)+" is not the folder of an area")
		}
	}
	return findings
}

// The table of the page is made from the one above, and every folder in it is there.
func TestAreasArePrinted(t *testing.T) {
	var b strings.Builder
	b.WriteString("| Area | models | services | routes |\n|---|---|---|---|\n")
	for _, a := range areas {
		b.WriteString("| " + a.name + " |")
		for _, layer := range []string{"models", "services", "routes"} {
			folder := a.in(layer)
			if folder == "" {
				b.WriteString(" – |")
				continue
			}
			if _, err := os.Stat(path.Join("..", layer, folder)); err != nil {
				t.Errorf("%s: %v", a.name, err)
			}
			b.WriteString(" `" + folder + "` |")
		}
		b.WriteString("\n")
	}
	page, err := os.ReadFile("../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "<!-- areas -->\n")
	printed, _, found := strings.Cut(rest, "<!-- /areas -->")
	if !found || strings.TrimSpace(printed) != strings.TrimSpace(b.String()) {
		t.Errorf("docs/architecture.md has another table of areas; this one is true:\n%s", b.String())
	}
}
