// Package rekey is what a change of keys does to the rows: sealing them anew,
// indexing them anew, and refusing a ring that does not fit the database.
//
// What lives here: Reseal, Reindex, and the marks of the keys. Each may run
// under load, be killed at any point and be run again. What may not: making
// keys, and the text of a ring (services/internal/keyring).
package rekey
