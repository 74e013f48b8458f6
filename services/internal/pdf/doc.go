// Package pdf tells whether a PDF does something by itself, from its objects and not
// from bytes that look like them.
//
// What lives here: reading objects, also those in compressed object streams, within
// bounds of work and room. What may not: drawing, text, and anything that opens what
// is encrypted.
//
// A reader of PDF finds objects by a table, or, where the table is damaged, by looking
// for the word "obj". So every "obj" in the file begins an object here, wherever it
// stands: whichever way a reader goes, what it finds was looked at.
package pdf
