// Package party is the contract on the wire of what only Party branches do:
// registrations, transfers, meetings, the monitor.
//
// What lives here: shapes, registration and policy of these nouns.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package party
