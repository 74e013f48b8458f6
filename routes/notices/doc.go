// Package notices is the contract on the wire of the inbox.
//
// What lives here: shapes, registration and policy of notices, which are put into words when
// they are read.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package notices
