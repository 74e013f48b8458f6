// Package cli is the command line: serve, demo, migrate, seed, grant, check,
// keys and openapi.
//
// What lives here: one file per verb, flags, and the words a person in a
// terminal reads. What may not: rules and queries; every verb goes through
// services or app/server.
package cli
