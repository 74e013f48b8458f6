// Package files is the contract on the wire of uploaded files.
//
// What lives here: shapes, registration and policy of uploads and downloads.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package files
