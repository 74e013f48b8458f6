// Package models holds what the product is about: the nouns, their states and
// their rules, as plain values and pure functions.
//
// What lives here: one file per noun (person.go, dispute.go, poll.go …) with
// its entity, its state machine and every rule that needs no database, and the
// few value types that all nouns share (ID, Instant, Day, Error, Actor, Page).
//
// What may not: any import outside the standard library, a clock, a source of
// randomness, SQL, HTTP, or JSON shapes of the API. "Now" is a parameter.
package models
