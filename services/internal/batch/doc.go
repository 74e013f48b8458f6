// Package batch commits requests to the same object together.
//
// One commit per request is the wall of a hot path: a sync of the disk each,
// and a row lock queued behind the others. A Gatherer lets the requests that
// arrive while a commit runs share the next one, and still gives each its own
// outcome, after its commit.
//
// What may not live here: anything about a noun, or about SQL. Nothing may rest
// on the gathering itself: several processes each have their own Gatherer, so
// unique keys, conditional updates and the lock of the parent row decide.
package batch
