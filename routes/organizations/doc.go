// Package organizations is the contract on the wire of organizations: founding,
// charters, memberships, offices, terms, dissolution.
//
// What lives here: shapes, registration and policy of these nouns; other areas borrow the
// shape of an organization and of a membership.
// What may not: decisions on business state, SQL, another area's shapes but those that
// docs/architecture.md lists.
package organizations
