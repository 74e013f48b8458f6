// Package desk is the area of the assisted desk (协管员代办): sessions in which
// an officer does things in the name of a person who is present, what was done
// in them, and objections.
//
// What lives here: opening, confirming and ending a session, its reading by
// those concerned, objections and their answers. What may not: the acts
// themselves (each area does its own, with an actor that says in whose name),
// the check of each request (services/people, with the access token), and the
// registration of people (services/people).
//
// Acts on a session and on an objection go through the one driver
// (services/internal/act). Opening a session and confirming it by a code keep their
// own path: a wrong card and a wrong code are refused and counted in one transaction.
package desk
