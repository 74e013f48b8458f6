package mediation

import (
	"strings"

	"xinjumin/models"
)

// What the tests of query plans ask for.
var ListDisputes = listDisputes

// DisputeFilter narrows ListDisputes.
type DisputeFilter = disputeFilter

// AsCommittee narrows to the cases of one's committees.
const AsCommittee = asCommittee

// WayInto gives the query that walks to the page of a list, for who sees it in one way.
func WayInto(actor models.Actor, f disputeFilter) (string, []any) {
	ids, args := f.top(sightOf(actor))
	return strings.TrimSuffix(strings.TrimPrefix(ids, "SELECT id FROM ("), ") a"), args
}
