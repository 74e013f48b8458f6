// Package membership is the shared step by which people come into an organization and go
// out of it: code that makes or ends an active membership, from an application, an
// invitation, a list or a registration, does it here.
//
// What lives here: the rule on people who may belong (Admits), counting in and out under the lock
// of the organization's row (Enter, Leave), and what a taken key means (Taken). What may
// not: rules about people who may decide, notices, audit rows.
package membership
