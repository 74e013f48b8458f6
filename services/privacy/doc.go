// Package privacy is the area of what people may decide and demand about their
// own data: consents, the export of everything about oneself, the closing of an
// account, how long what is kept, and who was shown what and why.
//
// What lives here: one file per noun of those. What may not: profile and
// identity (they are in services/people), and the words of the law's notices.
package privacy
