// Package privacy is the area of what people may decide and demand about their
// own data: consents, the export of everything about oneself, the closing of an
// account, how long what is kept, and who was shown what and why.
//
// What lives here: one file per noun of those. What may not: profile and
// identity (they are in services/people), and the words of the law's notices.
//
// Acts go through the one driver (services/internal/act). A disclosure is not locked:
// it is read again and written under a condition, which decides between two acts.
// Whether the deciding person may sign is asked behind its state, which everybody who
// sees a request may know. Removing what has served its time and the job behind a
// closing have no actor, and keep their own path.
package privacy
