// Package papers has the words of the papers of mediation, as pure functions from what a
// case tells to the bytes of a PDF.
//
// What lives here: one plain struct for each paper, its words in the order of the
// ministry's forms (人民调解文书格式, 司法部 2010), and amounts in words. What may not: a
// database, a clock, the question who may have a paper, and any field for the number of
// an identity card: the forms have none.
package papers
