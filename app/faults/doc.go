// Package faults tests the whole program from outside while it, or what it
// stands on, is being killed or loses its voice.
//
// What lives here: tests that start the command line as a process of its own, and
// tests that cut the wire to the database under every area that writes. What may
// not: code of the product, and whatever a scenario test of one area can show.
package faults
