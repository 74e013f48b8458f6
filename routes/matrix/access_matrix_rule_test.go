package matrix_test

import (
	"slices"
	"strconv"
	"strings"
)

// row says how a route is called and what the service answers once the first
// gate is passed.
type row struct {
	at         func(p *place) any // the parameter of the path
	query      func(p *place) string
	body       func(w *accessFixture, p *place) any
	credential bool // sign-in: what is sent is the credential, a token is not looked at
	stale      bool // a version that never was: whoever may act is told 412
	// own, other and absent are rules in the language that access_matrix_table_test.go
	// begins with.
	own, other, absent string
}

// alone reports whether the call is the same wherever it is made.
func (r row) alone() bool { return r.at == nil && r.query == nil && r.other == "" }

// bearer reports whether the call stands on the access token; sign-in does not.
func (r row) bearer() bool { return !r.credential }

// expect reads a rule; 0 is "allowed".
func (r row) expect(near string, who subject) int {
	rule := map[string]string{"own": r.own, "other": r.other, "absent": r.absent}[near]
	if rule == "" && near != "own" {
		rule = "404"
	}
	clauses := strings.Split(rule, ";")
	answer, exact := clauses[0], false
	for _, clause := range clauses[1:] {
		kinds, status, _ := strings.Cut(clause, ":")
		switch fields := strings.Fields(kinds); {
		case slices.Contains(fields, who.kind) || slices.Contains(fields, who.String()):
			answer, exact = status, true
		case !exact && who.like != "" && slices.Contains(fields, who.like):
			answer = status
		}
	}
	if answer = strings.TrimSpace(answer); answer == "ok" {
		return 0
	}
	n, err := strconv.Atoi(answer)
	if err != nil {
		panic("matrix: a rule that cannot be read: " + rule)
	}
	return n
}
