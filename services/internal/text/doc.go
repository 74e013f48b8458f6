// Package text makes texts comparable: one Unicode form (NFC), folded twins of
// columns for search, pinyin of places and people.
//
// What lives here: pure functions from text to text, and the tables of readings
// that a dictionary of single characters gets wrong.
//
// What may not: the database, what a noun means, words that people read.
package text
