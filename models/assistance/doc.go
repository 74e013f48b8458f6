// Package assistance holds the rules of the assisted desk (协管员代办): the session
// in which an officer acts in the name of a person who is present, and the
// objection (异议) to what was done there.
//
// What may not: another room of models, a database, a clock, JSON shapes.
package assistance
