// Package matching is the contract on the wire of finding one another:
// recommendations, prospects, coverage.
//
// What lives here: shapes, registration and policy of these nouns.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package matching
