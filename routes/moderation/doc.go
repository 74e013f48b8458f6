// Package moderation is the contract on the wire of reports, moderation cases and
// bans.
//
// What lives here: shapes, registration and policy of these nouns.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package moderation
