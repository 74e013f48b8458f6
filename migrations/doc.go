// Package migrations holds the schema: one folder of numbered SQL files for
// each dialect, applied in order, each file once.
//
// What lives here: the files, the runner, and seed/ with the reference data of
// regions. What may not: anything of ours; the runner sees a *sql.DB.
//
// The baselines, 01001 to 01018, make the tables, one file an area, in the order
// in which a stranger would read them; docs/schema.sql shows what comes of them
// and of all later files. A change of the schema is a new file, numbered from
// 01101 on.
//
// Rules: the two folders have the same files and describe the same tables (tests
// compare columns, keys, types and CHECKs). A code column has a CHECK of the one
// form CHECK (column IN ('a', 'b')), its values in the order of the Go constants.
// In a baseline each statement may run again (IF NOT EXISTS, on MySQL the indexes
// inside CREATE TABLE), because MySQL cannot roll DDL back and a process may be
// killed between two of them; a later file has one DDL statement for MySQL. A file
// that has been applied anywhere is never edited. There is no way down: a mistake
// is corrected by the next file.
package migrations
