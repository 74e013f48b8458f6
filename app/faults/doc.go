// Package faults tests the whole program from outside while it, or what it
// stands on, is being killed.
//
// What lives here: tests that start the command line as a process of its own.
// What may not: code of the product, and whatever a scenario test of routes can
// show without a second process.
package faults
