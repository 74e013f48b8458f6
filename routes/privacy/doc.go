// Package privacy is the contract on the wire of consents, the copy of one's data,
// the closing of an account, and disclosures of sealed data.
//
// What lives here: shapes, registration and policy of these nouns, and the page on which a
// person reads their own copy.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package privacy
