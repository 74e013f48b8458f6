// Package paper prints documents on A4: a small kit of titles, paragraphs, tables and
// signature rows over a PDF library, in one Chinese font that the program carries.
//
// What lives here: measuring and breaking lines, pages, what stands at their foot, and
// what the library gets wrong. What may not: the words of a document, which belong to
// the area that speaks them, and keeping what was printed.
package paper
