package main

import (
	"go/ast"
	"maps"
	"path"
	"slices"
)

// ownTransactions are the functions of areas that open a transaction without the
// driver of services/internal/act, each with its reason. What a person does to a
// row is an act and goes through the driver; what is here is none, or is refused
// and committed at once.
var ownTransactions = map[string]string{
	// Reads that leave a row in the trail: nothing is locked and nothing changes.
	"services/matching.Prospects":      "a list; the trail has who was shown",
	"services/rosters.Entries":         "a list; the trail has whose numbers were opened",
	"services/people.Reviews":          "a list; the trail has whose numbers were opened",
	"services/moderation.Get":          "a read of one moment with its row in the trail",
	"services/files.Open":              "a read; the trail has who opened whose file",
	"services/desk.RecordRead":         "the trail of a read in somebody's name",
	"services/notices.MarkRead":        "one's own inbox: nobody is told and the trail has no row",
	"services/privacy.RecordPurge":     "the trail of what the system removed",
	"services/matching.CountCoverage":  "counts for everybody; nobody acts",
	"services/regions.Load":            "reference data, before anybody is there",
	"services/people.WarnEndingRoles":  "the clock tells; each warning is one conditional update",
	"services/people.SignInWithWeChat": "before it there is no actor",
	"services/people.Refresh":          "a used token is refused, and the end of its session committed",
	"services/people.end":              "one conditional update of one's own session",
	"services/people.RevokeAll":        "one conditional update of oneself",

	// Refusals that are committed: tries are counted.
	"services/people.ConfirmPairing": "wrong digits are refused and counted",
	"services/desk.Open":             "a missed try is refused and counted",
	"services/desk.FindByPhone":      "a missed try is refused and counted",
	"services/desk.Confirm":          "a wrong code is refused and counted",

	// Several rows of several owners.
	"services/people.Merge":            "two people, each of whom the officer must see, and a second signature",
	"services/people.SubmitIdentity":   "one's own row, or a claim on another's, which the unique key decides",
	"services/people.RegisterAtDesk":   "makes the person who is the object of the act",
	"services/people.ImportIdentities": "up to a thousand people, each with an outcome of their own",
	"services/moderation.Report":       "opens the case or joins it, which the unique key decides; tried again",

	// Files: content and row are written one after the other.
	"services/files.reserve":     "a pending row, before the content",
	"services/files.Keep":        "a pending row, before the content",
	"services/files.Drop":        "ends what is still pending and was not bound",
	"services/files.store":       "the row after the content",
	"services/files.countSpoilt": "a try is refused and counted",
	"services/files.settle":      "ends what is still pending after a failure",
	"services/files.forget":      "removes what has ended so",
	"services/files.bury":        "the system removes content that has served its time",
	"services/files.expireFiles": "the system removes what was not finished",

	// Work of the system in many short transactions.
	"services/audits.emptyRange":           "the trail itself",
	"services/audits.round":                "the trail itself",
	"services/privacy.purgeClosings":       "the system removes what has served its time",
	"services/matching.CountCoverageIfDue": "takes the day's count, by one conditional update",
}

func driverRules() []rule {
	return []rule{{
		name:  "an act goes through the one driver",
		check: actsAreDriven,
		canaries: []map[string]string{
			{"services/party/x.go": "package party; func (s *Service) Act() { s.st.InTx(ctx, f) }"},
			{"services/desk/x.go": "package desk"}, // no longer does what it is listed for
		},
		fine: []map[string]string{{
			"services/party/x.go":          "package party; func (s *Service) Act() { act.On(ctx, s.st, actor, a) }",
			"services/party/x_test.go":     "package party; func f() { st.InTx(ctx, f) }",
			"services/internal/batch/x.go": "package batch; func f() { st.InTx(ctx, f) }",
			"services/seeding/x.go":        "package seeding; func f() { st.InTx(ctx, f) }",
			"services/notices/x.go":        "package notices; func (s *Service) MarkRead() { s.st.InTx(ctx, f) }",
		}},
	}}
}

// actsAreDriven finds the functions of areas that open transactions and are not
// listed, and those that are listed and do not.
func actsAreDriven(tree []source) []string {
	var findings []string
	folders, done := map[string]bool{}, map[string]bool{}
	for _, s := range tree {
		if !s.product() || path.Dir(s.dir()) != "services" || s.dir() == "services/seeding" {
			continue
		}
		folders[s.dir()] = true
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !opensTransaction(f) {
				continue
			}
			name := s.dir() + "." + f.Name.Name
			done[name] = true
			if ownTransactions[name] == "" {
				findings = append(findings, s.at(f)+": "+name+" opens a transaction of its own; use act.On")
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(ownTransactions)) {
		folder := name[:len(name)-len(path.Ext(name))]
		if folders[folder] && !done[name] {
			findings = append(findings, name+" opens no transaction any more; take it off the list")
		}
	}
	return findings
}

func opensTransaction(f *ast.FuncDecl) (found bool) {
	ast.Inspect(f, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "InTx" {
				found = true
			}
		}
		return true
	})
	return found
}
