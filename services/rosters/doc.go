// Package rosters is the area of lists that leaders keep in a spreadsheet: what
// is in the file, what is wrong with it, taking its people over as entries that
// wait, and the answer of each of them.
//
// What lives here: the use cases around models.Roster, and the rules by which a
// row is read. What may not: file formats (services/internal/spreadsheet), how a spell
// begins (services/internal/membership), and telling who is verified later
// (services/internal/rostermatch).
package rosters
