// Package mediation is the contract on the wire of disputes and of the committees
// that mediate them.
//
// What lives here: shapes, registration and policy of these nouns.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package mediation
