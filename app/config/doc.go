// Package config reads the environment once, at the start, into one value.
//
// What lives here: the variables, their formats and defaults, and the refusal
// of what must not reach production. All faults are reported together, by the
// name of the variable and never with a secret.
//
// What may not: a connection, a global, a second look at the environment.
//
// If you add a variable, describe it in .env.example; a test compares the two.
package config
