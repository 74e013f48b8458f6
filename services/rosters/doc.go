// Package rosters is the area of lists that leaders keep in a spreadsheet: what
// is in the file, what is wrong with it, taking its people over as entries that
// wait, and the answer of each of them.
//
// What lives here: the use cases around models.Roster, and the rules by which a
// row is read. What may not: file formats (services/internal/sheet), how a membership
// begins (services/internal/joining), and telling who is verified later
// (services/internal/listed).
//
// Acts on a list and the answers of people go through the one driver
// (services/internal/act). Checking, importing and taking back are long work of many
// transactions and keep their own path (services/internal/jobs).
package rosters
