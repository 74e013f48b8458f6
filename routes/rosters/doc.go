// Package rosters is the contract on the wire of rosters, the lists of people that
// leaders keep.
//
// What lives here: shapes, registration and policy of rosters, their rows and claims.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package rosters
