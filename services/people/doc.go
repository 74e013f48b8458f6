// Package people is the area of persons: sign-in, sessions, one's own data, and
// the desk where officers verify identities.
//
// What lives here: the use cases, with their transactions, permissions, audit
// rows and notices. What may not: another area, HTTP, and any identity number
// that leaves in clear; answers hold masked values only.
//
// Tokens: an access token is a signed JWT of ten minutes that names a session;
// every request reads that session, its person and the roles in one query, so
// that an end of any of them is felt at once on every process. Refresh tokens
// are opaque, stored hashed, good for one exchange; the successor is derived
// from the old token under a key of the ring, so that a lost answer can be
// asked for again without storing it. A token that comes back later than that
// ends the whole session.
//
// Acts on a role, an offer, a hand-over, a review, a profile and a phone number go
// through the one driver (services/internal/act). These keep their own path, with its
// parts: sign-in, refreshing and ending sessions (they make the actor, or undo it),
// submitting an identity (a claim is written and refused at once), merging (an act on
// two persons, with an audit row for each), registering at the desk and the lists that
// officers import, and the warnings before a term ends, which nobody does.
package people
