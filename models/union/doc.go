// Package union holds what only unions (工会) know: forms and numbers, transfers
// (会籍接转), retained memberships, the tree of federations, calls for a meeting,
// the offer at sign-up, and the yearly appraisal, which is two polls.
//
// What may not: another room of models but poll, a database, a clock, JSON shapes.
package union
