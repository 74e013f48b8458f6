// Package store is the one door to the database, for both engines.
//
// What lives here: the kernel, which opens SQLite and MariaDB with the same
// rules, runs transactions with retries, remembers the answers of repeated
// requests, translates the errors of drivers and scans rows; and the rows that
// several areas share (persons, organizations, memberships, roles, consents …),
// one file for each noun. The queries of one area stand with it, unexported, in
// services/<area>/<noun>_sql.go, and are written with what the kernel lends:
// Query, Take, Create, Exec1, LockRow and their kin.
//
// The files personal_*.go are the register of personal data (个人信息保护法第五十五
// 条): what each table has of people, why, and what an export and the closing of
// an account do with it. They are the business of services/privacy and stay here
// nevertheless: some lines are about rows that only the kernel knows (the keys of
// repeated requests), and all are read by the scan plans of the kernel, which it
// lends to nobody. A test compares them with the schema of both
// engines and with docs/personal-data.md.
//
// What may not live here: business rules (models), decisions about people who may
// act (the services), HTTP. Only this package imports the mapper and the drivers.
// A query on restricted rows takes the actor and puts what they may see into its
// WHERE. Which folder may write which table is listed in
// app/architecture_owners_test.go.
//
// The rules of writing: lock the parent row first, children after; plain INSERT
// and ErrDuplicate, never an upsert; a conditional UPDATE through Exec1; no
// network, no goroutine and no outer handle inside a transaction. Closures are
// repeatable, because a deadlock runs them again.
package store
