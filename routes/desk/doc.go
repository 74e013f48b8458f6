// Package desk is the contract on the wire of the assisted desk, at which an
// officer acts for a person who is present.
//
// What lives here: shapes, registration and policy of desk sessions and objections.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package desk
