// Package attach is the shared step between files and what they belong to: it
// binds a file to a subject inside the transaction of the act, and makes the
// links by which files are read.
//
// What lives here: File (bind), Links and View (what a reader gets), and the
// check of a link. What may not: contents, the blob store, or the question who
// may see a subject, which the area of the subject has answered before it asks
// for links.
package attach
