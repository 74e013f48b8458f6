// Package people is the contract on the wire of persons: signing in, one's own data,
// verified identity, roles and their terms, and the lists of codes.
//
// What lives here: shapes, registration and policy of these nouns; other areas borrow the
// shape of a person, of a code and of a review.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package people
