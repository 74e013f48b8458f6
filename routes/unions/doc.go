// Package unions is the contract on the wire of unions, the Youth League and the
// women's federation.
//
// What lives here: shapes, registration and policy of these nouns.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package unions
