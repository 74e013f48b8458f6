// Package roster holds the rules of lists that leaders keep as spreadsheets (表格名单):
// its fields, the faults of a row, and the claim by which a person on the list
// becomes a member.
//
// What may not: another room of models, a database, a clock, JSON shapes.
package roster
