// Package act is the one way in which something is done to a row: On, for a
// person, and In, for a step inside a transaction that is already open, such as
// a job. Both take the steps of the act and run them in this order:
//
//  1. Lock finds the row as far as the actor may see it, and holds it. What the
//     actor may not see is models.ErrNotFound, before anything else is told.
//  2. May refuses an actor who sees the row and has no right to the act. It
//     comes before what follows, so that a person without the right does not
//     learn the version or the state by trying.
//  3. Version: a row that has changed since the actor read it is
//     models.ErrStale. It comes before the state, because a client that looks
//     at an old row must read it again; a word about its state would be a word
//     about a row that the client has never seen.
//  4. Next finds the state that the act leads to, or says that it leads
//     nowhere from here.
//  5. Do changes the row and writes it, with everything that hangs on it.
//  6. Tell puts words into the inboxes of the people concerned.
//  7. The audit row of the effect is written: Event, with Detail.
//  8. Answer reads what the actor is told, and it is kept with the idempotency
//     key, so that the same request again gets the same answer.
//
// All eight are one transaction, which may run again after a deadlock, so a step
// must be repeatable: it changes nothing outside the row it is given. After a
// refusal everything is rolled back and, where a visible thing was forbidden, a
// row about the refusal is written in a transaction of its own, unless the act is Quiet.
//
// The same order everywhere has a reason: two areas that ask in another order
// answer the same mistake with another status, and write another trail.
//
// What lives here besides: the one rule about the order of locks
// (LockOrganization, Hold, HoldBoth, Under), and what it means that a write met
// another one (Lost, Taken). What may not live here: a rule of an area.
package act
