// Package migrations holds the schema: one folder of numbered SQL files for
// each dialect, applied in order, each file once.
//
// What lives here: the files, the runner, and seed/ with the reference data of
// regions. What may not: anything of ours; the runner sees a *sql.DB.
//
// Rules: the two folders have the same files and describe the same tables (a
// test compares columns, keys and types). One DDL statement per MySQL file,
// because MySQL cannot roll DDL back. A file that has been applied anywhere is
// never edited. There is no way down: a mistake is corrected by the next file.
package migrations
