// Package audits is the contract on the wire of the audit trail.
//
// What lives here: shapes, registration and policy of events, checkpoints and proofs.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package audits
