// Package audit is the shared step that writes the audit trail.
//
// What lives here: Record (inside the transaction of an effect) and Refused
// (after the rollback of a refusal that matters). What may not: reading the
// trail, and any update or delete of it.
package audit
