// Package regions is the contract on the wire of divisions and zones.
//
// What lives here: shapes, registration and policy of these nouns; other areas borrow how a
// division is named.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package regions
