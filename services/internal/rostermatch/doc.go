// Package rostermatch is the shared step between people and the lists that organizations
// have imported: the person whose entry it is, and telling them once that is certain.
//
// What lives here: the indexes of a number on lists, the comparison of an entry
// with a verified person, the notice. What may not: rules about people who may import, and what a
// yes does (services/rosters).
package rostermatch
