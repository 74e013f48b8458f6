// Package spreadsheet reads the spreadsheets that leaders keep (.xlsx, .csv) row by
// row, and writes those that leave the system.
//
// What lives here: telling by its content what a file is, refusing what is
// dangerous or cannot be read, rows without holding them all, and cells that no
// spreadsheet calculates. What may not: what a column means, the database.
//
// Reading is our own, see docs/decisions/0033-rosters.md: a library that reads whole
// parts into memory, or unpacks them in clear into a temporary directory, is not
// for lists of names and identity numbers; and it does not tell a formula from
// what it last gave. Writing is excelize's.
package spreadsheet
