// Package notices is the area of a person's inbox.
//
// What lives here: reading it, counting what is unread, marking it read. What
// may not: writing to it (services/internal/inbox does, in the transaction of
// the act that is told) and words (they are in notifications).
package notices
