// Package joining is the shared step by which people come into a body and go
// out of it: whoever makes or ends an active spell, from an application, an
// invitation, a list or a registration, does it here.
//
// What lives here: who may belong (Admits), counting in and out under the lock
// of the body's row (Enter, Leave), and what a taken key means (Taken). What may
// not: who may decide, notices, audit rows.
package joining
