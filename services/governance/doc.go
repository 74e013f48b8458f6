// Package governance is the area of decisions that an organization takes together.
//
// What lives here: polls from draft to result, their rolls, and ballots. What
// may not: who belongs to an organization (its roll is read in one statement of the
// store), and anything that joins a person with a choice: no row, log line,
// error or answer of this package may hold both.
package governance
