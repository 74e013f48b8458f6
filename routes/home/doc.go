// Package home is the contract on the wire of the first screen and of what a client
// needs to know before it asks for anything else.
//
// What lives here: shapes, registration and policy of these two.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package home
