// Package inbox is the shared step that puts a row into a person's inbox, in
// the transaction of the act it tells.
//
// What may not live here: words (they are templates in notifications) and
// sending (the dispatcher does it after the commit).
package inbox
